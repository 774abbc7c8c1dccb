"""志愿服务工作台: what is run from here, activities, templates and the shifts built of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sanzhi.groups import queries as groups
from sanzhi.kit import clock
from sanzhi.volunteering import actions, queries
from sanzhi.web.desk.forms.volunteering import AddingShift, Building, Opening, PuttingTemplate
from sanzhi.web.desk.forms.windows import WEEKDAYS
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged, paged_lists, pair_in
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

LEAD = "volunteer.lead"


@staff(LEAD)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """志愿服务: what waits, and the activities of one's own organisations."""
    actor = request.actor
    given = paged(request, queries.activities_run(actor, number_in(request)), queries.PAGE_SIZE)
    lists = {
        "waiting": queries.waiting(actor, number_in(request, "waiting")),
        "corrections": queries.corrections_run(actor, number_in(request, "corrections")),
    }
    given |= paged_lists(request, lists, queries.PAGE_SIZE)
    return show(request, "desk/volunteering.html", given | {"groups": groups.run_from(actor)})


@staff(LEAD)
@once
def new_activity(request: HttpRequest) -> HttpResponse:
    """发起活动."""
    form = Opening(posted(request), groups=groups.run_from(request.actor))

    def do() -> None:
        actions.open_activity(form.new(), by=request.actor, at=clock.now())

    note = _("发起以后排班次，居民就能报名。")
    return filled(request, form, do, _("发起活动"), _("已发起，请排班次。"), ("desk-volunteering",), note)


@staff(LEAD)
@require_safe
def activity(request: HttpRequest, activity: int) -> HttpResponse:
    """一个活动: templates, shifts to come, shifts that were."""
    where = number_in(request), pair_in(request, "coming")
    page = queries.activity_page(request.actor, activity, clock.now(), *where)
    names = dict(WEEKDAYS)
    given = paged(request, page.past, queries.PAGE_SIZE, key=lambda row: row.one.pk)
    coming = paged(request, page.coming, queries.PAGE_SIZE, name="coming", key=queries.moment_of)
    given |= {
        "page": page,
        "coming": coming,
        "templates": [(one, names[one.weekday]) for one in page.templates],
    }
    return show(request, "desk/activity.html", given)


@staff(LEAD)
@once
def put_template(request: HttpRequest, activity: int) -> HttpResponse:
    """班次模板."""
    one, form = queries.activity_run(request.actor, activity), PuttingTemplate(posted(request))

    def do() -> None:
        actions.put_template(one.pk, form.new(), by=request.actor, at=clock.now())

    return filled(request, form, do, _("班次模板"), _("已保存。"), ("desk-activity", one.pk))


@staff(LEAD)
@verb
def end_template(request: HttpRequest, weekly: int) -> HttpResponse:
    """结束模板."""
    one = actions.end_template(weekly, by=request.actor, at=clock.now())
    messages.success(request, _("模板已结束，排好的班次还在。"))
    return redirect("desk-activity", one.activity_id)


@staff(LEAD)
@once
def build(request: HttpRequest, activity: int) -> HttpResponse:
    """按模板排班次."""
    one, form = queries.activity_run(request.actor, activity), Building(posted(request))
    built = []

    def do() -> None:
        made = actions.build_shifts(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())
        built.append(made)

    answer = filled(request, form, do, _("按模板排班次"), _("已排好。"), ("desk-activity", one.pk))
    if built:
        messages.info(request, ngettext("新排了 %(n)d 个班次。", "新排了 %(n)d 个班次。", built[0]) % {"n": built[0]})  # fmt: skip
    return answer


@staff(LEAD)
@once
def add_shift(request: HttpRequest, activity: int) -> HttpResponse:
    """加一个班次."""
    one, form = queries.activity_run(request.actor, activity), AddingShift(posted(request))

    def do() -> None:
        actions.add_shift(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("加一个班次"), _("已保存。"), ("desk-activity", one.pk))


@staff(LEAD)
@verb
def end_activity(request: HttpRequest, activity: int) -> HttpResponse:
    """结束活动."""
    one = actions.end_activity(activity, by=request.actor, at=clock.now())
    messages.success(request, _("活动已结束。"))
    return redirect("desk-activity", one.pk)
