"""签字纸: whoever has no phone agrees on paper at the counter, and takes it back there; nobody else's name comes on so."""

import re
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from sanzhi.honours import actions, queries, sweeps
from sanzhi.honours.actions import Signed
from sanzhi.honours.files import PAPERS
from sanzhi.honours.models import Named, Nomination, Paper
from sanzhi.honours.verify import check_honours
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Consent, Person
from sanzhi.people.roles import Actor
from tests.county import MONDAY, a_member_of_staff, at_the_desk
from tests.honours.conftest import DAY, HOUR, LATER, Hamlet
from tests.honours.test_red import shown
from tests.notices.conftest import a_photo
from tests.web.desk.conftest import send, text

pytestmark = pytest.mark.usefixtures("own_home")


def without_a_phone(one: Actor) -> Actor:
    Person.objects.filter(pk=one.person_id).update(phone=None, phone_index=None)
    return one


TODAY = MONDAY.date()


def signed(day=TODAY, seed: int = 5) -> Signed:
    return Signed(PAPERS.keep_image(a_photo(seed), "签字.jpg"), day)


@pytest.fixture
def old(village) -> Hamlet:
    """The resident of number 12 has no phone."""
    without_a_phone(village.resident)
    return village


def on_paper(village, deed=None, at=MONDAY + HOUR, **changes) -> Named:
    named = village.asked(deed or village.entered(), village.resident)
    usual = {"photo": False, "paper": signed(), "by": village.clerk, "at": at}
    return actions.agree_on_paper(named.pk, **(usual | changes))


def test_a_name_comes_on_the_board_by_a_signed_paper_and_goes_at_the_counter(old):
    deed = old.entered()
    named = on_paper(old, deed)
    assert (named.consent.channel, named.consent.person_id) == ("paper", old.resident.person_id)
    paper = Paper.objects.get()
    assert (paper.entered_by_id, paper.signed_on) == (old.clerk.person_id, MONDAY.date())
    actions.publish_deed(old.announced(deed).pk, by=old.overseer, at=LATER)
    assert shown(old) == [("雨夜里救起落水老人", ("沈小满",), False)]
    actions.take_back_at_counter(paper.pk, by=old.clerk, at=LATER + HOUR)
    assert shown(old) == []
    paper.refresh_from_db()
    assert paper.digest == "" and paper.entered_by_id == old.clerk.person_id  # who and when stays


def test_whoever_has_a_phone_answers_on_it(village):
    named = village.asked(village.entered(), village.resident)
    with pytest.raises(Refusal, match="has_phone"):
        actions.agree_on_paper(named.pk, photo=False, paper=signed(), by=village.clerk, at=MONDAY + HOUR)
    with pytest.raises(Refusal, match="has_phone"):
        actions.refuse_at_counter(named.pk, by=village.clerk, at=MONDAY + HOUR)
    assert not Consent.objects.filter(purpose__startswith="honour-").exists()


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (lambda: Signed(None, MONDAY.date()), "paper_missing"),
        (lambda: signed((MONDAY - DAY).date()), "signed_shape"),  # before anybody asked for this
        (lambda: signed((MONDAY + 2 * DAY).date()), "signed_shape"),
    ],
)
def test_a_paper_has_a_photo_and_a_day_that_can_be(old, paper, code):
    with pytest.raises(Refusal, match=code):
        on_paper(old, paper=paper())
    assert not Paper.objects.exists() and not Consent.objects.filter(channel="paper").exists()


def test_nobody_of_elsewhere_enters_one_nor_anybody_of_themself_nor_twice(old):
    deed = old.entered()
    stranger = a_member_of_staff("外村文书", "grid_worker", old.office)
    for by in (old.overseer, old.neighbour, stranger):
        with pytest.raises(Refusal):
            on_paper(old, deed, by=by)
    clerk_of_oneself = Actor(old.resident.person_id, "沈小满", old.clerk.role, None, "", old.code)
    with pytest.raises(Refusal, match="own_hand"):
        on_paper(old, deed, by=clerk_of_oneself)
    on_paper(old, deed)
    with pytest.raises(Refusal, match="answered"):
        on_paper(old, deed)
    assert Paper.objects.count() == 1


def test_whoever_entered_the_paper_does_not_publish(old):
    """The overseer's deputy may be the clerk who photographed the paper."""
    deed = old.entered()
    other = a_member_of_staff("陆文书", "village_clerk", old.office)
    on_paper(old, deed, by=other)
    both = Actor(other.person_id, other.name, old.overseer.role, None, "", old.code)
    deed = old.announced(deed)
    with pytest.raises(Refusal, match="own_hand"):
        actions.publish_deed(deed.pk, by=both, at=LATER)


def test_a_no_at_the_counter_needs_no_paper_and_the_others_are_praised(old):
    deed = old.entered(old.new(persons=[old.resident.person_id, old.neighbour.person_id]))
    old.agreed(deed, old.neighbour)
    actions.refuse_at_counter(old.asked(deed, old.resident).pk, by=old.clerk, at=MONDAY + HOUR)
    actions.publish_deed(old.announced(deed).pk, by=old.overseer, at=LATER)
    assert [names for _title, names, _photo in shown(old)] == [("陆阿婆",)]


def test_a_good_person_agrees_on_paper_and_what_the_clerk_entered_goes_to_be_checked(old):
    one = old.good("asked")
    actions.agree_to_nomination_on_paper(one.pk, paper=signed(), by=old.clerk, at=MONDAY + HOUR)
    one = Nomination.objects.get()
    assert one.state == "agreed" and one.consent.channel == "paper"
    actions.take_back_at_counter(Paper.objects.get().pk, by=old.clerk, at=MONDAY + 2 * HOUR)
    assert Nomination.objects.get().state == "refused"


def test_the_photo_of_the_paper_goes_when_the_name_does(old):
    deed = old.entered()
    on_paper(old, deed)
    kept = Paper.objects.get().digest
    actions.publish_deed(old.announced(deed).pk, by=old.overseer, at=LATER)
    assert sweeps.drop_papers(at=LATER + 29 * DAY) == 0 and PAPERS.path_of(kept).exists()
    assert sweeps.drop_papers(at=LATER + 30 * DAY) == 1
    sweeps.drop_papers(at=clock.now() + 2 * DAY)
    assert not PAPERS.path_of(kept).exists()
    assert Paper.objects.get().digest == ""


def test_the_database_keeps_a_paper_with_its_consent(old):
    on_paper(old)
    for change in ({"person_id": old.neighbour.person_id}, {"signed_on": LATER.date()}, {"digest": "f" * 64}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Paper.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Paper.objects.all().delete()
    web = people.give_consent("honour-x", ["name"], text_version="1", by=old.neighbour, at=MONDAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Paper.objects.create(
            area_id=old.code, person_id=old.neighbour.person_id, consent=web, digest="a", mime="image/png",
            signed_on=MONDAY.date(), entered_by_id=old.clerk.person_id, entered_at=MONDAY,
        )  # fmt: skip
    assert check_honours().violations == []


def test_verify_finds_a_consent_at_the_counter_without_its_paper(old):
    named = old.asked(old.entered(), old.resident)
    people.enter_consent(
        named.person_id, f"honour-deed-{named.deed_id}", ["name"], text_version="1", by=old.clerk, at=MONDAY
    )
    assert any("has no paper" in one.sentence for one in check_honours().violations)


@pytest.mark.slow
def test_entering_and_saying_no_at_two_counters_at_once_ends_in_one_answer(committed_db):
    village = Hamlet()
    without_a_phone(village.resident)
    named, paper = village.asked(village.entered(), village.resident), signed()
    outcomes, start = [], threading.Barrier(2)

    def run(act) -> None:
        start.wait()
        try:
            act()
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    acts = [
        lambda: actions.agree_on_paper(named.pk, photo=False, paper=paper, by=village.clerk, at=MONDAY + HOUR)
    ] * 2
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == ["answered", "done"] and Paper.objects.count() == 1


def test_the_page_at_the_counter(old, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    deed, at = old.entered(at=clock.now() - DAY), clock.now()
    named, clerk = old.asked(deed, old.resident), at_the_desk(old.clerk)
    assert "沈小满没有手机：登记签字纸" in text(clerk.get(f"/desk/honours/deeds/{deed.pk}/"))
    page, day = f"/desk/honours/named/{named.pk}/paper", at.date().isoformat()
    assert "我同意在红榜上公布我的名字：“雨夜里救起落水老人”" in text(clerk.get(page))
    refused = send(clerk, page, answer="name", signed_on=day)
    assert refused.status_code == 422 and "请拍下本人签了字的纸" in text(refused)
    wrong_day = send(clerk, page, answer="name", signed_on="2020-01-01", photos=a_photo())
    assert wrong_day.status_code == 422 and "已经收好，不用再选" in text(wrong_day)  # what was sent is kept
    carried = re.search(r'name="before" value="([^"]+)"', wrong_day.content.decode())[1]
    assert send(clerk, page, answer="name", signed_on=day, before=carried).status_code == 302
    paper = Paper.objects.get()
    told = text(clerk.get(f"/desk/honours/deeds/{deed.pk}/"))
    assert "纸面签字" in told and "看签字纸" in told
    assert clerk.get(f"/desk/honours/papers/{paper.pk}/photo").status_code == 200
    assert at_the_desk(old.decider).get(f"/desk/honours/papers/{paper.pk}/photo").status_code == 403
    assert send(clerk, f"/desk/honours/papers/{paper.pk}/back").status_code == 302
    assert not queries.agreed(queries.named_in(old.clerk, named.pk))
