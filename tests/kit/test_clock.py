from datetime import UTC, datetime, timedelta

import pytest

from sanzhi.kit import clock

NOON = datetime(2025, 3, 3, 4, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_now_is_the_database_s_time_in_the_county_and_its_hands_move_inside_a_transaction():
    first, second = clock.now(), clock.now()
    assert first.tzinfo is clock.COUNTY
    assert first < second < first + timedelta(minutes=1)
    assert abs(first - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_simulated_time_is_told_without_asking_the_database_and_ends_with_its_block():
    with clock.simulated(NOON):
        assert clock.now() == NOON
        assert f"{clock.now():%H:%M}" == "12:00"
        with clock.simulated(NOON + timedelta(days=1)):
            assert clock.today().isoformat() == "2025-03-04"
        assert clock.now() == NOON


def test_a_simulated_time_without_a_zone_is_a_fault():
    with pytest.raises(ValueError, match="time zone"), clock.simulated(datetime(2025, 3, 3)):
        pass
