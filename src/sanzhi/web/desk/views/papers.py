"""纸票: printed, entered twice, compared, counted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.deliberation import access, actions, queries
from sanzhi.kit import clock, papers
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.councils import CHOICES, EnteringPapers, VotingFor
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import once, verb

from .councils import a_paper
from .rewards import filled

KEEP, COUNT = access.KEEP, access.COUNT
BLANK = {"number": "", "code": "", "qr": ""}


@staff(COUNT)
@once
def entered(request: HttpRequest, topic: int) -> HttpResponse:
    """录纸票: one's own reading, many at once; what does not agree with the other's, and who had voted already."""
    item = queries.item_here(request.actor, topic)
    form, problems = EnteringPapers(posted(request)), []
    if request.method == "POST" and form.is_valid():
        try:
            made, problems = actions.enter_papers(item.pk, form.rows(), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = _("收了 %(n)d 张，没有收 %(bad)d 张。") % {"n": made, "bad": len(problems)}
            worst = "；".join(f"{one.row}：{one.sentence}" for one in problems[:5])
            (messages.warning if problems else messages.success)(request, f"{said}{worst}")
            return redirect("desk-topic-papers", item.pk)
    given = {
        "item": item, "form": form, "state": queries.paper_state(item),
        "differences": queries.differences(item) if _both(item) else [], "doubts": queries.doubts(item),
    }  # fmt: skip
    return show(request, "desk/papers.html", given)


def _both(item: Any) -> bool:
    """The other's reading is shown only when both have begun, so that nobody copies it."""
    state = queries.paper_state(item)
    return bool(state.first and state.second)


@staff(COUNT)
@once
def mend(request: HttpRequest, topic: int) -> HttpResponse:
    """改录入: what one misread oneself."""
    item = queries.item_here(request.actor, topic)
    form = VotingFor(posted(request))

    def do() -> None:
        actions.mend_paper(item.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("把那张纸票找出来再看一遍；只能改自己录的。")
    return filled(request, form, do, _("改录入"), _("已改。"), ("desk-topic-papers", item.pk), note)


@staff(COUNT)
@verb
def count(request: HttpRequest, topic: int) -> HttpResponse:
    """合票."""
    item = queries.item_here(request.actor, topic)
    counted = actions.count_papers(item.pk, by=request.actor, at=clock.now())
    messages.success(request, _("计入 %(n)d 张；一个人只算一次。") % {"n": counted})
    return redirect("desk-topic-papers", item.pk)


@staff(KEEP, COUNT)
@require_safe
def ballots(request: HttpRequest, topic: int) -> HttpResponse:
    """打印表决票, fifty at a time: by name with a number and its code; without a name there is nothing on them to tell them apart."""
    item = queries.item_here(request.actor, topic)
    rows = [BLANK] * queries.PAGE_SIZE
    if item.method == "named":
        people = queries.electors(item.meeting, after=number_in(request, "after"))[: queries.PAGE_SIZE]
        rows = [
            {"number": str(one.number), "code": one.code, "qr": papers.qr_svg(one.code)} for one in people
        ]
    data = {
        "title": item.title, "body": f"{item.meeting.body.name} · {item.meeting.title}",
        "choices": [str(label) for _code, label in CHOICES], "note": _("三格里只勾一格；勾两格、不勾的作废。"),
        "ballots": rows,
    }  # fmt: skip
    return a_paper(papers.pdf("ballots", data), f"ballots-{item.pk}")
