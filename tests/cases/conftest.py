import pytest

from tests.county import County


@pytest.fixture
def county(db) -> County:
    return County()
