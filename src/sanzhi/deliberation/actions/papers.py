"""纸票: entered by two, compared, counted once; who voted another way is found and not counted again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.deliberation import access, queries
from sanzhi.deliberation.models import Choice, Elector, Item, Method, PaperDoubt, PaperVote, Recusal, Vote
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .attending import came
from .bodies import Problem, noted

MOST_ROWS = 5_000  # 本平台约定: of one batch


@transaction.atomic
def enter_papers(
    item_id: int, rows: Sequence[tuple[str, str]], *, by: Actor, at: datetime
) -> tuple[int, list[Problem]]:
    """录纸票, one's own reading: (number or code, choice) of each. A number that comes twice is flagged. Raises Refusal."""
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
        elif choice not in Choice.values:
            problems.append(Problem(row, _("请写赞成、反对或者弃权。")))
        elif elector in known:
            twice.add(elector)
            problems.append(Problem(row, _("这个号的纸票已经录过一张，这一张没有收，已存疑。")))
        else:
            known.add(elector)
            made.append(
                PaperVote(
                    item=item, elector_id=elector, entry=entry, choice=choice, by_id=by.person_id, at=at
                )
            )
    PaperVote.objects.bulk_create(made, batch_size=1000)
    _doubt(item, twice, PaperDoubt.Kind.TWICE, by, at)
    said_of = {"item": item.pk, "entry": entry, "entered": len(made), "twice": len(twice)}
    noted("council.papers", ("meeting", item.meeting_id), by, at, **said_of)
    return len(made), problems


@transaction.atomic
def mend_paper(item_id: int, said: str, choice: str, *, by: Actor, at: datetime) -> PaperVote:
    """改录入: what one misread oneself, before it is counted. Raises Refusal."""
    item, _entry = _open_to(item_id, by)
    elector = queries.electors_by_mark(item.meeting).get(said.strip().upper())
    own = PaperVote.objects.filter(item=item, elector_id=elector, by_id=by.person_id).first()
    if own is None or choice not in Choice.values:
        raise Refusal("paper_unknown", _("您没有录过这个号的纸票。"))
    if Vote.objects.filter(item=item, elector_id=elector).exists():
        raise Refusal("voted_already", _("这个号已经计票，不能再改。"))
    own.choice, own.at = choice, at
    own.save(update_fields=["choice", "at"])
    noted("council.paper_mended", ("meeting", item.meeting_id), by, at, item=item.pk, elector=own.elector_id)
    return own


@transaction.atomic
def count_papers(item_id: int, *, by: Actor, at: datetime) -> int:
    """合票: what both entered alike becomes a vote; who has voted another way is flagged and keeps that one. Raises Refusal."""
    item = (
        Item.objects.select_for_update(of=("self",))
        .select_related("meeting__body")
        .filter(pk=item_id)
        .first()
    )
    item = _seen(item, by)
    alike = queries.papers_alike(item)
    voted = set(Vote.objects.filter(item=item).exclude(channel="paper").values_list("elector", flat=True))
    done = set(Vote.objects.filter(item=item, channel="paper").values_list("elector", flat=True))
    recused = set(Recusal.objects.filter(item=item).values_list("elector", flat=True))
    _doubt(item, voted & alike.keys(), PaperDoubt.Kind.ELSEWHERE, by, at)
    new = {one: choice for one, choice in alike.items() if one not in voted | done | recused}
    _all_there(item, list(new), by, at)
    Vote.objects.bulk_create(
        (
            Vote(item=item, elector_id=one, choice=choice, channel="paper", by_id=by.person_id, at=at)
            for one, choice in new.items()
        ),
        batch_size=1000,
    )
    noted("council.papers_counted", ("meeting", item.meeting_id), by, at, item=item.pk, counted=len(new))
    return len(new)


def _all_there(item: Item, electors: list[int], by: Actor, at: datetime) -> None:
    """A ballot sent in is being there; by households one at a time, for one speaks for each."""
    absent = Elector.objects.filter(pk__in=electors, present_at=None)
    if item.meeting.measure == "households":
        for one in absent:
            came(one, Elector.Via.PAPER, by, at)
    else:
        absent.update(present_at=at, via=Elector.Via.PAPER, signed_by_id=by.person_id)


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
    found = (
        Item.objects.select_for_update(of=("self",))
        .select_related("meeting__body")
        .filter(pk=item_id)
        .first()
    )
    item = _seen(found, by)
    entries = dict(PaperVote.objects.filter(item=item).values_list("by", "entry").distinct())
    if by.person_id in entries:
        return item, entries[by.person_id]
    if len(entries) == 2:
        raise Refusal("two_entered", _("已经有两个人在录这个议题的纸票。"))
    return item, 2 if 1 in entries.values() else 1


def _seen(item: Item | None, by: Actor) -> Item:
    if item is None or not by.reach or not item.meeting.body.area_id.startswith(by.reach):
        raise Refusal("not_visible", _("没有找到这个议题。"))
    access.may_count(by, item.meeting.body.area_id).or_refuse()
    if item.state != Item.State.VOTING or item.method != Method.NAMED:
        raise Refusal("vote_shut", _("这个议题现在不录纸票。"))
    return item
