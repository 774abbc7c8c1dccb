"""A village whose assembly of nine adopts its compact; people with a birthday and a household; every row by the actions people take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sanzhi.compacts import actions, queries
from sanzhi.compacts.actions import NewCompact
from sanzhi.compacts.models import Appraisal, Version
from sanzhi.compacts.verify import CHECKS
from sanzhi.deliberation import actions as deliberation
from sanzhi.deliberation.actions import NewMeeting
from sanzhi.deliberation.models import Meeting
from sanzhi.people import actions as people
from sanzhi.people import queries as people_known
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, a_resident, person_of
from tests.deliberation.council import Council, refused

__all__ = ["DAY", "HOUR", "MONDAY", "Pact", "refused", "violations"]
CLAUSES = (
    ("conduct", "encourage", "红白喜事不攀比，酒席不超过十五桌。"),
    ("order", "oblige", "房前屋后自己打扫，垃圾分类投放。"),
    ("disputes", "encourage", "邻里有事好好说，可以请人调解。"),
)
ASKED = MONDAY - 60 * DAY
SENT = ASKED + 10 * DAY
BORN = date(1980, 5, 1)


@dataclass
class Pact(Council):
    """`dispatcher` is the town's, who reviews; `clerk` the village's, who keeps."""

    pack: str = "assembly"

    def compact(self, **changes: object) -> Version:
        usual: dict[str, object] = {
            "area": self.village.code,
            "kind": "village",
            "name": "村规民约",
            "body": self.body.pk,
        }
        return actions.open_compact(NewCompact(**(usual | changes)), by=self.clerk, at=ASKED)

    def drafted(self, **changes: object) -> Version:
        one = self.compact(**changes)
        for field, kind, text in CLAUSES:
            actions.add_clause(one.pk, field=field, kind=kind, text=text, by=self.clerk, at=ASKED)
        return one

    def asked(self, version: Version | None = None, at: datetime = ASKED) -> Version:
        one = version or self.drafted()
        return actions.ask_opinions(one.pk, until=(at + 7 * DAY).date(), by=self.clerk, at=at)

    def reviewed(self, version: Version | None = None, at: datetime = SENT) -> Version:
        one = self.asked(version, at - 10 * DAY)
        actions.send(one.pk, by=self.clerk, at=at)
        return actions.review(one.pk, ok=True, by=self.dispatcher, at=at + HOUR)

    def put(self, version: Version | None = None, starts_at: datetime = MONDAY) -> tuple[Version, Meeting]:
        """Put as the one item of a meeting of which everybody is then told."""
        one = version or self.reviewed()
        before = starts_at - 12 * DAY
        meeting = deliberation.call_meeting(
            one.compact.body_id, NewMeeting("村民会议", "礼堂", starts_at), by=self.clerk, at=before
        )
        actions.put_to_vote(one.pk, meeting=meeting.pk, method="named", by=self.clerk, at=before)
        deliberation.send_notice(meeting.pk, by=self.clerk, at=before)
        deliberation.open_meeting(meeting.pk, by=self.clerk, at=starts_at - HOUR)
        return one, meeting

    def held(self, meeting: Meeting, *choices: str, starts_at: datetime = MONDAY) -> None:
        """So many come, and each votes so."""
        item = meeting.items.get()
        for number in range(1, len(choices) + 1):
            deliberation.sign_in(meeting.pk, str(number), by=self.clerk, at=starts_at)
        deliberation.open_vote(item.pk, by=self.clerk, at=starts_at)
        for number, choice in enumerate(choices, start=1):
            deliberation.vote_for(item.pk, str(number), choice, by=self.clerk, at=starts_at)
        deliberation.close_vote(item.pk, by=self.clerk, at=starts_at + HOUR)

    def passed(self, version: Version | None = None, starts_at: datetime = MONDAY) -> Version:
        one, meeting = self.put(version, starts_at)
        self.held(meeting, *["for"] * 7, starts_at=starts_at)
        return actions.take_result(one.pk, by=self.clerk, at=starts_at + HOUR)

    def in_force(
        self, version: Version | None = None, at: datetime = MONDAY, number: str = "乌镇备〔2026〕1号"
    ) -> Version:
        one = self.passed(version, at)
        actions.file_version(one.pk, number=number, by=self.dispatcher, at=at + HOUR)
        return actions.bring_in_force(one.pk, day=at.date(), by=self.clerk, at=at + HOUR)

    def home(self, number: str, *names: str, born: date | None = BORN) -> list[Actor]:
        """A household of the village and who lives in it."""
        home = people.register_household(self.village.code, number, by=self.clerk, at=ASKED)
        found = []
        for name in names:
            one = a_resident(name)
            people.put_in_household(
                one.person_id or 0, home.pk, birth_date=born, is_head=False, by=self.clerk, at=ASKED
            )
            found.append(one)
        return found

    def homes(self, many: int, first: int = 1) -> list[Actor]:
        return [self.home(f"{n}号", f"村里人{n}")[0] for n in range(first, first + many)]

    def appraising(self, version: Version, at: datetime = MONDAY, panel: Sequence[Actor] = ()) -> Appraisal:
        day = at.date()
        return actions.open_appraisal(
            version.pk,
            opens_on=day,
            closes_on=day + 7 * DAY,
            panel=[(one.name, people_known.phone_of(person_of(one))) for one in panel],
            by=self.clerk,
            at=at + HOUR,
        )

    def guests(self, many: int = 3) -> list[Actor]:
        """Whom the keeper asks onto a panel."""
        return [a_resident(f"评议员{n}") for n in range(many)]

    def scores(self, appraisal: Appraisal, who: list[Actor], *points: int) -> None:
        given = dict(zip([one.pk for one in queries.clauses_of(appraisal.version)], points, strict=True))
        for one in who:
            actions.score(appraisal.pk, given, by=one, at=MONDAY + DAY)


def violations() -> list[str]:
    return [one.sentence for check in CHECKS.values() for one in check().violations]
