"""表决: one item: opened, voted on, counted by two, closed; what it came to, and why."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.deliberation import access, actions, queries
from sanzhi.deliberation.files import SHELF
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.councils import Counting, Recusing, SigningIn, VotingFor
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.paper import photo
from sanzhi.web.ui.posting import once, verb
from sanzhi.web.ui.tables import WRITERS, download
from sanzhi.web.ui.votes import figures_of

from .rewards import filled

KEEP, COUNT = access.KEEP, access.COUNT


@staff(KEEP, COUNT)
@require_safe
def topic(request: HttpRequest, topic: int) -> HttpResponse:
    """一个议题: what is to be done next; once it is closed, the figures, the verdict and its article."""
    item = queries.item_here(request.actor, topic)
    shown = queries.shown(item)
    rows = (
        queries.named_votes(item, after=number_in(request, "after"))
        if shown and item.method == "named"
        else []
    )
    given = paged(request, rows, queries.PAGE_SIZE, name="after", key=lambda one: one.elector.number) | {
        "item": item, "meeting": item.meeting, "pack": queries.pack_of(item.meeting.body),
        "figures": figures_of(item) if shown else [], "polled": queries.polled_so_far(item) if item.state == "voting" else 0,
        "papers": queries.papers_out(item) if item.method == "secret" else 0, "hands": queries.counts_by_hand(item) if item.method != "named" else [],
        "printings": queries.printings(item.meeting) if item.state == "voting" and item.method == "named" else [],
        "tasks": queries.tasks_of(item) if item.state == "decided" else [],
        "needed": queries.quorum_of(item.meeting) if item.state == "voting" else [],
        "may_keep": bool(access.may_keep(request.actor, item.meeting.body.area_id)),
        "may_count": bool(access.may_count(request.actor, item.meeting.body.area_id)),
    }  # fmt: skip
    return show(request, "desk/topic.html", given)


def _done(request: HttpRequest, topic: int, do: Callable[..., Any], told: str) -> HttpResponse:
    item = queries.item_here(request.actor, topic)
    do(item.pk, by=request.actor, at=request.at)
    messages.success(request, told)
    return redirect("desk-topic", item.pk)


@staff(KEEP)
@verb
def drop(request: HttpRequest, topic: int) -> HttpResponse:
    """撤下议题."""
    return _done(request, topic, actions.drop_item, _("已撤下。"))


@staff(KEEP)
@verb
def heard(request: HttpRequest, topic: int) -> HttpResponse:
    """听取了."""
    return _done(request, topic, actions.note_heard, _("已记下。"))


@staff(KEEP)
@verb
def open_vote(request: HttpRequest, topic: int) -> HttpResponse:
    """开始表决."""
    return _done(request, topic, actions.open_vote, _("开始表决。"))


@staff(KEEP)
@verb
def close_vote(request: HttpRequest, topic: int) -> HttpResponse:
    """结束表决."""
    return _done(request, topic, actions.close_vote, _("表决结束，结果已经算出来，不能再改。"))


@staff(KEEP)
@once
def recuse(request: HttpRequest, topic: int) -> HttpResponse:
    """登记回避."""
    item = queries.item_here(request.actor, topic)
    form = Recusing(posted(request))

    def do() -> None:
        actions.recuse(item.pk, **form.cleaned_data, by=request.actor, at=request.at)

    note = _("回避的人算到会，不投这一项（本平台约定）。")
    return filled(request, form, do, _("登记回避"), _("已登记。"), ("desk-topic", item.pk), note)


@staff(KEEP)
@once
def vote_for(request: HttpRequest, topic: int) -> HttpResponse:
    """现场代录."""
    item = queries.item_here(request.actor, topic)
    form = VotingFor(posted(request))

    def do() -> None:
        actions.vote_for(item.pk, **form.cleaned_data, by=request.actor, at=request.at)

    note = _("照本人当场说的、写的录；录了不能改。")
    return filled(request, form, do, _("现场代录"), _("已记下。"), ("desk-topic-vote", item.pk), note)


@staff(KEEP)
@once
def hand_out(request: HttpRequest, topic: int) -> HttpResponse:
    """发纸票."""
    item = queries.item_here(request.actor, topic)
    form = SigningIn(posted(request))

    def do() -> None:
        actions.hand_out(item.pk, form.cleaned_data["said"], by=request.actor, at=request.at)

    note = _("领了纸票的，不能再在手机上投；票上不写号，也不写名字。")
    return filled(request, form, do, _("发纸票"), _("已登记领票。"), ("desk-topic-paper", item.pk), note)


@staff(COUNT)
@once
def count_by_hand(request: HttpRequest, topic: int) -> HttpResponse:
    """点数: one's own count. The other teller's is not shown here."""
    item = queries.item_here(request.actor, topic)
    form = Counting(posted(request), request.FILES or None)

    def do() -> None:
        actions.count_by_hand(item.pk, form.figures(), form.photo(), by=request.actor, at=request.at)

    note = _("两个人各数各的；数得一样才算，不一样都重新数。至少一人附照片。")
    return filled(request, form, do, _("点数"), _("您的数已记下。"), ("desk-topic", item.pk), note)


@staff(KEEP, COUNT)
@require_safe
def count_photo(request: HttpRequest, count: int) -> HttpResponse:
    """会场、计票单的照片, once the figures may be seen."""
    one = queries.count_here(request.actor, count)
    return photo(one.photo or "0" * 64, one.mime, SHELF.path_of)


@staff(KEEP, COUNT)
@require_safe
def proxy_photo(request: HttpRequest, proxy: int) -> HttpResponse:
    """书面委托的照片."""
    one = queries.proxy_here(request.actor, proxy)
    return photo(one.paper, one.mime, SHELF.path_of)


@staff(KEEP, COUNT)
@require_safe
def export(request: HttpRequest, topic: int, form: str) -> HttpResponse:
    """重计用的票: of named votes by number, of secret ones by the receipt's hash. None before the close."""
    item = queries.item_here(request.actor, topic)
    if form not in WRITERS or not queries.shown(item):
        raise Refusal("not_visible", _("表决结束、到会够法定人数以后才能导出。"))
    said = dict(queries.CHOICES)
    if item.method == "named":
        head = [_("名册号"), _("怎么投"), _("渠道")]
        rows = [
            [one.elector.number, said[one.choice], one.get_channel_display()]
            for one in queries.every_vote(item)
        ]
    else:
        head = [_("回执的摘要"), _("怎么投")]
        rows = [[receipt, said[choice]] for receipt, choice in queries.ballots_of(item)]
    return download(f"votes-{item.pk}", form, head, rows)
