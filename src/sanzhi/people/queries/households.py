"""户: found by its number, one of one's place, all of a place."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Household
from sanzhi.people.roles import Actor


def household_by_number(area: str, number: str) -> Household | None:
    return Household.objects.filter(area=area, number=number.strip()).first()


def household_in(actor: Actor, household_id: int) -> Household:
    """One household of one's place; Refusal "not_visible" for any other."""
    found = Household.objects.select_related("area").filter(pk=household_id).first()
    if found is None or not actor.reach or not found.area_id.startswith(actor.reach):
        raise Refusal("not_visible", _("没有找到这一户。"))
    return found


def households(reach: str, *, after: int = 0, limit: int = 50) -> list[Household]:
    """户 of a place in the order they were registered, a page and one more; `after`: the last id of the page ahead."""
    rows = Household.objects.filter(area__gte=reach, area__lt=reach + "~", id__gt=after)
    return list(rows.select_related("area").prefetch_related("members").order_by("id")[: limit + 1])
