"""孪生: ten petitions and complaints of one household move not one byte of anybody's points, lists, ranks and statements."""

from argparse import Namespace

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_year_with_ten_petitions_is_the_same_year_to_the_byte(tmp_path):
    from sanzhi.cli.bench import twin

    figures, misses = twin.measure(Namespace(years=1, seed=20260302), tmp_path)
    assert misses == [], figures
    assert figures["petitions"] == 10
    assert figures["claims"] > 50
