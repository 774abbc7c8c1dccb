"""数: how many have a vote, how many are there, how they voted. Counted from rows, each time."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Aggregate, Q, Sum
from django.db.models import Count as Rows

from sanzhi.deliberation import rules, urns
from sanzhi.deliberation.models import (
    Elector,
    HandCount,
    Item,
    Meeting,
    Method,
    Polled,
    Resolution,
    Urn,
    Vote,
)
from sanzhi.deliberation.packs import PACKS
from sanzhi.deliberation.rules import Count
from sanzhi.kit import walls
from sanzhi.people.roles import Actor

from .rosters import refused, visible_to

Figures = tuple[int, int, int]  # in favour, against, abstained
NOBODY: Figures = (0, 0, 0)


def presence(meeting: Meeting, *, until: datetime | None = None) -> dict[str, tuple[int, int]]:
    """{measure: (entitled, there)} of the frozen roster; `until`: there at that moment."""
    here = Q(present_at__lte=until) if until else Q(present_at__isnull=False)
    measures = rules.measures_of(PACKS[meeting.body.pack], meeting.measure)
    asked = {one: _weighed(one, Q()) for one in measures} | {
        f"{one}_here": _weighed(one, here) for one in measures
    }
    with walls.the_house():
        found = Elector.objects.filter(meeting=meeting).aggregate(**asked)
    return {one: (found[one], found[f"{one}_here"]) for one in measures}


def women_there(resolution: Resolution) -> tuple[int, int]:
    """(women, people) who were there when it was resolved."""
    with walls.the_house():
        found = Elector.objects.filter(
            meeting__items__resolution=resolution, present_at__lte=resolution.decided_at
        ).aggregate(women=Rows("id", filter=Q(member__woman=True)), people=Rows("id"))
    return found["women"], found["people"]


def _weighed(measure: str, whom: Q) -> Aggregate:
    if measure == "area":
        return Sum("area_cm2", default=0, filter=whom)
    return (
        Rows("household", distinct=True, filter=whom) if measure == "households" else Rows("id", filter=whom)
    )


def counts(item: Item, *, until: datetime | None = None) -> dict[str, Count]:
    """What `rules.decided` is told of an item; `until`: with whoever was there at that moment."""
    voted = _voted(item)
    return {
        measure: Count(entitled, there, *voted.get(measure, NOBODY))
        for measure, (entitled, there) in presence(item.meeting, until=until).items()
    }


def _voted(item: Item) -> Mapping[str, Figures]:
    with walls.the_house():
        if item.method == Method.NAMED:
            return _named(item)
        counted = agreed(item) or NOBODY
        if item.method == Method.SECRET:
            (a, b, c), (d, e, f) = counted, in_urn(item)
            counted = (a + d, b + e, c + f)
    return {"heads": counted, "households": counted}


def _named(item: Item) -> Mapping[str, Figures]:
    rows = Vote.objects.filter(item=item).values("choice").order_by()
    asked = rows.annotate(
        heads=Rows("id"), households=Rows("elector__household", distinct=True), area=Sum("elector__area_cm2")
    )
    found = {row["choice"]: row for row in asked}

    def said(choice: str, measure: str) -> int:
        return int(found[choice][measure]) if choice in found else 0

    return {
        measure: (said("for", measure), said("against", measure), said("abstain", measure))
        for measure in ("heads", "households", "area")
    }


def in_urn(item: Item) -> Figures:
    """The ballots in the box, counted."""
    urn = Urn.objects.filter(item=item).first()
    cast = Counter(choice for _hash, choice in urns.opened(bytes(urn.ballots) if urn else b""))
    return cast["for"], cast["against"], cast["abstain"]


def counts_by_hand(item: Item) -> list[HandCount]:
    """Every teller's count, round by round."""
    return list(HandCount.objects.filter(item=item).select_related("teller"))


def count_here(actor: Actor, count: int) -> HandCount:
    """One teller's count of an item in sight, when its figures may be seen; Refusal "not_visible" for any other."""
    rows = HandCount.objects.select_related("item__resolution")
    found = rows.filter(pk=count, item__meeting__body__in=visible_to(actor)).first()
    if found is None or not shown(found.item):
        raise refused()
    return found


def last_round(item: Item) -> list[tuple[int, Figures]]:
    """(teller, figures) of the last round."""
    rows = counts_by_hand(item)
    last = rows[-1].round if rows else 0
    return [(one.teller_id, (one.in_favour, one.against, one.abstained)) for one in rows if one.round == last]


def agreed(item: Item) -> Figures | None:
    """What two tellers counted alike in the last round; None while they have not."""
    rows = last_round(item)
    return rows[0][1] if rules.tellers_agree(rows) else None


def papers_out(item: Item) -> int:
    """How many paper ballots were handed out."""
    with walls.the_house():
        return Polled.objects.filter(item=item, channel=Polled.Channel.PAPER).count()


def polled_so_far(item: Item) -> int:
    """How many have put a ballot in, or have one on paper; never what was voted, until it is closed."""
    with walls.the_house():
        if item.method == Method.NAMED:
            return Vote.objects.filter(item=item).count()
        return Polled.objects.filter(item=item).count()


def ballots_of(item: Item) -> list[tuple[str, str]]:
    """重计用的票: (receipt's hash, choice) of each ballot that came by phone, by the hash; none before it is closed with a quorum."""
    if not shown(item):
        return []
    with walls.the_house():
        urn = Urn.objects.filter(item=item, shut=True).first()
        return sorted(urns.opened(bytes(urn.ballots))) if urn else []


def shown(item: Item) -> bool:
    """Whether what was voted may be seen: after the close, and with enough there; of a secret vote below it, never."""
    resolution: Resolution | None = getattr(item, "resolution", None)
    return resolution is not None and (item.method != Method.SECRET or resolution.code != "quorum_short")


def lies_in_box(item: Item, receipt: str) -> bool:
    """Whether a ballot with this receipt was counted. What it says is not told: a receipt proves nothing to others."""
    if not shown(item):
        return False
    asked = urns.hash_of(receipt)
    with walls.the_house():
        urn = Urn.objects.filter(item=item).first()
        return urn is not None and any(one == asked for one, _choice in urns.opened(bytes(urn.ballots)))
