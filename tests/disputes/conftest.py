import pytest

from tests.disputes.room import Room


@pytest.fixture
def room(db) -> Room:
    return Room()
