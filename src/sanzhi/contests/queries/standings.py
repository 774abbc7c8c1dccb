"""名次, and what each was made of, down to the counts and the marks; and the same counted anew."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sanzhi.contests import rules
from sanzhi.contests.models import Appeal, Contest, Entrant, Indicator, Mark, Reading, Run, Standing
from sanzhi.contests.rules import Count
from sanzhi.kit import walls

from .gauges import GAUGES, WIDTHS, Span


class Counted(NamedTuple):
    """One place in one indicator: the count, its score, and the appeal that set it right."""

    entrant: int
    indicator: int
    read: Count
    score: Decimal | None
    appeal: int | None


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


def count_all(contest: Contest, at: datetime) -> list[Counted]:
    """Everything counted as it stands, with what upheld appeals set right. By the house: numbers only."""
    entrants, indicators = list(contest.entrants.all()), list(contest.indicators.all())
    bands = {one.pk: one.band for one in entrants}
    right = set_right(contest)
    found: list[Counted] = []
    for indicator in indicators:
        if indicator.gauge:
            read = _of_data(contest, indicator, entrants, at)
            read |= {
                pk: Count(one.part or 0, one.whole or 0)
                for (pk, of), one in right.items()
                if of == indicator.pk
            }
            scored = rules.scores(read, bands, indicator.target)
        else:
            marks = _marks(indicator)
            read = {one.pk: _summed(marks.get(one.pk, [])) for one in entrants}
            scored = {one.pk: rules.panel_score(marks.get(one.pk, [])) for one in entrants}
        for one in entrants:
            appeal = right.get((one.pk, indicator.pk))
            found.append(
                Counted(one.pk, indicator.pk, read[one.pk], scored[one.pk], appeal.pk if appeal else None)
            )
    return found


def _of_data(
    contest: Contest, indicator: Indicator, entrants: list[Entrant], at: datetime
) -> dict[int, Count]:
    width = WIDTHS[contest.level]
    with walls.the_house():
        counts = GAUGES[indicator.gauge].counts(Span(contest.since, contest.until, at, width))
    return {one.pk: counts.get(one.area_id[:width], Count(0, 0)) for one in entrants}


def _marks(indicator: Indicator) -> dict[int, list[Decimal]]:
    found: dict[int, list[Decimal]] = {}
    for mark in Mark.objects.filter(indicator=indicator, set_aside_at=None).order_by("pk"):
        found.setdefault(mark.entrant_id, []).append(mark.points)
    return found


def _summed(marks: list[Decimal]) -> Count:
    return Count(int(sum(marks, Decimal(0)) * 100), len(marks))


def set_right(contest: Contest) -> dict[tuple[int, int], Appeal]:
    """The last upheld appeal that set a count right, by (place, indicator)."""
    rows = Appeal.objects.filter(entrant__contest=contest, upheld=True, whole__isnull=False).order_by(
        "decided_at", "pk"
    )
    return {(one.entrant_id, one.indicator_id): one for one in rows}


def ranked(contest: Contest, counted: list[Counted]) -> dict[int, tuple[Decimal | None, int | None]]:
    """{place: (total, rank)} of what was counted."""
    weights = {one.pk: one.weight for one in contest.indicators.all()}
    bands = {one.pk: one.band for one in contest.entrants.all()}
    totals = {
        pk: rules.total([(weights[one.indicator], one.score) for one in counted if one.entrant == pk])
        for pk in bands
    }
    places = rules.ranks(totals, bands)
    return {pk: (totals[pk], places[pk]) for pk in bands}


def runs_of(contest: Contest) -> list[Run]:
    return list(contest.runs.select_related("made_by"))


def table(contest: Contest, number: int = 0) -> Table | None:
    """The standings of a count, by its number, or of the last; None where nothing was counted yet."""
    runs = list(contest.runs.order_by("-number"))
    run = next((one for one in runs if number in (0, one.number)), None)
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
    rows = Reading.objects.filter(run__contest=contest).select_related(
        "run", "entrant__area", "indicator", "appeal"
    )
    return rows.filter(pk=reading).first()


def marks_behind(reading: Reading) -> list[Mark]:
    """The marks that a reading was made of: those given before the count and not set aside before it."""
    rows = Mark.objects.filter(entrant=reading.entrant_id, indicator=reading.indicator_id)
    rows = rows.filter(given_at__lte=reading.run.made_at).exclude(set_aside_at__lte=reading.run.made_at)
    return list(rows.order_by("pk"))
