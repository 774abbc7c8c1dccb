"""纸票: printed, entered twice, compared, counted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.deliberation import access, actions, queries
from sanzhi.kit import papers
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.councils import EnteringPapers, MendingPaper
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import once, verb

from .councils import SHOWN, a_paper
from .rewards import filled

KEEP, COUNT = access.KEEP, access.COUNT
BLANK = {"number": "", "code": "", "qr": ""}


@staff(COUNT)
@once
def entered(request: HttpRequest, topic: int) -> HttpResponse:
    """录纸票: one's own reading, many at once, all of it or, where a line is to be mended, none; where the two do not agree, and
    who had voted already."""
    item, problems = queries.item_here(request.actor, topic), []
    form = EnteringPapers(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.enter_papers(item.pk, form.rows(), by=request.actor, at=request.at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            if not made.problems:
                return _told(request, item.pk, made)
            problems = made.problems
            said = _("有 %(n)d 张有错，一张也没有收。请改好再录。") % {"n": len(problems)}
            form.add_error(None, said)
    state = queries.paper_state(item)
    given = {
        "item": item, "form": form, "state": state, "doubts": queries.doubts(item),
        "problems": problems[:SHOWN], "more": max(0, len(problems) - SHOWN),
        "differences": queries.differences(item, request.actor.person_id) if state.first and state.second else [],
    }  # fmt: skip
    return show(request, "desk/papers.html", given)


def _told(request: HttpRequest, topic: int, made: actions.Entered) -> HttpResponse:
    messages.success(request, _("收了 %(n)d 张。") % {"n": made.taken})
    if made.twice:
        again = _("有 %(n)d 个号已经录过一张，再来的没有收，已存疑。") % {"n": made.twice}
        messages.warning(request, again)
    return redirect("desk-topic-papers", topic)


@staff(COUNT)
@once
def mend(request: HttpRequest, topic: int) -> HttpResponse:
    """改录入: what one misread oneself."""
    item = queries.item_here(request.actor, topic)
    form = MendingPaper(posted(request))

    def do() -> None:
        actions.mend_paper(item.pk, **form.cleaned_data, by=request.actor, at=request.at)

    note = _("把那张纸票找出来再看一遍；只能改自己录的。号录错了、没有这张票的，改成作废，再录对的号。")
    return filled(request, form, do, _("改录入"), _("已改。"), ("desk-topic-papers", item.pk), note)


@staff(COUNT)
@verb
def count(request: HttpRequest, topic: int) -> HttpResponse:
    """合票."""
    item = queries.item_here(request.actor, topic)
    counted = actions.count_papers(item.pk, by=request.actor, at=request.at)
    messages.success(request, _("计入 %(n)d 张；一个人只算一次。") % {"n": counted})
    return redirect("desk-topic-papers", item.pk)


@staff(KEEP, COUNT)
@require_safe
def ballots(request: HttpRequest, topic: int) -> HttpResponse:
    """打印表决票, some hundred at a time: by name with a number and its code; without a name there is nothing on them to tell them
    apart."""
    item = queries.item_here(request.actor, topic)
    rows = [BLANK] * queries.PAGE_SIZE
    if item.method == "named":
        people = queries.ballots_to_print(item.meeting, after=number_in(request, "after"))
        rows = [
            {"number": str(one.number), "code": one.code, "qr": papers.qr_svg(one.code)} for one in people
        ]
    data = {
        "title": item.title, "body": f"{item.meeting.body.name} · {item.meeting.title}",
        "choices": [str(label) for _code, label in queries.CHOICES], "note": _("三格里只勾一格；勾两格、不勾的作废。"),
        "ballots": rows,
    }  # fmt: skip
    return a_paper(papers.pdf("ballots", data), f"ballots-{item.pk}")
