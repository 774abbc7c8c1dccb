"""网格事务清单 at the desk: what is in force, what is drafted, what offices ask for, and how much each of them gives."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.patrols import access, actions, queries
from sanzhi.web.desk.forms import patrols as forms
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

LIST, GIVE, WALK, KEEP = access.LIST, access.GIVE, access.WALK, access.KEEP
COUNTED = timedelta(days=30)


@staff(LIST, GIVE, WALK, KEEP)
@require_safe
def duty_list(request: HttpRequest) -> HttpResponse:
    """清单: in force today, with every version before; for the grid office what is drafted and what is given."""
    today, lists = clock.today(), bool(access.may_list(request.actor))
    found, draft = queries.list_on(today), queries.drafted() if lists else None
    given = {
        "list": found, "items": queries.items_of(found) if found else [], "lists": lists, "draft": draft,
        "drafted": queries.items_of(draft) if draft else [], "versions": [one for one in queries.lists() if one.in_force_at],
        "may_bring": bool(draft and access.may_bring(request.actor, queries.wrote(draft))), "asks": request.actor.may(GIVE),
        "burdens": queries.burdens(request.actor, today - COUNTED, clock.now()) if lists else [],
        "visits": queries.visits_counted(request.actor, today - COUNTED) if lists else [],
    }  # fmt: skip
    return show(request, "desk/duty_list.html", given)


@staff(LIST)
@once
def draft_list(request: HttpRequest) -> HttpResponse:
    """起草一版."""
    form = forms.DraftingList(posted(request))

    def do() -> None:
        actions.draft_list(**form.cleaned_data, by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("起草下一版清单"), _("已照上一版起草，请一项一项改。"), ("desk-duty-list",)
    )


@staff(LIST)
@once
def add_item(request: HttpRequest) -> HttpResponse:
    """加一项."""
    form = forms.WritingItem(posted(request))

    def do() -> None:
        actions.add_item(form.item(), by=request.actor, at=clock.now())

    return filled(request, form, do, _("清单加一项"), _("已保存。"), ("desk-duty-list",))


@staff(LIST)
@once
def change_item(request: HttpRequest, duty_item: int) -> HttpResponse:
    """改一项."""
    one = queries.item_drafted(duty_item)
    now = {"kind": one.kind, "what": one.what, "ground": one.ground, "office": one.office_id}
    form = forms.WritingItem(posted(request), initial=now)

    def do() -> None:
        actions.change_item(duty_item, form.item(), by=request.actor, at=clock.now())

    return filled(request, form, do, _("改清单的一项"), _("已保存。"), ("desk-duty-list",))


@staff(LIST)
@verb
def drop_item(request: HttpRequest, duty_item: int) -> HttpResponse:
    """去掉一项."""
    actions.drop_item(duty_item, by=request.actor, at=clock.now())
    messages.success(request, _("已去掉。"))
    return redirect("desk-duty-list")


@staff(LIST)
@once
def bring_in_force(request: HttpRequest) -> HttpResponse:
    """生效."""
    form = forms.BringingList(posted(request), initial={"day": clock.today()})

    def do() -> None:
        actions.bring_in_force(form.cleaned_data["day"], by=request.actor, at=clock.now())

    note = _("起草过、改过、去掉过、准入过的人不能让它生效；都经过手的，放弃以后重新起草。")
    return filled(request, form, do, _("清单生效"), _("已生效。"), ("desk-duty-list",), note)


@staff(LIST)
@once
def give_up_draft(request: HttpRequest) -> HttpResponse:
    """放弃起草中的一版."""
    form = forms.GivingUpDraft(posted(request))

    def do() -> None:
        actions.give_up_draft(**form.cleaned_data, by=request.actor, at=clock.now())

    note = _("改过的都不要了，现在的清单不变；准入过的，下一次起草会自己带上。")
    return filled(request, form, do, _("放弃起草中的一版"), _("已放弃。"), ("desk-duty-list",), note)


@staff(LIST, GIVE)
@require_safe
def admissions(request: HttpRequest) -> HttpResponse:
    """准入申请."""
    rows = queries.admissions(request.actor, number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE)
    for one in given["rows"]:
        one.decidable = not one.decided_at and bool(access.may_decide(request.actor, one.filed_by_id))
    return show(request, "desk/admissions.html", {**given, "asks": request.actor.may(GIVE)})


@staff(GIVE)
@once
def ask_admission(request: HttpRequest) -> HttpResponse:
    """提准入申请."""
    form = forms.AskingAdmission(posted(request))

    def do() -> None:
        new = form.item(request.actor.office_id or 0)
        actions.ask_admission(new, form.cleaned_data["why"], by=request.actor, at=clock.now())

    note = _("清单上没有的事，先由市网格管理工作人员决定准不准进清单；没有准入，网格员不做。")
    return filled(
        request, form, do, _("提准入申请"), _("收到了，决定了会告诉您。"), ("desk-admissions",), note
    )


@staff(LIST)
@once
def decide_admission(request: HttpRequest, admission: int) -> HttpResponse:
    """决定准入."""
    one = queries.admission_here(request.actor, admission)
    form = forms.DecidingAdmission(posted(request))

    def do() -> None:
        actions.decide_admission(admission, **form.cleaned_data, by=request.actor, at=clock.now())

    note = f"{one.office.name}：{one.what}（{one.ground}）{one.why}"
    return filled(request, form, do, _("决定准入申请"), _("已决定。"), ("desk-admissions",), note)
