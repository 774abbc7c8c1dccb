"""孪生: the same invented year of a village lived twice, differing only in that one household filed ten petitions and
complaints. What becomes of its points, and of everybody's, must not differ by one byte (I1, I2, I22).
"""

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import DatabaseError, transaction

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Case
from sanzhi.cases.rules import Filing
from sanzhi.demo import county, names, pictures, scoring
from sanzhi.exchange.bank import queries as bank
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import codes
from sanzhi.notices import actions as notices
from sanzhi.notices.models import Line
from sanzhi.people import actions as people
from sanzhi.people import queries as people_queries
from sanzhi.people.roles import THE_CLOCK, Actor
from sanzhi.points import actions, queries
from sanzhi.points import scoring as scores
from sanzhi.points.actions import NewItem, Report
from sanzhi.points.files import SHELF
from sanzhi.points.models import Claim, Item

YEAR = 2025
BEGUN = datetime(2024, 9, 2, 9, tzinfo=COUNTY)  # the village makes its standard
PETITIONS = 10
HOUSEHOLDS = 8
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
THINGS = (
    "反映村里工程招投标不公开",
    "投诉村干部态度不好",
    "反映征地补偿没有到位",
    "举报村口违章搭建",
    "不满意上次的答复，再次反映",
)


def measure(args: argparse.Namespace, home: Path) -> tuple[dict[str, Any], list[str]]:
    place = county.found()
    village = next(iter(scoring.villages(place)))
    differing = written = claims = 0
    for number in range(args.years):
        quiet, loud = (_lived(village, args.seed + number, petitions) for petitions in (0, PETITIONS))
        differing += _differing(quiet, loud)
        written += len(quiet)
        claims += quiet.count(b'"claim"')
    with _a_mutant():
        seen = _differing(*(_lived(village, args.seed, petitions) for petitions in (0, PETITIONS)))
    missed = (seen == 0) + (not _lint_refuses(village)) + (not _database_refuses(village))
    figures = {
        "years": args.years, "claims": claims, "petitions": args.years * PETITIONS, "bytes": written,
        "differing": differing, "mutants_missed": missed,
    }  # fmt: skip
    return figures, [key for key in ("differing", "mutants_missed") if figures[key]]


def _differing(one: bytes, other: bytes) -> int:
    """How many bytes differ."""
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))


def _lived(village: scoring.Village, seed: int, petitions: int) -> bytes:
    """One year from its beginning to its close, written out and undone."""
    with transaction.atomic():
        told = _Year(village, seed).lived(petitions)
        transaction.set_rollback(True)
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


class _Year:
    """一年: deeds and deductions by lot, everything brought to its end."""

    def __init__(self, village: scoring.Village, seed: int) -> None:
        self.lot = Random(seed)  # noqa: S311 - an invented year
        self.village = scoring.Village(
            village.area, village.clerk, village.overseer, village.grid, village.town, village.panel
        )
        self.residents = [self._resident(number) for number in range(HOUSEHOLDS)]
        self.photos = [
            SHELF.keep_image(*pictures.a_file(self.lot)) for _n in range(3)
        ]  # a drawing costs more than a claim

    def _resident(self, number: int) -> Actor:
        person = people.register_resident(
            name=names.person(self.lot), phone=f"1981000{number:04}", by=THE_CLOCK, at=BEGUN
        )
        return people_queries.resident_actor(person)

    def lived(self, petitions: int) -> list[Any]:
        village = self.village
        scoring.settle(village, self.residents, BEGUN)
        scoring.make_standard(village, self.lot, BEGUN)
        for home, one in village.homes:
            actions.join(one.person_id, by=one, at=BEGUN + 60 * DAY)
            actions.pledge(home, "yard", by=one, at=BEGUN + 60 * DAY)
        for month in range(1, 12):
            at = datetime(YEAR, month, 6, 9, tzinfo=COUNTY)
            if petitions:
                self._petition(at - 2 * DAY, petitions * month // 11 - petitions * (month - 1) // 11)
            self._month(at)
        end = datetime(YEAR + 1, 1, 6, 9, tzinfo=COUNTY)
        closed = actions.close_year(village.area, YEAR, contact=scoring.CONTACT, by=village.clerk, at=end)
        scoring.on_the_wall(village, closed.notice_id, self.lot, end + HOUR)
        actions.expire_year(closed.id, by=village.clerk, at=end + 25 * DAY)
        return self._written(end + 26 * DAY)

    def _petition(self, at: datetime, count: int) -> None:
        """The first household speaks up. Nothing here draws from the lot of the year."""
        one = self.residents[0]
        for number in range(count):
            text = f"{THINGS[number % len(THINGS)]}，请依法处理，{number}。"
            filing = Filing(text[:20], text, self.village.area, "rural.village_affairs", "村委会")
            origin = cases.Origin(one.person_id or 0, "web")
            case = cases.register(filing, origin, by=one, at=at + number * HOUR)
            cases.urge(case.id, by=one, at=at + number * HOUR + HOUR)

    def _month(self, at: datetime) -> None:
        told = [
            self._claim(home, one, at)
            for home, one in self.village.homes
            for _n in range(self.lot.randint(0, 3))
        ]
        for claim in told:
            actions.verify(claim, by=self.village.clerk, at=at + 4 * HOUR)
            for member in self.village.panel:
                agrees = self.lot.random() < 0.9
                actions.score(claim, agrees=agrees, points=None, by=member, at=at + 5 * HOUR)
        held = actions.close_scoring(self.village.area, by=self.village.clerk, at=at + DAY)
        held = actions.announce(held.id, contact=scoring.CONTACT, by=self.village.clerk, at=at + DAY)
        for notice in (held.additions, held.deductions):
            if notice:
                scoring.on_the_wall(self.village, notice.id, self.lot, at + DAY + HOUR)
        for claim in held.claims.filter(direction="-", state="publicised"):
            actions.serve(claim.id, how="上门当面告知", by=self.village.grid, at=at + 2 * DAY)
        if held.additions and self.lot.random() < 0.4:
            self._objected(held.additions_id, at + 3 * DAY)
        actions.post_round(held.id, by=self.village.clerk, at=at + 27 * DAY)

    def _claim(self, home: int, one: Actor, at: datetime) -> int:
        item = self.lot.choice(("litter", "hazard", "elderly", "help-sort", "rubbish"))
        by = self.village.grid if item == "rubbish" else one
        told = Report(
            item,
            home,
            at.date(),
            text="当天的经过，有照片。",
            witness="邻居",
            photos=[self.lot.choice(self.photos)],
        )
        return actions.report(told, by=by, at=at + 2 * HOUR).id

    def _objected(self, notice: int, at: datetime) -> None:
        one = self.lot.choice(self.residents[1:])
        raised = notices.object_to(notice, line=1, text="这一条我看不是这样。", by=one, at=at)
        upheld = self.lot.random() < 0.5
        notices.answer_objection(
            raised.id, upheld=upheld, answer="查过了，答复您。", by=self.village.town, at=at + DAY
        )

    def _written(self, at: datetime) -> list[Any]:
        """Points, lists, ranks and statements, without the numbers of rows, which no two lives share."""
        standard = queries.in_force(self.village.area, datetime(YEAR, 12, 31, tzinfo=UTC).date())
        assert standard
        totals = queries.totals(self.village.area, YEAR, standard)
        number = {home: place for place, (home, _one) in enumerate(self.village.homes)}
        rows: list[Any] = [
            [
                "total",
                number[one.household],
                one.added,
                one.deducted,
                one.points,
                one.tier,
                queries.rank(totals, one.household),
            ]
            for one in sorted(totals, key=lambda one: number[one.household])
        ]
        for claim in Claim.objects.filter(area=self.village.area).select_related("item").order_by("id"):
            told = [
                str(getattr(claim, name))
                for name in ("happened_on", "state", "points", "capped", "note", "decided_at")
            ]
            said = [[str(one.agrees), str(one.points)] for one in claim.scores.order_by("id")]
            rows.append(["claim", number.get(claim.household_id, -1), claim.item.code, told, said])
        rows += [["list", *line] for line in _lists(self.village.area)]
        for home, place in number.items():
            lines = queries.statement_of(codes.of_household(home), until=at, limit=500)
            rows += [
                ["line", place, str(one.at), one.kind, one.amount, one.before, one.after] for one in lines
            ]
            rows.append(["balance", place, queries.balance_of(home).posted, queries.balance_of(home).held])
        return rows + [["bank", number[home], self._for_a_bank(one, at)] for home, one in self.village.homes]

    def _for_a_bank(self, one: Actor, at: datetime) -> Any:
        """What a statement for a bank would tell of somebody (promises I13)."""
        return bank.preview(one, tuple(bank.FIELDS), "farming", at) if bank.may_ask(one).ok else ""


def _lists(area: str) -> Iterator[list[str]]:
    rows = Line.objects.filter(notice__area=area, notice__kind__in=("points", "deduction", "points_year"))
    for line in rows.order_by("notice__posted_at", "notice__kind", "number").values_list(
        "notice__title", "who", "what", "figure"
    ):
        yield list(line)


@contextmanager
def _a_mutant() -> Iterator[None]:
    """Whoever has filed something gets one point less: what no rule may do, and the comparison must see."""
    honest: Callable[..., Any] = scores.decide

    def vengeful(claims: Any, votes: Any, seats: int) -> Any:
        filers = Case.objects.values_list("reporter__household", flat=True)
        homes, decided = set(filers), honest(claims, votes, seats)
        for one in decided:
            if one.points and one.claim.household_id in homes:
                one.points -= 1
        return decided

    scores.decide = vengeful
    try:
        yield
    finally:
        scores.decide = honest


def _lint_refuses(village: scoring.Village) -> bool:
    """−5 for a petition is refused when it is written."""
    with transaction.atomic():
        draft = actions.draft_standard(village.area, by=village.clerk, at=BEGUN)
        rule = NewItem("petition", "law", "上访一次", 5, 5, direction="-", per_month=5, duty="yard")
        try:
            actions.set_item(draft.id, rule, by=village.clerk, at=BEGUN)
            refused = False
        except Refusal as refusal:
            refused = refusal.code == "petition"
        transaction.set_rollback(True)
    return refused


def _database_refuses(village: scoring.Village) -> bool:
    """And by the table itself, where no lint is asked."""
    rule = {"code": "petition", "number": 99, "field": "law", "title": "上访一次", "direction": "-", "least": 5, "most": 5,
            "per_month": 5, "evidence": "record", "duty": "yard"}  # fmt: skip
    with transaction.atomic():
        draft = actions.draft_standard(village.area, by=village.clerk, at=BEGUN)
        try:
            with transaction.atomic():
                Item.objects.create(standard=draft, **rule)
            refused = False
        except DatabaseError:
            refused = True
        transaction.set_rollback(True)
    return refused
