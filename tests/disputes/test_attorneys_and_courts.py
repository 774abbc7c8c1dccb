"""Who speaks for a party and by what word; more than two parties; and which court confirms."""

import io
from functools import partial

import pytest
from django.db import DatabaseError, transaction
from PIL import Image

from sanzhi.disputes import actions, queries
from sanzhi.disputes.actions import NewParty
from sanzhi.disputes.files import SHELF
from sanzhi.disputes.models import Attorney, Confirmation, Evidence, Party
from sanzhi.disputes.queries import Which
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from tests.disputes.room import Room, later, nothing_wrong, refused

pytestmark = pytest.mark.usefixtures("own_home")


def word():
    photo = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(photo, "PNG")
    photo.seek(0)
    return [SHELF.keep_image(photo, "委托书.png")]


def named(room: Room, dispute, kept=None, **changes) -> Attorney:
    said = {"party": room.parties(dispute)[0].pk, "name": "陆律师", "special": False, "scope": "代为陈述、转达意见",
            "by": room.clerk, "at": later(1)}  # fmt: skip
    return actions.name_attorney(dispute.pk, word() if kept is None else kept, **{**said, **changes})


def test_a_written_word_names_who_speaks_and_lies_in_the_dossier(room: Room):
    dispute = room.talking()
    one = named(room, dispute)
    paper = Evidence.objects.get(case=dispute, part="authority")
    assert (paper.digest, paper.party_id) == (one.digest, one.party_id)
    assert Party.objects.get(pk=one.party_id).agent == "陆律师"
    nothing_wrong()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kept": []}, "word_missing"),
        ({"scope": "代"}, "scope_missing"),
        ({"name": "钱阿二"}, "other_side"),
    ],
)
def test_without_a_word_a_scope_or_for_the_other_side_nobody_speaks(room: Room, changes, code):
    dispute = room.talking()
    assert refused(lambda: named(room, dispute, **changes)) == code
    assert not Attorney.objects.exists()


def test_one_speaks_at_a_time_and_the_party_takes_it_back_in_one_step(room: Room):
    dispute = room.talking()
    one = named(room, dispute)
    assert refused(lambda: named(room, dispute, name="别的律师")) == "attorney_already"
    actions.end_attorney(dispute.pk, party=one.party_id, by=room.applicant, at=later(2))
    assert Party.objects.get(pk=one.party_id).agent == ""
    named(room, dispute, name="别的律师")
    stranger = partial(actions.end_attorney, dispute.pk, party=one.party_id, by=room.other, at=later(2))
    assert refused(stranger) == "not_yours"


def test_what_was_entrusted_stays_and_the_other_side_reads_none_of_it(room: Room):
    dispute = room.talking()
    one = named(room, dispute)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attorney.objects.filter(pk=one.pk).update(scope="什么都可以")
    with walls.seeing(sight_of(room.other)):
        assert not Attorney.objects.exists()
        assert queries.dispute_page(room.other, dispute.case.public_code, at=later(2)).attorneys == []
    with walls.seeing(sight_of(room.applicant)):
        assert len(queries.dispute_page(room.applicant, dispute.case.public_code, at=later(2)).attorneys) == 1


# --- more than two -----------------------------------------------------------------------------------------


def test_a_dispute_of_three_is_accepted_when_all_three_have_said_yes(room: Room):
    third = NewParty(2, "孙阿三", "13900009999")
    dispute = room.applied(parties=[*room.new().parties, third])
    parties = room.parties(dispute)
    assert [(one.side, one.person.name) for one in parties] == [(1, "沈阿大"), (2, "钱阿二"), (2, "孙阿三")]
    for party in parties[:2]:
        actions.answer(
            dispute.pk, "consent", True, party=party.pk, means="signed", by=room.clerk, at=later(1)
        )
    assert refused(lambda: actions.accept(dispute.pk, by=room.clerk, at=later(1)))
    actions.answer(
        dispute.pk, "consent", True, party=parties[2].pk, means="signed", by=room.clerk, at=later(1)
    )
    actions.accept(dispute.pk, by=room.clerk, at=later(1))
    nothing_wrong()


# --- which court confirms ----------------------------------------------------------------------------------

ABOVE = {"court": "嘉兴市中级人民法院", "reason": "标的额属于中级人民法院管辖"}


def test_where_the_dispute_is_an_intermediate_courts_so_is_the_confirmation(room: Room):
    dispute = room.performing()
    before = Confirmation.objects.get()
    assert before.court_name == room.court_office.name
    actions.to_intermediate_court(dispute.pk, **ABOVE, by=room.clerk, at=later(4))
    after = Confirmation.objects.get()
    assert after.court_name == "嘉兴市中级人民法院" and "第二百零五条" in after.court_why
    assert after.apply_by == before.apply_by
    for party, who in zip(room.parties(dispute), (room.applicant, room.other), strict=True):
        actions.join_confirmation(dispute.pk, True, party=party.pk, by=who, at=later(5))
    ruled = actions.Ruled(ruling="valid", ruling_no="（2026）浙04民特1号")
    number = after.pk
    assert refused(lambda: actions.note_ruling(number, ruled, by=room.court, at=later(9))) == "not_that_court"
    assert actions.note_ruling(number, ruled, by=room.clerk, at=later(9)).ruling == "valid"
    assert (
        refused(lambda: actions.to_intermediate_court(dispute.pk, **ABOVE, by=room.clerk, at=later(9)))
        == "already_applied"
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"court": "桐乡市人民法院"}, "not_intermediate"),
        ({"reason": "大"}, "reason_missing"),
        ({"by": "mediator"}, "not_the_clerk"),
    ],
)
def test_who_goes_up_and_why_is_said(room: Room, changes, code):
    dispute = room.performing()
    said = {**ABOVE, "by": "clerk", **changes}
    said["by"] = getattr(room, said["by"])
    assert refused(lambda: actions.to_intermediate_court(dispute.pk, **said, at=later(4))) == code


def test_the_body_does_not_note_what_the_countys_own_court_rules(room: Room):
    dispute = room.performing()
    for party, who in zip(room.parties(dispute), (room.applicant, room.other), strict=True):
        actions.join_confirmation(dispute.pk, True, party=party.pk, by=who, at=later(5))
    ruled = actions.Ruled(ruling="valid")
    number = Confirmation.objects.get().pk
    assert refused(lambda: actions.note_ruling(number, ruled, by=room.clerk, at=later(9))) == "not_that_court"


# --- the list -----------------------------------------------------------------------------------------------


def test_the_list_is_narrowed_and_pages_by_key(room: Room):
    one = room.applied(title="通道堆放杂物起争执")
    two = room.applied(title="拖欠工资要求支付", type="labour")
    ended = room.talking(title="合同货款没有付清")
    actions.fail(ended.pk, reason="双方谈不拢", by=room.clerk, at=later(5))

    def found(**which) -> set[int]:
        return {row.pk for row in queries.page_of(room.clerk, Which(**which), at=later(300))[0]}

    assert found() == {one.pk, two.pk, ended.pk}
    assert found(open_only=True) == {one.pk, two.pk}
    assert found(type="labour") == {two.pk}
    assert found(words="货款") == {ended.pk} and found(words=one.case.public_code) == {one.pk}
    assert found(state="dispute-endfail") == {ended.pk}
    assert found(late=True) == {one.pk, two.pk} and found(body=room.body.pk, source="court") == set()
    page, older = queries.page_of(room.clerk, Which(), size=2)
    rest, end = queries.page_of(room.clerk, Which(), after=older, size=2)
    assert [row.pk for row in (*page, *rest)] == [ended.pk, two.pk, one.pk] and end == 0
