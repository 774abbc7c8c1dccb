"""调解: what the first invented village mediates: just in, in talks, being performed and late, done and called about, and one of
the court's that went back to be filed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sanzhi.disputes import actions, queries
from sanzhi.disputes.actions import (
    FromCourt,
    NewAgreement,
    NewBody,
    NewDispute,
    NewInstalment,
    NewParty,
    NewSeat,
    NewSession,
    NewStation,
    Record,
)
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .county import County

# The small ones that were settled by word of mouth and done at once: enough of them that the board may show shares.
SETTLED = (
    ("两家合用的水表怎么分摊", "合用一只水表，水费分摊一直说不清。", "请按人数分摊", "neighbour"),
    ("菜地边界挪了半垄", "春耕以后发现菜地边界挪了半垄。", "请挪回原处", "land"),
    ("楼上晒被子挡光", "楼上长期把被子晒到楼下窗前。", "请收短晾衣杆", "neighbour"),
    ("合伙进货的账没有结", "两人合伙进货，货款还差一千二百元没有结。", "请结清货款", "debt"),
    ("电瓶车擦碰", "弄堂里电瓶车擦碰，脚踏板坏了。", "请修好车", "damage"),
    ("出租屋押金没有退", "退租时屋里没有损坏，押金八百元没有退。", "请退押金", "house"),
    ("装修敲墙吵到夜班的人", "白天敲墙，上夜班的人睡不着。", "请避开上午", "neighbour"),
    ("鸡跑进邻居菜园", "散养的鸡把菜苗啄了两畦。", "请围好鸡舍", "neighbour"),
)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LONG_AGO = 400 * DAY
MATTERS = (
    (
        "公用通道堆放杂物",
        "隔壁在公用通道堆了杂物，电瓶车推不进来，说过几次没有用。",
        "请把通道清出来",
        "neighbour",
    ),
    ("屋檐滴水到邻居院子", "翻新屋顶以后，雨水滴到隔壁院子里，墙根湿了一片。", "请装好檐沟", "neighbour"),
    ("借款到期没有还", "去年借出一万二千元，说好年底还，到现在只还了两千元。", "请分期还清", "debt"),
    ("装修漏水泡坏地板", "楼上装修漏水，楼下地板起翘，要换六平方米。", "请赔地板钱", "house"),
    ("宠物狗咬伤", "散步时被没拴绳的狗咬伤，打了五针疫苗。", "请赔医药费", "damage"),
)


def mediate(county: County, residents: Sequence[Actor], *, until: datetime) -> None:
    """Once, when the county is filled."""
    room = _Room(county, residents, until)
    room.new(0, until - 2 * HOUR)
    room.in_talks(1, until - 9 * DAY)
    room.performing(2, until - 40 * DAY)
    done = room.performing(3, until - 60 * DAY)
    for part in queries.dispute_page(room.clerk, done, at=until).instalments:
        day = (until - 20 * DAY).date()
        actions.note_performance(part.pk, on=day, by=room.clerk, at=until - 20 * DAY + part.seq * HOUR)
    room.sent_by_court(4, until - 15 * DAY)
    for number in range(len(SETTLED)):
        room.settled(len(MATTERS) + number, until - (45 + 21 * number) * DAY)


class _Room:
    """One village's committee, and those who sit there."""

    def __init__(self, county: County, residents: Sequence[Actor], until: datetime) -> None:
        at = until - LONG_AGO
        office = county.offices["demo-mediation"]
        justice = county.one_of(county.offices["demo-justice"], "justice_officer")
        self.clerk, self.mediator = (county.one_of(office, role) for role in ("mediation_clerk", "mediator"))
        self.court = county.one_of(county.offices["demo-court"], "court_clerk")
        self.residents, self.area = residents, county.villages[0]
        body = actions.register_body(
            NewBody(office, "village", "村民委员会", filed_with="司法所", established_on=date(2010, 3, 1)),
            by=justice,
            at=at,
        )
        seats = [
            NewSeat(one.person_id or 0, number == 1, number == 0) for number, one in enumerate(residents[-3:])
        ]
        begins = at.date()
        actions.elect(body.pk, seats, begins_on=begins, ends_on=begins + 1095 * DAY, by=justice, at=at)
        self.chosen = actions.appoint_mediator(
            body.pk, self.mediator.person_id or 0, kind="full", term_end=begins + 1095 * DAY, training_hours=48,
            by=justice, at=at,
        )  # fmt: skip
        self.body = body
        new = NewStation("judge", self.area[:9] + "000", "陈法官", 3, "am", "镇司法所 2 楼")
        actions.open_station(new, by=self.court, at=at)

    def _new(self, number: int) -> NewDispute:
        title, text, request, kind = (*MATTERS, *SETTLED)[number]
        first, second = self._sides(number)
        phones = [people.mobile_of(one.person_id or 0) for one in (first, second)]
        parties = [
            NewParty(side, one.name, phone, home=self.area)
            for side, (one, phone) in enumerate(zip((first, second), phones, strict=True), start=1)
        ]
        return NewDispute(
            title,
            text,
            request,
            self.area,
            parties,
            key=f"demo-dispute-{number}",
            type=kind,
            body=self.body.pk,
        )

    def _sides(self, number: int) -> tuple[Actor, Actor]:
        return self.residents[2 * number % len(self.residents)], self.residents[
            (2 * number + 1) % len(self.residents)
        ]

    def new(self, number: int, at: datetime) -> int:
        return actions.apply(self._new(number), by=self._sides(number)[0], at=at).pk

    def in_talks(self, number: int, at: datetime) -> int:
        """Accepted, a mediator accepted by both, one joint session held."""
        case = self.new(number, at)
        self._both(number, case, "consent", at + HOUR)
        actions.accept(case, by=self.clerk, at=at + 2 * HOUR)
        actions.propose_mediator(case, self.chosen.pk, by=self.clerk, at=at + 3 * HOUR)
        self._both(number, case, "mediator", at + 4 * HOUR, subject=self.chosen.pk)
        session = actions.plan_session(
            case, NewSession("in_person", at + DAY, "村调解室"), by=self.mediator, at=at + 5 * HOUR
        )
        said = Record("双方到场，各自讲了经过和想法，愿意各让一步。", "愿意接着谈", self.clerk.name)
        actions.hold_session(session.pk, said, rights_told=True, by=self.mediator, at=at + DAY)
        return case

    def _both(self, number: int, case: int, about: str, at: datetime, subject: int = 0) -> None:
        parties = queries.parties_of(case)
        for party, who in zip(parties, self._sides(number), strict=True):
            actions.answer(case, about, True, party=party.pk, subject=subject, by=who, at=at)

    def settled(self, number: int, at: datetime) -> None:
        """Agreed by word of mouth and performed within the week (art. 30)."""
        case, agreed = self.in_talks(number, at), at + 2 * DAY
        done = (agreed + 5 * DAY).date()
        parts = [NewInstalment(queries.parties_of(case)[1].pk, "按说好的办完", done)]
        terms = "对方一周内按申请人的请求办完，双方以后不再为此争执。"
        new = NewAgreement(
            "oral", "双方对经过没有争议，愿意各让一步。", terms, "当面办完", done, "本村", parts
        )
        actions.draft_agreement(case, new, by=self.mediator, at=agreed)
        (part,) = queries.dispute_page(self.clerk, queries.code_of(case), at=agreed).instalments
        actions.note_performance(part.pk, on=done, by=self.clerk, at=agreed + 5 * DAY)

    def performing(self, number: int, at: datetime) -> str:
        """Agreed in writing and in force, to be performed in two parts. Returns its code."""
        case, signed = self.in_talks(number, at), at + 3 * DAY
        first, second = queries.parties_of(case)
        parts = [
            NewInstalment(second.pk, "付第一笔", (signed + 20 * DAY).date(), 100000),
            NewInstalment(second.pk, "付第二笔", (signed + 35 * DAY).date(), 100000),
        ]
        new = NewAgreement(
            "written", "双方对经过没有争议；对方有过错，愿意承担。", "对方分两笔付清，双方以后不再为此事争执。", "转账",
            (signed + 35 * DAY).date(), "本村", parts,
        )  # fmt: skip
        actions.draft_agreement(case, new, by=self.mediator, at=signed)
        for party, who in zip((first, second), self._sides(number), strict=True):
            actions.sign(case, party=party.pk, by=who, at=signed + HOUR)
            actions.see_identity(case, party.pk, {"sex": "男"}, by=self.clerk, at=signed + HOUR)
        actions.sign_as_mediator(case, by=self.mediator, at=signed + 2 * HOUR)
        actions.seal(case, by=self.clerk, at=signed + 3 * HOUR)
        return queries.code_of(case)

    def sent_by_court(self, number: int, at: datetime) -> None:
        """Delegated before filing; the other side does not want it, and the court files."""
        sent = FromCourt("delegated", "健康权纠纷", (at - DAY).date(), "（2026）浙0483诉前调101号")
        case = actions.divert(self._new(number), sent, by=self.court, at=at).pk
        other = queries.parties_of(case)[1]
        actions.answer(case, "consent", False, party=other.pk, by=self._sides(number)[1], at=at + DAY)
