"""Offices and grids: each opens on a day, under a code that is never used again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access
from sanzhi.people.models import Area, Grid, Office
from sanzhi.people.roles import Actor

# What stands at which level of area, and of what there is one in each. 本平台约定
LEVEL_OF = {
    str(Office.Kind.VILLAGE): str(Area.Level.VILLAGE),
    str(Office.Kind.COMMAND_ROOM): str(Area.Level.TOWN),
    str(Office.Kind.TOWN_OFFICE): str(Area.Level.TOWN),
    str(Office.Kind.PARTY_BRANCH): str(Area.Level.VILLAGE),
    str(Office.Kind.PIONEER_STATION): str(Area.Level.VILLAGE),
}
AT_ANY_LEVEL = (Office.Kind.MEDIATION, Office.Kind.SOCIAL_ORG)
ONE_OF_EACH = (
    Office.Kind.GOVERNANCE_CENTRE,
    Office.Kind.VILLAGE,
)  # a new command room may take over from the old


@transaction.atomic
def open_office(
    *,
    code: str = "",
    name: str,
    kind: str,
    area_code: str,
    phone: str = "",
    hours: str = "",
    by: Actor,
    at: datetime,
) -> Office:
    """设立单位: a desk from the day of `at`, under `code` or a fresh one. Refused for a code ever used, a place unknown or of
    another level, a name that is taken, a second one where there is one of each."""
    access.may_keep_offices(by).or_refuse()
    if code and Office.objects.filter(code=code).exists():
        raise Refusal("office_code_used", _("这个单位代码已经用过，请换一个。"))
    area = _area(area_code)
    _fits(name.strip(), kind, area)
    office = Office.objects.create(
        code=code or _fresh_code(kind, area), name=name.strip(), kind=kind, area=area, phone=phone.strip(),
        hours=hours.strip(), valid_from=at.date(),
    )  # fmt: skip
    journal.record(
        "office.opened",
        by=by.person_id,
        at=at,
        about=("office", office.id),
        content={"code": office.code, "name": office.name, "kind": kind},
    )
    return office


def _fits(name: str, kind: str, area: Area) -> None:
    if not 2 <= len(name) <= 60:
        raise Refusal("office_name", _("单位名称请写 2 到 60 个字。"))
    if kind not in Office.Kind.values:
        raise Refusal("office_kind", _("请选择单位的类型。"))
    if kind not in AT_ANY_LEVEL and area.level != LEVEL_OF.get(kind, str(Area.Level.COUNTY)):
        raise Refusal("office_level", _("这一类单位不设在这一级，请选对应的市、镇（街道）或村（社区）。"))
    there = Office.objects.filter(valid_to=None)
    if there.filter(name=name).exists():
        raise Refusal("office_name_taken", _("已经有同名的单位。"))
    if kind in ONE_OF_EACH and there.filter(kind=kind, area=area).exists():
        raise Refusal("office_there", _("这里已经有一个这样的单位，请先撤并原来的。"))


def _fresh_code(kind: str, area: Area) -> str:
    """Never used before: kind, place and how many there ever were."""
    begins = f"{kind}-{area.code}-"
    return f"{begins}{Office.objects.filter(code__startswith=begins).count() + 1}"


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
