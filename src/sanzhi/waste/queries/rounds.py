"""轮次和检查: those of one's place; those of one's own household."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.waste.models import Conflict, Fault, Grade, Inspection, WasteRound

from .bins import PAGE_SIZE, household_of, within, works_here

GRADES = tuple(Grade.choices)
FAULTS = tuple(Fault.choices)


def rounds_seen(actor: Actor) -> QuerySet[WasteRound]:
    return WasteRound.objects.filter(within(actor.reach)) if works_here(actor) else WasteRound.objects.none()


def rounds_in(actor: Actor, before: int = 0) -> list[WasteRound]:
    """The newest first, a page and one more, each with `.scanned`."""
    scanned = Inspection.objects.filter(round=OuterRef("pk")).order_by().values("round")
    counted = Coalesce(Subquery(scanned.annotate(n=Count("id")).values("n")), 0)
    rows = rounds_seen(actor).select_related("area", "grid", "inspector").annotate(scanned=counted)
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def round_by_id(actor: Actor, round_id: int) -> WasteRound:
    found = rounds_seen(actor).select_related("area", "grid", "inspector").filter(pk=round_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一轮。"))
    return found


def rounds_to_walk(actor: Actor, today: date) -> list[WasteRound]:
    """Those I took and have not ended, then those of today that nobody took yet: as many as a phone shows; all of them
    stand in `rounds_in`."""
    rows = rounds_seen(actor).filter(finished_at=None, dropped_at=None)
    free = Q(inspector=None, day=today)
    rows = rows.filter(Q(inspector=actor.person_id) | free).select_related("area", "grid")
    return list(rows.order_by(F("inspector").asc(nulls_last=True), "-id")[:PAGE_SIZE])


def inspections_seen(actor: Actor) -> QuerySet[Inspection]:
    return Inspection.objects.filter(within(actor.reach)) if works_here(actor) else Inspection.objects.none()


def inspections_of_round(found: WasteRound, before: int = 0) -> list[Inspection]:
    """The newest first, a page and one more, each with `.contested`."""
    open_conflict = Conflict.objects.filter(inspection=OuterRef("pk"), decided_at=None)
    rows = Inspection.objects.filter(round=found).annotate(contested=Exists(open_conflict))
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.select_related("household", "bin").order_by("-id")[: PAGE_SIZE + 1])


def inspections_of_mine(actor: Actor, before: int = 0) -> list[Inspection]:
    """我家的检查结果, the newest first, a page and one more, with the appeal of each."""
    home = household_of(actor)
    rows = Inspection.objects.filter(household=home or 0).select_related("bin", "appeal", "claim")
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def kept_of(actor: Actor) -> list[dict[str, Any]]:
    """Every inspection of one's household, for one's own copy (个人信息保护法 art. 45). One query."""
    rows = Inspection.objects.filter(household=household_of(actor) or 0).order_by("-id")
    return list(rows.values("day", "stream", "counted", "faults"))


def inspection_of_mine(actor: Actor, inspection_id: int) -> Inspection:
    """One of one's own household's; "not_visible" for any other. Raises Refusal."""
    home = household_of(actor)
    rows = Inspection.objects.select_related("bin", "appeal", "claim")
    found = rows.filter(pk=inspection_id, household=home or 0).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一条检查结果。"))
    return found


def inspection_by_id(actor: Actor, inspection_id: int) -> Inspection:
    found = inspections_seen(actor).select_related("household", "bin").filter(pk=inspection_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一条检查结果。"))
    return found
