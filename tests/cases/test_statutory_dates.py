"""Every clock of the law, and every one that only custom gives: dates reckoned by hand from the notices of the State Council.

The table is the specification; it was not made by this code.
"""

import csv
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from sanzhi.cases.kinds.maxima import maxima, statutes
from sanzhi.cases.models import LimitRule
from sanzhi.kit import deadlines
from sanzhi.kit.calendar import COUNTY, WorkingCalendar, shipped_calendar
from sanzhi.kit.limits import Limit

TABLE = list(csv.DictReader((Path(__file__).parent / "statutory_dates.csv").read_text("utf-8").splitlines()))
OURS = shipped_calendar()
DATED = "%Y-%m-%d %H:%M"


def moment(text: str) -> datetime:
    return datetime.strptime(text, DATED).replace(tzinfo=COUNTY)


def reckoned(row: dict[str, str], calendar: WorkingCalendar = OURS) -> str:
    pairs = [pair.partition("/") for pair in row["pauses"].split(";") if pair]
    pauses = [(moment(frm), moment(to)) for frm, _slash, to in pairs]
    extensions = [int(more) for more in row["extensions"].split(";") if more]
    limit = statutes()[row["code"]].limit
    return deadlines.end(limit, moment(row["start"]), calendar, pauses, extensions).strftime(DATED)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['code']} {row['start']} {row['why']}")
def test_it_is_due_when_the_article_says(row: dict[str, str]):
    assert reckoned(row) == row["due"]


def test_every_clock_stands_in_the_table_with_its_article_at_least_three_times():
    times = {code: sum(row["code"] == code for row in TABLE) for code in statutes()}
    assert min(times.values()) >= 3
    assert len({tuple(row.values()) for row in TABLE}) == len(TABLE) >= 150
    assert all(statutes()[row["code"]].basis.startswith(row["article"]) for row in TABLE)


def test_no_extension_goes_further_than_its_article():
    for row in TABLE:
        more = sum(int(one) for one in row["extensions"].split(";") if one)
        further = statutes()[row["code"]].further
        assert not more or further is None or more <= further.amount


def test_only_what_was_read_in_the_law_and_binds_is_a_maximum():
    assert "petition.handle" in maxima()
    for code in (
        "hotline.general",
        "grid.red_handle",
        "mediation.people",
        "zj_petition.handle",
        "points.objection_reply",
    ):
        assert code not in maxima()


@pytest.mark.parametrize("works", [True, False])
def test_mutant_that_overlooks_holidays_or_make_up_days_fails_the_table(works: bool):
    blind = replace(OURS, days={day: kind for day, kind in OURS.days.items() if kind is works})
    assert sum(reckoned(row, blind) != row["due"] for row in TABLE) >= 20


# The clocks that rooms run by these articles, each in a table of its own with its cards.
RUN_BY = {
    "petition-reg": "petition.register_transfer", "petition-inform": "petition.inform_receipt",
    "petition-object": "petition.object_to_assignment", "petition-handle": "petition.handle",
    "petition-askreview": "petition.review_request", "petition-check": "petition.review_decide",
    "petition-askexam": "petition.reexam_request", "petition-reexam": "petition.reexam_decide",
    "dispute-people": "mediation.people", "dispute-labour": "mediation.labour", "dispute-medical": "mediation.medical",
    "dispute-deleg": "mediation.delegated", "dispute-ord": "mediation.entrusted_ordinary",
    "dispute-sum": "mediation.entrusted_summary",
}  # fmt: skip


def test_the_clocks_of_the_rooms_run_as_long_as_these_articles_say(db):
    assert {clock: str(Limit.parse(LimitRule.objects.get(clock=clock).limit)) for clock in RUN_BY} == {
        clock: str(statutes()[code].limit) for clock, code in RUN_BY.items()
    }
