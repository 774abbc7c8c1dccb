"""计划: lists and boards are planned for their own values; the connection is afterwards as it was."""

import pytest
from django.db import connection

from sanzhi.kit.planning import planned_anew


def prepared() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%planned here%'")
        return cursor.fetchone()[0]


def ask_often() -> None:
    with connection.cursor() as cursor:
        for number in range(8):
            cursor.execute("SELECT %s::int /* planned here */", [number])


def test_statements_of_the_block_are_not_prepared_and_later_ones_are_again(db):
    with planned_anew():
        ask_often()
        assert prepared() == 0
    ask_often()
    assert prepared() == 1


def test_a_fault_in_the_block_leaves_the_connection_as_it_was(db):
    connection.ensure_connection()
    before = connection.connection.prepare_threshold
    with pytest.raises(ValueError, match="oops"), planned_anew():
        raise ValueError("oops")
    assert connection.connection.prepare_threshold == before
