"""擂台赛, for anybody: which there are, by what they are scored, and the standings of every count."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.contests import queries
from sanzhi.kit import clock
from sanzhi.kit.shares import FEWEST
from sanzhi.web.ui.contests import STATES, shown
from sanzhi.web.ui.doors import anyone
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.tables import WRITERS, download


@anyone
@require_safe
def contests(request: HttpRequest) -> HttpResponse:
    """擂台赛."""
    rows, at = paged(request, queries.announced(number_in(request)), queries.PAGE_SIZE), clock.now()
    for one in rows["rows"]:
        one.stands = STATES[queries.state_of(one, at)]
    return render(request, "resident/contests.html", rows)


@anyone
@require_safe
def contest(request: HttpRequest, contest: int) -> HttpResponse:
    """一场擂台赛."""
    one = queries.contest_shown(contest)
    given = shown(one, clock.now(), number_in(request, "run"))
    return render(request, "resident/contest.html", given | {"runs": queries.runs_of(one), "appeals": queries.appeals_of(one)})  # fmt: skip


@anyone
@require_safe
def sheet(request: HttpRequest, contest: int, form: str) -> HttpResponse:
    """名次表 as a file, with every count it was made of."""
    one = queries.contest_shown(contest)
    table = queries.table(one, number_in(request, "run"))
    if table is None or form not in WRITERS:
        raise queries.missing()
    head = [_("组"), _("名次"), _("单位"), _("总分"), *(x for i in table.indicators for x in (i.name, _("分子或者平均分"), _("分母或者人数")))]  # fmt: skip
    weights = ["", "", _("权重"), 100, *(x for i in table.indicators for x in (i.weight, "", ""))]
    rows = [
        [band, row.standing.rank, row.standing.entrant.area.name, row.standing.total]
        + [x for each in row.readings for x in (each.score, *_numbers(each))]
        for band, rows in table.bands
        for row in rows
    ]
    return download(f"contest-{one.pk}-{table.run.number}", form, head, [weights, *rows])


def _numbers(reading: Any) -> tuple[Any, Any]:
    """The count, or the mean of how many marks; of what is too few not even that (I25)."""
    if not reading.indicator.gauge:
        return (reading.score, reading.whole)
    return (reading.part, reading.whole) if reading.whole >= FEWEST else ("", "")
