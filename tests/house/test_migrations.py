"""The tables are what the models say, and their owner is not who serves."""

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)


@pytest.mark.django_db
def test_the_application_owns_nothing_and_passes_no_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("sanzhi_app", False, False)
        cursor.execute("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user")
        assert cursor.fetchall() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (n int)",
        "TRUNCATE django_session",
        "ALTER TABLE django_session ADD COLUMN extra int",
        "DROP TABLE django_session",
        "CREATE TEMPORARY TABLE mine (n int)",
        "SET ROLE sanzhi_owner",
    ],
)
def test_the_application_cannot(statement: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
