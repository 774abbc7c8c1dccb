"""A person's words can be taken out of the journal; that they were there, and when, can still be proved."""

import psycopg

from sanzhi.journal import actions, checkpoints, delivery, queries, verify
from sanzhi.kit import clock
from tests.county import DAY, MONDAY
from tests.journal import worker
from tests.journal.book import WORDS, complaints, write


def everything_in_the_database(superuser: psycopg.Connection) -> str:
    """What a dump would hold of the journal."""
    tables = superuser.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'journal%'").fetchall()
    dump = []
    for (table,) in tables:
        with superuser.cursor().copy(f"COPY {table} TO STDOUT") as copy:
            dump += [bytes(block).decode() for block in copy]
    return "".join(dump)


def test_erased_words_are_gone_and_the_chain_still_holds(superuser):
    erased, kept = write(2, content={"words": WORDS}), write(content={"words": "别的话"})
    checkpoints.publish(at=MONDAY)
    assert WORDS in everything_in_the_database(superuser)
    assert actions.erase(erased, why="本人要求删除", by=1, at=MONDAY + DAY) == 2
    dump = everything_in_the_database(superuser)
    assert WORDS not in dump
    assert "别的话" in dump
    checkpoints.publish(at=MONDAY + DAY)
    assert complaints() == set()
    assert verify.check_chain().looked_at >= len(erased + kept) + 1


def test_an_erasure_says_who_what_and_why_and_is_told_only_once(db):
    (entry_id,) = write()
    assert actions.erase([entry_id], why="本人要求删除", by=1, at=MONDAY) == 1
    assert actions.erase([entry_id], why="又一次", by=1, at=MONDAY) == 0
    first, _second = queries.all_of("journal.erased")
    assert (first.by_id, first.content) == (1, {"entries": [entry_id], "why": "本人要求删除"})
    (line,) = queries.entries_about("test", 0)
    assert line.content is None


def test_a_message_whose_words_were_erased_is_still_delivered_once(db):
    (entry_id,) = write(topic="test")
    actions.erase([entry_id], why="本人要求删除", by=1, at=MONDAY)
    assert delivery.deliver({"test": [worker.effect]}, at=clock.now()) == 1
    assert queries.waiting() == 0
