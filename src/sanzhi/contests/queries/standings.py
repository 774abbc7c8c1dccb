"""名次, and what each was made of, down to the counts and the marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Prefetch

from sanzhi.contests import rules
from sanzhi.contests.models import Appeal, Contest, Entrant, Indicator, Mark, Reading, Run, Standing
from sanzhi.contests.rules import Count
from sanzhi.kit import walls

from .gauges import GAUGES, WIDTHS, Span

Pair = tuple[int, int]  # (place, indicator)


class Read(NamedTuple):
    """What one place had in one indicator: the count, the marks it was made of, the appeal that set it right."""

    found: Count
    marks: tuple[Mark, ...] = ()
    appeal: int | None = None


@dataclass(frozen=True)
class Row:
    """一行名次: the place with its readings in the order of the indicators; `before`: its rank in the count before."""

    standing: Standing
    readings: list[Reading]
    before: int | None


@dataclass(frozen=True)
class Table:
    """名次表 of one count: [(group, rows)]."""

    run: Run
    indicators: list[Indicator]
    bands: list[tuple[str, list[Row]]]


def read_all(contest: Contest, at: datetime) -> dict[Pair, Read]:
    """Everything as it stands. By the house: numbers only."""
    entrants = list(contest.entrants.all())
    marks = _marks(contest)
    found: dict[Pair, Read] = {}
    for indicator in contest.indicators.all():
        if indicator.gauge:
            counts = _of_data(contest, indicator, entrants, at)
            found |= {(one.pk, indicator.pk): Read(counts[one.pk]) for one in entrants}
        else:
            found |= {
                pair: _of_marks(marks.get(pair, [])) for pair in ((one.pk, indicator.pk) for one in entrants)
            }
    return found


def read_again(contest: Contest, upheld: list[Appeal]) -> dict[Pair, Read]:
    """The last count as it was, but for what these upheld appeals set right or had marked anew: nothing else moves."""
    last = contest.runs.order_by("-number")[0]
    found = {
        (one.entrant_id, one.indicator_id): Read(
            Count(one.part, one.whole), tuple(one.marks.all()), one.appeal_id
        )
        for one in last.readings.prefetch_related("marks")
    }
    marks = _marks(contest)
    for appeal in upheld:
        pair = (appeal.entrant_id, appeal.indicator_id)
        if appeal.indicator.gauge:
            found[pair] = Read(Count(appeal.part or 0, appeal.whole or 0), (), appeal.pk)
        else:
            found[pair] = _of_marks(marks.get(pair, []))._replace(appeal=appeal.pk)
    return found


def _of_data(
    contest: Contest, indicator: Indicator, entrants: list[Entrant], at: datetime
) -> dict[int, Count]:
    width = WIDTHS[contest.level]
    with walls.the_house():
        counts = GAUGES[indicator.gauge].counts(Span(contest.since, contest.until, at, width))
    return {one.pk: counts.get(one.area_id[:width], Count(0, 0)) for one in entrants}


def _marks(contest: Contest) -> dict[Pair, list[Mark]]:
    found: dict[Pair, list[Mark]] = {}
    for mark in Mark.objects.filter(indicator__contest=contest, set_aside_at=None).order_by("pk"):
        found.setdefault((mark.entrant_id, mark.indicator_id), []).append(mark)
    return found


def _of_marks(marks: list[Mark]) -> Read:
    return Read(Count(int(sum((one.points for one in marks), Decimal(0)) * 100), len(marks)), tuple(marks))


def scored(contest: Contest, read: Mapping[Pair, Read]) -> dict[Pair, Decimal | None]:
    """The score of each reading."""
    bands = {one.pk: one.band for one in contest.entrants.all()}
    found: dict[Pair, Decimal | None] = {}
    for indicator in contest.indicators.all():
        of_it = {place: one for (place, which), one in read.items() if which == indicator.pk}
        if indicator.gauge:
            scores = rules.scores({place: one.found for place, one in of_it.items()}, bands, indicator.target)
        else:
            scores = {
                place: rules.panel_score([mark.points for mark in one.marks]) for place, one in of_it.items()
            }
        found |= {(place, indicator.pk): score for place, score in scores.items()}
    return found


def ranked(
    contest: Contest, scores: Mapping[Pair, Decimal | None]
) -> dict[int, tuple[Decimal | None, int | None]]:
    """{place: (total, rank)} of what was scored."""
    weights = {one.pk: one.weight for one in contest.indicators.all()}
    bands = {one.pk: one.band for one in contest.entrants.all()}
    totals = {pk: rules.total([(weights[which], scores[pk, which]) for which in weights]) for pk in bands}
    places = rules.ranks(totals, bands)
    return {pk: (totals[pk], places[pk]) for pk in bands}


def runs_of(contest: Contest) -> list[Run]:
    return list(contest.runs.select_related("made_by"))


def table(contest: Contest, number: int = 0) -> Table | None:
    """The standings of a count, by its number, or of the last; None where nothing was counted yet."""
    runs = list(contest.runs.order_by("-number"))
    run = next((one for one in runs if one.number == number), runs[0] if runs else None)
    if run is None:
        return None
    before = _ranks_of(next((one for one in runs if one.number == run.number - 1), None))
    readings: dict[int, dict[int, Reading]] = {}
    for reading in run.readings.select_related("indicator"):
        readings.setdefault(reading.entrant_id, {})[reading.indicator_id] = reading
    indicators = list(contest.indicators.all())
    bands: dict[str, list[Row]] = {}
    for standing in run.standings.select_related("entrant__area").order_by(
        "entrant__band", "rank", "entrant__area"
    ):
        mine = readings[standing.entrant_id]
        row = Row(standing, [mine[one.pk] for one in indicators], before.get(standing.entrant_id))
        bands.setdefault(standing.entrant.band, []).append(row)
    return Table(run, indicators, list(bands.items()))


def _ranks_of(run: Run | None) -> dict[int, int | None]:
    return dict(run.standings.values_list("entrant_id", "rank")) if run else {}


def reading_at(contest: Contest, reading: int) -> Reading | None:
    """One reading with the marks it was made of."""
    rows = Reading.objects.filter(run__contest=contest).select_related(
        "run", "entrant__area", "indicator", "appeal"
    )
    return rows.prefetch_related(Prefetch("marks", Mark.objects.order_by("pk"))).filter(pk=reading).first()
