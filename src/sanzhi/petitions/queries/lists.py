"""信访件清单: those of a desk, narrowed, and a resident's own; by key, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from sanzhi.cases import queries as cases
from sanzhi.people.roles import Actor
from sanzhi.petitions.models import Petition

from .petitions import PAGE_SIZE, WITH, visible_to


@dataclass(frozen=True)
class Which:
    """看哪些: in hand, or all; narrowed by category, state, form, organ, by being late, and by a word
    of the title."""

    hand: bool = True
    category: str = ""
    state: str = ""
    form: str = ""
    organ: int | None = None
    late: bool = False
    words: str = ""


def petitions_at(actor: Actor, which: Which, at: datetime, before: int = 0) -> list[Petition]:
    """This desk's, the newest first, a page and one more."""
    rows = _narrowed(visible_to(actor), which, actor)
    if which.late:
        rows = rows.filter(case__due_at__lte=at, case__closed_at=None)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related(*WITH).order_by("-pk")[: PAGE_SIZE + 1])


def _narrowed(rows: QuerySet[Petition], which: Which, actor: Actor) -> QuerySet[Petition]:
    if which.hand:
        waits = Q(case__holder_id=actor.office_id) | Q(objection=True, case__receiver_id=actor.office_id)
        rows = rows.filter(waits, case__closed_at=None)
    for column, value in (
        ("category", which.category),
        ("form", which.form),
        ("case__state", which.state),
        ("organ_id", which.organ),
    ):
        if value:
            rows = rows.filter(**{column: value})
    if which.words:
        code = Q(case__public_code=cases.code_typed(which.words))
        rows = rows.filter(Q(case__title__contains=which.words) | code)
    return rows


def counts_at(actor: Actor, at: datetime) -> dict[str, int]:
    """{"hand", "late"} of this desk's open petitions."""
    hand = _narrowed(visible_to(actor), Which(), actor)
    return {"hand": hand.count(), "late": hand.filter(case__due_at__lte=at).count()}


def my_petitions(actor: Actor, before: int = 0) -> list[Petition]:
    """One's own, the newest first, a page and one more."""
    rows = visible_to(actor)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related(*WITH).order_by("-pk")[: PAGE_SIZE + 1])


def organs_with_mine(actor: Actor) -> list[tuple[int, str]]:
    """The organs that have a petition which this actor knows of: (id, name)."""
    rows = (
        visible_to(actor).exclude(organ=None).order_by("organ__name").values_list("organ_id", "organ__name")
    )
    return list(rows.distinct())
