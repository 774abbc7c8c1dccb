"""督办日报和周报: each supervisor is told the counts of their own area, once a day and once a week."""

from datetime import datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime

from sanzhi.cases import queries as cases
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people

from .texts import digests

ROLE = "supervisor"
FROM, UNTIL = time(8, 30), time(9, 30)  # 本平台约定


def send_due(*, at: datetime) -> int:
    """From half past eight, county time, and for an hour: the daily one, on Mondays the weekly one too."""
    here = localtime(at)
    if not FROM <= here.time() < UNTIL:
        return 0
    weekly = send(digests.Weekly, at=at) if here.weekday() == 0 else 0
    return weekly + send(digests.Daily, at=at)


@transaction.atomic
def send(kind: type[digests.Daily] | type[digests.Weekly], *, at: datetime) -> int:
    """发日报: one for each supervisor and day, however often this runs; nobody is told of nothing. Returns how many."""
    rows, contests = cases.digest_of_all(at), cases.contests_late_by_town(at)
    day = localtime(at).date()
    told = 0
    for post in people.posts_held(at):
        if post.role != ROLE:
            continue
        reach = people.actor_in(post).reach
        mine = [row for row in rows if _theirs(row.town, reach)]
        late = sum(n for town, n in contests.items() if _theirs(town, reach))
        facts = {
            "date": f"{day.month}月{day.day}日",
            "late": sum(row.late for row in mine),
            "cards": sum(row.cards for row in mine),
            "urged": sum(row.urged for row in mine),
            "contests": late,
            "count": sum(row.all for row in mine) + late,
        }
        if not facts["count"]:
            continue
        cause, link = f"{kind.code}:{day.isoformat()}", reverse("desk-digest")
        people_actions.tell([post.person_id], kind.told(facts), cause=cause, link=link, at=at)
        people_actions.queue_text([post.person_id], kind.code, cause=cause, facts=facts, link=link, at=at)
        told += 1
    return told


def _theirs(town: str, reach: str) -> bool:
    return town.startswith(reach) or reach.startswith(town)
