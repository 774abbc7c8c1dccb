"""法治 on the board: how disputes are settled and petitions answered, and nails pulled out, of one whole year; each share with
both its numbers, the year, and the matters behind it as far as the reader may see them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.alarms import queries as alarms
from sanzhi.disputes import queries as disputes
from sanzhi.kit.shares import FEWEST
from sanzhi.petitions import queries as petitions
from sanzhi.web.ui.doors import staff

from .alarms import year_asked

BEHIND: dict[str, Any] = {"dispute": disputes.disputes_behind, "petition": petitions.petitions_behind}
SHARES: dict[str, Any] = {"dispute": disputes.dispute_shares, "petition": petitions.petition_shares}
PAGES = {"dispute": "desk-dispute", "petition": "desk-petition"}
door = staff("board.view", "case.dispatch", "petition.keep", "dispute.keep")


@door
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """法治: of a year, over the reach of whoever looks."""
    actor, year, at = request.actor, year_asked(request), request.at
    given = {
        "actor": actor, "here": "law", "year": year, "last": year - 1, "fewest": FEWEST,
        "next": year + 1 if year < at.year else 0, "takes": disputes.dispute_takes(actor, year, at),
        "rooms": [
            ("dispute", _("矛盾纠纷"), disputes.dispute_shares(actor, year, at)),
            ("petition", _("信访"), petitions.petition_shares(actor, year, at)),
            ("nail", _("钉子警情"), alarms.nail_shares(actor, year)),
        ],
    }  # fmt: skip
    return render(request, "board/law.html", given)


@door
@require_safe
def cases(request: HttpRequest, room: str, figure: str, part: str) -> HttpResponse:
    """数字背后的件: how many, and of these the ones that one's own post may open. What is small is not opened."""
    if room not in BEHIND or part not in ("part", "whole"):
        raise Http404(room)
    actor, year, at = request.actor, year_asked(request), request.at
    share = next((one for one in SHARES[room](actor, year, at) if one.code == figure), None)
    if share is None:
        raise Http404(figure)
    rows = [] if share.small else BEHIND[room](actor, year, at, figure, part)
    given = {
        "actor": actor, "here": "law", "year": year, "small": share.small, "fewest": FEWEST,
        "share": share, "number": 0 if share.small else share.part if part == "part" else share.whole,
        "rows": [(one.case, reverse(PAGES[room], args=[one.case.public_code])) for one in rows],
    }  # fmt: skip
    return render(request, "board/law_cases.html", given)
