"""评分: three at least, more than half of the panel, nobody their own; the lower middle; what is even waits."""

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.kit.verdict import Refusal
from sanzhi.points import actions, rules
from sanzhi.points.models import Claim, Score
from sanzhi.points.rules import Vote
from tests.county import MONDAY
from tests.points.conftest import Hamlet

VOTES = st.lists(st.integers(0, 5).map(lambda n: Vote(n > 0, n or None)), max_size=12)


def test_two_are_too_few_and_an_even_panel_waits():
    assert rules.decided([Vote(True, 2)] * 2, seats=3) is None
    assert rules.decided([Vote(True, 2), Vote(True, 2), Vote(False), Vote(False)], seats=4) is None
    assert rules.decided([Vote(True, 2), Vote(True, 4), Vote(False)], seats=3) == 2
    assert rules.decided([Vote(True, 2), Vote(False), Vote(False)], seats=3) == 0


@given(VOTES, st.integers(0, 12))
def test_what_a_panel_gives_lies_between_what_its_members_said(votes, seats):
    given_points = rules.decided(votes, seats)
    if given_points:
        said = [vote.points for vote in votes if vote.agrees]
        assert min(said) <= given_points <= max(said)
        assert len(said) * 2 > len(votes) >= rules.enough_scores(seats)


@given(st.integers(0, 50), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
def test_caps_never_give_more_than_is_left(points, spans):
    caps = [rules.Cap(str(n), most) for n, (most, _used) in enumerate(spans)]
    used = {str(n): number for n, (_most, number) in enumerate(spans)}
    left = rules.within(points, caps, used)
    assert 0 <= left <= points
    assert all(left <= max(0, most - number) for most, number in spans)


def refused(code: str):
    return pytest.raises(Refusal, match=code)


def score(village: Hamlet, claim: Claim, member: int, agrees: bool = True) -> Score:
    return actions.score(claim.id, agrees=agrees, points=None, by=village.panel[member], at=MONDAY)


def test_a_panelist_keeps_out_of_the_own_household_and_of_kin(village: Hamlet):
    member = village.panel[0]
    actions.join(member.person_id, by=member, at=MONDAY)
    own = village.verified(household=village.homes["评0"].pk, by=village.grid)
    with refused("recused"):
        score(village, own, 0)
    score(village, own, 1)
    actions.tell_tie(village.panel[1].person_id, village.home.pk, kind="kin", by=village.panel[1], at=MONDAY)
    kin = village.verified()
    with refused("recused"):
        score(village, kin, 1)
    for member_id, claim in ((village.panel[0].person_id, own), (village.panel[1].person_id, kin)):
        with pytest.raises(DatabaseError, match="does not score"), transaction.atomic():
            Score.objects.create(claim=claim, by_id=member_id, agrees=True, points=3, at=MONDAY)


def test_somebody_who_does_not_sit_on_the_panel_does_not_score(village: Hamlet):
    claim = village.verified()
    with refused("role_may_not_score"):
        actions.score(claim.id, agrees=True, points=None, by=village.clerk, at=MONDAY)
    actions.unseat(village.code, village.panel[3].person_id, by=village.clerk, at=MONDAY)
    with refused("not_on_panel"):
        score(village, claim, 3)


def test_what_has_too_few_scores_waits_for_the_next_time(village: Hamlet):
    claim = village.verified()
    for member in (0, 1):
        score(village, claim, member)
    with refused("nothing_decided"):
        actions.close_scoring(village.code, by=village.clerk, at=MONDAY)
    score(village, claim, 2)
    held = actions.close_scoring(village.code, by=village.clerk, at=MONDAY)
    assert held.claims.get().points == 3


def test_a_claim_that_most_do_not_agree_to_gives_nothing_and_says_why(village: Hamlet):
    claim = village.verified()
    village.scored(claim, votes="ynn")
    claim.refresh_from_db()
    assert (claim.state, claim.note) == ("rejected", "评定小组多数不同意。")


def test_points_outside_of_what_the_item_leaves_open_are_refused(village: Hamlet):
    claim = village.verified()
    with refused("points_shape"):
        actions.score(claim.id, agrees=True, points=9, by=village.panel[0], at=MONDAY)
