"""A village whose residents take part, two banks with an officer each, and a code typed a moment ago."""

from dataclasses import dataclass, field
from datetime import datetime

from sanzhi.exchange.bank import actions
from sanzhi.exchange.bank.actions import Asked
from sanzhi.exchange.bank.models import Statement
from sanzhi.people.roles import Actor
from tests.county import DAY, MONDAY, a_member_of_staff, an_office
from tests.points.conftest import Hamlet

ORIGIN = "https://sanzhi.example"
ASKED_AT = MONDAY + 30 * DAY


@dataclass
class Banked(Hamlet):
    """With 两家银行."""

    officer: Actor = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.bank = an_office("bank-nsh", "桐乡农商银行", "bank")
        self.other_bank = an_office("bank-yz", "邮储银行桐乡支行", "bank")
        self.officer = a_member_of_staff("钱核验", "bank_officer", self.bank)
        self.stranger = a_member_of_staff("别行小李", "bank_officer", self.other_bank)

    def asks(
        self, *fields: str, at: datetime = ASKED_AT, by: Actor | None = None, **changes: object
    ) -> Statement:
        usual = {"bank": self.bank.id, "purpose": "farming", "fields": fields or ("name", "band", "deeds")}
        asked = Asked(**({"may_answer": True} | usual | changes))
        return actions.issue(asked, confirmed_at=at, origin=ORIGIN, by=by or self.resident, at=at)
