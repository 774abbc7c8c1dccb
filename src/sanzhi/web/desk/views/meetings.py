"""会议: called, its agenda, the notice, the roll, the quorum; closed, or called again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.deliberation import access, actions, queries
from sanzhi.groups import queries as societies
from sanzhi.kit import clock, papers
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.councils import CallingMeeting, EnteringProxy, PuttingItem, SigningIn
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .councils import a_paper
from .rewards import filled

KEEP, COUNT = access.KEEP, access.COUNT
EVERY = 1  # seconds between two looks at the quorum


@staff(KEEP, COUNT)
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """会议, the newest first."""
    rows = paged(request, queries.meetings(request.actor, before=number_in(request)), queries.PAGE_SIZE)
    return show(request, "desk/meetings.html", rows)


@staff(KEEP)
@once
def call(request: HttpRequest, council: int) -> HttpResponse:
    """召集会议."""
    body = queries.body_here(request.actor, council)
    pack = queries.pack_of(body)
    form = CallingMeeting(posted(request), pack=pack)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.call_meeting(body.pk, form.new(), by=request.actor, at=request.at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk-meeting", made.pk)
    return show(request, "desk/reward_form.html", {"form": form, "title": _("召集会议"), "note": _days(pack)})


def _days(pack: Any) -> str:
    if not pack.notice_days:
        return ""
    said = {"body": pack.name, "days": pack.notice_days, "basis": pack.notice_basis}
    return _("%(body)s要提前 %(days)d 日告知（%(basis)s）。") % said


@staff(KEEP, COUNT)
@require_safe
def meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """一次会议: what is to be done next, the agenda, who is there."""
    one = queries.meeting_here(request.actor, meeting)
    given = {
        "meeting": one, "pack": queries.pack_of(one.body), "items": queries.items_of(request.actor, one),
        "needed": queries.quorum_of(one) if one.opened_at else [], "proxies": queries.proxies_of(one),
        "recused": queries.recused_from(one, close=queries.reads_close(request.actor)), "told": queries.told_verdict(one, request.at),
        "may_keep": bool(access.may_keep(request.actor, one.body.area_id)),
    }  # fmt: skip
    return show(request, "desk/meeting.html", given)


@staff(KEEP)
@once
def put_item(request: HttpRequest, meeting: int) -> HttpResponse:
    """列议题."""
    one = queries.meeting_here(request.actor, meeting)
    form = PuttingItem(posted(request))
    if there := societies.advisers(one.body.area_id, clock.today()):
        names = _("、").join(f"{row.person.name}（{row.firm}）" for row in there)
        form.fields["adviser"].help_text = _("现在聘着的：%(names)s。") % {"names": names}

    def do() -> None:
        actions.put_item(one.pk, form.new(), by=request.actor, at=request.at)

    return filled(request, form, do, _("列议题"), _("已列入议程。"), ("desk-meeting", one.pk))


def _done(request: HttpRequest, meeting: int, do: Callable[..., Any], told: str) -> HttpResponse:
    do(meeting, by=request.actor, at=request.at)
    messages.success(request, told)
    return redirect("desk-meeting", meeting)


@staff(KEEP)
@verb
def send_notice(request: HttpRequest, meeting: int) -> HttpResponse:
    """发通知."""
    return _done(request, meeting, actions.send_notice, _("已通知名册上的每个人；没有手机的，请打印送到。"))


@staff(KEEP)
@verb
def open_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """开始签到."""
    return _done(request, meeting, actions.open_meeting, _("名册已固定，可以签到了。"))


@staff(KEEP)
@verb
def close_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """散会."""
    return _done(request, meeting, actions.close_meeting, _("会议已结束。"))


@staff(KEEP)
@verb
def cancel_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """取消会议."""
    return _done(request, meeting, actions.cancel_meeting, _("会议已取消。"))


@staff(KEEP)
@once
def reconvene(request: HttpRequest, meeting: int) -> HttpResponse:
    """改期另开: told of anew, with what was not resolved for want of people."""
    one = queries.meeting_here(request.actor, meeting)
    pack = queries.pack_of(one.body)
    initial = {"title": one.title, "place": one.place, "measure": one.measure}
    form = CallingMeeting(posted(request), pack=pack, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            again = actions.reconvene(one.pk, form.new(), by=request.actor, at=request.at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已另开一次，议题带过来了，请重新发通知。"))
            return redirect("desk-meeting", again.pk)
    return show(request, "desk/reward_form.html", {"form": form, "title": _("改期另开"), "note": _days(pack)})


@staff(KEEP)
@once
def roll(request: HttpRequest, meeting: int) -> HttpResponse:
    """签到: by number, or by scanning one's own code; who is there and who is not."""
    one = queries.meeting_here(request.actor, meeting)
    form = SigningIn(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            came = actions.sign_in(one.pk, form.cleaned_data["said"], by=request.actor, at=request.at)
        except Refusal as refusal:
            form.add_error("said", refusal.sentence)
        else:
            messages.success(
                request, _("%(n)s 号 %(name)s 已到。") % {"n": came.number, "name": came.person.name}
            )
            return redirect("desk-meeting-roll", one.pk)
    words = request.GET.get("q", "")[:60].replace("\0", "")
    rows = queries.electors(one, after=number_in(request, "after"), words=words)
    given = paged(request, rows, queries.PAGE_SIZE, name="after", key=lambda row: row.number)
    given |= {"meeting": one, "form": form, "needed": queries.quorum_of(one), "words": words, "every": EVERY}
    return show(request, "desk/meeting_roll.html", given)


@staff(KEEP, COUNT)
@require_safe
def quorum(request: HttpRequest, meeting: int) -> HttpResponse:
    """到会人数, as it is now: the part of a page that asks again by itself."""
    one = queries.meeting_here(request.actor, meeting)
    given = {"meeting": one, "needed": queries.quorum_of(one), "every": EVERY}
    answer = render(request, "ui/quorum.html", given)
    answer["Cache-Control"] = "no-store"
    return answer


@staff(KEEP)
@once
def enter_proxy(request: HttpRequest, meeting: int) -> HttpResponse:
    """登记书面委托."""
    one = queries.meeting_here(request.actor, meeting)
    form = EnteringProxy(posted(request), request.FILES or None)

    def do() -> None:
        said, paper = form.cleaned_data, form.photo()
        if paper is None:
            raise Refusal("photo_missing", _("请附上签了字的委托书的照片。"))
        actions.enter_proxy(one.pk, said["giver"], said["holder"], paper, by=request.actor, at=request.at)

    proxy = queries.pack_of(one.body).proxy
    note = _("只能委托同一户的成员，一人一份（%(basis)s）。") % {"basis": proxy} if proxy else ""
    return filled(request, form, do, _("登记书面委托"), _("已登记。"), ("desk-meeting", one.pk), note)


@staff(KEEP, COUNT)
@require_safe
def door_paper(request: HttpRequest, meeting: int) -> HttpResponse:
    """会场的签到码, to print."""
    one = queries.meeting_here(request.actor, meeting)
    address = request.build_absolute_uri(reverse("resident-meeting-door", args=[one.door]))
    data = {
        "title": _("到会签到"), "office": one.body.name, "code": one.door, "address": address,
        "qr": papers.qr_svg(address),
        "paragraphs": [_("手机扫一扫，自己签到。"), _("没有手机的，到签到台报名册号，替您签。")],
    }  # fmt: skip
    return a_paper(papers.pdf("poster", data), f"meeting-{one.pk}")
