"""类别: added, renamed, retired; never deleted. A case keeps the category it was filed under."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access
from sanzhi.cases.models import Category, CategoryMapping, CategoryVersion
from sanzhi.journal import actions as journal
from sanzhi.kit.clock import COUNTY
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

DEEPEST = 3
CATCH_ALL = "other"  # what nobody can name; intake counts on it


@dataclass(frozen=True)
class Called:
    """类别的说法: its name, its pace, and the words by which it is known."""

    name: str
    pace: str
    words: tuple[str, ...]


@transaction.atomic
def add_category(code: str, parent: str, called: Called, *, by: Actor, at: datetime) -> Category:
    """加类别: `code` is its own part of the dotted path under `parent` ("" for a top one)."""
    access.may_keep_categories(by).or_refuse()
    above = Category.objects.select_for_update().filter(code=parent, valid_to=None).first()
    if parent and above is None:
        raise Refusal("parent_unknown", _("上级类别不存在或已停用。"))
    path = f"{parent}.{code}" if parent else code
    if path.count(".") >= DEEPEST:
        raise Refusal("too_deep", _("类别最多三级。"))
    if Category.objects.filter(code=path).exists():
        raise Refusal("code_taken", _("这个编号已经用过，停用了的也不能再用。"))
    today = _day(at)
    category = Category.objects.create(
        code=path,
        parent=above,
        name=called.name,
        pace=called.pace,
        words=list(called.words),
        valid_from=today,
    )
    _version(category, today, "category.added", by=by, at=at)
    return category


@transaction.atomic
def change_category(code: str, called: Called, *, seen: int, by: Actor, at: datetime) -> Category:
    """改名、改快慢、改关键词, from today on. `seen`: how many versions its reader saw."""
    category = _hold(code, by)
    have = CategoryVersion.objects.filter(category=category).count()
    if have != seen:
        raise Refusal("changed_meanwhile", _("这个类别刚刚有人改过，请看最新内容后再改。"))
    _close(category, at)
    category.name, category.pace, category.words = called.name, called.pace, list(called.words)
    category.save(update_fields=["name", "pace", "words"])
    _version(category, _day(at), "category.changed", by=by, at=at)
    return category


@transaction.atomic
def retire_category(code: str, *, by: Actor, at: datetime) -> Category:
    """停用: no longer offered; cases, routes and figures that name it stay as they are."""
    category = _hold(code, by)
    if code == CATCH_ALL:
        raise Refusal("catch_all", _("“其他”不能停用：说不清的都先放在这里。"))
    if Category.objects.filter(parent=category, valid_to=None).exists():
        raise Refusal("has_children", _("下面还有在用的类别，请先停用它们。"))
    version = _close(category, at)
    category.valid_to = _day(at)
    category.save(update_fields=["valid_to"])
    journal.record(
        "category.retired", by=by.person_id, at=at, about=("category", version.id), content={"code": code}
    )
    return category


@transaction.atomic
def map_label(system: str, label: str, category: str, *, by: Actor, at: datetime) -> CategoryMapping:
    """对照: from today on this label of that system means this category."""
    access.may_keep_categories(by).or_refuse()
    found = Category.objects.filter(code=category, valid_to=None).first()
    if found is None:
        raise Refusal("category_unknown", _("请选择事项类别。"))
    today = _day(at)
    CategoryMapping.objects.filter(system=system, label=label, valid_to=None).update(valid_to=today)
    mapping = CategoryMapping.objects.create(system=system, label=label, category=found, valid_from=today)
    content = {"system": system, "label": label, "category": category}
    journal.record("category.mapped", by=by.person_id, at=at, about=("mapping", mapping.id), content=content)
    return mapping


def _hold(code: str, by: Actor) -> Category:
    access.may_keep_categories(by).or_refuse()
    category = Category.objects.select_for_update().filter(code=code, valid_to=None).first()
    if category is None:
        raise Refusal("not_visible", _("没有找到这个类别，或已停用。"))
    return category


def _close(category: Category, at: datetime) -> CategoryVersion:
    """End the version in force; what the county began with is written down first."""
    first = {
        "name": category.name,
        "pace": category.pace,
        "words": category.words,
        "valid_from": category.valid_from,
    }
    version, _new = CategoryVersion.objects.get_or_create(category=category, valid_to=None, defaults=first)
    version.valid_to = max(_day(at), version.valid_from)
    version.save(update_fields=["valid_to"])
    return version


def _version(category: Category, since: date, what: str, *, by: Actor, at: datetime) -> None:
    said = {"name": category.name, "pace": category.pace, "words": list(category.words)}
    version = CategoryVersion.objects.create(category=category, valid_from=since, **said)
    content = {"code": category.code, **said}
    journal.record(what, by=by.person_id, at=at, about=("category", version.id), content=content)


def _day(at: datetime) -> date:
    return at.astimezone(COUNTY).date()
