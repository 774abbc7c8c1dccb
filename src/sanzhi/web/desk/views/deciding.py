"""四议两公开, at the desk: begun, each meeting entered and checked, put to the vote, published twice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.deliberation.access import COUNT, KEEP
from sanzhi.leadership import access, actions, queries
from sanzhi.web.desk.forms.deciding import (
    BeginningMatter,
    Contacting,
    GivingUp,
    HoldingGate,
    PuttingMatter,
    TellingOutcome,
)
from sanzhi.web.desk.forms.leading import WithReason
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled


@staff(KEEP, COUNT)
@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """四议两公开, of one's place."""
    state = request.GET.get("state", "")
    rows = queries.matters(area=request.actor.reach or "-", state=state, before=number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE) | {
        "waiting": queries.to_check(request.actor), "states": queries.STATES, "state": state,
        "may_keep": request.actor.may(KEEP),
    }  # fmt: skip
    return show(request, "desk/matters.html", given)


@staff(KEEP, COUNT)
@require_safe
def matter(request: HttpRequest, affair: int) -> HttpResponse:
    """一件大事: which step it is at, and what this desk may do there."""
    page = queries.matter_page(affair)
    area = page.one.body.area_id
    waiting = next((gate for rung in page.rungs for gate in rung.gates if gate.checked_at is None), None)
    given = {
        "page": page, "waiting": waiting, "next_name": dict(queries.GATES).get(page.next, ""),
        "may_keep": bool(access.may_keep_matter(request.actor, area)),
        "may_check": bool(waiting and access.may_check_gate(request.actor, area, waiting.entered_by_id)),
    }  # fmt: skip
    return show(request, "desk/matter.html", given)


@staff(KEEP)
@once
def begin(request: HttpRequest) -> HttpResponse:
    """起一件大事."""
    form = BeginningMatter(posted(request), actor=request.actor)

    def do() -> None:
        actions.begin_matter(**form.cleaned_data, by=request.actor, at=request.at)

    note = _("先由村党组织开会提议，再由两委商议、党员大会审议，最后由村民会议或者代表会议决议。")
    return filled(
        request, form, do, _("起一件大事"), _("已记下，接下来记党组织提议的会。"), ("desk-matters",), note
    )


@staff(KEEP)
@once
def enter_gate(request: HttpRequest, affair: int) -> HttpResponse:
    """记一次会, the next of the three; with the text as it stands."""
    page = queries.matter_page(affair)
    texts = [gate.text for rung in page.rungs for gate in rung.gates if gate.passed]
    form = HoldingGate(posted(request), initial={"text": texts[-1] if texts else ""})

    def do() -> None:
        actions.enter_gate(page.one.pk, form.new(), by=request.actor, at=request.at)

    title = dict(queries.GATES).get(page.next, _("记一次会"))
    return filled(request, form, do, str(title), _("已记下，等别人核对。"), ("desk-matter", page.one.pk))


@staff(COUNT)
@verb
def check_gate(request: HttpRequest, gate: int) -> HttpResponse:
    """和会议记录一样."""
    one = actions.check_gate(gate, right=True, by=request.actor, at=request.at)
    messages.success(request, _("核对好了，通过。") if one.passed else _("核对好了，没有通过。"))
    return redirect("desk-matter", one.matter_id)


@staff(COUNT)
@once
def return_gate(request: HttpRequest, gate: int) -> HttpResponse:
    """不一样，退回."""
    one = queries.gate_at(gate)
    form = WithReason(posted(request))

    def do() -> None:
        reason = form.cleaned_data["reason"]
        actions.check_gate(one.pk, right=False, reason=reason, by=request.actor, at=request.at)

    return filled(request, form, do, _("不一样，退回"), _("已退回。"), ("desk-matter", one.matter_id))


@staff(KEEP)
@once
def put(request: HttpRequest, affair: int) -> HttpResponse:
    """列入议题."""
    one = queries.matter_at(affair)
    form = PuttingMatter(posted(request), meetings=queries.meetings_to_put(request.actor, one))

    def do() -> None:
        actions.put_matter(one.pk, form.new(), by=request.actor, at=request.at)

    note = _("只能列进还没发通知的会；没有的话，先召集一次。")
    return filled(request, form, do, _("列入议题"), _("已列入议题。"), ("desk-matter", one.pk), note)


@staff(KEEP)
@verb
def take_result(request: HttpRequest, affair: int) -> HttpResponse:
    """取表决结果."""
    one = actions.take_decision(affair, by=request.actor, at=request.at)
    messages.success(request, one.get_state_display())
    return redirect("desk-matter", one.pk)


@staff(KEEP)
@once
def publish(request: HttpRequest, affair: int) -> HttpResponse:
    """决议公开."""
    form = Contacting(posted(request))

    def do() -> None:
        actions.publish_decision(affair, form.cleaned_data["contact"], by=request.actor, at=request.at)

    note = _("按村务公开贴满十五天（《村民委员会组织法》第三十五条），由别人审签。")
    return filled(
        request, form, do, _("决议公开"), _("公示稿拟好了，等审签。"), ("desk-matter", affair), note
    )


@staff(KEEP)
@once
def outcome(request: HttpRequest, affair: int) -> HttpResponse:
    """实施结果公开."""
    form = TellingOutcome(posted(request))

    def do() -> None:
        actions.publish_outcome(affair, **form.cleaned_data, by=request.actor, at=request.at)

    note = _("落实事项都由居民验收通过以后，把结果公开。")
    return filled(
        request, form, do, _("实施结果公开"), _("公示稿拟好了，等审签。"), ("desk-matter", affair), note
    )


@staff(KEEP)
@once
def give_up(request: HttpRequest, affair: int) -> HttpResponse:
    """决议没能实施."""
    form = GivingUp(posted(request))

    def do() -> None:
        said = form.cleaned_data
        actions.give_up_matter(affair, said["reason"], said["contact"], by=request.actor, at=request.at)

    note = _("写明为什么没能实施、接下来怎么办：由别人审签以后公开，镇（街道）会收到消息。")
    return filled(
        request,
        form,
        do,
        _("决议没能实施"),
        _("公示稿拟好了，等审签；镇（街道）会收到消息。"),
        ("desk-matter", affair),
        note,
    )


@staff(KEEP)
@once
def drop(request: HttpRequest, affair: int) -> HttpResponse:
    """不办了."""
    form = WithReason(posted(request))

    def do() -> None:
        actions.drop_matter(affair, form.cleaned_data["reason"], by=request.actor, at=request.at)

    return filled(request, form, do, _("不办了"), _("已记下。"), ("desk-matter", affair))
