"""类别: the tree as it stands and as it was, and what a change would touch."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sanzhi.cases import access
from sanzhi.cases.models import Case, Category, CategoryMapping, CategoryVersion, RoutingRule
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .rulebook import rulebook

LAST_MONTH = timedelta(days=30)
MOST_MAPPINGS = 300


@dataclass(frozen=True)
class CategoryTouch:
    """牵涉: what hangs on a category. Open cases keep it, whatever is done to it."""

    open_cases: int
    last_month: int
    routes: list[str]
    mappings: int


def every_category(actor: Actor) -> QuerySet[Category]:
    """The whole tree, retired ones too, in the order of its codes."""
    access.may_keep_categories(actor).or_refuse()
    return Category.objects.order_by("code")


def category(actor: Actor, code: str) -> Category:
    found = every_category(actor).filter(code=code).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这个类别。"))
    return found


def category_versions(actor: Actor, code: str) -> list[CategoryVersion]:
    """Newest first; empty while it is as the county began with it."""
    access.may_keep_categories(actor).or_refuse()
    return list(CategoryVersion.objects.filter(category_id=code).order_by("-id"))


def category_touch(actor: Actor, code: str, *, at: datetime) -> CategoryTouch:
    access.may_keep_categories(actor).or_refuse()
    cases = Case.objects.filter(category_id=code)
    rules = RoutingRule.objects.filter(version=rulebook().routing_version, when__category=code)
    return CategoryTouch(
        open_cases=cases.filter(closed_at=None).count(),
        last_month=cases.filter(reported_at__gte=at - LAST_MONTH).count(),
        routes=list(rules.order_by("order").values_list("name", flat=True)),
        mappings=CategoryMapping.objects.filter(category_id=code, valid_to=None).count(),
    )


def mappings(actor: Actor, words: str = "") -> list[CategoryMapping]:
    """Outside labels in force, narrowed by a word of the label."""
    access.may_keep_categories(actor).or_refuse()
    rows = CategoryMapping.objects.filter(valid_to=None).select_related("category")
    if words:
        rows = rows.filter(label__contains=words)
    return list(rows.order_by("system", "label")[:MOST_MAPPINGS])
