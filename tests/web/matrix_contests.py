"""Contests in the matrix's world: one whose standings are shown, over the days on which its cases came, and one still drafted."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from sanzhi.contests import actions, queries
from sanzhi.contests.actions import NewContest
from sanzhi.people import actions as staff
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import INSTALLER, Actor
from tests.county import DAY, MONDAY, PASSWORD, County, a_member_of_staff

Rule = Callable[[Actor], bool]
TODAY = MONDAY.date()


def contested(
    values: dict[str, list[object]], town: County, village: Office, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Fills `values` with what addresses name. Only whoever holds contests of a county reads what is still drafted."""
    keeper, _other = (_a_keeper(f"{name}{village.pk}", town.centre) for name in ("擂台小陆", "擂台小贾"))
    judges = [town.leader, town.supervisor]
    judges += [a_member_of_staff(f"评委{n}", "leader", town.centre) for n in range(2)]
    new = NewContest("330483000000", "village", "演示擂台赛", "", TODAY - 10 * DAY, TODAY)
    one = actions.draft(new, by=keeper, at=MONDAY - 12 * DAY)
    kept = {"by": keeper, "at": MONDAY - 12 * DAY}
    gauge = actions.add_gauge(one.pk, gauge="right_first", weight=60, **kept)
    rubric = actions.add_rubric(
        one.pk, name="亮点工作", rubric="看台账和现场，有依据才给分。", weight=40, **kept
    )
    places = [place.code for place in people.towns_with_villages()[0].villages[:2]] + [village.area_id]
    actions.set_entrants(one.pk, dict.fromkeys(places, "甲组"), **kept)
    actions.set_judges(one.pk, [who.person_id for who in judges], by=keeper, at=MONDAY)
    actions.announce(one.pk, **kept)
    for place in queries.entrants_of(one):
        for judge in judges[1:]:
            actions.mark(
                one.pk, place.pk, rubric.pk, points=Decimal(80), evidence="看了现场", by=judge, at=MONDAY
            )
    actions.freeze(one.pk, by=keeper, at=MONDAY + DAY)
    clerk = a_member_of_staff("擂台文书", "village_clerk", village)
    entrant = next(each for each in queries.entrants_of(one) if each.area_id == village.area_id)
    said = "有三件退回是系统重复登记的，请核对。"
    appeal = actions.appeal(one.pk, gauge.pk, entrant=entrant.pk, text=said, by=clerk, at=MONDAY + DAY)
    table = queries.table(one)
    assert table
    readings = [each.pk for _band, rows in table.bands for row in rows for each in row.readings]
    title = word()
    drafted = actions.draft(
        NewContest("330483000000", "town", f"起草{title}", "", TODAY + 10 * DAY, TODAY + 20 * DAY), **kept
    )
    for key, made in (
        ("contest", [one.pk, drafted.pk]), ("entrant", [entrant.pk]), ("indicator", [gauge.pk, rubric.pk]),
        ("reading", readings), ("appeal", [appeal.pk]),
    ):  # fmt: skip
        values.setdefault(key, []).extend(made)
    values.setdefault("visitors", []).extend([keeper, clerk])
    yield title, lambda actor: actor.may("contest.keep") and len(actor.reach) == len("330483")


def _a_keeper(name: str, office: Office) -> Actor:
    """In post before the contest was announced."""
    at = MONDAY - 20 * DAY
    account = staff.open_staff_account(name=name, username=name, password=PASSWORD, by=INSTALLER, at=at)
    return people.actor_in(staff.appoint(account.person, "party_clerk", office, by=INSTALLER, at=at))
