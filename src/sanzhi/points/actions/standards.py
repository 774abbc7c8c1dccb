"""拟细则: from the county's template or the village's last version, item by item, as long as it is a draft."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.points import access, comparing, lint, queries
from sanzhi.points.models import Item, Standard

from .held import a_standard_in, noted

COPIED = ("number", "code", *comparing.COMPARED, "from_template")


@dataclass(frozen=True)
class NewItem:
    """积分项 as it is written. `points` for each unit: the same twice where the item leaves nothing open."""

    code: str
    field: str
    title: str
    least: int
    most: int
    direction: str = "+"
    unit: str = "次"
    per_day: int | None = None
    per_month: int | None = None
    per_year: int | None = None
    cooldown_days: int = 0
    evidence: str = "photo"
    source: str = "self_report"
    holder: str = "household"
    duty: str = ""
    alternative: str = ""


@transaction.atomic
def draft_standard(area: str, *, by: Actor, at: datetime) -> Standard:
    """拟新版本: of a village, from its newest version, else from the county's template. Raises Refusal."""
    access.may_write_standard(by, area).or_refuse()
    if queries.on_its_way(area):
        raise Refusal("on_its_way", _("已经有一个版本在办，先办完或删掉它。"))
    known = Standard.objects.filter(area=area).order_by("-version").first()
    old = known or queries.template(at.date())
    version = known.version + 1 if known else 1
    here = people.area(area)
    if here is None:
        raise Refusal("not_visible", _("没有这个村（社区）。"))
    standard = Standard.objects.create(
        area=here, version=version, title=f"{here.name}积分细则",
        base_points=old.base_points if old else 100, scope=old.scope if old else Standard.Scope.ALL,
        ceiling=old.ceiling if old else None, carry_cap=old.carry_cap if old else 0,
        template=queries.template(at.date()), drafted_by_id=by.person_id, drafted_at=at,
    )  # fmt: skip
    if old:
        _copy(old, standard, from_template=not known)
    noted("points.standard_drafted", standard, by, at)
    return standard


@transaction.atomic
def adopt_template(standard_id: int, *, by: Actor, at: datetime) -> Standard:
    """采用市级模板: bring in what the template has and the draft has not, and nothing else. Raises Refusal."""
    standard = _a_draft(standard_id, by)
    template = queries.template(at.date())
    if template is None:
        raise Refusal("no_template", _("市里还没有模板。"))
    have = set(standard.items.values_list("code", flat=True))
    _copy(template, standard, from_template=True, besides=have)
    Standard.objects.filter(pk=standard.pk).update(template=template)
    noted("points.standard_changed", standard, by, at, template=template.id)
    return standard


def _copy(old: Standard, new: Standard, *, from_template: bool, besides: set[str] | None = None) -> None:
    last = new.items.count()
    rows = [item for item in queries.items_of(old) if item.code not in (besides or set())]
    copies = [Item(standard=new, **{name: getattr(item, name) for name in COPIED}) for item in rows]
    for number, copy in enumerate(copies, start=last + 1):
        copy.number = number
        copy.from_template = from_template or copy.from_template
    Item.objects.bulk_create(copies)


@transaction.atomic
def set_head(
    standard_id: int,
    *,
    title: str,
    base_points: int,
    scope: str,
    ceiling: int | None,
    carry_cap: int,
    by: Actor,
    at: datetime,
) -> Standard:
    """改总则: title, base, scope, what a household earns at most in a year, what it keeps over the year's end."""
    standard = _a_draft(standard_id, by)
    if not 4 <= len(title.strip()) <= 60:
        raise Refusal("title_shape", _("名称请写 4 到 60 个字。"))
    standard.title, standard.base_points, standard.scope = title.strip(), base_points, scope
    standard.ceiling, standard.carry_cap = ceiling, carry_cap
    standard.save(update_fields=["title", "base_points", "scope", "ceiling", "carry_cap"])
    noted("points.standard_changed", standard, by, at, title=standard.title)
    return standard


@transaction.atomic
def set_item(standard_id: int, new: NewItem, *, by: Actor, at: datetime) -> Item:
    """增改一项: a new code adds, a known one changes. What no standard may have is refused with its ground."""
    standard = _a_draft(standard_id, by)
    forbidden = lint.refusing([new], standard.base_points)
    forbidden = [remark for remark in forbidden if remark.code not in ("only_deductions", "empty")]
    if forbidden:
        raise Refusal(forbidden[0].code, f"{forbidden[0].sentence}（{forbidden[0].ground}）")
    if new.most < new.least or new.least < 1:
        raise Refusal("points_shape", _("分值至少 1 分，上限不能低于下限。"))
    if new.per_month is not None and new.per_day is not None and new.per_day > new.per_month:
        raise Refusal("caps", _("每天的上限不能高于每月的上限。"))
    known = queries.by_code(standard, new.code)
    item = known or Item(standard=standard, number=standard.items.count() + 1, code=new.code)
    for name in comparing.COMPARED:
        setattr(item, name, getattr(new, name))
    item.from_template = False
    item.save()
    noted("points.standard_changed", standard, by, at, item=new.code, title=new.title)
    return item


@transaction.atomic
def drop_item(standard_id: int, code: str, *, by: Actor, at: datetime) -> None:
    """删一项. Raises Refusal."""
    standard = _a_draft(standard_id, by)
    standard.items.filter(code=code).delete()
    noted("points.standard_changed", standard, by, at, dropped=code)


@transaction.atomic
def drop_draft(standard_id: int, *, by: Actor, at: datetime) -> None:
    """删草稿. Raises Refusal."""
    standard = _a_draft(standard_id, by)
    noted("points.standard_dropped", standard, by, at)
    standard.items.all().delete()
    standard.delete()


def _a_draft(standard_id: int, by: Actor) -> Standard:
    standard = a_standard_in(standard_id, "draft")
    access.may_write_standard(by, standard.area_id).or_refuse()
    return standard
