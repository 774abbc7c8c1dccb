"""I10, I11: no table of alarms joins a person to a score, advice has no effect; and the same tests find it when they do."""

import re

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from sanzhi.alarms import actions
from sanzhi.alarms.models import Alarm, AlarmParty, Nail, Proposal
from sanzhi.cases.models import Case
from sanzhi.people.models import Person
from tests.alarms.conftest import DAY, HOUR, MONDAY, Station

SCORE = re.compile(r"score|risk|level|grade|propensity|rating|rank|credit", re.IGNORECASE)
# Who did something at their desk, and who reported a clue: nobody that an alarm is about.
AT_WORK = re.compile(r"(_by|^by)$")


def joins_a_person_to_a_score(columns: dict[str, type | None]) -> bool:
    """columns: {name: the model it points at, None for none}."""
    people = [name for name, model in columns.items() if model is Person and not AT_WORK.search(name)]
    return bool(people) and any(SCORE.search(name) for name in columns)


def tables() -> dict[str, dict[str, type | None]]:
    return {
        model.__name__: {field.name: field.related_model for field in model._meta.concrete_fields}
        for model in apps.get_app_config("alarms").get_models()
    }


def test_no_table_joins_a_person_to_a_score():
    assert [name for name, columns in tables().items() if joins_a_person_to_a_score(columns)] == []


def test_mutant_a_planted_table_is_found():
    assert joins_a_person_to_a_score({"person": Person, "risk_level": None})
    assert joins_a_person_to_a_score({"party": Person, "score": None, "alarm": Alarm})
    assert not joins_a_person_to_a_score({"confirmed_by": Person, "level": None})


def test_nobody_an_alarm_is_about_has_a_column_and_a_party_hangs_on_incidents_only():
    pointing = {
        (name, column)
        for name, columns in tables().items()
        for column, model in columns.items()
        if model is Person and not AT_WORK.search(column)
    }
    assert pointing == {("Clue", "person")}
    assert {field.name for field in AlarmParty._meta.concrete_fields} == {
        "id", "alarm", "key", "sealed", "approval", "entered_by", "at",
    }  # fmt: skip


def test_all_parties_under_other_keys_leave_every_sign_as_it_was(db):
    town = Station()
    for n in range(3):
        one = town.came(MONDAY + n * DAY, place=f"北路{n}号")
        actions.add_party(
            one.pk, name="沈某", phone="13912345678", approval="桐公1号", by=town.liaison, at=MONDAY + n * DAY
        )

    def signs() -> list[tuple[str, str, int]]:
        with transaction.atomic():
            actions.propose(at=MONDAY + 5 * DAY)
            found = [(one.sort, one.cause, len(one.alarms)) for one in Proposal.objects.order_by("id")]
            transaction.set_rollback(True)
        return found

    first = signs()
    AlarmParty.objects.update(key=b"\x01\x01" + b"x" * 32)
    assert first == signs() == [("parties", "neighbour", 3)]


def state() -> tuple[list[dict], list[dict]]:
    return list(Case.objects.order_by("id").values()), list(Nail.objects.order_by("id").values())


def advised(town: Station) -> tuple[list[dict], list[dict]]:
    town.filed()
    town.nail()
    return state()


def test_mutant_advice_with_an_effect_is_seen_when_it_is_deleted(committed_db, owner_connection):
    town = Station()
    before = advised(town)
    owner_connection.execute(
        "CREATE FUNCTION moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
        "$$ BEGIN UPDATE cases_case SET place = 'moved'; RETURN OLD; END $$"
    )
    owner_connection.execute(
        "CREATE TRIGGER moved BEFORE DELETE ON alarms_proposal FOR EACH ROW EXECUTE FUNCTION moved()"
    )
    owner_connection.commit()
    Proposal.objects.all().delete()
    assert state() != before


@pytest.mark.parametrize(
    ("table", "trigger", "change", "sentence"),
    [
        ("alarms_nail", "a_nail_comes_out", "removed", "it came out before it was performed"),
        (
            "alarms_alarm",
            "an_alarm_has_its_version",
            "overwritten",
            "does not say what its last version says",
        ),
    ],
)
def test_mutant_without_its_trigger_the_row_changes_and_verify_says_so(
    committed_db, owner_connection, table, trigger, change, sentence
):
    town = Station()
    nail = town.nail()
    changes = {
        "removed": lambda: Nail.objects.filter(pk=nail.pk).update(
            removed_at=nail.confirmed_at + HOUR, removed_by=town.second.person_id
        ),
        "overwritten": lambda: Alarm.objects.filter(pk=Alarm.objects.earliest("id").pk).update(
            place="别处1号"
        ),
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        changes[change]()
    assert town.violations() == []
    (name,) = owner_connection.execute(
        "SELECT tgname FROM pg_trigger WHERE tgname LIKE %s AND tgrelid = %s::regclass",
        [f"pgtrigger_{trigger}_%", table],
    ).fetchone()
    owner_connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    owner_connection.commit()
    changes[change]()
    assert any(sentence in said for said in town.violations())
