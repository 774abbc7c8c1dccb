"""无记名: nobody, with everything the database holds, says who voted what; and each mutant that would tell is caught."""

from functools import partial
from itertools import cycle, islice

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from sanzhi.deliberation import actions, queries, urns
from sanzhi.deliberation.actions import secret
from sanzhi.deliberation.models import Elector, Item, Polled, Urn
from sanzhi.journal.actions import record
from sanzhi.kit import clock, ids, walls
from sanzhi.people.access import sight_of
from sanzhi.people.actions.accounts import open_resident_account
from sanzhi.web.ui import posting
from tests.county import person_of

from .council import MONDAY, Council, a_photo, refused, violations
from .linking import best, dumped, guessed_forms

pytestmark = pytest.mark.django_db
MANY = 160
TRUTH: dict[int, str] = {}  # of the vote under way
CHANCE = 0.66  # half and half: what guessing gets, and four standard deviations


def voted_by(village: Council, item: Item, count: int) -> dict[int, str]:
    """So many ballots, half for and half against, in an order that follows a pattern; {elector: choice}."""
    truth = {}
    pattern = islice(cycle(("for", "against", "against", "for", "for", "against")), count)
    for elector, choice in zip(
        Elector.objects.filter(meeting=item.meeting).order_by("number")[:count], pattern, strict=True
    ):
        me = village.resident_at(elector.number)
        actions.cast(item.pk, choice, ids.public_code(), by=me, at=MONDAY)
        truth[elector.pk] = choice
    return truth


@pytest.fixture
def monday(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    with clock.simulated(MONDAY):
        yield


@pytest.fixture
def vote():
    village = Council(size=MANY)
    return village, village.voting("secret")


def test_from_a_whole_dump_no_ballot_is_linked_better_than_by_chance(vote):
    village, item = vote
    truth = voted_by(village, item, MANY)
    assert best(dumped(), item.pk, truth) < CHANCE  # while it is open
    assert village.closed(item).counts == {"heads": [MANY, MANY, MANY // 2, MANY // 2, 0]}
    assert best(dumped(), item.pk, truth) < CHANCE  # and after
    assert violations() == []


def test_the_mutant_whose_ballots_lie_in_the_order_they_came_is_caught(vote, monkeypatch):
    village, item = vote
    in_turn = secret._PUT.replace(
        "%(size)s * floor(random() * (length(ballots) / %(size)s + 1))::int", "length(ballots)"
    )
    assert in_turn != secret._PUT
    monkeypatch.setattr(secret, "_PUT", in_turn)
    assert best(dumped_after(village, item), item.pk, TRUTH) == 1.0


def test_the_mutant_with_times_on_ballots_is_caught(vote, monkeypatch):
    """Kept where rows can be kept: when each ballot came, and nothing of whose it is."""
    village, item = vote
    whole = urns.ballot

    def with_time(receipt: str, choice: str) -> bytes:
        said = {"receipt": urns.hash_of(receipt)}
        record("mutant.ballot", by=None, at=MONDAY, about=("urn", item.pk), content=said)
        return whole(receipt, choice)

    monkeypatch.setattr(urns, "ballot", with_time)
    assert best(dumped_after(village, item), item.pk, TRUTH) == 1.0


def test_the_mutant_whose_journal_names_the_ballot_is_caught(vote, monkeypatch):
    village, item = vote
    receipts: list[str] = []
    normal, note = ids.normalise_code, secret.noted
    monkeypatch.setattr(secret.ids, "normalise_code", lambda code: receipts.append(code) or normal(code))
    monkeypatch.setattr(
        secret, "noted", lambda *about, **said: note(*about, **said, receipt=urns.hash_of(receipts[-1]))
    )
    assert best(dumped_after(village, item), item.pk, TRUTH) == 1.0


def dumped_after(village: Council, item: Item) -> dict:
    TRUTH.clear()
    TRUTH.update(voted_by(village, item, 60))
    return dumped()


def a_phone(village: Council, number: int) -> Client:
    me = village.resident_at(number)
    account = open_resident_account(person_of(me), at=MONDAY)
    client = Client()
    client.force_login(account)
    return client


def sent(village: Council, item: Item, number: int, choice: str, *, receipt: str = "") -> None:
    """As a browser does it: the form asked for, then sent."""
    client, there = a_phone(village, number), f"/meetings/topics/{item.pk}/ballot"
    page = client.get(there)
    shown = page.context["receipt"]
    said = {"choice": choice, "once": f"key-of-a-ballot-{number:04d}", "receipt": receipt or shown}
    answer = client.post(there, said)
    assert answer.status_code == 302, answer.content.decode()


def test_what_a_browser_sends_leaves_no_trace_of_the_choice(monday):
    village = Council()
    item = village.voting("secret")
    truth = {}
    for number, choice in enumerate(["for", "against", "for", "abstain", "against"], start=1):
        sent(village, item, number, choice)
        truth[Elector.objects.get(meeting=item.meeting, number=number).pk] = choice
    dump = dumped()
    assert guessed_forms(dump) == {}
    assert truth.keys() == {row["elector_id"] for row in dump["deliberation_polled"]}


def test_the_mutant_that_keeps_a_hash_of_the_choice_alone_is_caught(monday, monkeypatch):
    village = Council()
    item = village.voting("secret")
    monkeypatch.setattr(posting, "NOT_CONTENT", (*posting.NOT_CONTENT, "receipt"))
    sent(village, item, 1, "for")
    assert list(guessed_forms(dumped()).values()) == ["for"]


def test_a_receipt_finds_its_ballot_after_the_close_and_says_nothing_of_it(vote):
    village, item = vote
    me, code = village.resident_at(1), ids.public_code()
    actions.cast(item.pk, "for", code, by=me, at=MONDAY)
    voted_rest(village, item)
    assert not queries.lies_in_box(item, code)
    assert queries.ballots_of(item) == []
    village.closed(item)
    item = Item.objects.get(pk=item.pk)
    assert queries.lies_in_box(item, code)
    assert not queries.lies_in_box(item, ids.public_code())


def voted_rest(village: Council, item: Item, first: int = 2, last: int = MANY) -> None:
    for number in range(first, last + 1):
        me = village.resident_at(number)
        actions.cast(item.pk, "against", ids.public_code(), by=me, at=MONDAY)


def test_a_recount_from_the_export_gives_the_same_result(vote):
    village, item = vote
    voted_by(village, item, MANY)
    made = village.closed(item)
    exported = [choice for _receipt, choice in queries.ballots_of(item)]
    counted = [exported.count(choice) for choice in ("for", "against", "abstain")]
    assert made.counts["heads"][2:] == counted
    assert queries.ballots_of(item) == sorted(queries.ballots_of(item))


def test_below_the_quorum_nobody_learns_what_was_voted(vote):
    village, item = vote
    voted_by(village, item, 20)
    assert village.closed(item).code == "quorum_short"
    assert queries.ballots_of(item) == [] and not queries.shown(item)


def test_a_ballot_each_by_phone_or_on_paper():
    village = Council()
    item = village.voting("secret")
    me = village.resident_at(1)
    with walls.seeing(sight_of(me)):
        actions.cast(item.pk, "for", ids.public_code(), by=me, at=MONDAY)
        again = partial(actions.cast, item.pk, "for", ids.public_code(), by=me, at=MONDAY)
        assert refused(again) == "voted_already"

    def paper(number: int) -> None:
        actions.hand_out(item.pk, str(number), by=village.clerk, at=MONDAY)

    assert refused(lambda: paper(1)) == "voted_already"
    for number in range(2, 9):
        paper(number)
    assert refused(lambda: paper(2)) == "voted_already"
    two = village.resident_at(2)
    assert (
        refused(lambda: actions.cast(item.pk, "for", ids.public_code(), by=two, at=MONDAY)) == "voted_already"
    )
    assert refused(lambda: village.closed(item)) == "one_teller"
    over = partial(actions.count_by_hand, item.pk, (8, 0, 0), None, by=village.clerk, at=MONDAY)
    assert refused(over) == "counts_shape"
    actions.count_by_hand(item.pk, (5, 1, 0), a_photo(), by=village.clerk, at=MONDAY)
    actions.count_by_hand(item.pk, (5, 1, 0), None, by=village.overseer, at=MONDAY)
    assert village.closed(item).counts == {"heads": [9, 8, 6, 1, 0]}
    assert violations() == []


def test_nothing_is_taken_out_of_the_box_and_nobody_reads_it(vote):
    village, item = vote
    voted_by(village, item, 3)
    for change in (
        lambda: Urn.objects.filter(item=item).update(ballots=b""),
        lambda: Urn.objects.filter(item=item).delete(),
        lambda: Polled.objects.filter(item=item).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    for who in (village.clerk, village.overseer, village.resident_at(1)):
        with walls.seeing(sight_of(who)):
            assert not Urn.objects.exists()


def test_how_many_have_voted_is_known_and_not_what(vote):
    village, item = vote
    voted_by(village, item, 3)
    assert queries.polled_so_far(item) == 3
    assert not queries.shown(item)
