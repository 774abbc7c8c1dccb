"""Content has one spelling, survives the database unchanged, and what cannot is refused before it gets there."""

import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sanzhi.journal import chain
from sanzhi.journal.models import Entry
from tests.county import MONDAY
from tests.journal.book import complaints, write

TEXT = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0"))
PLAIN = some.recursive(
    some.none() | some.booleans() | some.integers() | TEXT,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
CONTENT = some.dictionaries(TEXT, PLAIN, max_size=5)


@given(CONTENT)
def test_the_spelling_can_be_read_back_and_spelt_again(content):
    words = chain.canonical(content)
    assert json.loads(words) == content
    assert chain.canonical(json.loads(words)) == words


@given(CONTENT)
def test_the_order_of_keys_does_not_matter(content):
    assert chain.canonical(dict(reversed(content.items()))) == chain.canonical(content)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(CONTENT)
def test_the_commitment_holds_for_what_the_database_gives_back(db, content):
    (entry_id,) = write(content=content)
    entry = Entry.objects.get(pk=entry_id)
    assert entry.content == content
    assert chain.commit(bytes(entry.salt), entry.content) == bytes(entry.commitment)


@pytest.mark.parametrize(
    "content", [{"n": 2**70}, {"n": -(10**400)}, {"词": "𠮷 é é \u2028"}, {"a": ["", {}]}, {}]
)
def test_big_numbers_and_odd_characters_survive(db, content):
    (entry_id,) = write(content=content)
    entry = Entry.objects.get(pk=entry_id)
    assert chain.commit(bytes(entry.salt), entry.content) == bytes(entry.commitment)
    assert complaints() == set()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ({"n": 1.5}, TypeError),
        ({"n": [float("nan")]}, TypeError),
        ({1: "a"}, TypeError),
        ({"n": b"bytes"}, TypeError),
        ({"n": {1, 2}}, TypeError),
        ({"n": "a\0b"}, ValueError),
        ({"a\0b": 1}, ValueError),
        ({"n": "\ud800"}, ValueError),
    ],
)
def test_what_has_no_one_spelling_is_refused_and_the_transaction_goes_on(db, content, error):
    with transaction.atomic():
        with pytest.raises(error):
            write(content=content)
        write()


def test_no_two_heads_share_a_link():
    """The border between two fields is part of what is hashed."""
    head = chain.Head(1, MONDAY, MONDAY, "case.a", None, "b", 12, bytes(32))
    moved = head._replace(kind="case.", about_type="ab")
    assert chain.link(chain.GENESIS, 1, head) != chain.link(chain.GENESIS, 1, moved)
    assert chain.link(chain.GENESIS, 11, head) != chain.link(chain.GENESIS, 1, head._replace(id=11))
