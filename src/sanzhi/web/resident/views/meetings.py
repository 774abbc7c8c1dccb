"""开会和表决, for whoever is on a roster: what is coming, signing in, voting; and the rules, for anybody."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.deliberation import actions, queries
from sanzhi.deliberation.packs import PACKS
from sanzhi.kit import ids, papers
from sanzhi.kit.verdict import Refusal
from sanzhi.web.resident.meeting_forms import Arriving, Receipt, SecretVoting, Voting
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once


@anyone
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """怎么才算通过, for whoever has a vote, or wants to know of one that was held."""
    deciding = [pack for pack in PACKS.values() if pack.binds]
    advising = [pack for pack in PACKS.values() if not pack.binds]
    return render(request, "resident/meeting_rules.html", {"groups": ((True, deciding), (False, advising))})


@resident
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """开会和表决: the meetings of the bodies one sits in, the newest first."""
    rows = queries.meetings(request.actor, before=number_in(request))
    return render(request, "resident/meetings.html", paged(request, rows, queries.PAGE_SIZE))


@resident
@require_safe
def meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """一次会议: when, where, what; one's own code to sign in by; what one can vote on."""
    one = queries.meeting_here(request.actor, meeting)
    mine = queries.own(request.actor, one)
    given = {
        "meeting": one,
        "own": mine,
        "items": [(item, _voted(item, mine)) for item in queries.items_of(request.actor, one)],
    }
    if mine.elector and one.state == "open":
        given["qr"] = papers.qr_svg(mine.elector.code)
    answer = render(request, "resident/meeting.html", given)
    answer["Cache-Control"] = "no-store"
    return answer


def _voted(item: Any, mine: queries.Own) -> str:
    if item.pk in mine.recused:
        return "recused"
    if item.pk in mine.polled:
        return _("您已投票")
    said = dict(Voting.base_fields["choice"].choices)
    return _("您投了：%(choice)s") % {"choice": said[mine.voted[item.pk]]} if item.pk in mine.voted else ""


@resident
@once
def door(request: HttpRequest, door: str) -> HttpResponse:
    """到会签到: what the code at the door opens."""
    form = Arriving(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            came = actions.sign_in_self(door, by=request.actor, at=request.at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("签到成功。"))
            return redirect("resident-meeting", came.meeting_id)
    return as_form(request, form, _("到会签到"), _("我到了"))


def as_form(request: HttpRequest, form: Any, title: str, press: str, **more: Any) -> HttpResponse:
    given = {"form": form, "title": title, "press": press, **more}
    return render(request, "resident/meeting_form.html", given, status=422 if form.errors else 200)


@resident
@once
def vote(request: HttpRequest, topic: int) -> HttpResponse:
    """记名表决, for oneself or for whoever gave one a paper."""
    form = Voting(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            choice = form.cleaned_data["choice"]
            made = actions.vote(topic, choice, giver=_giver(request), by=request.actor, at=request.at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("投好了。"))
            return redirect("resident-meeting", made.item.meeting_id)
    return _ballot(request, topic, {"form": form})


def _giver(request: HttpRequest) -> int | None:
    return number_in(request, "for") or None


@resident
@once
def ballot(request: HttpRequest, topic: int) -> HttpResponse:
    """无记名投票, for oneself or for whoever gave one a paper. The receipt stands on the page before anything is sent, and on no
    answer, message or address after it."""
    receipt = request.POST.get("receipt", "") if request.method == "POST" else ids.public_code()
    form = SecretVoting(posted(request), initial={"receipt": receipt})
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            meeting = actions.cast(topic, **said, giver=_giver(request), by=request.actor, at=request.at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("投好了。"))
            return redirect("resident-meeting", meeting)
    return _ballot(request, topic, {"form": form, "receipt": receipt})


def _ballot(request: HttpRequest, topic: int, given: dict[str, Any]) -> HttpResponse:
    """The form, for whoever may see the item; with whose it is, where somebody votes for another."""
    item = queries.item_here(request.actor, topic)
    given |= {"item": item, "giver": queries.giver_to(request.actor, item.meeting, _giver(request))}
    status = 422 if given["form"].is_bound else 200
    answer = render(request, "resident/meeting_vote.html", given, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


@resident
@once
def receipt(request: HttpRequest, topic: int) -> HttpResponse:
    """查回执: whether a ballot lies in the box. What it says is not told, so that nobody can be made to show it."""
    item = queries.item_here(request.actor, topic)
    form, more = Receipt(posted(request)), {}
    if request.method == "POST" and form.is_valid():
        try:
            there = queries.lies_in_box(item, ids.normalise_code(form.cleaned_data["receipt"]))
        except Refusal as refusal:
            form.add_error("receipt", refusal.sentence)
        else:
            more = {"tone": "done", "found": _("在票箱里，已经计入"), "said": item.title} if there else {
                "tone": "wait", "found": _("没有找到这张票"), "said": _("请核对回执码；表决结束、够法定人数以后才能查。")}  # fmt: skip
    return as_form(request, form, _("查我的票"), _("查"), note=item.title, **more)
