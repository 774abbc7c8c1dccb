"""A meeting that resolves what another room puts to it; for the rooms above."""

from datetime import datetime
from itertools import count

from sanzhi.deliberation import actions
from sanzhi.deliberation.actions import NewMeeting, NewMember
from sanzhi.deliberation.models import Item, Meeting
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR

TOLD = 13 * DAY  # before the meeting: as long as any pack asks for
_bodies = count(1)


def a_body(area: str, pack: str, *, by: Actor, at: datetime, size: int = 3) -> int:
    """With so many on its roster."""
    body = actions.open_body(pack, f"会议{next(_bodies)}", area, by=by, at=at)
    rows = [NewMember(f"成员{number}") for number in range(1, size + 1)]
    assert actions.import_members(body.pk, rows, by=by, at=at) == (size, [])
    return body.pk


def called(body: int, starts_at: datetime, *, by: Actor, at: datetime) -> Meeting:
    """To which items can still be put."""
    return actions.call_meeting(body, NewMeeting("开会", "礼堂", starts_at), by=by, at=at)


def resolves(
    item: Item | None, *choices: str, starts_at: datetime, by: Actor, told: datetime | None = None
) -> datetime:
    """Everybody is told; so many come, and each votes so. When it is over."""
    assert item
    meeting = item.meeting_id
    actions.send_notice(meeting, by=by, at=told or starts_at - TOLD)
    actions.open_meeting(meeting, by=by, at=starts_at - HOUR)
    for number in range(1, len(choices) + 1):
        actions.sign_in(meeting, str(number), by=by, at=starts_at)
    actions.open_vote(item.pk, by=by, at=starts_at)
    for number, choice in enumerate(choices, start=1):
        actions.vote_for(item.pk, str(number), choice, by=by, at=starts_at)
    actions.close_vote(item.pk, by=by, at=starts_at + HOUR)
    actions.close_meeting(meeting, by=by, at=starts_at + HOUR)
    return starts_at + HOUR
