"""选项: places, categories and offices as grouped choices."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sanzhi.cases import kinship
from sanzhi.cases import queries as cases
from sanzhi.kit import clock
from sanzhi.people import queries as people

Choices = list[tuple[str, object]]


def towns() -> Choices:
    return [("", _("全部")), *((town.code[:9], town.name) for town in people.towns())]


def villages(reach: str) -> Choices:
    """Villages under the area prefix, grouped by town."""
    groups = []
    for town in people.towns_with_villages():
        inside = [(village.code, village.name) for village in town.villages if village.code.startswith(reach)]
        if inside:
            groups.append((town.name, inside))
    return [("", _("请选择")), *groups]


def categories(first: str) -> Choices:
    """Every category, the top ones as groups."""
    groups = [
        (
            top.name,
            [
                (top.code, _("%(name)s（不细分）") % {"name": top.name}),
                *((sub.code, sub.label) for sub in top.subs),
            ],
        )
        for top in cases.categories_tree()
    ]
    return [("", first), *groups]


def kinds() -> Choices:
    """The built-in kind and every one the county has published."""
    return [("", _("全部")), ("matter", _("居民诉求")), *cases.kinds_published()]


def leads() -> Choices:
    """Every open office that may lead a case, grouped by kind."""
    return [("", _("全部")), *_grouped(cases.offices_that_lead(clock.now()), ())]


def offices(area_code: str, at: datetime, *, without: Iterable[int | None] = ()) -> Choices:
    """Offices a case of this place may be handed to, the nearest first, grouped by kind."""
    return _grouped(cases.offices_for_choice(area_code, at), without)


def every_office(area_code: str, at: datetime, *, without: Iterable[int | None] = ()) -> Choices:
    """Every office around the place, its command room too."""
    return _grouped(cases.offices_around(area_code, at), without)


def _grouped(offices: Iterable[Any], without: Iterable[int | None]) -> Choices:
    groups: dict[str, list[tuple[int, str]]] = {}
    for office in offices:
        if office.id not in without:
            groups.setdefault(office.get_kind_display(), []).append((office.id, office.name))
    return list(groups.items())


def answering_offices(case: Any, at: datetime) -> Choices:
    """Offices a supervision may be sent to: the one that answers for the case first."""
    first = kinship.hands(case)
    named = [(office.id, office.name) for office in people.offices_open(at).filter(id__in=first)]
    by_id = dict(named)
    near = [(key, by_id[key]) for key in first if key in by_id]
    return [(_("经手的单位"), near), *offices(case.area_id, at, without=by_id)]


def offices_that_sit(area_code: str, at: datetime) -> Choices:
    """Offices that may send somebody to a counter of this hall, grouped by kind: those of the place and the county's."""
    names = dict(people.OFFICE_KINDS)
    groups: dict[str, list[tuple[int, str]]] = {}
    for office in people.offices_open(at).order_by("kind", "name"):
        if office.area_id in (area_code, f"{area_code[:6]}000000") and office.kind not in (
            "bank",
            "discipline",
        ):
            groups.setdefault(str(names[office.kind]), []).append((office.pk, office.name))
    return list(groups.items())
