"""擂台赛, for anybody: which there are, by what they are scored, and the standings of every count."""

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.contests import queries
from sanzhi.kit import clock
from sanzhi.web.ui.contests import STATES, shown
from sanzhi.web.ui.doors import anyone
from sanzhi.web.ui.paging import number_in, paged


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
def sheet(request: HttpRequest, contest: int) -> HttpResponse:
    """名次表 as a file, with every count it was made of."""
    one = queries.contest_shown(contest)
    table = queries.table(one, number_in(request, "run"))
    if table is None:
        raise queries.missing()
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="contest-{one.pk}-{table.run.number}.csv"'
    answer.write("\ufeff")
    out = csv.writer(answer)
    out.writerow([_("组"), _("名次"), _("单位"), _("总分"), *(x for i in table.indicators for x in (i.name, _("分子"), _("分母")))])  # fmt: skip
    for band, rows in table.bands:
        for row in rows:
            cells = (x for each in row.readings for x in (each.score, *_numbers(each)))
            out.writerow(
                [band, row.standing.rank, row.standing.entrant.area.name, row.standing.total, *cells]
            )
    return answer


def _numbers(reading: Any) -> tuple[int | str, int | str]:
    """The count; of what was too few to be scored not even that (I25)."""
    return (reading.part, reading.whole) if reading.score is not None else ("", "")
