"""What texts say, to whom, and never of whom."""

from datetime import datetime, timedelta

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import sweeps
from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.kit.calendar import COUNTY
from sanzhi.people import actions as people
from sanzhi.people import gateways
from sanzhi.people import queries as persons
from sanzhi.people.models import Message, Text
from sanzhi.reactions import digests
from sanzhi.reactions.table import REACTIONS
from sanzhi.reactions.texts import KINDS
from tests.county import DAY, HOUR, MONDAY, County, report, sign_for, verify

TITLE, WORDS, PLACE = "隔壁王美丽家漏水", "王美丽说她电话是13900001111，一直不修。", "幸福路八号"


class Ear:
    """A gateway that listens."""

    heard: list[tuple[str, str]] = []

    def send(self, phone: str, words: str, key: str) -> None:
        Ear.heard.append((phone, words))


@pytest.fixture
def heard(settings):
    settings.SANZHI_TEXT_GATEWAY = f"{__name__}.Ear"
    Ear.heard = []
    return Ear.heard


@pytest.fixture
def county(db) -> County:
    return County()


def told() -> None:
    while delivery.deliver(REACTIONS, at=clock.now() + timedelta(seconds=1)):
        pass


def a_whole_life(county: County):
    """Everything that can be told of one matter, filed at a counter for somebody with a telling name."""
    person = people.register_resident(name="诸葛招财", phone="19912344321", by=county.dispatcher, at=MONDAY)
    filing = county.filing(title=TITLE, text=WORDS, place=PLACE)
    case = cases.register(
        filing,
        cases.Origin(person.id, "counter", county.dispatcher.person_id),
        by=county.dispatcher,
        at=MONDAY,
    )
    at = MONDAY
    for _return in range(2):
        cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=at)
        cases.return_case(
            case.id, reason="王美丽家的事不归我们", proposed=county.water.id, by=county.handler, at=at
        )
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=at)
    sign_for(county, case, at)
    cases.urge(case.id, text="诸葛招财很着急", by=county.dispatcher, at=at)
    cases.supplement(case.id, text="王美丽搬走了", by=county.dispatcher, at=at)
    report(county, case, at)
    verify(county, case, at)
    cases.no_answer(case.id, by=county.caller, at=at)
    cases.call_back(case.id, solved=False, satisfied=1, said="诸葛招财说没修", by=county.caller, at=at + HOUR)
    report(county, case, at + HOUR)
    verify(county, case, at + HOUR)
    cases.decline_answer(case.id, said="诸葛招财不想说", by=county.caller, at=at + HOUR)
    return case


CANARIES = (TITLE, "诸葛", "招财", "王美丽", "漏水", PLACE, "幸福路", "19912344321", "4321", "13900001111")


def test_no_text_and_no_message_holds_a_name_a_title_a_word_or_a_number_of_anybody(county, heard):
    a_whole_life(county)
    sweeps.raise_cards(at=MONDAY + 3 * DAY)
    told()
    people.send_texts(KINDS, at=MONDAY + 2 * HOUR)
    assert len(heard) >= 4
    said = [words for _phone, words in heard] + [message.text for message in Message.objects.all()]
    said += [str(text.facts) + text.link for text in Text.objects.all()]
    assert len(said) > 20
    for words in said:
        assert not [canary for canary in CANARIES if canary in words], words


def test_the_canary_would_have_caught_the_old_sentences(county):
    """The failing variant: a message with a title in it is what the test above looks for."""
    case = a_whole_life(county)
    people.tell([case.reporter_id], f"“{case.title}”已登记", cause="x:1", at=MONDAY)
    assert TITLE in Message.objects.get(cause="x:1").text


def test_a_matter_filed_at_a_counter_is_texted_with_its_number_office_and_link(county, heard):
    case = a_whole_life(county)
    told()
    people.send_texts(KINDS, at=MONDAY + 2 * HOUR)
    words = [words for _phone, words in heard]
    number = f"TX2026-{case.id:06}"
    assert (
        f"【三治】您反映的事（{number}）已登记，进展请看 http://localhost:8000/c/{case.public_code}/" in words
    )
    assert any("已交给市住房和城乡建设局办理" in one for one in words)
    assert {phone for phone, _words in heard} == {"19912344321"}


def test_the_rating_text_opens_the_rating_and_is_not_sent_when_that_is_over(county, heard, client):
    case = county.case_in("follow_up")
    told()
    people.send_texts(KINDS, at=MONDAY + 5 * HOUR)
    (link,) = [words.rpartition(" ")[2] for _phone, words in heard if "请您评价" in words]
    with clock.simulated(MONDAY + 5 * HOUR):
        assert client.get(link.removeprefix("http://localhost:8000")).status_code == 200
    second = county.case_in("follow_up")
    told()
    cases.call_back(second.id, solved=True, satisfied=5, by=county.caller, at=MONDAY + 5 * HOUR)
    people.send_texts(KINDS, at=MONDAY + 6 * HOUR)
    reasons = {text.reason for text in Text.objects.filter(kind="asked_to_rate", state="skipped")}
    assert reasons == {"链接已经用过或作废"}
    assert case.id != second.id


def test_a_second_delivery_queues_nothing_again(county, heard):
    a_whole_life(county)
    told()
    before = Text.objects.count()
    from sanzhi.journal.models import Outbox

    Outbox.objects.update(done_at=None)
    told()
    assert Text.objects.count() == before > 4


def test_an_emergency_is_told_at_night(county, heard):
    night = datetime(2026, 3, 2, 23, tzinfo=COUNTY)
    person = people.register_resident(name="夜里人", phone="19912344322", by=county.dispatcher, at=night)
    from sanzhi.cases.models import Category

    Category.objects.filter(code="housing").update(pace="emergency")
    for category in ("housing", "city.roads"):
        cases.register(
            county.filing(category_code=category),
            cases.Origin(person.id, "counter", county.dispatcher.person_id),
            by=county.dispatcher,
            at=night,
        )
    told()
    people.send_texts(KINDS, at=night)
    assert len(heard) == 1


def test_supervisors_get_their_counts_at_half_past_eight_once_and_only_of_their_area(county, heard):
    from tests.county import a_member_of_staff, an_office

    there = an_office("other-room", "崇福综合信息指挥室", "command_room", "330483102000")
    elsewhere = a_member_of_staff("外督查", "supervisor", there)
    county.filed()
    monday = datetime(2026, 3, 9, 8, 30, tzinfo=COUNTY)
    assert digests.send_due(at=monday - timedelta(minutes=1)) == 0
    for _twice in range(2):
        digests.send_due(at=monday)
    daily, weekly = sorted(persons.messages_for(county.supervisor.person_id), key=lambda one: one.cause)
    assert daily.text == "3月9日 督办日报：超期 1 件，亮牌 0 件，催办未结 0 件，申诉超期未裁定 0 件。"
    assert (weekly.text[:8], daily.link) == ("3月9日 督办周", "/desk/digest/")
    assert persons.messages_for(elsewhere.person_id) == []
    assert digests.send_due(at=monday + DAY) == 1


def test_there_is_a_gateway_only_where_one_is_named(settings):
    assert not gateways.there_is_one()
    settings.SANZHI_TEXT_GATEWAY = "sanzhi.people.gateways.FileDrop"
    assert gateways.there_is_one()
