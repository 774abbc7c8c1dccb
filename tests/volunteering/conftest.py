import pytest

from .team import Team


@pytest.fixture
def village(db) -> Team:
    return Team()


@pytest.fixture
def scheme(db) -> Team:
    """With a standard in force, of which the resident and the neighbour are part."""
    made = Team()
    made.with_standard()
    return made
