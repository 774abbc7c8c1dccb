"""An invented mediation room for tests, made by walking the real road."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

import pytest

from sanzhi.cases import verify as engine
from sanzhi.cases.models import Case
from sanzhi.disputes import actions, verify
from sanzhi.disputes.actions import (
    FromCourt,
    NewAgreement,
    NewBody,
    NewDispute,
    NewInstalment,
    NewParty,
    NewSeat,
    NewSession,
    Record,
)
from sanzhi.disputes.models import Agreement, Body, Dispute, Mediator, Party, Session
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Area, Office, Person
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, WUZHEN, a_member_of_staff, a_resident, an_office

_serial = count(1)
TERMS = "甲方于三月底前移走围墙边的杂物，乙方恢复通道。"
FACTS = "双方是邻居，因公用通道堆放杂物发生争执；双方都有责任。"


@dataclass
class Room:
    """One village's committee with its clerk and two mediators, the justice office, the court, and two neighbours."""

    village: Area = field(default_factory=lambda: people.towns_with_villages().get(code=WUZHEN).villages[0])

    def __post_init__(self) -> None:
        number = next(_serial)
        an_office("centre", "市社会治理中心", "governance_centre")
        self.office = an_office(f"tw{number}", f"乌镇第{number}调解委员会", "mediation", self.village.code)
        self.justice_office = an_office("sfs", "乌镇司法所", "town_office", WUZHEN)
        self.court_office = an_office("court", "桐乡市人民法院", "court")
        self.clerk = a_member_of_staff("文书小周", "mediation_clerk", self.office)
        self.mediator = a_member_of_staff("老调解", "mediator", self.office)
        self.other_mediator = a_member_of_staff("另一位调解", "mediator", self.office)
        self.justice = a_member_of_staff("司法小吴", "justice_officer", self.justice_office)
        self.justice_two = a_member_of_staff("司法老郑", "justice_officer", self.justice_office)
        self.court = a_member_of_staff("法院小钱", "court_clerk", self.court_office)
        self.caller = a_member_of_staff("费回访", "caller", Office.objects.get(code="centre"))
        self.applicant, self.other = a_resident("沈阿大"), a_resident("钱阿二")
        new = NewBody(self.office.id, "village", host="村民委员会", filed_with="乌镇司法所")
        self.body: Body = actions.register_body(new, by=self.justice, at=MONDAY)
        self.first = self._appointed(self.mediator)
        self.second = self._appointed(self.other_mediator)

    def _appointed(self, actor: Actor) -> Mediator:
        assert actor.person_id
        until = date(2029, 3, 1)
        return actions.appoint_mediator(
            self.body.pk, actor.person_id, kind="part", term_end=until, by=self.justice, at=MONDAY
        )

    def seats(self, women: int = 1, men: int = 2) -> list[NewSeat]:
        persons = [a_resident(f"委员{one}").person_id or 0 for one in range(women + men)]
        return [NewSeat(one, woman=place < women, chair=place == 0) for place, one in enumerate(persons)]

    def new(self, **changes: object) -> NewDispute:
        phone = people.phone_of(Person.objects.get(pk=self.other.person_id))
        usual: dict[str, object] = {
            "title": "通道堆放杂物起争执",
            "text": "隔壁邻居在公用通道堆放杂物，影响通行。",
            "request": "请对方把杂物移走",
            "area": self.village.code,
            "parties": [
                NewParty(
                    1, "沈阿大", particulars={"sex": "男", "address": "乌镇某路1号"}, home=self.village.code
                ),
                NewParty(2, "钱阿二", phone, particulars={"address": "乌镇某路3号"}, home=self.village.code),
            ],
            "key": f"key-{next(_serial)}",
            "type": "neighbour",
            "body": self.body.pk,
        }
        return NewDispute(**(usual | changes))

    def applied(self, at: datetime = MONDAY, **changes: object) -> Dispute:
        return actions.apply(self.new(**changes), by=self.applicant, at=at)

    def diverted(self, mode: str = "delegated", **changes: object) -> Dispute:
        sent = FromCourt(mode, "相邻关系纠纷", MONDAY.date(), "（2026）浙0483诉前调1号")
        phone = people.phone_of(Person.objects.get(pk=self.applicant.person_id))
        parties = [NewParty(1, "沈阿大", phone), self.new().parties[1]]
        return actions.divert(self.new(parties=parties, **changes), sent, by=self.court, at=MONDAY)

    def parties(self, dispute: Dispute) -> list[Party]:
        return list(Party.objects.filter(case=dispute).order_by("place"))

    def says(self, dispute: Dispute, about: str, yes: bool, at: datetime, subject: int = 0) -> None:
        for party, who in zip(self.parties(dispute), (self.applicant, self.other), strict=True):
            actions.answer(dispute.pk, about, yes, party=party.pk, subject=subject, by=who, at=at)

    def accepted(self, **changes: object) -> Dispute:
        dispute = self.applied(**changes)
        self.says(dispute, "consent", True, MONDAY + HOUR)
        return actions.accept(dispute.pk, by=self.clerk, at=MONDAY + 2 * HOUR)

    def given(self, dispute: Dispute) -> Dispute:
        actions.propose_mediator(dispute.pk, self.first.pk, by=self.clerk, at=MONDAY + 3 * HOUR)
        self.says(dispute, "mediator", True, MONDAY + 4 * HOUR, subject=self.first.pk)
        return Dispute.objects.get(pk=dispute.pk)

    def planned(self, dispute: Dispute, apart: int | None = None, at: datetime = MONDAY + DAY) -> Session:
        new = NewSession("in_person", at + HOUR, place="村调解室", apart=apart)
        return actions.plan_session(dispute.pk, new, by=self.mediator, at=at)

    def talking(self, **changes: object) -> Dispute:
        dispute = self.given(self.accepted(**changes))
        self.hold(self.planned(dispute))
        return dispute

    def hold(self, session: Session, at: datetime = MONDAY + DAY + 2 * HOUR) -> Session:
        words = "" if session.apart_id else "双方到场，讲了各自的看法，愿意各让一步。"
        said = Record(words, "愿意继续谈", recorder="小周")
        return actions.hold_session(session.pk, said, rights_told=True, by=self.mediator, at=at)

    def draft(self, dispute: Dispute, form: str = "written", at: datetime = MONDAY + 2 * DAY) -> Agreement:
        first, second = self.parties(dispute)
        parts = [
            NewInstalment(first.pk, "移走杂物", date(2026, 3, 20)),
            NewInstalment(second.pk, "付清理费", date(2026, 3, 31), 20000),
        ]
        new = NewAgreement(form, FACTS, TERMS, "自行履行", date(2026, 3, 31), "本村", parts)
        return actions.draft_agreement(dispute.pk, new, by=self.mediator, at=at)

    def signed(self, dispute: Dispute, at: datetime = MONDAY + 3 * DAY) -> Agreement:
        for party, who in zip(self.parties(dispute), (self.applicant, self.other), strict=True):
            actions.sign(dispute.pk, party=party.pk, by=who, at=at)
        actions.sign_as_mediator(dispute.pk, by=self.mediator, at=at)
        return actions.seal(dispute.pk, by=self.clerk, at=at)

    def performing(self, **changes: object) -> Dispute:
        dispute = self.talking(**changes)
        self.draft(dispute)
        self.signed(dispute)
        return dispute

    def performed(self) -> Dispute:
        dispute = self.performing()
        at = MONDAY + 20 * DAY
        for one in dispute.agreements.get().instalments.order_by("seq"):
            actions.note_performance(one.pk, on=at.date(), by=self.clerk, at=at)
        return dispute

    def in_state(self, state: str) -> Dispute:
        """A dispute driven to an open state."""
        roads = {
            "dispute-new": self.applied,
            "dispute-asking": self._asking,
            "dispute-taken": self.accepted,
            "dispute-talks": self.talking,
            "dispute-signing": self._signing,
            "dispute-perform": self.performing,
            "follow_up": self.performed,
        }
        dispute = roads[state]()
        assert Case.objects.get(pk=dispute.pk).state == state
        return dispute

    def _asking(self) -> Dispute:
        dispute = self.applied()
        return actions.ask_parties(dispute.pk, by=self.clerk, at=MONDAY + HOUR)

    def _signing(self) -> Dispute:
        dispute = self.talking()
        self.draft(dispute)
        return dispute


def later(days: float) -> datetime:
    return MONDAY + timedelta(days=days)


def refused(call: Callable[[], object]) -> str:
    """The code of the refusal that the call meets."""
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code


def state(dispute: Dispute) -> str:
    return Case.objects.get(pk=dispute.pk).state


def nothing_wrong() -> None:
    """Every check of this room and of the engine finds nothing."""
    checks = {**verify.CHECKS, **engine.CHECKS}
    assert {name: check().violations for name, check in checks.items()} == {name: [] for name in checks}
