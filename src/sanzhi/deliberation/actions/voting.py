"""表决: opened, voted on by name or by hands, closed. What it came to is counted and judged, never typed."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.deliberation import queries, rules
from sanzhi.deliberation.models import (
    Choice,
    Elector,
    HandCount,
    Item,
    Meeting,
    Method,
    Recusal,
    Resolution,
    Urn,
    Vote,
)
from sanzhi.deliberation.packs import PACKS, Pack
from sanzhi.kit import walls
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .attending import attended, came, elector_said, own_elector
from .bodies import noted
from .gates import item_to_count
from .meetings import held_item

# The meeting's row before the item's, as whoever closes the vote takes them.
_WHILE_OPEN = """
SELECT FROM deliberation_meeting AS m JOIN deliberation_item AS i ON i.meeting_id = m.id WHERE i.id = %s
FOR KEY SHARE OF m, i
"""


@transaction.atomic
def open_vote(item_id: int, *, by: Actor, at: datetime) -> Item:
    """开始表决. By hands only when enough are there: nobody comes later to that. Raises Refusal."""
    item = held_item(item_id, by)
    if (
        item.meeting.state != Meeting.State.OPEN
        or item.state != Item.State.WAITING
        or item.method == Method.HEAR
    ):
        raise Refusal("wrong_state", _("现在不能开始表决这个议题。"))
    if item.method == Method.HANDS:
        _begun(item, at)
        enough(item.meeting)
    item.state, item.opened_at = Item.State.VOTING, at
    item.save(update_fields=["state", "opened_at"])
    if item.method == Method.SECRET:
        with walls.the_house():
            Urn.objects.create(item=item)
    noted("council.vote_opened", ("meeting", item.meeting_id), by, at, tell=True, item=item.pk)
    return item


def _begun(item: Item, at: datetime) -> None:
    if at < item.meeting.starts_at:
        raise Refusal("not_begun", _("还没到开会的时间。"))


def enough(meeting: Meeting) -> None:
    """Refuses while the quorum is missed, with its article."""
    for one in queries.quorum_of(meeting):
        if not one.met:
            said = {"who": one.quorum.who, "share": one.quorum.share.name, "basis": one.quorum.basis,
                    "here": one.present, "all": one.entitled}  # fmt: skip
            raise Refusal(
                "quorum_short",
                _("还没到法定人数：要有%(who)s的%(share)s到会（%(basis)s），现在到 %(here)s，应到 %(all)s。")
                % said,
            )


@transaction.atomic
def vote(item_id: int, choice: str, *, giver: int | None = None, by: Actor, at: datetime) -> Vote:
    """记名表决, on one's own phone, for oneself or for whoever gave one a written proxy. Voting is being there. Raises Refusal."""
    item = voting(item_id, Method.NAMED)
    elector = voter(item, giver, by, at)
    return put_vote(item, elector, choice, Vote.Channel.WEB, by, at)


def voter(item: Item, giver: int | None, by: Actor, at: datetime) -> Elector:
    """Oneself, who is there by voting; or whoever gave one a written proxy. Raises Refusal."""
    me = came(own_elector(by, item.meeting), item.meeting, Elector.Via.VOTE, by, at)
    if giver is None:
        return me
    with walls.the_house():  # the giver's row is not one's own
        elector = Elector.objects.filter(pk=giver, given__holder=me).first()
    if elector is None:
        raise Refusal("no_proxy", _("没有登记这个人委托您。"))
    return elector


@transaction.atomic
def vote_for(item_id: int, said: str, choice: str, *, by: Actor, at: datetime) -> Vote:
    """现场代录: what somebody without a phone says or shows there, by their number. Raises Refusal."""
    item = voting(item_id, Method.NAMED)
    meeting = attended(item.meeting_id, by)
    elector = came(elector_said(meeting, said), meeting, Elector.Via.CLERK, by, at)
    return put_vote(item, elector, choice, Vote.Channel.DESK, by, at)


def put_vote(item: Item, elector: Elector, choice: str, channel: Any, by: Actor, at: datetime) -> Vote:
    """One row of one elector, whichever way it came. Raises Refusal."""
    may_vote(item, elector, choice)
    with walls.the_house():
        try:
            with transaction.atomic():
                made = Vote.objects.create(
                    item=item, elector=elector, choice=choice, channel=channel, by_id=by.person_id, at=at
                )
        except IntegrityError as error:
            raise Refusal("voted_already", _("已经投过了，一人一票，不能改。")) from error
    noted(
        "council.voted",
        ("meeting", item.meeting_id),
        by,
        at,
        item=item.pk,
        elector=elector.pk,
        channel=channel,
    )
    return made


def may_vote(item: Item, elector: Elector, choice: Any) -> None:
    if choice not in Choice.values:
        raise Refusal("choice_unknown", _("请选赞成、反对或者弃权。"))
    if Recusal.objects.filter(item=item, elector=elector).exists():
        raise Refusal("recused", _("这个议题登记了回避，不能投票。"))


def voting(item_id: int, method: Any) -> Item:
    """The item, while its vote is open: whoever closes it waits until this one is in, and this one for a close under way."""
    with connection.cursor() as cursor:
        cursor.execute(_WHILE_OPEN, [item_id])
    item = Item.objects.select_related("meeting__body").filter(pk=item_id).first()
    if item is None:
        raise queries.refused()
    if item.state != Item.State.VOTING or item.method != method:
        raise Refusal("vote_shut", _("这个议题现在不能这样投票。"))
    return item


@transaction.atomic
def count_by_hand(
    item_id: int, figures: tuple[int, int, int], photo: Kept | None, *, by: Actor, at: datetime
) -> HandCount:
    """点数: one teller's count of hands, or of the paper ballots in the box. When two differ, both count again. Raises Refusal."""
    item = item_to_count(item_id, by, Method.HANDS, Method.SECRET)
    if min(figures) < 0 or sum(figures) > most_counted(item):
        raise Refusal("counts_shape", _("赞成、反对、弃权合起来不能多于到会的人（发出的纸票），请核对。"))
    rows = queries.counts_by_hand(item)
    last = rows[-1].round if rows else 1
    round_now = [one for one in rows if one.round == last]
    if len(round_now) >= 2:
        if rules.tellers_agree(queries.last_round(item)):
            raise Refusal("counted_already", _("两个人已经数得一样，可以结束表决了。"))
        last, round_now = last + 1, []
    if any(one.teller_id == by.person_id for one in round_now):
        raise Refusal("counted_already", _("您已经数过了，请另一个人数。"))
    made = HandCount.objects.create(
        item=item, round=last, teller_id=by.person_id, in_favour=figures[0], against=figures[1], abstained=figures[2],
        photo=photo.digest if photo else "", mime=photo.mime if photo else "", at=at,
    )  # fmt: skip
    noted(
        "council.counted",
        ("meeting", item.meeting_id),
        by,
        at,
        item=item.pk,
        round=last,
        figures=list(figures),
    )
    return made


def most_counted(item: Item) -> int:
    """How many hands, or ballots from the box, there can be at most."""
    if item.method == Method.SECRET:
        return queries.papers_out(item)
    here = queries.presence(item.meeting)
    keeps_out = Recusal.objects.filter(item=item, elector__present_at__isnull=False).count()
    return here["heads" if "heads" in here else "households"][1] - keeps_out


@transaction.atomic
def close_vote(item_id: int, *, by: Actor, at: datetime) -> Resolution:
    """结束表决: counted from the roster, who came and what was voted; judged by the rules of the body; frozen. Raises Refusal."""
    item = held_item(item_id, by)
    if item.state != Item.State.VOTING:
        raise Refusal("vote_shut", _("这个议题没有在表决。"))
    _begun(item, at)
    _counted_whole(item)
    pack, told = PACKS[item.meeting.body.pack], queries.days_told(item.meeting)
    counts = queries.counts(item)
    # Whoever is counted came before it, though their press may bear a later moment than this one.
    last = item.meeting.electors.aggregate(last=Max("present_at"))["last"]
    with override("zh-hans"):  # what is kept does not change with who reads it
        verdict = rules.decided(pack, counts, told)
        basis = _basis(pack)
    made = Resolution.objects.create(
        item=item, pack=pack.code, notice_days=told, passed=verdict.ok, code=verdict.code, sentence=verdict.sentence,
        counts={measure: list(asdict(count).values()) for measure, count in counts.items()}, basis=basis,
        decided_by_id=by.person_id, decided_at=max(at, last or at),
    )  # fmt: skip
    item.state = Item.State.DECIDED
    item.save(update_fields=["state"])
    if item.method == Method.SECRET:
        with walls.the_house():
            Urn.objects.filter(item=item).update(shut=True)
    noted(
        "council.decided",
        ("meeting", item.meeting_id),
        by,
        at,
        tell=True,
        item=item.pk,
        passed=made.passed,
        code=made.code,
    )
    return made


def _counted_whole(item: Item) -> None:
    """Hands, and papers in a box, are counted by two before it can be closed; one of them brings a photo. Named papers were
    entered alike by two, and counted."""
    if item.method == Method.NAMED:
        papers = queries.paper_state(item)
        if papers.differ or papers.waiting:
            raise Refusal("papers_differ", _("还有录得不一样、或者没有合票的纸票，请先对完。"))
        return
    if item.method == Method.SECRET and not queries.papers_out(item):
        return
    rules.tellers_agree(queries.last_round(item)).or_refuse()
    rows = queries.counts_by_hand(item)
    if not any(one.photo for one in rows if one.round == rows[-1].round):
        raise Refusal("photo_missing", _("请至少一人附上会场或者计票单的照片。"))


def _basis(pack: Pack) -> str:
    named = [*(one.basis for one in pack.quorum.values()), pack.majority_basis]
    return "；".join(dict.fromkeys(str(one) for one in named))[:200]
