"""A county with its petition bureau, an organ with its head, and somebody who petitions; every row by the actions people take."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

import pytest

from sanzhi.cases import verify as cases_verify
from sanzhi.cases.models import Case, ClockRun
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import actions, verify
from sanzhi.petitions.actions import HearingRecord, NewPetition, NewPetitioner, Opinion
from sanzhi.petitions.models import Letter, Petition
from sanzhi.petitions.rules import Answer
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff, an_office

_keys = count(1)
FACTS = "2025年11月施工时挖断了我家门前的排水管，至今没有修好，下雨天院子积水。"
OPINION = Opinion(
    facts="2025年11月8日，乌镇路施工挖断排水管一处，长约三米，施工单位至今没有恢复。",
    law="《城市道路管理条例》：占用、挖掘道路的，应当恢复原状。",
    answers=(
        Answer("support", "责成施工单位十日内修复。"),
        Answer("reject", "没有证据证明误工损失，可以通过诉讼主张。"),
    ),
)
CLAIMS = ("修好门前的排水管", "赔偿误工损失")


@dataclass
class Bureau(County):
    """一个县: the bureau with two officers, the roads department with its handler and its head."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.bureau = an_office("bureau", "市信访局", "petition_bureau")
        self.officer: Actor = a_member_of_staff("信访老周", "petition_officer", self.bureau)
        self.second: Actor = a_member_of_staff("信访小林", "petition_officer", self.bureau)
        self.head: Actor = a_member_of_staff("局长", "organ_head", self.roads)
        self.village_office = an_office("village-office", "村委会", "village", self.village.code)
        self.clerk: Actor = a_member_of_staff("村文书", "village_clerk", self.village_office)

    def new(self, **changes: object) -> NewPetition:
        usual = {
            "category": "claim", "title": "门前排水管挖断没有修", "facts": FACTS, "area": self.village.code,
            "field": "city.roads", "claims": CLAIMS, "key": f"petition-{next(_keys)}",
        }  # fmt: skip
        return NewPetition(**{**usual, **changes})

    def filed(self, at: datetime = MONDAY, **changes: object) -> Petition:
        return actions.file_petition(self.new(**changes), by=self.resident, at=at)

    def at_the_desk(self, at: datetime = MONDAY, **changes: object) -> Petition:
        usual = {"form": "visit", "petitioners": (NewPetitioner("来访人", "13800000001"),)}
        return actions.file_petition(self.new(**{**usual, **changes}), by=self.officer, at=at)

    def sent(self, at: datetime = MONDAY, **changes: object) -> Petition:
        one = self.filed(at, **changes)
        return actions.send(one.pk, to=self.roads.pk, by=self.officer, at=at + HOUR)

    def accepted(self, at: datetime = MONDAY, **changes: object) -> Petition:
        one = self.sent(at, **changes)
        return actions.accept(one.pk, by=self.handler, at=at + DAY)

    def answered(self, at: datetime = MONDAY) -> Letter:
        one = self.accepted(at)
        return actions.answer(one.pk, OPINION, by=self.handler, at=at + 10 * DAY)

    def served(self, at: datetime = MONDAY) -> Letter:
        letter = self.answered(at)
        return actions.serve(letter.pk, how="direct", receipt="本人签收", by=self.handler, at=at + 11 * DAY)

    def reviewing(self, at: datetime = MONDAY) -> Petition:
        letter = self.served(at)
        return actions.ask_review(
            letter.petition_id, reason="误工损失应当赔偿", by=self.resident, at=at + 20 * DAY
        )

    def reexamining(self, at: datetime = MONDAY) -> Petition:
        one = self.reviewing(at)
        letter = actions.review(one.pk, OPINION, result="keep", by=self.officer, at=at + 30 * DAY)
        actions.serve(letter.pk, how="post", receipt="XA123", by=self.officer, at=at + 31 * DAY)
        return actions.ask_reexam(one.pk, reason="还是没有赔偿误工损失", by=self.resident, at=at + 40 * DAY)


def record(on: date, **changes: object) -> HearingRecord:
    usual = {
        "held_on": on, "place": "市信访局听证室", "chair": "信访局副局长", "recorder": "信访小林",
        "present": ("信访人沈小满", "市住建局王某", "听证员三名"), "questions": "误工损失是不是施工造成的。",
        "statements": "信访人出示收入证明；责任单位说明施工时间。", "conclusion": "证据不足，可以通过诉讼主张。",
    }  # fmt: skip
    return HearingRecord(**{**usual, **changes})


def state_of(one: Petition | int) -> str:
    return Case.objects.get(pk=one if isinstance(one, int) else one.pk).state


def day_end(at: datetime, days: int) -> datetime:
    """The first moment too late of so many days from `at`, where the last is a working day."""
    return (at + timedelta(days=days + 1)).replace(hour=0, minute=0)


def refused(call) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code


def clocks(one: Petition) -> dict[str, ClockRun]:
    return {run.rule.clock: run for run in ClockRun.objects.filter(case_id=one.pk).select_related("rule")}


def whole(county) -> list:
    checks = {**cases_verify.CHECKS, **verify.CHECKS}
    return [violation for check in checks.values() for violation in check().violations]
