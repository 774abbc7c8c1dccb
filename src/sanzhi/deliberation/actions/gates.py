"""进门: who is let at what; and how many hands hold one meeting at once."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection
from django.utils.translation import gettext as _

from sanzhi.deliberation import access
from sanzhi.deliberation.models import Body, Item
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.people.roles import Actor

Found = TypeVar("Found")


def let_in(found: Found | None, body: Body | None, by: Actor, may: Callable[[Actor, str], Verdict]) -> Found:
    """What was found of a body, for whoever may in its place; outside of one's reach nothing is there. Raises Refusal."""
    if found is None or body is None or not by.reach or not body.area_id.startswith(by.reach):
        verdict = access.not_there()
        raise Refusal(verdict.code, verdict.sentence)
    may(by, body.area_id).or_refuse()
    return found


def share_meeting(meeting_id: int) -> None:
    """Many come and vote at once, and nobody while a result is counted: whoever closes a vote holds this row alone. Taken
    before the item's and the electors' rows, as there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM deliberation_meeting WHERE id = %s FOR KEY SHARE", [meeting_id])


def item_to_count(item_id: int, by: Actor, *methods: Any) -> Item:
    """The item, locked, for whoever counts there, while it is voted on in one of these ways. Raises Refusal."""
    share_meeting(Item.objects.filter(pk=item_id).values_list("meeting", flat=True).first() or 0)
    rows = Item.objects.select_for_update(of=("self",)).select_related("meeting__body")
    found = rows.filter(pk=item_id).first()
    item = let_in(found, found and found.meeting.body, by, access.may_count)
    if item.state != Item.State.VOTING or item.method not in methods:
        raise Refusal("vote_shut", _("这个议题现在不能这样计票。"))
    return item
