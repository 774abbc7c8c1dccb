import pytest

from .pact import Pact


@pytest.fixture
def pact(db) -> Pact:
    return Pact()
