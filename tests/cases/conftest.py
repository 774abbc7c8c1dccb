import pytest

from tests.county import County, a_member_of_staff


@pytest.fixture
def county(db) -> County:
    return County()


@pytest.fixture
def drafter(county):
    return a_member_of_staff("甲管", "system_admin", county.centre)


@pytest.fixture
def publisher(county):
    return a_member_of_staff("乙管", "system_admin", county.centre)
