"""红榜: nobody is shown without their own consent, and no longer than it lives."""

import pytest
from django.db import DatabaseError, transaction

from sanzhi.honours import actions, queries, sweeps
from sanzhi.honours.models import Deed, Named
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import queries as notices
from sanzhi.people.access import sight_of
from sanzhi.people.models import Consent
from tests.county import MONDAY, a_member_of_staff, a_resident
from tests.honours.conftest import BORN, CONTACT, DAY, HOUR, LATER

pytestmark = pytest.mark.usefixtures("own_home")


def shown(village, at=LATER + HOUR):
    return [(one.deed.title, one.names, one.photo) for one in queries.red_board(village.code, at)]


def test_a_deed_is_shown_with_the_name_that_agreed_when_its_notice_has_stood(village):
    village.published()
    assert shown(village) == [("雨夜里救起落水老人", ("沈小满",), False)]


def test_nobody_is_announced_who_has_not_answered(village):
    deed = village.entered(village.new(persons=[village.resident.person_id, village.neighbour.person_id]))
    village.agreed(deed)
    with pytest.raises(Refusal, match="not_agreed"):
        actions.announce_deed(deed.pk, contact=CONTACT, by=village.clerk, at=MONDAY + HOUR)


def test_whoever_says_no_is_left_out_and_the_others_are_praised(village):
    deed = village.entered(village.new(persons=[village.resident.person_id, village.neighbour.person_id]))
    village.agreed(deed)
    refused = village.asked(deed, village.neighbour)
    actions.refuse_to_be_named(refused.pk, by=village.neighbour, at=MONDAY + HOUR)
    actions.publish_deed(village.announced(deed).pk, by=village.overseer, at=LATER)
    assert shown(village) == [("雨夜里救起落水老人", ("沈小满",), False)]


def test_nobody_agrees_for_somebody_else(village):
    named = village.asked(village.entered(), village.resident)
    for other in (village.clerk, village.neighbour):
        with pytest.raises(Refusal, match="not_visible"):
            actions.agree_to_be_named(named.pk, photo=True, by=other, at=MONDAY)


@pytest.mark.parametrize("born", [None, BORN.replace(year=2015), MONDAY.date().replace(year=2008, day=3)])
def test_neither_a_minor_nor_somebody_of_unknown_age_is_named(village, born):
    """On MONDAY, the second of March 2026, whoever was born on the third of March 2008 is still seventeen."""
    young = a_resident("小朋友")
    village.lives_in(young, village.home, born=born)
    with pytest.raises(Refusal, match="under_age"):
        village.entered(village.new(persons=[young.person_id]))
    deed = village.entered()
    with pytest.raises(DatabaseError, match="not known to be grown"), transaction.atomic():
        Named.objects.create(deed=deed, area_id=deed.area_id, person_id=young.person_id, asked_at=MONDAY)


def test_whoever_turns_eighteen_today_may_be_named(village):
    grown = a_resident("刚成年")
    village.lives_in(grown, village.next_door, born=MONDAY.date().replace(year=2008))
    assert village.entered(village.new(persons=[grown.person_id])).named.count() == 1


def test_taking_consent_back_takes_the_name_and_the_photo_from_everything_at_once(village):
    both = [village.resident.person_id, village.neighbour.person_id]
    deed = village.published(village.with_photo(persons=both), village.resident, village.neighbour)
    assert shown(village) == [(deed.title, ("沈小满", "陆阿婆"), True)]
    actions.take_back(f"honour-deed-{deed.pk}", by=village.resident, at=LATER + HOUR)
    assert shown(village) == [(deed.title, ("陆阿婆",), False)]
    actions.take_back(f"honour-deed-{deed.pk}", by=village.neighbour, at=LATER + HOUR)
    assert shown(village) == []
    with pytest.raises(Refusal, match="not_visible"):
        queries.deed_shown(deed.pk, LATER + HOUR)


def test_taking_consent_back_while_it_hangs_takes_the_notice_down_at_once(village):
    deed = village.announced(village.agreed(village.entered()))
    actions.take_back(f"honour-deed-{deed.pk}", by=village.resident, at=MONDAY + DAY)
    notice = notices.notice_by_id(None, deed.notice_id)
    assert [line.who for line in notices.lines_of(notice, MONDAY + DAY)] == [""]
    with pytest.raises(Refusal, match="ended"):
        actions.publish_deed(deed.pk, by=village.overseer, at=LATER)


def test_taking_consent_back_before_anybody_signed_the_notice_leaves_no_draft_with_the_name(village):
    deed = actions.announce_deed(
        village.agreed(village.entered()).pk, contact=CONTACT, by=village.clerk, at=MONDAY
    )
    actions.take_back(f"honour-deed-{deed.pk}", by=village.resident, at=MONDAY + DAY)
    assert notices.drafts(village.clerk) == []


def test_the_database_publishes_nobody_who_has_taken_it_back(village):
    deed = village.announced(village.agreed(village.entered()))
    Consent.objects.filter(purpose=f"honour-deed-{deed.pk}").update(withdrawn_at=MONDAY + DAY)
    with pytest.raises(DatabaseError, match="has not agreed"), transaction.atomic():
        Deed.objects.filter(pk=deed.pk).update(
            published_at=LATER, published_by=village.overseer.person_id, until=LATER + DAY
        )


def test_the_database_publishes_nothing_whose_notice_has_not_stood(village):
    deed = village.announced(village.agreed(village.entered()))
    with pytest.raises(DatabaseError, match="before its notice"), transaction.atomic():
        Deed.objects.filter(pk=deed.pk).update(
            published_at=MONDAY + DAY, published_by=village.overseer.person_id, until=MONDAY + 2 * DAY
        )


def test_a_photo_needs_the_consent_of_everybody_to_it(village):
    deed = village.announced(village.agreed(village.entered(village.with_photo()), photo=False))
    assert deed.photo_digest == ""


def test_a_name_expires_after_thirty_days_even_if_no_sweep_ran(village):
    deed = village.published(village.with_photo())
    assert shown(village, LATER + 30 * DAY - HOUR) == [(deed.title, ("沈小满",), True)]
    assert shown(village, LATER + 30 * DAY) == [(deed.title, (), False)]
    sweeps.drop_photos(at=LATER + 30 * DAY)
    assert not Deed.objects.exclude(photo_digest="").exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        Deed.objects.filter(pk=deed.pk).update(until=LATER + 31 * DAY)


def test_a_household_is_named_by_all_its_grown_members_and_goes_with_any_of_them(village):
    deed = village.published(village.new(household=village.home.pk), village.resident, village.wife)
    assert shown(village) == [(deed.title, ("沈小满家",), False)]
    actions.take_back(f"honour-deed-{deed.pk}", by=village.wife, at=LATER + HOUR)
    assert shown(village) == []


def test_a_household_is_not_named_when_one_of_its_grown_members_says_no(village):
    deed = village.agreed(village.entered(village.new(household=village.home.pk)))
    actions.refuse_to_be_named(village.asked(deed, village.wife).pk, by=village.wife, at=MONDAY + HOUR)
    assert Deed.objects.get(pk=deed.pk).ended_at


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("昨天陆阿婆摔倒了，他马上去扶起来。", "陆阿婆"),
        ("有事请打他的电话13812345678联系他本人。", "13812345678"),
        ("他家住在村里东头的27号，大家都认得。", "27号"),
        ("他把浙F12345这辆车从沟里推了上来。", "浙F12345"),
    ],
)
def test_the_words_of_a_deed_name_nobody(village, text, what):
    with pytest.raises(Refusal) as refused:
        village.entered(village.new(text=text))
    assert refused.value.code == "points_at_somebody"
    assert what in refused.value.sentence


def test_who_entered_a_deed_does_not_publish_it(village):
    deed = village.announced(village.agreed(village.entered()))
    with pytest.raises(Refusal, match="role_may_not_publish"):
        actions.publish_deed(deed.pk, by=village.clerk, at=LATER)


def test_a_stranger_sees_nothing_behind_the_second_wall(village):
    village.published()
    with walls.seeing(sight_of(a_resident("路人"))):
        assert not Deed.objects.exists()
        assert not Named.objects.exists()
        assert queries.red_board(village.code, LATER)[0].names == ("沈小满",)  # the room's own rule
    elsewhere = a_member_of_staff("别村的", "village_overseer", village.roads)
    with walls.seeing(sight_of(elsewhere)):
        assert not Deed.objects.filter(area=village.code).exists() or elsewhere.reach == village.code[:6]


def test_a_page_of_the_red_board_asks_as_often_for_one_as_for_many(village, django_assert_num_queries):
    for _each in range(3):
        village.published()
    with django_assert_num_queries(2):
        assert len(queries.red_board(village.code, LATER)) == 3
