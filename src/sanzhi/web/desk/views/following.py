"""会后: minutes finalised and signed; proposals answered; what follows from resolutions, given, shown, accepted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.deliberation import access, actions, queries
from sanzhi.deliberation.files import SHELF
from sanzhi.kit import papers
from sanzhi.web.desk.forms.following import Finalising, Giving, Listing, ShowingDone, Turning
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.paper import photo as as_photo
from sanzhi.web.ui.posting import once, verb
from sanzhi.web.ui.votes import minutes_paper

from .councils import a_paper
from .rewards import filled

KEEP, COUNT = access.KEEP, access.COUNT


@staff(KEEP, COUNT)
@once
def minutes(request: HttpRequest, meeting: int) -> HttpResponse:
    """会议记录: the last version, who signed; a new one until two have."""
    one = queries.meeting_here(request.actor, meeting)
    last = queries.minutes_of(one)
    initial = {"chair": last.minutes.chair, "notes": last.minutes.notes} if last else {}
    form = Finalising(posted(request), initial=initial)

    def do() -> None:
        actions.finalise_minutes(one.pk, **form.cleaned_data, by=request.actor, at=request.at)

    if request.method == "POST":
        return filled(
            request, form, do, _("会议记录"), _("已定稿，请两个人签字。"), ("desk-meeting-minutes", one.pk)
        )
    mine = last and any(row.person_id == request.actor.person_id for row in last.signatures)
    given = {
        "meeting": one, "last": last, "form": form, "signed_by_me": bool(mine),
        "may_keep": bool(access.may_keep(request.actor, one.body.area_id)),
    }  # fmt: skip
    return show(request, "desk/minutes.html", given)


@staff(KEEP, COUNT)
@verb
def sign(request: HttpRequest, meeting: int) -> HttpResponse:
    """签字, under what one has read."""
    digest = request.POST.get("digest", "")
    actions.sign_minutes(meeting, digest, by=request.actor, at=request.at)
    messages.success(request, _("已签字。"))
    return redirect("desk-meeting-minutes", meeting)


@staff(KEEP, COUNT)
@require_safe
def minutes_pdf(request: HttpRequest, meeting: int) -> HttpResponse:
    """会议记录, to print."""
    one = queries.meeting_here(request.actor, meeting)
    last = queries.minutes_of(one)
    if last is None:
        return redirect("desk-meeting-minutes", one.pk)
    return a_paper(papers.pdf("sections", minutes_paper(last)), f"minutes-{one.pk}")


@staff(KEEP, COUNT)
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """提议: of residents, to the bodies of this place."""
    rows = queries.proposals(request.actor, before=number_in(request))
    return show(request, "desk/proposals.html", paged(request, rows, queries.PAGE_SIZE))


@staff(KEEP, COUNT)
@require_safe
def proposal(request: HttpRequest, proposal_no: int) -> HttpResponse:
    """一个提议: as it was written beside what others would change; put on an agenda, or answered."""
    one = queries.proposal_here(request.actor, proposal_no)
    given = {
        "one": one, "amendments": queries.amendments_of(one),
        "may_keep": bool(access.may_keep(request.actor, one.body.area_id)),
    }  # fmt: skip
    return show(request, "desk/proposal.html", given)


def _to_come(request: HttpRequest, one: Any) -> list[Any]:
    return [row for row in queries.meetings(request.actor, body=one.body_id) if row.state == "called"]


@staff(KEEP)
@once
def list_proposal(request: HttpRequest, proposal_no: int) -> HttpResponse:
    """列入议程."""
    one = queries.proposal_here(request.actor, proposal_no)
    form = Listing(posted(request), meetings=_to_come(request, one))

    def do() -> None:
        said = form.cleaned_data
        actions.list_proposal(one.pk, said["meeting"], said["method"], by=request.actor, at=request.at)

    note = _("只能列进还没发通知的会；没有的话，先召集一次。")
    return filled(
        request,
        form,
        do,
        _("列入议程"),
        _("已列入议程，提议的人会收到消息。"),
        ("desk-proposal", one.pk),
        note,
    )


@staff(KEEP)
@once
def refuse(request: HttpRequest, proposal_no: int) -> HttpResponse:
    """不采纳, with the reason."""
    one = queries.proposal_here(request.actor, proposal_no)
    form = Turning(posted(request))

    def do() -> None:
        actions.refuse_proposal(one.pk, form.cleaned_data["reason"], by=request.actor, at=request.at)

    return filled(request, form, do, _("不采纳"), _("已答复。"), ("desk-proposal", one.pk))


@staff(KEEP)
@verb
def to_safety(request: HttpRequest, proposal_no: int) -> HttpResponse:
    """转到保护渠道: it leaves every agenda, and the form of mediation opens, which knows how to keep somebody safe."""
    actions.hand_to_safety(proposal_no, by=request.actor, at=request.at)
    messages.success(
        request, _("已从议事里转出。有危险先打 110；再登记到纠纷调解，勾上“有家庭暴力的危险”，并告诉妇联。")
    )
    if request.actor.may("dispute.keep"):
        return redirect("desk-dispute-new")
    return redirect("desk-proposal", proposal_no)


@staff(KEEP)
@verb
def settle(request: HttpRequest, amendment: int) -> HttpResponse:
    """采纳、不采纳一处修改."""
    taken = request.POST.get("taken") == "yes"
    one = actions.settle_amendment(amendment, taken=taken, by=request.actor, at=request.at)
    messages.success(request, _("已采纳。") if taken else _("没有采纳。"))
    return redirect("desk-proposal", one.proposal_id)


@staff(KEEP, COUNT)
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """落实事项: what follows from resolutions, the newest first."""
    rows = queries.tasks(request.actor, before=number_in(request), open_only=request.GET.get("open") == "yes")
    given = {**paged(request, rows, queries.PAGE_SIZE), "today": localdate(request.at)}
    return show(request, "desk/council_tasks.html", given)


@staff(KEEP)
@once
def give(request: HttpRequest, topic: int) -> HttpResponse:
    """交办."""
    item = queries.item_here(request.actor, topic)
    form = Giving(posted(request))

    def do() -> None:
        actions.give_task(item.pk, **form.cleaned_data, by=request.actor, at=request.at)

    return filled(request, form, do, _("交办落实"), _("已交办，名册上的人看得到。"), ("desk-topic", item.pk))


@staff(KEEP, COUNT)
@require_safe
def task(request: HttpRequest, errand: int) -> HttpResponse:
    """一件落实事项: what shows that it is done, what residents say of it."""
    one = queries.task_here(request.actor, errand)
    given = {
        "task": one, "said": queries.said_of(one), "may_keep": bool(access.may_keep(request.actor, one.body.area_id)),
        "photo": reverse("desk-task-photo", args=[one.pk]) if one.photo else "",
        "today": localdate(request.at),
    }  # fmt: skip
    return show(request, "desk/council_task.html", given)


@staff(KEEP)
@once
def done(request: HttpRequest, errand: int) -> HttpResponse:
    """办好了."""
    one = queries.task_here(request.actor, errand)
    form = ShowingDone(posted(request), request.FILES or None)

    def do() -> None:
        said = form.cleaned_data["evidence"]
        actions.show_done(one.pk, said, form.photo(), by=request.actor, at=request.at)

    return filled(request, form, do, _("办好了"), _("已记下，请居民验收。"), ("desk-task", one.pk))


@staff(KEEP)
@verb
def accepted(request: HttpRequest, errand: int) -> HttpResponse:
    """验收: counted from what residents said."""
    one = actions.end_acceptance(errand, by=request.actor, at=request.at)
    done = one.state == "accepted"
    messages.success(request, _("居民过半数满意，验收通过。") if done else _("满意的没有过半数，退回重办。"))
    return redirect("desk-task", one.pk)


@staff(KEEP, COUNT)
@require_safe
def photo(request: HttpRequest, errand: int) -> HttpResponse:
    one = queries.task_here(request.actor, errand)
    return as_photo(one.photo or "0" * 64, one.mime, SHELF.path_of)
