"""桐乡好人: the roll that everybody reads, what a nominee is asked, what each desk has in hand."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sanzhi.honours.models import Nomination
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor

from .red import PAGE_SIZE, in_area

NOT_AWARDED = ("failed", "refused", "objected", "revoked")  # where it ended without an award that stands
WAITING = ("nominated", "asked", "agreed", "checked", "announced")


@dataclass(frozen=True)
class Rolled:
    """An award as everybody may read it now; `name` is empty where its time is up or the person took it back."""

    award: Nomination
    name: str


def name_now(one: Nomination, at: datetime) -> str:
    """Who it is, while they stand by it and its time runs."""
    if one.shown_until is None or at >= one.shown_until or not agreed(one):
        return ""
    return one.nominee.name if one.nominee else ""


def agreed(one: Nomination) -> bool:
    """Whether the nominee has agreed and not taken it back."""
    return bool(one.consent and one.consent.withdrawn_at is None)


def roll(area: str, at: datetime, *, level: str = "", year: int = 0, before: int = 0) -> list[Rolled]:
    """好人榜 of a place and all in it, the newest first, a page and one more. Revoked ones and those taken back are not on it."""
    with walls.the_house():
        rows = Nomination.objects.filter(
            in_area(area), state="awarded", consent__withdrawn_at=None, awarded_at__lte=at
        )
        rows = rows.filter(**({"level": level} if level else {}) | ({"year": year} if year else {}))
        if before:
            last = Nomination.objects.filter(pk=before).values_list("awarded_at", flat=True).first()
            rows = (
                rows.filter(Q(awarded_at__lt=last) | Q(awarded_at=last, id__lt=before))
                if last
                else rows.none()
            )
        found = rows.select_related("area", "area__parent", "nominee", "consent").order_by(
            "-awarded_at", "-id"
        )
        return [Rolled(one, name_now(one, at)) for one in found[: PAGE_SIZE + 1]]


def by_paper(paper: str) -> Nomination:
    """What the QR code of a certificate opens, for whoever holds it. Refusal "not_visible" for a code that is none."""
    with walls.the_house():
        found = Nomination.objects.select_related("area", "area__parent", "nominee", "consent")
        one = found.filter(paper=paper[:32], awarded_at__isnull=False).first()
    if one is None:
        raise Refusal("not_visible", _("没有这张证书，请核对。"))
    return one


def nominations(actor: Actor, state: str = "", before: int = 0) -> list[Nomination]:
    """Of one's area, the newest first, a page and one more."""
    rows = Nomination.objects.filter(in_area(actor.reach or "-"))
    if state:
        rows = rows.filter(state=state)
    return _page(rows.select_related("area", "nominee"), before)


def counts(actor: Actor) -> dict[str, int]:
    """How many of one's area wait at each step."""
    found: dict[str, int] = dict.fromkeys(WAITING, 0)
    rows = Nomination.objects.filter(in_area(actor.reach or "-"), state__in=WAITING)
    for state in rows.values_list("state", flat=True):
        found[state] += 1
    return found


def nomination_by_id(actor: Actor, nomination_id: int) -> Nomination:
    """One of one's area, for the desk. Refusal "not_visible" for any other."""
    found = _whole().filter(pk=nomination_id).first()
    if found is None or not actor.reach or not found.area_id.startswith(actor.reach):
        raise Refusal("not_visible", _("没有找到这一条推荐。"))
    return found


def mine(actor: Actor, nomination_id: int) -> Nomination:
    """One in which one is the nominee and was asked."""
    rows = Nomination.objects.select_related("area", "nominee", "consent")  # who proposed one is not told
    found = rows.filter(pk=nomination_id, nominee=actor.person_id).exclude(state="nominated").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一条推荐。"))
    return found


def of_me(person_id: int, before: int = 0) -> list[Nomination]:
    """What one is or was asked about, the newest first, a page and one more."""
    rows = Nomination.objects.filter(nominee=person_id).select_related("area", "consent")
    return _page(rows, before)


def by_me(person_id: int, before: int = 0) -> list[Nomination]:
    """Whom one nominated, the newest first, a page and one more: how far it is, and nothing of what was looked at."""
    return _page(Nomination.objects.filter(nominated_by=person_id).select_related("area"), before)


def _page(rows: QuerySet[Nomination], before: int) -> list[Nomination]:
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def _whole():
    return Nomination.objects.select_related(
        "area", "area__parent", "nominee", "consent", "notice", "nominated_by", "accepted_by", "checked_by",
        "awarded_by", "revoking_by", "revoked_by",
    )  # fmt: skip


def place_name(one: Nomination) -> str:
    """The village, town or county that gave it."""
    return str(Area.objects.get(code=one.place))
