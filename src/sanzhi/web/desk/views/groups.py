"""社会组织名册: entered, changed, rated, reported on; the service centres."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.groups import access, actions, queries
from sanzhi.groups.queries import Asked
from sanzhi.kit import clock
from sanzhi.web.desk.forms.groups import EnteringGroup, PuttingCentre, RatingGroup, Reporting, SettingStatus
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.groups import WhichGroups
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once

from .rewards import filled

KEEP = "group.keep"
FIELDS = (
    "name", "kind", "standing", "host", "authority", "uscc", "reg_no", "legal_rep", "in_charge", "phone", "address", "does",
    "founded_on",
)  # fmt: skip


@staff(KEEP)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """名册 of one's place."""
    form = WhichGroups(request.GET or None)
    asked = Asked(**form.cleaned_data) if form.is_valid() else Asked()
    rows = queries.to_keep(request.actor, asked, number_in(request, "after"))
    given = paged(request, rows, queries.PAGE_SIZE, name="after")
    return show(request, "desk/groups.html", given | {"form": form, "asked": asked})


@staff(KEEP)
@require_safe
def group(request: HttpRequest, group: int) -> HttpResponse:
    """一个组织, with what may be done."""
    page = queries.group_page(group, clock.today())
    access.may_keep(request.actor, page.one.area_id).or_refuse()
    return show(request, "desk/group.html", {"page": page})


@staff(KEEP)
@once
def enter(request: HttpRequest) -> HttpResponse:
    """登记."""
    form = EnteringGroup(posted(request), actor=request.actor)

    def do() -> None:
        actions.enter_group(form.new(), by=request.actor, at=clock.now())

    return filled(request, form, do, _("登记社会组织、团队"), _("已登记。"), ("desk-groups",))


@staff(KEEP)
@once
def change(request: HttpRequest, group: int) -> HttpResponse:
    """变更."""
    one = queries.group_here(group)
    access.may_keep(request.actor, one.area_id).or_refuse()
    now = {name: getattr(one, name) for name in FIELDS} | {"area": one.area_id, "office": one.office_id}
    form = EnteringGroup(posted(request), actor=request.actor, initial=now)

    def do() -> None:
        actions.change_group(group, form.new(), by=request.actor, at=clock.now())

    return filled(request, form, do, _("变更登记"), _("已保存。"), ("desk-group", group))


@staff(KEEP)
@once
def status(request: HttpRequest, group: int) -> HttpResponse:
    """状态."""
    one = queries.group_here(group)
    access.may_keep(request.actor, one.area_id).or_refuse()
    form = SettingStatus(posted(request), initial={"status": one.status})

    def do() -> None:
        said = form.cleaned_data
        actions.set_status(group, said["status"], reason=said["reason"], by=request.actor, at=clock.now())

    note = _("列入异常、被调查、注销的，不能开展活动，也不能评估。")
    return filled(request, form, do, _("改状态"), _("已保存。"), ("desk-group", group), note)


@staff(KEEP)
@once
def rate(request: HttpRequest, group: int) -> HttpResponse:
    """登记评估等级."""
    access.may_keep(request.actor, queries.group_here(group).area_id).or_refuse()
    form = RatingGroup(posted(request))

    def do() -> None:
        actions.rate(group, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("951 分起 5A，901 分起 4A，851 分起 3A，801 分起 2A，701 分起 1A；有效期五年。")
    return filled(request, form, do, _("登记评估等级"), _("已登记。"), ("desk-group", group), note)


@staff(KEEP)
@once
def report(request: HttpRequest, group: int) -> HttpResponse:
    """登记年度报告."""
    access.may_keep(request.actor, queries.group_here(group).area_id).or_refuse()
    form = Reporting(posted(request))

    def do() -> None:
        actions.enter_report(group, form.new(), by=request.actor, at=clock.now())

    return filled(request, form, do, _("登记年度报告"), _("已登记。"), ("desk-group", group))


@staff(KEEP)
@require_safe
def centres(request: HttpRequest) -> HttpResponse:
    """社会组织服务中心."""
    return show(request, "desk/group_centres.html", {"centres": queries.centres()})


@staff(KEEP)
@once
def put_centre(request: HttpRequest) -> HttpResponse:
    """设服务中心, or write anew where it is."""
    form = PuttingCentre(posted(request), actor=request.actor)

    def do() -> None:
        actions.put_centre(**form.cleaned_data, by=request.actor, at=clock.now())

    note = _("一个镇（街道）一个，市里一个；再登记一次就是改。")
    return filled(request, form, do, _("设服务中心"), _("已保存。"), ("desk-group-centres",), note)
