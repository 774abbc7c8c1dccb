"""开会: how an invented village resolves what another room put to it: called and told, everybody there, by name, all but one for it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sanzhi.deliberation import actions
from sanzhi.deliberation.actions import NewMeeting, NewMember
from sanzhi.people import queries as people

if TYPE_CHECKING:
    from .scoring import Village

HOUR = timedelta(hours=1)


def representatives(village: "Village", at: datetime) -> int:
    """村民代表会议: one of each household."""
    body = actions.open_body("representatives", "村民代表会议", village.area, by=village.clerk, at=at)
    for number, (_home, one) in enumerate(village.homes):
        phone = people.mobile_of(one.person_id or 0)
        new = NewMember(one.name, "rep", phone, represents=f"{number + 1} 组 8 户", woman=number % 2 == 0)
        actions.add_member(body.pk, new, by=village.clerk, at=at)
    return body.pk


def resolved(
    village: "Village", body: int, title: str, starts_at: datetime, told: datetime, put: Callable[[int], int]
) -> None:
    """`put` lists the item of a meeting and says which it is."""
    clerk = village.clerk
    meeting = actions.call_meeting(body, NewMeeting(title, "村文化礼堂", starts_at), by=clerk, at=told)
    item = put(meeting.pk)
    actions.send_notice(meeting.pk, by=clerk, at=told)
    actions.open_meeting(meeting.pk, by=clerk, at=starts_at - HOUR)
    here = range(1, len(village.homes) + 1)
    for number in here:
        actions.sign_in(meeting.pk, str(number), by=clerk, at=starts_at)
    actions.open_vote(item, by=clerk, at=starts_at)
    for number in here:
        choice = "against" if number == 2 and len(here) > 3 else "for"
        actions.vote_for(item, str(number), choice, by=clerk, at=starts_at)
    actions.close_vote(item, by=clerk, at=starts_at + HOUR)
    actions.close_meeting(meeting.pk, by=clerk, at=starts_at + HOUR)
