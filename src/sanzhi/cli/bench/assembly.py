"""5,000 voters of one village within one minute, each with a secret ballot, while a clerk watches the quorum.

Every ballot goes to one row, the hardest case. A vote is timed from the moment it was due, so that a queue shows.
"""

import argparse
import random
import secrets
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from sanzhi.cli.bench import cast, ground, load
from sanzhi.cli.report import say
from sanzhi.deliberation import actions, queries
from sanzhi.deliberation.actions import NewItem, NewMeeting, NewMember
from sanzhi.deliberation.models import Elector, Item, Polled, Urn
from sanzhi.deliberation.urns import SIZE
from sanzhi.deliberation.verify import CHECKS
from sanzhi.kit import clock, ids
from sanzhi.people import actions as people
from sanzhi.people import queries as known
from sanzhi.people.models import Account, Area, Office
from sanzhi.web.desk.views.meetings import EVERY

HANDS = 48
MOST_MS, MOST_STALE = 500, 2
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Voter:
    """选民: the cookies of a phone, and when within the minute its owner presses."""

    number: int
    cookies: dict[str, str]
    due: float


def measure(args: argparse.Namespace, home: Path) -> tuple[dict[str, object], list[str]]:
    """(figures, the keys among them that miss their reach)."""
    clerk, item = _called(args.voters)
    lot = random.Random(args.seed)  # noqa: S311 - a load, not a secret
    accounts = list(Account.objects.filter(person__in=Elector.objects.values("person")).order_by("id"))
    voters = [Voter(n, cast.signed_in(one), lot.random() * args.seconds) for n, one in enumerate(accounts)]
    say(f"{len(voters):,} voters, {args.seconds} s")
    with ground.served(home, args.port):
        for _warm in range(40):
            _get(args.port, f"/desk/meetings/{item.meeting_id}/quorum", clerk)
        watch = Watch(args.port, item.meeting_id, clerk)
        answers = _voted(voters, item, args.port)
        watch.end()
    took = [answer.ms for answer in answers]
    box = Urn.objects.get(item=item)
    there = min(Polled.objects.filter(item=item).count(), len(bytes(box.ballots)) // SIZE)
    found = [one for check in CHECKS.values() for one in check().violations]
    figures: dict[str, object] = {
        "voters": len(voters), "refused": sum(1 for one in answers if one.status != 302), "lost": len(voters) - there,
        "p50_ms": round(load.percentile(took, 0.5)), "p95_ms": round(load.percentile(took, 0.95)),
        "p99_ms": round(load.percentile(took, 0.99)), "stale_s": round(watch.stale, 2), "looks": watch.looks,
        "violations": len(found),
    }  # fmt: skip
    reached = {
        "lost": not figures["lost"], "p95_ms": load.percentile(took, 0.95) <= MOST_MS,
        "stale_s": 0 < watch.stale <= MOST_STALE, "violations": not found,
    }  # fmt: skip
    return figures, [key for key, held in reached.items() if not held]


def _called(number: int) -> tuple[dict[str, str], Item]:
    """An assembly of so many, everybody with a phone, its secret vote open. `init.prepare` has been run."""
    at = clock.now()
    area = Area.objects.filter(parent_id=cast.TOWN, level=Area.Level.VILLAGE, valid_to=None)[0].code
    office = cast.office("village", "村委会", str(Office.Kind.VILLAGE), area, at - 40 * DAY)
    cookies = cast.member_of_staff("文书", "village_clerk", office, at - 40 * DAY)
    clerk = known.actor_in(known.posts_held(at)[0])
    body = actions.open_body("assembly", "村民会议", area, by=clerk, at=at - 30 * DAY)
    rows = [NewMember(f"村民{n}", phone=f"13{n:09d}") for n in range(number)]
    added, problems = actions.import_members(body.pk, rows, by=clerk, at=at - 30 * DAY)
    assert added == number, problems[:3]
    new = NewMeeting("村民会议", "礼堂", at - timedelta(minutes=1))
    meeting = actions.call_meeting(body.pk, new, by=clerk, at=at - 15 * DAY)
    item = actions.put_item(
        meeting.pk, NewItem("装路灯", "西浜装十二盏路灯", "secret"), by=clerk, at=at - 15 * DAY
    )
    actions.send_notice(meeting.pk, by=clerk, at=at - 14 * DAY)
    actions.open_meeting(meeting.pk, by=clerk, at=at)
    for one in queries.all_electors(meeting).iterator(1000):
        people.open_resident_account(one.person, at=at)
    return cookies, actions.open_vote(item.pk, by=clerk, at=at)


def _voted(voters: list[Voter], item: Item, port: int) -> list[load.Answer]:
    """Everybody at their moment, each by the form of the page."""
    begun = time.perf_counter() + 1

    def press(browser: load.Browser, voter: Voter) -> load.Answer:
        time.sleep(max(0.0, begun + voter.due - time.perf_counter()))
        fields = {
            "choice": "for" if voter.number % 3 else "against", "receipt": ids.public_code(),
            "once": secrets.token_urlsafe(18), "csrfmiddlewaretoken": voter.cookies[settings.CSRF_COOKIE_NAME],
        }  # fmt: skip
        answer = browser.post(f"/meetings/topics/{item.pk}/ballot", fields, voter.cookies)
        late = (time.perf_counter() - begun - voter.due) * 1000
        return load.Answer(answer.status, answer.location, b"", late)

    return load.share_out(sorted(voters, key=lambda one: one.due), press, port=port, hands=HANDS)


def _get(port: int, path: str, cookies: dict[str, str]) -> load.Answer:
    browser = load.Browser(port)
    try:
        return browser.get(path, cookies)
    finally:
        browser.close()


class Watch:
    """看着到会人数: asks as the page does; `stale` is the longest that a figure on it stood before a newer one came."""

    def __init__(self, port: int, meeting: int, cookies: dict[str, str]) -> None:
        self.stale, self.looks, self._over = 0.0, 0, threading.Event()
        self._hand = threading.Thread(
            target=self._look, args=(port, f"/desk/meetings/{meeting}/quorum", cookies)
        )
        self._hand.start()

    def _look(self, port: int, path: str, cookies: dict[str, str]) -> None:
        shown = time.perf_counter()  # when what is shown was asked for
        while not self._over.is_set():
            asked = time.perf_counter()
            if _get(port, path, cookies).status == 200:
                self.stale = max(self.stale, time.perf_counter() - shown)
                self.looks, shown = self.looks + 1, asked
            self._over.wait(EVERY)

    def end(self) -> None:
        self._over.set()
        self._hand.join()
