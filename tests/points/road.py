"""The road of a standard, walked by whoever has a clerk, an overseer and a dispatcher."""

from datetime import datetime, timedelta

from sanzhi.notices import actions as notices
from sanzhi.notices.models import Notice
from sanzhi.people.roles import Actor
from sanzhi.points import actions
from sanzhi.points.models import Standard
from tests.county import MONDAY
from tests.deliberation.convened import a_body, called, resolves
from tests.notices.conftest import a_photo

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MET = 15 * DAY  # when it is voted on, counted from there
START = MONDAY - 60 * DAY  # a village starts to make its standard
CONTACT = "村务监督委员会 老姚 0573-88880000"


class Road:
    """A village's code, and who walks."""

    code: str
    start: datetime
    clerk: Actor
    overseer: Actor
    dispatcher: Actor

    def in_force(self) -> Standard:
        """The whole road, on the template's items; in force well before MONDAY."""
        standard = self.voted(self.reviewed(self.consulted()))
        self.on_the_wall(standard.notice, self.start + 16 * DAY)
        return actions.take_effect(standard.id, at=self.start + 40 * DAY)

    def consulted(self) -> Standard:
        drafted = actions.draft_standard(self.code, by=self.clerk, at=self.start)
        standard = actions.consult(drafted.id, contact=CONTACT, by=self.clerk, at=self.start)
        self.on_the_wall(standard.consulted, self.start + HOUR)
        return standard

    def reviewed(self, standard: Standard) -> Standard:
        actions.send_to_review(standard.id, by=self.clerk, at=self.start + 11 * DAY)
        return actions.review(
            standard.id, lawful=True, note="", by=self.dispatcher, at=self.start + 11 * DAY + HOUR
        )

    def put(
        self, standard: Standard, pack: str = "representatives", size: int = 3, met: timedelta = MET
    ) -> Standard:
        """On the agenda of a meeting of its village."""
        body = a_body(self.code, pack, by=self.clerk, at=self.start, size=size)
        meeting = called(body, self.start + met, by=self.clerk, at=self.start + 11 * DAY + 2 * HOUR)
        return actions.put_to_vote(
            standard.id,
            meeting=meeting.pk,
            method="named",
            by=self.clerk,
            at=self.start + 11 * DAY + 2 * HOUR,
        )

    def decided(self, standard: Standard, *choices: str, met: timedelta = MET) -> None:
        resolves(
            standard.put_as,
            *choices,
            starts_at=self.start + met,
            by=self.clerk,
            told=self.start + 11 * DAY + 3 * HOUR,
        )

    def voted(self, standard: Standard) -> Standard:
        self.decided(self.put(standard), "for", "for", "against")
        return actions.adopt(standard.id, contact=CONTACT, by=self.clerk, at=self.start + MET + 2 * HOUR)

    def on_the_wall(self, notice: Notice | None, at: datetime) -> None:
        assert notice
        notices.post_notice(notice.id, by=self.overseer, at=at)
        notices.prove_posted(
            notice.id, photo=a_photo(), name="墙.jpg", place="村口公告栏", by=self.clerk, at=at
        )
        actions.hold_deductions(notice.id, at=at)
