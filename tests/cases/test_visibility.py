"""The list and the single case give one answer to who may know of it."""

import pytest
from django.db import DatabaseError, connection

from sanzhi.cases import access, queries
from sanzhi.cases.models import Assignment, Case, Move
from sanzhi.journal import queries as journal
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from tests.county import ROADS, County, a_member_of_staff, a_resident, an_office

ELSEWHERE = "330483101000"


def everyone(county: County) -> list:
    far = an_office("far", "濮院镇综合信息指挥室", "command_room", ELSEWHERE)
    village = an_office("village", "村", "village", county.village.code)
    return [
        county.resident,
        a_resident("路过人"),
        county.dispatcher,
        county.decider,
        county.caller,
        county.handler,
        county.helper,
        county.supervisor,
        a_member_of_staff("外镇", "town_dispatcher", far),
        a_member_of_staff("文书", "village_clerk", village),
        a_member_of_staff("系统", "system_admin", county.centre),
        a_member_of_staff("安全", "security_admin", county.centre),
        a_member_of_staff("审计", "audit_admin", county.centre),
    ]


@pytest.mark.parametrize("state", sorted(ROADS))
def test_who_finds_a_case_in_the_list_may_open_it_and_nobody_else(county: County, state: str) -> None:
    case = county.case_in(state)
    parts = frozenset(Assignment.objects.filter(case=case).values_list("office_id", flat=True))
    for actor in everyone(county):
        listed = queries.visible_to(actor).filter(pk=case.pk).exists()
        assert listed == access.may_see(actor, case, parts).ok, actor.name


@pytest.mark.parametrize("state", sorted(ROADS))
def test_the_database_shows_no_more_of_a_case_than_that_whatever_is_asked(county: County, state: str) -> None:
    """The second wall: the same answer without `visible_to`, for the case, its moves and its words."""
    case = county.case_in(state)
    parts = frozenset(Assignment.objects.filter(case=case).values_list("office_id", flat=True))
    for actor in everyone(county):
        with walls.seeing(sight_of(actor)):
            seen = Case.objects.filter(pk=case.pk).exists()
            moves = Move.objects.filter(case_id=case.pk).count()
            words = len(journal.entries_about("case", case.pk))
        assert seen == access.may_see(actor, case, parts).ok, actor.name
        assert bool(moves) == seen, actor.name
        if not seen and not actor.may("audit.view"):
            assert words == 0, actor.name


def test_nobody_files_into_another_persons_name_or_beyond_their_reach(county: County) -> None:
    case = county.filed()
    with pytest.raises(DatabaseError), walls.seeing(sight_of(county.handler)):
        Case.objects.filter(pk=case.pk).update(title="别的")
        Case.objects.create(**{**_columns(case), "public_code": "x"})


def _columns(case: Case) -> dict[str, object]:
    return {
        field.attname: getattr(case, field.attname)
        for field in case._meta.concrete_fields
        if not field.primary_key
    }


def test_strangers_other_towns_and_administrators_see_nothing(county: County) -> None:
    case = county.case_in("handling")
    blind = {
        actor.name for actor in everyone(county) if not queries.visible_to(actor).filter(pk=case.pk).exists()
    }
    assert blind == {"路过人", "外镇", "系统", "安全", "审计", "水承办"}


def test_the_trigger_that_wants_a_move_for_every_state_sees_past_the_wall(county: County) -> None:
    """Else a move that carries a case out of the mover's sight would be refused at the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT prosecdef FROM pg_trigger JOIN pg_proc AS p ON p.oid = tgfoid WHERE tgrelid = 'cases_case'::regclass "
            "AND tgname LIKE 'pgtrigger_no_state_without_its_move%'"
        )
        assert cursor.fetchall() == [(True,)]
