"""无记名: a ballot goes into the box, a mark onto the roster, and nothing says which belongs to which (decision 0150)."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sanzhi.deliberation import urns
from sanzhi.deliberation.models import Choice, Elector, Item, Method, Polled
from sanzhi.kit import ids, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .attending import attended, came, elector_said
from .bodies import noted
from .voting import may_vote, voter, voting

# Put among the ballots that are there, at a place drawn by lot: what lies first says nothing of who came first.
_PUT = """
UPDATE deliberation_urn AS u
SET ballots = substring(u.ballots FROM 1 FOR d.at) || %(ballot)s || substring(u.ballots FROM d.at + 1)
FROM (SELECT id, %(size)s * floor(random() * (length(ballots) / %(size)s + 1))::int AS at
      FROM deliberation_urn WHERE item_id = %(item)s FOR UPDATE) AS d
WHERE u.id = d.id AND NOT u.shut
"""
# One statement for what nearly always holds; why not is asked only of whoever is not let in.
_MARK = """
INSERT INTO deliberation_polled (item_id, elector_id, channel)
SELECT %(item)s, %(elector)s, %(channel)s
WHERE NOT EXISTS (SELECT FROM deliberation_recusal AS r WHERE r.item_id = %(item)s AND r.elector_id = %(elector)s)
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def cast(
    item_id: int, choice: str, receipt: str, *, giver: int | None = None, by: Actor, at: datetime
) -> int:
    """无记名投票, on one's own phone, for oneself or for whoever gave one a written proxy. `receipt`: the code the voter was
    shown with the ballot, which nobody keeps. Returns the meeting. Raises Refusal."""
    item, code = voting(item_id, Method.SECRET), ids.normalise_code(receipt)
    with (
        walls.the_house()
    ):  # the household, who has voted, and last, so that it is held for a moment only, the box
        if choice not in Choice.values:
            raise Refusal("choice_unknown", _("请选赞成、反对或者弃权。"))
        elector = voter(item, giver, by, at)
        marked(item, elector, Polled.Channel.WEB)
        noted("council.polled", ("meeting", item.meeting_id), by, at, item=item.pk, elector=elector.pk)
        with connection.cursor() as cursor:
            said = {"ballot": urns.ballot(code, choice), "size": urns.SIZE, "item": item.pk}
            cursor.execute(_PUT, said)
            if cursor.rowcount != 1:
                raise Refusal("vote_shut", _("这个议题的投票已经结束。"))
    return item.meeting_id


@transaction.atomic
def hand_out(item_id: int, said: str, *, by: Actor, at: datetime) -> None:
    """发纸票: to somebody there, once; whoever has one does not vote on a phone too. Raises Refusal."""
    item = voting(item_id, Method.SECRET)
    meeting = attended(item.meeting_id, by)
    elector = came(elector_said(meeting, said), meeting, Elector.Via.PAPER, by, at)
    marked(item, elector, Polled.Channel.PAPER)
    noted("council.paper_out", ("meeting", item.meeting_id), by, at, item=item.pk, elector=elector.pk)


def marked(item: Item, elector: Elector, channel: Any) -> None:
    """On the roster: has voted, or has a paper ballot. Raises Refusal for whoever is recused, has one or had one already."""
    with walls.the_house():
        with connection.cursor() as cursor:
            cursor.execute(_MARK, {"item": item.pk, "elector": elector.pk, "channel": channel})
            if cursor.rowcount == 1:
                return
        may_vote(item, elector, Choice.ABSTAIN)
    raise Refusal("voted_already", _("已经投过，或者已经领了纸票，一人一票。"))
