"""纸票: entered by two, compared, counted once; who voted another way is found and not counted again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sanzhi.deliberation import queries
from sanzhi.deliberation.models import (
    READINGS,
    VOID,
    Elector,
    Item,
    Method,
    PaperDoubt,
    PaperVote,
    Recusal,
    Vote,
)
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .attending import came, moment_of
from .bodies import Problem, noted
from .gates import item_to_count

MOST_ROWS = 5_000  # 本平台约定: of one batch


@dataclass(frozen=True)
class Entered:
    """录了什么: how many were taken, how many bore a number that had come already, and what is to be mended."""

    taken: int
    twice: int
    problems: list[Problem]


@transaction.atomic
def enter_papers(item_id: int, rows: Sequence[tuple[str, str]], *, by: Actor, at: datetime) -> Entered:
    """录纸票, one's own reading: (number or code, choice, or void) of each. A number that comes twice is flagged;
    while a row is to be mended none is taken. Raises Refusal."""
    item, entry = _open_to(item_id, by)
    if not 1 <= len(rows) <= MOST_ROWS:
        raise Refusal("rows_count", _("一次录 1 到 %(most)d 张。") % {"most": MOST_ROWS})
    electors = queries.electors_by_mark(item.meeting)
    known = set(PaperVote.objects.filter(item=item, entry=entry).values_list("elector", flat=True))
    made: list[PaperVote] = []
    problems: list[Problem] = []
    twice: set[int] = set()
    for row, (said, choice) in enumerate(rows, start=1):
        elector = electors.get(said.strip().upper())
        if elector is None:
            problems.append(Problem(row, _("名册上没有这个号。")))
        elif choice not in dict(READINGS):
            problems.append(Problem(row, _("请写赞成、反对、弃权或者作废。")))
        elif elector in known:
            twice.add(elector)
        else:
            known.add(elector)
            made.append(
                PaperVote(
                    item=item, elector_id=elector, entry=entry, choice=choice, by_id=by.person_id, at=at
                )
            )
    if problems:
        return Entered(0, 0, problems)
    PaperVote.objects.bulk_create(made, batch_size=1000)
    _doubt(item, twice, PaperDoubt.Kind.TWICE, by, at)
    said_of = {"item": item.pk, "entry": entry, "entered": len(made), "twice": len(twice)}
    noted("council.papers", ("meeting", item.meeting_id), by, at, **said_of)
    return Entered(len(made), len(twice), problems)


@transaction.atomic
def mend_paper(
    item_id: int, said: str, choice: str, reason: str = "", *, by: Actor, at: datetime
) -> PaperVote:
    """改录入: what one misread oneself, before it is counted; void, with the reason, when it was typed under a wrong number.
    Raises Refusal."""
    item, _entry = _open_to(item_id, by)
    elector = queries.electors_by_mark(item.meeting).get(said.strip().upper())
    own = PaperVote.objects.filter(item=item, elector_id=elector, by_id=by.person_id).first()
    if own is None or choice not in dict(READINGS):
        raise Refusal("paper_unknown", _("您没有录过这个号的纸票。"))
    if choice == VOID and not 2 <= len(reason.strip()) <= 100:
        raise Refusal("reason_missing", _("改成作废的，请写明为什么（2 到 100 个字）。"))
    if own.elector_id in queries.papers_counted(item):
        raise Refusal("voted_already", _("这个号已经计票，不能再改。"))
    own.choice, own.at = choice, at
    own.save(update_fields=["choice", "at"])
    said_of = {"item": item.pk, "elector": own.elector_id, "choice": choice, "reason": reason.strip()}
    noted("council.paper_mended", ("meeting", item.meeting_id), by, at, **said_of)
    return own


@transaction.atomic
def count_papers(item_id: int, *, by: Actor, at: datetime) -> int:
    """合票: what both entered alike becomes a vote; who has voted another way is flagged and keeps that one; what both found
    void is flagged and brings nobody there. Raises Refusal."""
    item = item_to_count(item_id, by, Method.NAMED)
    alike = queries.papers_alike(item)
    voted = set(Vote.objects.filter(item=item).exclude(channel="paper").values_list("elector", flat=True))
    done = set(Vote.objects.filter(item=item, channel="paper").values_list("elector", flat=True))
    recused = set(Recusal.objects.filter(item=item).values_list("elector", flat=True))
    _doubt(item, voted & alike.keys(), PaperDoubt.Kind.ELSEWHERE, by, at)
    left = {one: choice for one, choice in alike.items() if one not in voted | done | recused}
    new = {one: choice for one, choice in left.items() if choice != VOID}
    _doubt(item, left.keys() - new.keys(), PaperDoubt.Kind.VOID, by, at)
    spoken_for = _all_there(item, sorted(new), by, at)
    _doubt(item, spoken_for, PaperDoubt.Kind.HOUSEHOLD, by, at)
    votes = [
        Vote(item=item, elector_id=one, choice=choice, channel="paper", by_id=by.person_id, at=at)
        for one, choice in new.items()
        if one not in spoken_for
    ]
    Vote.objects.bulk_create(votes, batch_size=1000)
    noted("council.papers_counted", ("meeting", item.meeting_id), by, at, item=item.pk, counted=len(votes))
    return len(votes)


def _all_there(item: Item, electors: list[int], by: Actor, at: datetime) -> set[int]:
    """A ballot sent in is being there, also for whoever gave its voter a proxy. By households one speaks for each: the others,
    whom this returns, are not."""
    absent = Elector.objects.filter(pk__in=electors, present_at=None).order_by("pk")
    if item.meeting.measure == "households":
        return {one.pk for one in absent if not _came(one, item, by, at)}
    moment = moment_of(item.meeting, at)
    givers = Elector.objects.filter(given__holder__in=electors, present_at=None)
    both = list(givers.values_list("pk", flat=True))
    concerned = Elector.objects.filter(Q(pk__in=electors) | Q(pk__in=both), present_at=None)
    list(concerned.select_for_update().order_by("pk"))  # in one order, as whoever signs in takes them
    absent.order_by().update(present_at=moment, via=Elector.Via.PAPER, signed_by_id=by.person_id)
    givers.update(present_at=moment, via=Elector.Via.PROXY, signed_by_id=by.person_id)
    return set()


def _came(elector: Elector, item: Item, by: Actor, at: datetime) -> bool:
    try:
        came(elector, item.meeting, Elector.Via.PAPER, by, at)
    except Refusal:  # another speaks for the household
        return False
    return True


def _doubt(item: Item, electors: set[int], kind: Any, by: Actor, at: datetime) -> None:
    PaperDoubt.objects.bulk_create(
        (
            PaperDoubt(item=item, elector_id=one, kind=kind, by_id=by.person_id, at=at)
            for one in sorted(electors)
        ),
        ignore_conflicts=True,
    )


def _open_to(item_id: int, by: Actor) -> tuple[Item, int]:
    """The item, locked, and which of the two who enter `by` is. A third is refused."""
    item = item_to_count(item_id, by, Method.NAMED)
    entries = dict(PaperVote.objects.filter(item=item).values_list("by", "entry").distinct())
    if by.person_id in entries:
        return item, entries[by.person_id]
    if len(entries) == 2:
        raise Refusal("two_entered", _("已经有两个人在录这个议题的纸票。"))
    return item, 2 if 1 in entries.values() else 1
