"""Offices and grids: each opens on a day, under a code that is never used again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access
from sanzhi.people.models import Area, Grid, Office
from sanzhi.people.roles import Actor


@transaction.atomic
def open_office(*, code: str, name: str, kind: str, area_code: str, by: Actor, at: datetime) -> Office:
    """设立单位: a desk that can hold cases from the day of `at`. Refused for a code ever used, or a place unknown."""
    access.may_keep_offices(by).or_refuse()
    if Office.objects.filter(code=code).exists():
        raise Refusal("office_code_used", _("这个单位代码已经用过，请换一个。"))
    area = _area(area_code)
    office = Office.objects.create(code=code, name=name.strip(), kind=kind, area=area, valid_from=at.date())
    journal.record(
        "office.opened",
        by=by.person_id,
        at=at,
        about=("office", office.id),
        content={"code": code, "name": name},
    )
    return office


@transaction.atomic
def open_grid(*, code: str, name: str, area_code: str, by: Actor, at: datetime) -> Grid:
    """划定网格: part of a village that one worker answers for."""
    access.may_keep_offices(by).or_refuse()
    if Grid.objects.filter(code=code).exists():
        raise Refusal("grid_code_used", _("这个网格代码已经用过，请换一个。"))
    grid = Grid.objects.create(
        code=code, name=name.strip(), area=_area(area_code), kind=code[12], valid_from=at.date()
    )
    journal.record(
        "grid.opened",
        by=by.person_id,
        at=at,
        about=("area", int(area_code)),
        content={"code": code, "name": name},
    )
    return grid


def _area(code: str) -> Area:
    area = Area.objects.filter(code=code, valid_to=None).first()
    if area is None:
        raise Refusal("area_unknown", _("没有这个区划。"))
    return area
