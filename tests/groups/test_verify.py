"""核验三社: silent over honest orders, gifts, allowances and cases, and it speaks for every planted fault."""

from datetime import date

import psycopg
from django.db import transaction

from sanzhi.groups import actions
from sanzhi.groups.actions import NewAdviser, NewGift
from sanzhi.groups.verify import check_groups
from sanzhi.groups.verify_of_societies import NEVER
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff

from .test_advice import QUESTION
from .test_casework import Helped
from .test_orders import Teams

# Each fault as the owner of the tables would plant it, by the check that must speak.
PLANTED = {
    "order_team": "UPDATE groups_serviceorder SET group_id = (SELECT max(id) FROM groups_group) WHERE state = 'asked'",
    "order_passed": "UPDATE groups_serviceorder SET state = 'passed', reason = '转走了吧' WHERE state = 'cancelled'",
    "order_late": "UPDATE groups_serviceorder SET late_told_at = asked_at",
    "adviser_hours": "UPDATE groups_consultation SET area_id = '330483101000'",
    "adviser_term": "UPDATE groups_adviserterm SET starts_on = ends_on",
    "advice_late": "UPDATE groups_consultation SET late_told_at = asked_at",
    "gift_used": "UPDATE groups_giftuse SET fen = fen - 1 WHERE state = 'paid'",
    "gift_hands": "ALTER TABLE groups_giftuse DROP CONSTRAINT another_agrees_to_a_use, DROP CONSTRAINT another_pays_a_use_against_a_voucher; "
    "UPDATE groups_giftuse SET agreed_by_id = paid_by_id",
    "gift_voucher": "INSERT INTO groups_giftuse (gift_id, purpose, what, fen, state, proposed_by_id, proposed_at, agreed_by_id, agreed_at, hold, paid_by_id, "
    "paid_at, voucher, posting, reason) SELECT gift_id, purpose, what, 1, state, proposed_by_id, proposed_at, agreed_by_id, agreed_at, hold, paid_by_id, paid_at, "
    "voucher, posting + 1000000, '' FROM groups_giftuse",
    "gift_moved": "UPDATE groups_giftuse SET posting = NULL, state = 'agreed', voucher = '', paid_at = NULL, paid_by_id = NULL",
    "gift_over": "UPDATE groups_gift SET fen = 1",
    "gift_purpose": "UPDATE groups_giftuse SET purpose = '办酒席'",
    "gentry_word": "DELETE FROM people_consent WHERE purpose = 'gentry.register'",
    "allowance_lapsed": "UPDATE groups_allowance SET fen = fen + 1",
    "allowance_spell": "UPDATE groups_employment SET starts_on = '2026-02-02'",
    "allowance_hands": "ALTER TABLE groups_allowance DROP CONSTRAINT two_persons_agree_on_an_allowance; "
    "UPDATE groups_allowance SET agreed_by_id = proposed_by_id",
    "allowance_own": "UPDATE groups_socialworker SET person_id = (SELECT proposed_by_id FROM groups_allowance LIMIT 1) "
    "WHERE id = (SELECT worker_id FROM groups_allowance LIMIT 1)",
    "casework_word": "UPDATE people_consent SET withdrawn_at = given_at WHERE purpose = 'casework'",
}  # fmt: skip
TABLES = (
    "groups_serviceorder", "groups_adviserhours", "groups_consultation", "groups_giftuse", "groups_gift", "groups_gentrymember",
    "groups_allowance", "groups_employment", "groups_socialworker", "groups_casework", "people_consent",
)  # fmt: skip


class All(Helped, Teams):
    """Everything once: an order that waits and one cancelled, a booked half-day, a gift used, an allowance, a case."""

    def __post_init__(self) -> None:
        super().__post_init__()
        actions.cancel_order(self.asked().pk, by=self.resident, at=MONDAY)
        self.asked()
        self.opened()
        actions.join_gentry(
            self.village.code, kind="local", name="老沈", expertise="造桥", by=self.resident, at=MONDAY
        )
        self.proposed()
        self.agreed()
        self._gift()
        self._advice()

    def _gift(self) -> None:
        fund = actions.open_fund(
            self.room.area_id,
            name="捐赠资金",
            purpose="按用途用",
            kind="donations",
            by=self.officer,
            at=MONDAY,
        )
        gift = actions.enter_gift(
            fund.pk,
            NewGift("donation", "老沈", 100, "修路", MONDAY.date(), "收1号"),
            by=self.officer,
            at=MONDAY,
        )
        actions.confirm_gift(gift.pk, by=self.second, at=MONDAY)
        use = actions.propose_use(gift.pk, what="水泥沙子", fen=60, by=self.officer, at=MONDAY)
        actions.agree_use(use.pk, by=self.second, at=MONDAY)
        actions.pay_use(use.pk, voucher="付1号", by=self.officer, at=MONDAY)

    def _advice(self) -> None:
        justice, lawyer = (
            a_member_of_staff(name, role, self.room)
            for name, role in (("小吴", "justice_officer"), ("陆律师", "legal_adviser"))
        )
        new = NewAdviser(lawyer.person_id, "lawyer", "13304201810001", "某律师事务所", "0573-88880000")
        one = actions.enter_adviser(new, by=justice, at=MONDAY)
        actions.appoint_adviser(
            one.pk,
            self.village.code,
            starts_on=MONDAY.date(),
            ends_on=date(2030, 1, 1),
            by=justice,
            at=MONDAY,
        )
        hours = actions.publish_hours(
            self.village.code, day=(MONDAY + DAY).date(), half="am", place="村委会", by=lawyer, at=MONDAY
        )
        actions.book_hours(hours.pk, QUESTION, by=self.resident, at=MONDAY + HOUR)


def found() -> set[str]:
    return {one.check for one in check_groups().violations}


def test_planted_faults_are_found_each_by_its_check(committed_db, owner_connection: psycopg.Connection):
    with transaction.atomic():
        All()
    assert found() == set()
    with owner_connection.transaction():
        for table in TABLES:
            owner_connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    said: set[str] = set()
    for fault, statement in PLANTED.items():
        with owner_connection.transaction():
            owner_connection.execute(statement)
        assert fault in found() - said, fault
        said = found()
    assert NEVER.keys() == PLANTED.keys()
