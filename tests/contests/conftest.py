import pytest

from .ring import Ring


@pytest.fixture
def ring(db) -> Ring:
    return Ring()
