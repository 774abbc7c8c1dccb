"""工作电话: texts about the work reach a member of staff; the number opens no door and is shown to nobody."""

from datetime import timedelta

import pytest

from sanzhi.journal.models import Entry
from sanzhi.kit import codes, walls
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.access import sight_of
from sanzhi.people.models import Account, Text, WorkPhone
from sanzhi.people.roles import INSTALLER
from tests.county import MONDAY, County, a_member_of_staff
from tests.kinds import refused
from tests.people.test_texts import KINDS, out, queued

NUMBER = "13911112222"
pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return County()


def account_of(actor) -> Account:
    return Account.objects.get(person_id=actor.person_id)


def set_phone(actor, number: str = NUMBER) -> None:
    people.set_work_phone(account_of(actor), number, by=INSTALLER, at=MONDAY)


def test_a_text_for_a_member_of_staff_goes_to_the_number_for_the_work(county, spool):
    queued(county.handler)
    people.send_texts(KINDS, at=MONDAY)
    assert Text.objects.get().reason == "没有手机号"
    set_phone(county.handler, "139 1111 2222")
    queued(county.handler, cause="two")
    people.send_texts(KINDS, at=MONDAY)
    assert NUMBER in out(spool)[0].read_text("utf-8")


def test_the_number_is_sealed_unique_and_on_record_only_as_set(county):
    set_phone(county.handler)
    assert NUMBER.encode() not in bytes(WorkPhone.objects.get().phone)
    assert refused(lambda: set_phone(county.helper)) == "work_phone_taken"
    assert refused(lambda: set_phone(county.helper, "0573-88110000")) == "mobile_shape"
    set_phone(county.handler)  # the same again is no quarrel with oneself
    set_phone(county.handler, "")
    set_phone(county.helper)
    kinds = Entry.objects.filter(kind="account.work_phone").order_by("id")
    assert [entry.content for entry in kinds] == [{"set": True}, {"set": True}, {"set": False}, {"set": True}]


def test_a_code_sent_to_that_number_opens_a_resident_s_page_and_never_the_desk(county, settings):
    """With the number in `Person.phone` the code alone would sign this very member of staff in."""
    settings.SANZHI_CODE_SENDER = "sanzhi.people.senders.OnScreen"
    set_phone(county.handler)
    shown = people.send_code(NUMBER, address="here", at=MONDAY)
    account = people.check_code(
        NUMBER, shown, name="钟师傅", address="here", at=MONDAY + timedelta(minutes=1)
    )
    assert account.person_id != county.handler.person_id and account.password == "!"
    assert queries.mobile_of(account.person_id) == NUMBER, "one number, two doors"


def test_nobody_s_request_sees_the_table_and_only_who_keeps_accounts_may_write(county):
    set_phone(county.handler)
    keeper = a_member_of_staff("安全员", "security_admin", county.centre)
    for actor in (county.handler, county.supervisor, county.decider, keeper, county.resident):
        with walls.seeing(sight_of(actor)):
            assert not WorkPhone.objects.exists(), actor.name
    asked = account_of(county.handler)
    assert (
        refused(lambda: people.set_work_phone(asked, "", by=county.supervisor, at=MONDAY))
        == "not_security_admin"
    )
    people.set_work_phone(asked, "13911113333", by=keeper, at=MONDAY)
    assert codes.check_mobile(queries.mobile_of(county.handler.person_id))


def test_a_closed_account_keeps_no_number(county):
    set_phone(county.handler)
    people.close_account(account_of(county.handler), by=INSTALLER, at=MONDAY)
    assert not WorkPhone.objects.exists()
    assert queries.mobile_of(county.handler.person_id) == ""
