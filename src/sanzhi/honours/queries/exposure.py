"""曝光: what is shown now, and to whom; what waits to be let out, answered, fixed; whether a board is open at all."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sanzhi.honours.models import Exposure, ExposureReply, Opening, Takedown
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .red import PAGE_SIZE, in_area


@dataclass(frozen=True)
class Exposed:
    """One as everybody reads it: with the replies to it, without their names."""

    exposure: Exposure
    replies: tuple[str, ...]


def _out(at: datetime) -> QuerySet[Exposure]:
    """Let out twice, its days not over, not fixed, not ended, nobody's wish that it go unanswered, its boards open.

    The clock need not have run for any of it.
    """
    waiting = Takedown.objects.filter(exposure=OuterRef("pk"), answered_at=None)
    rows = Exposure.objects.filter(second_at__lte=at, until__gt=at, fixed_at=None, ended_at=None)
    rows = rows.filter(area__in=_open_villages(at)) if _county_open(at) else rows.none()
    return rows.exclude(Exists(waiting))


def _open(at: datetime) -> QuerySet[Opening]:
    return Opening.objects.filter(agreed_at__lte=at, closed_at=None)


def _county_open(at: datetime) -> bool:
    return _open(at).filter(area__level="county").exists()


def _open_villages(at: datetime) -> QuerySet:
    return _open(at).values("area")


def board_open(area: str, at: datetime) -> bool:
    """Whether a village has an exposure board now: its county and itself have decided so."""
    both = (area, area[:6] + "000000")
    return _open(at).filter(area__in=both).count() == len(both)


def exposed(area: str, at: datetime, *, before: int = 0) -> list[Exposed]:
    """曝光 of a place and all in it, the newest first, a page and one more."""
    with walls.the_house():
        rows = _out(at).filter(in_area(area))
        if before:
            rows = rows.filter(id__lt=before)
        found = rows.select_related("area", "area__parent").prefetch_related("replies").order_by("-id")
        return [_with_replies(one) for one in found[: PAGE_SIZE + 1]]


def exposed_by_id(exposure_id: int, at: datetime) -> Exposed:
    """One of them. Refusal "not_visible" for whatever is not shown now."""
    with walls.the_house():
        rows = _out(at).select_related("area", "area__parent").prefetch_related("replies")
        found = rows.filter(pk=exposure_id).first()
        if found is None:
            raise Refusal("not_visible", _("没有找到这一条，或者已经不再公布。"))
        return _with_replies(found)


def _with_replies(one: Exposure) -> Exposed:
    return Exposed(one, tuple(reply.text for reply in sorted(one.replies.all(), key=lambda reply: reply.pk)))


def exposures(actor: Actor, before: int = 0) -> list[Exposure]:
    """Of one's area, the newest first, a page and one more, each with whether somebody wants it gone (`.doubted`)."""
    rows = Exposure.objects.filter(in_area(actor.reach or "-"))
    if before:
        rows = rows.filter(id__lt=before)
    doubted = Exists(Takedown.objects.filter(exposure=OuterRef("pk"), answered_at=None))
    return list(rows.annotate(doubted=doubted).select_related("area").order_by("-id")[: PAGE_SIZE + 1])


def exposure_by_id(actor: Actor, exposure_id: int) -> Exposure:
    rows = Exposure.objects.select_related("area", "drawn_by", "first_by", "second_by")
    found = rows.filter(pk=exposure_id).first()
    if found is None or not actor.reach or not found.area_id.startswith(actor.reach):
        raise Refusal("not_visible", _("没有找到这一条。"))
    return found


def takedowns_of(exposure: Exposure) -> list[Takedown]:
    return list(exposure.takedowns.select_related("answered_by").order_by("id"))


def replies_to(exposure: Exposure) -> list[ExposureReply]:
    return list(exposure.replies.order_by("id"))


def _openings(actor: Actor) -> QuerySet[Opening]:
    rows = Opening.objects.filter(in_area(actor.reach or "-") | Q(area__level="county"))
    return rows.select_related("area", "proposed_by", "agreed_by", "closed_by")


def openings(actor: Actor, before: int = 0) -> list[Opening]:
    """The decisions of one's place, and the county's: the newest first, a page and one more."""
    rows = _openings(actor)
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def opening_by_id(actor: Actor, opening_id: int) -> Opening:
    found = _openings(actor).filter(pk=opening_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一条。"))
    return found


def originals_named() -> Collection[str]:
    return set(Exposure.objects.exclude(original_digest="").values_list("original_digest", flat=True))


def blurred_named() -> Collection[str]:
    return set(Exposure.objects.exclude(blurred_digest="").values_list("blurred_digest", flat=True))
