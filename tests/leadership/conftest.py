import pytest

from .branch import Party


@pytest.fixture
def party(db) -> Party:
    return Party()
