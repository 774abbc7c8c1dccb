"""The probes of the matrix find what is broken on purpose; and each of the two walls alone holds the lists of cases."""

import sys

import pytest
from django.urls import resolve

from sanzhi.cases import access, queries
from sanzhi.cases.models import Case
from sanzhi.cases.queries import lists
from sanzhi.kit.verdict import YES
from sanzhi.kit.walls import THE_HOUSE
from sanzhi.web.ui import doors
from tests.web.matrix_county import World
from tests.web.test_matrix import probe, serving, world  # noqa: F401 - the same county

LISTS = ("/desk/cases/", "/desk/map/", "/desk/callbacks/", "/desk/supervision/", "/board/", "/desk/digest/")


def leaks(world: World, only: str | tuple[str, ...], *names: str) -> list[str]:  # noqa: F811
    visitors = [one for one in world.visitors if one.name in names]
    assert len(visitors) == len(names)
    return probe(world, 4, visitors, only).leaks


def everything_listed(monkeypatch) -> None:
    """`visible_to` of every module that has it answers with all there is."""
    original = lists.visible_to
    for name, module in list(sys.modules.items()):
        if name.startswith("sanzhi.") and getattr(module, "visible_to", None) is original:
            monkeypatch.setattr(module, "visible_to", lambda _actor: Case.objects.all())


def no_second_wall(monkeypatch) -> None:
    monkeypatch.setattr(doors, "sight_of", lambda _actor: THE_HOUSE)


OF_TOWNS = ("town_dispatcher of 1", "handler of 0", "supervisor of 1", "caller of 1")


def test_lists_without_either_wall_are_found_out(world, serving, monkeypatch):  # noqa: F811
    everything_listed(monkeypatch)
    no_second_wall(monkeypatch)
    assert leaks(world, "/desk/cases/", "town_dispatcher of 1")
    assert leaks(world, "/board/", "leader of 1")


def test_the_database_alone_holds_the_lists(world, serving, monkeypatch):  # noqa: F811
    everything_listed(monkeypatch)
    assert leaks(world, LISTS, *OF_TOWNS) == []


def test_the_queries_alone_hold_the_lists(world, serving, monkeypatch):  # noqa: F811
    no_second_wall(monkeypatch)
    assert leaks(world, LISTS, *OF_TOWNS) == []


def test_a_search_that_does_not_ask_who_searches_is_found_out(world, serving, monkeypatch):  # noqa: F811
    no_second_wall(monkeypatch)
    everywhere = lambda _actor, filters, after="", size=30: lists.page_of(  # noqa: E731
        lists.narrowed(Case.objects.all(), filters) if filters.words else Case.objects.none(), after, size
    )
    monkeypatch.setattr(queries, "find", everywhere)
    assert leaks(world, "/desk/cases/", "town_dispatcher of 1", "town_dispatcher of 0")


def test_a_page_that_names_a_shielded_reporter_is_found_out(world, serving, monkeypatch):  # noqa: F811
    monkeypatch.setattr(access, "may_know_reporter", lambda _actor, _case: YES)
    assert leaks(world, "/desk/c/", "handler of 0", "leader of 0", "supervisor of 0")


def test_a_case_opened_to_whoever_has_its_code_is_found_out(world, serving, monkeypatch):  # noqa: F811
    no_second_wall(monkeypatch)
    monkeypatch.setattr(access, "may_see", lambda _actor, _case, _parts: YES)
    found = leaks(world, ("/desk/c/", "/c/"), "stranger 0", "handler of 1")
    assert any("shows" in one for one in found) and any("gave a file" in one for one in found)


@pytest.mark.parametrize("address", ["/desk/audit/looks", "/desk/cases/", "/board/"])
def test_a_door_that_forgot_its_permission_is_found_out(world, serving, monkeypatch, address):  # noqa: F811
    view = resolve(address).func
    while "permissions" not in view.__code__.co_freevars:
        view = view.__wrapped__
    cell = view.__closure__[view.__code__.co_freevars.index("permissions")]
    asked = cell.cell_contents
    try:
        cell.cell_contents = ()
        assert any("came in" in one for one in leaks(world, address, "security_admin of 0"))
    finally:
        cell.cell_contents = asked
    assert leaks(world, address, "security_admin of 0") == []
