"""A contest of three villages of 乌镇, by what was dispatched rightly at once and by a panel; every row by the actions people take."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sanzhi.contests import actions, queries
from sanzhi.contests.actions import NewContest
from sanzhi.contests.models import Appeal, Contest
from sanzhi.contests.verify import CHECKS
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, WUZHEN, County, a_member_of_staff, an_office, assign, give_back

TODAY = MONDAY.date()
COUNTS = MONDAY + DAY  # the first day that counts
OVER = MONDAY + timedelta(days=32)
USUAL = {"area": "330483000000", "level": "village", "title": "一季度三治擂台赛", "about": "比办得好。", "starts_on": TODAY + DAY, "ends_on": TODAY + 30 * DAY}  # fmt: skip


@dataclass
class Ring(County):
    """桐乡's party office with two keepers, five who may judge, and the clerks of three villages."""

    def __post_init__(self) -> None:
        super().__post_init__()
        party = an_office("party", "市委组织部党建办", "department")
        self.keeper: Actor = a_member_of_staff("党建小陆", "party_clerk", party)
        self.second: Actor = a_member_of_staff("党建小贾", "party_clerk", party)
        self.villages = list(people.towns_with_villages().get(code=WUZHEN).villages[:3])
        self.clerks = [
            a_member_of_staff(
                f"文书{n}", "village_clerk", an_office(f"v{n}", place.name, "village", place.code)
            )
            for n, place in enumerate(self.villages)
        ]
        self.judges = [self.leader, self.supervisor]
        self.judges += [a_member_of_staff(f"督查{n}", "supervisor", self.centre) for n in range(2)]
        self.of_town = a_member_of_staff("镇督查", "supervisor", self.room)

    def draft(self, **changes: object) -> Contest:
        return actions.draft(NewContest(**(USUAL | changes)), by=self.keeper, at=MONDAY)

    def drafted(self, weights: tuple[int, int] = (60, 40)) -> Contest:
        one = self.draft()
        self.do(actions.add_gauge, one, gauge="right_first", weight=weights[0])
        self.do(
            actions.add_rubric,
            one,
            name="亮点工作",
            rubric="看现场、看台账，有依据才给分。",
            weight=weights[1],
        )
        self.do(actions.set_entrants, one, bands={place.code: "甲组" for place in self.villages})
        self.do(
            actions.set_judges,
            one,
            chosen=[who.person_id for who in self.judges],
        )
        return one

    def announced(self) -> Contest:
        return self.do(actions.announce, self.drafted())

    def do(self, act, contest: Contest, *, by: Actor | None = None, at=MONDAY, **said):
        return act(contest.pk, **said, by=by or self.keeper, at=at)

    def dispatched(self, wrong: tuple[int, ...] = (2, 5, 0), each: int = 10) -> None:
        """In each village so many cases, of which so many were returned by whom they were given to."""
        for place, returned in zip(self.villages, wrong, strict=True):
            for n in range(each):
                case = self.filed(at=COUNTS, area_code=place.code, title=f"路灯不亮{n}")
                assign(self, case, COUNTS + HOUR)
                if n < returned:
                    give_back(self, case, COUNTS + 2 * HOUR)

    def marked(self, contest: Contest, points: tuple[int, ...] = (80, 90, 70)) -> None:
        """Every judge gives every village the same."""
        rubric = contest.indicators.get(gauge="").pk
        for entrant, given in zip(queries.entrants_of(contest), points, strict=True):
            for judge in self.judges:
                actions.mark(contest.pk, entrant.pk, rubric, points=Decimal(given), evidence="看了台账和现场", by=judge, at=COUNTS)  # fmt: skip

    def frozen(self) -> Contest:
        one = self.announced()
        self.dispatched()
        self.marked(one)
        self.do(actions.freeze, one, at=OVER)
        return Contest.objects.get(pk=one.pk)

    def appealed(self, contest: Contest, place: int = 0, *, gauge: str = "right_first", at=OVER) -> Appeal:
        """One of the villages contests what it was given in one indicator."""
        entrant = next(
            each for each in queries.entrants_of(contest) if each.area_id == self.villages[place].code
        )
        about, text = contest.indicators.get(gauge=gauge), "这一项和我们的台账对不上，请核对。"
        return actions.appeal(
            contest.pk, about.pk, entrant=entrant.pk, text=text, by=self.clerks[place], at=at
        )

    def shown(self, contest: Contest, number: int = 0) -> list[tuple[str, Decimal | None, int | None]]:
        """[(village, total, rank)] as they stand."""
        table = queries.table(contest, number)
        assert table
        return [(row.standing.entrant.area.name, row.standing.total, row.standing.rank) for _band, rows in table.bands for row in rows]  # fmt: skip


def violations() -> list[str]:
    return [one.sentence for check in CHECKS.values() for one in check().violations]
