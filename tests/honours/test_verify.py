"""sanzhi verify: honest rows are clean; each rule, broken behind the triggers' back, is found by its name."""

import psycopg
import pytest

from sanzhi.honours.files import BLURRED
from sanzhi.honours.models import Exposure
from sanzhi.honours.verify import NEVER, check_honours
from tests.honours.conftest import LATER
from tests.honours.test_exposure import Street

# What is broken → how, by whoever owns the tables.
BREAKS = {
    "consent": "UPDATE people_consent SET withdrawn_at = '2026-03-05' WHERE purpose LIKE 'honour-deed-%'",
    "agreed": "UPDATE people_consent SET withdrawn_at = '2026-03-05' WHERE purpose LIKE 'honour-good-%'",
    "minor": "UPDATE people_person SET birth_date = NULL WHERE id = (SELECT person_id FROM honours_named LIMIT 1)",
    "noticed": "UPDATE honours_deed SET published_at = published_at - interval '9 days', until = until - interval '9 days'",
    "on_the_wall": "UPDATE people_consent SET withdrawn_at = '2026-03-05' WHERE purpose LIKE 'honour-deed-%'",
    "too_long": "UPDATE honours_exposure SET until = second_at + interval '16 days'",
    "one_release": "UPDATE honours_exposure SET first_by_id = second_by_id",
    "on_paper": "UPDATE people_consent SET channel = 'paper' WHERE purpose LIKE 'honour-deed-%'",
    "paper_kept": "INSERT INTO honours_paper (area_id, person_id, consent_id, digest, mime, signed_on, entered_by_id, "
    "entered_at) SELECT d.area_id, n.person_id, n.consent_id, repeat('a', 64), 'image/png', current_date, d.entered_by_id, now() "
    "FROM honours_named AS n JOIN honours_deed AS d ON d.id = n.deed_id WHERE n.consent_id IS NOT NULL; "
    "UPDATE people_consent SET withdrawn_at = '2026-03-05' WHERE purpose LIKE 'honour-deed-%'",
    "board_shut": "UPDATE honours_opening SET agreed_at = '2027-01-01'",
}


def honest() -> Street:
    street = Street()
    street.published()
    street.good("awarded")
    street.opened()
    street.out()
    return street


def found() -> set[str]:
    return {one.check for one in check_honours().violations}


def test_what_was_done_by_the_rules_is_clean(db):
    honest()
    assert found() == set()


def plant(owner: psycopg.Connection, *statements: str) -> None:
    """By whoever owns the tables, with what guards them taken away."""
    with owner:
        for table in ("honours_deed", "honours_exposure", "honours_paper", "notices_notice"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for check in ("an_exposure_lasts_fifteen_days_at_most", "two_others_in_two_roles_let_it_out"):
            owner.execute(f"ALTER TABLE honours_exposure DROP CONSTRAINT {check}")
        for statement in statements:
            owner.execute(statement)


@pytest.mark.parametrize("rule", sorted(set(NEVER) - {"on_the_wall"}))
def test_each_rule_broken_is_found(committed_db, owner_connection, rule):
    honest()
    plant(owner_connection, BREAKS[rule])
    assert rule in found()


def test_a_notice_that_still_names_who_took_it_back_is_found(committed_db, owner_connection):
    street = honest()
    street.announced(street.agreed(street.entered(at=LATER), at=LATER), at=LATER)
    plant(
        owner_connection,
        "UPDATE notices_notice SET until = now() + interval '3 days' WHERE posted_at IS NOT NULL",
        BREAKS["on_the_wall"],
    )
    assert "on_the_wall" in found()


def test_a_photo_that_is_gone_is_found(db):
    honest()
    BLURRED.path_of(Exposure.objects.get().blurred_digest).unlink()
    assert found() == {"photo"}
