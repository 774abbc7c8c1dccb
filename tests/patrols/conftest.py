import pytest

from .grid import GridWork


@pytest.fixture
def grid(db) -> GridWork:
    return GridWork()
