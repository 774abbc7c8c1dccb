import pytest

from .hall import Hall


@pytest.fixture
def town(db) -> Hall:
    return Hall()
