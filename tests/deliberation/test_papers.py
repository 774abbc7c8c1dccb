"""纸票: entered twice by two; differences flagged; one person one vote whichever way they came; five thousand of them."""

from functools import partial

import pytest

from sanzhi.deliberation import actions, queries
from sanzhi.deliberation.actions import NewMember
from sanzhi.deliberation.models import Elector, Item, PaperDoubt, Vote
from sanzhi.journal.models import Entry
from tests.county import a_member_of_staff

from .council import BEFORE, MONDAY, Council, a_photo, here, refused, violations


@pytest.fixture
def village(db) -> Council:
    return Council()


def entered(village: Council, item: Item, who, *choices: str, first: int = 1) -> int:
    rows = [(str(number), choice) for number, choice in enumerate(choices, start=first)]
    made = actions.enter_papers(item.pk, rows, by=who, at=MONDAY)
    assert made.problems == []
    return made.twice


def test_what_two_entered_alike_is_counted_and_the_rest_is_flagged(village: Council):
    item = village.voting()
    entered(village, item, village.clerk, *["for"] * 6, "against")
    entered(village, item, village.overseer, *["for"] * 5, "against")
    odd = [
        [(one.elector.number, one.mine, one.by_both) for one in queries.differences(item, who.person_id)]
        for who in (village.clerk, village.overseer)
    ]
    assert odd == [
        [(6, "for", True), (7, "against", False)],
        [(6, "against", True), (7, "", False)],  # nobody sees what the other read
    ]
    assert actions.count_papers(item.pk, by=village.overseer, at=MONDAY) == 5
    assert refused(lambda: village.closed(item)) == "papers_differ"
    actions.mend_paper(item.pk, "6", "for", by=village.overseer, at=MONDAY)
    entered(village, item, village.overseer, "against", first=7)
    assert actions.count_papers(item.pk, by=village.clerk, at=MONDAY) == 2
    assert village.closed(item).counts == {"heads": [9, 7, 6, 1, 0]}
    assert violations() == []


def test_two_papers_with_one_number_are_one_vote_and_a_doubt(village: Council):
    item = village.voting()
    assert entered(village, item, village.clerk, "for", "for") == 0
    assert entered(village, item, village.clerk, "against") == 1
    assert list(PaperDoubt.objects.values_list("elector__number", "kind")) == [(1, "twice")]


def test_who_voted_by_phone_and_on_paper_has_one_vote(village: Council):
    item = village.voting()
    actions.vote(item.pk, "against", by=village.resident_at(1), at=MONDAY)
    for who in (village.clerk, village.overseer):
        entered(village, item, who, "for", "for")
    assert actions.count_papers(item.pk, by=village.clerk, at=MONDAY) == 1
    assert list(Vote.objects.order_by("elector__number").values_list("choice", "channel")) == [
        ("against", "web"),
        ("for", "paper"),
    ]
    assert [one.kind for one in queries.doubts(item)] == ["elsewhere"]
    assert queries.paper_state(item).waiting == 0


def test_who_voted_on_paper_does_not_vote_by_phone_too(village: Council):
    item = village.voting()
    for who in (village.clerk, village.overseer):
        entered(village, item, who, "for")
    actions.count_papers(item.pk, by=village.clerk, at=MONDAY)
    me = village.resident_at(1)
    assert refused(lambda: actions.vote(item.pk, "against", by=me, at=MONDAY)) == "voted_already"
    mend = partial(actions.mend_paper, item.pk, "1", "against", by=village.clerk, at=MONDAY)
    assert refused(mend) == "voted_already"


def test_two_people_enter_and_no_third(village: Council):
    item = village.voting()
    third = a_member_of_staff("第三人", "village_overseer", village.office)
    entered(village, item, village.clerk, "for")
    entered(village, item, village.overseer, "for")
    assert refused(lambda: entered(village, item, third, "for")) == "two_entered"
    assert refused(lambda: entered(village, item, village.handler, "for")) == "not_visible"


def test_a_number_that_is_on_no_roster_and_a_tick_that_is_none_are_named(village: Council):
    item = village.voting()
    rows = [("1", "for"), ("77", "for"), ("2", "都行")]
    made = actions.enter_papers(item.pk, rows, by=village.clerk, at=MONDAY)
    assert (made.taken, [one.row for one in made.problems]) == (0, [2, 3])
    assert queries.paper_state(item).first == 0


def test_a_paper_typed_under_a_wrong_number_is_struck_by_whoever_typed_it(village: Council):
    item = village.voting(here=8)
    actions.vote(item.pk, "against", by=village.resident_at(7), at=MONDAY)
    entered(village, item, village.clerk, *["for"] * 5)
    entered(village, item, village.clerk, "for", first=7)  # it was number 6
    entered(village, item, village.clerk, "for", first=6)
    entered(village, item, village.overseer, *["for"] * 6)
    assert actions.count_papers(item.pk, by=village.clerk, at=MONDAY) == 6
    assert refused(lambda: village.closed(item)) == "papers_differ"
    strike = partial(actions.mend_paper, item.pk, "7", "void", by=village.clerk, at=MONDAY)
    assert refused(strike) == "reason_missing"
    strike("号录错了，是六号")
    assert Entry.objects.filter(kind="council.paper_mended").get().content["reason"] == "号录错了，是六号"
    assert village.closed(item).counts == {"heads": [9, 8, 6, 1, 0]}
    assert violations() == []


def test_a_paper_that_both_find_void_is_flagged_and_neither_a_vote_nor_being_there(village: Council):
    item = village.voting(here=7)
    for who in (village.clerk, village.overseer):
        entered(village, item, who, *["for"] * 4, "void")
        entered(village, item, who, "void", first=9)
    assert actions.count_papers(item.pk, by=village.clerk, at=MONDAY) == 4
    assert [(one.elector.number, one.kind) for one in queries.doubts(item)] == [(5, "void"), (9, "void")]
    mend = partial(actions.mend_paper, item.pk, "5", "for", by=village.clerk, at=MONDAY)
    assert refused(mend) == "voted_already"
    made = village.closed(item)
    assert (made.passed, made.counts) == (True, {"heads": [9, 7, 4, 0, 0]})
    assert violations() == []


def test_two_papers_of_one_household_are_one_vote_and_a_doubt_and_block_nothing(db):
    village = Council(pack="assembly", measure="households")
    for home in ("1", "2"):
        new = NewMember(f"第{home}户的", household=village.household(home))
        actions.add_member(village.body.pk, new, by=village.clerk, at=BEFORE)
    item = village.voting(here=1)
    for who in (village.clerk, village.overseer):
        entered(village, item, who, *["for"] * 11)  # 10 and 11 live with 1, who is there, and 2
    assert actions.count_papers(item.pk, by=village.clerk, at=MONDAY) == 9
    assert [(one.elector.number, one.kind) for one in queries.doubts(item)] == [
        (10, "household"),
        (11, "household"),
    ]
    assert village.closed(item).counts == {"households": [9, 9, 9, 0, 0]}
    assert violations() == []


def test_whoever_gave_a_proxy_is_there_when_its_holder_sends_a_paper(db):
    village = Council(pack="members", size=1)
    home = village.household("8")
    for name in ("委托的", "受托的"):
        new = NewMember(name, household=home)
        actions.add_member(village.body.pk, new, by=village.clerk, at=BEFORE)
    item = village.voting()
    actions.enter_proxy(item.meeting_id, "2", "3", a_photo(), by=village.clerk, at=MONDAY)
    for who in (village.clerk, village.overseer):
        entered(village, item, who, "for", first=3)
    assert actions.count_papers(item.pk, by=village.clerk, at=MONDAY) == 1
    assert here(item.meeting) == (3, 2)
    assert Elector.objects.get(meeting=item.meeting, number=2).via == "proxy"


VOTERS, PAPERS = 5_000, 2_000
BOTH = range(2_901, 3_001)  # by phone, and on paper
COPIES = range(3_101, 3_151)  # two papers with one number
MISREAD = range(3_201, 3_231)


@pytest.mark.slow
def test_five_thousand_voters_two_thousand_on_paper_entered_twice_and_every_double_vote_caught(db):
    village = Council(pack="assembly", size=0)
    rows = [NewMember(f"村民{number}") for number in range(1, VOTERS + 1)]
    added, problems = actions.import_members(village.body.pk, rows, by=village.clerk, at=BEFORE)
    assert (added, problems) == (VOTERS, [])
    item = village.voting()
    by_phone(village, item, range(1, VOTERS - PAPERS + 1))
    paper = [(str(number), "for") for number in [*BOTH, *range(3_001, VOTERS + 1), *COPIES]]
    actions.enter_papers(item.pk, paper, by=village.clerk, at=MONDAY)
    wrong = [(said, "against" if int(said) in MISREAD else choice) for said, choice in paper]
    actions.enter_papers(item.pk, wrong, by=village.overseer, at=MONDAY)
    odd = {one.elector.number for one in queries.differences(item, None, most=VOTERS)}
    assert odd == set(MISREAD)
    for number in MISREAD:
        actions.mend_paper(item.pk, str(number), "for", by=village.overseer, at=MONDAY)
    assert actions.count_papers(item.pk, by=village.clerk, at=MONDAY) == PAPERS
    doubts = set(PaperDoubt.objects.filter(item=item).values_list("elector__number", "kind"))
    assert doubts == {(n, "elsewhere") for n in BOTH} | {(n, "twice") for n in COPIES}
    made = village.closed(item)
    assert made.counts == {"heads": [VOTERS, VOTERS, VOTERS - 1_000, 1_000, 0]}
    assert violations() == []


def by_phone(village: Council, item: Item, numbers: range) -> None:
    """Every third against; written as the phones' action writes it, many at once."""
    electors = Elector.objects.filter(meeting=item.meeting, number__in=numbers)
    for elector in electors.select_related("person"):
        choice = "against" if elector.number % 3 == 0 else "for"
        actions.vote(item.pk, choice, by=village.as_voter(elector), at=MONDAY)
