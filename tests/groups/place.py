"""A town whose social officer keeps the register; a village with a help team; an association with an office of its own."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from sanzhi.groups import actions
from sanzhi.groups.actions import NewGroup
from sanzhi.groups.models import Group
from sanzhi.groups.verify import CHECKS
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from tests.county import MONDAY, County, a_member_of_staff, an_office


def a_code(body: str) -> str:
    """With its check symbol."""
    from stdnum.cn import uscc

    return body + uscc.calc_check_digit(body)


@dataclass
class Register(County):
    def __post_init__(self) -> None:
        super().__post_init__()
        register_there(self)

    def new(self, **changes: object) -> NewGroup:
        return a_new(self.village.code, **changes)


def register_there(there: County) -> None:
    """Who keeps it, and from where groups are run."""
    there.officer = a_member_of_staff("社工干部小沈", "social_officer", there.room)
    there.committee = an_office("village", there.village.name, "village", there.village.code)
    there.body = an_office("body", "乌镇养老服务协会", "social_org", there.village.code)
    there.leader = a_member_of_staff("会长老钱", "group_leader", there.body)


def a_new(place: str, **changes: object) -> NewGroup:
    usual = {
        "area": place, "name": "横港村帮帮团", "kind": "help_team", "standing": "filed", "host": "village",
        "authority": "乌镇人民政府", "in_charge": "老费", "phone": "0573-88881111", "address": "村委会一楼",
        "does": "帮老人修水电、跑腿", "founded_on": date(2020, 5, 1),
    }  # fmt: skip
    return NewGroup(**(usual | changes))


def registered(place: str, office: int | None = None, **changes: object) -> NewGroup:
    usual = {
        "name": "乌镇养老服务协会", "kind": "association", "standing": "registered", "host": "", "authority": "桐乡市民政局",
        "uscc": a_code("51330483MJ8000001"), "reg_no": "桐社证字第1号", "legal_rep": "钱会长", "office": office, "does": "陪护、送餐",
    }  # fmt: skip
    return a_new(place, **(usual | changes))


def entered(
    there: Register, new: NewGroup | None = None, by: Actor | None = None, at: datetime = MONDAY
) -> Group:
    return actions.enter_group(new or there.new(), by=by or there.officer, at=at)


def violations() -> list[str]:
    return [one.sentence for check in CHECKS.values() for one in check().violations]


def refused(call) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code
