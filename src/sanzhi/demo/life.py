"""一生: what happens next to a case, and when. Drawn from the seed, the case's reference and its version alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Protocol

from sanzhi.cases import actions, queries
from sanzhi.people.queries import working_calendar
from sanzhi.people.roles import ROLES, Actor

from . import draws
from .county import SERVICE_OFFICE, County
from .engine import Event

if TYPE_CHECKING:
    from sanzhi.cases.files import Kept
    from sanzhi.cases.models import Case

DISPATCHERS, HANDLERS = ("county_dispatcher", "town_dispatcher"), ("handler", "village_clerk")
QUICK = timedelta(hours=8)  # an answer this fast is given at the counter
ELSEWHERE = "请通过人民法院诉讼服务中心（12368）依法上诉、申请再审或申请执行。"


@dataclass(frozen=True)
class Answer:
    """答复: what the office will say, and when. `given` when a real office really said it then."""

    at: datetime
    words: str
    given: bool = False


class Script(Protocol):
    """剧本: what differs between an invented case and a replayed one."""

    def answer(self, case: "Case") -> Answer: ...

    def photos(self, case: "Case", draw: Random) -> "Sequence[Kept]": ...


class Life:
    """一生: one method for each state; each returns the next event, or None when nothing more will happen."""

    def __init__(self, county: County, script: Script, seed: int) -> None:
        self.county, self.script, self.seed = county, script, seed
        self.calendar = working_calendar()
        self.states: dict[str, Callable[[Any, Random, datetime], Event | None]] = {
            "registered": self._registered,
            "assigned": self._assigned,
            "arbitration": self._arbitration,
            "handling": self._handling,
            "reported": self._reported,
            "follow_up": self._follow_up,
            "closed": self._closed,
        }

    def after(self, case: "Case", last: datetime) -> Event | None:
        """What happens to the case after `last`, the moment of its last move."""
        state = self.states.get(case.state)
        return state(case, self._draw(case, case.version), last) if state else None

    def _draw(self, case: "Case", what: object) -> Random:
        return draws.lot(self.seed, case.outside_ref, what)

    def _then(
        self, at: datetime, action: Callable[..., "Case"], case: "Case", by: Actor, **words: Any
    ) -> Event:
        def do(now: datetime) -> Event | None:
            return self.after(action(case.id, by=by, at=now, **words), now)

        return Event(at, do)

    def _soon(self, case: "Case", draw: Random, last: datetime, hours: float) -> datetime:
        """About `hours` later, in working time; squeezed when the answer is due sooner than that."""
        at = draws.working_time(
            last + timedelta(hours=hours * draw.lognormvariate(0, 0.8)), self.calendar, draw
        )
        left = self.script.answer(case).at - last
        return min(at, last + left / 4) if left > timedelta(0) else at

    # --- who ---

    def _right_office(self, case: "Case") -> int:
        return case.routing["propose"]["office"] or self.county.offices[SERVICE_OFFICE]

    def _another_office(self, draw: Random, but: int) -> int:
        return draw.choice([office for office in self.county.departments if office != but])

    def _dispatcher(self, office_id: int) -> Actor:
        return self.county.one_of(office_id, *DISPATCHERS)

    def _handler(self, case: "Case") -> Actor:
        return self.county.one_of(case.lead_id, *HANDLERS)

    @property
    def _caller(self) -> Actor:
        return self.county.one_of(self.county.centre, "caller")

    # --- what happens in each state ---

    def _registered(self, case: "Case", draw: Random, last: datetime) -> Event:
        by, answer = self._dispatcher(case.holder_id), self.script.answer(case)
        hours = 40 if draw.random() < 0.03 else 2
        at = self._soon(case, draw, last, hours)
        first_time = not case.returns and not case.reopens
        if first_time and not answer.given and case.category_id == "legal.judicial" and draw.random() < 0.7:
            reason = "属于应当通过诉讼途径解决的事项。"
            return self._then(at, actions.not_accept, case, by, reason=reason, route=ELSEWHERE)
        if first_time and self._at_the_counter(case, answer, draw):
            at = answer.at if answer.given else at
            return self._then(at, actions.answer_on_spot, case, by, reply=answer.words)
        right = self._right_office(case)
        wrong = draw.random() < (0.35 if case.returns else 0.07)
        lead = self._another_office(draw, right) if wrong else right
        helpers = [self._another_office(draw, lead)] if draw.random() < 0.12 else []
        return self._then(at, actions.assign, case, by, lead=lead, helpers=helpers)

    def _at_the_counter(self, case: "Case", answer: Answer, draw: Random) -> bool:
        if answer.given:
            return answer.at - case.reported_at < QUICK
        return draw.random() < (0.35 if case.category_id in ("other.enquiry", "party.service") else 0.02)

    def _assigned(self, case: "Case", draw: Random, last: datetime) -> Event:
        by, right = self._handler(case), self._right_office(case)
        at = self._soon(case, draw, last, 50 if draw.random() < 0.04 else 3)
        if case.lead_id != right and not case.binding:
            reason = "经核对权责清单，不属于本单位职责。"
            return self._then(at, actions.return_case, case, by, reason=reason, proposed=right)
        return self._then(at, actions.sign_for, case, by)

    def _arbitration(self, case: "Case", draw: Random, last: datetime) -> Event:
        reason = "按三定方案和首接负责的原则裁定。"
        by, at = self._dispatcher(self.county.centre), self._soon(case, draw, last, 6)
        return self._then(at, actions.decide, case, by, lead=self._right_office(case), reason=reason)

    def _handling(self, case: "Case", draw: Random, last: datetime) -> Event:
        answer = self.script.answer(case)
        for helper, _name in queries.helpers_waited_for(case.id):
            by, at = self.county.one_of(helper, *HANDLERS), self._soon(case, draw, last, 10)
            return self._then(
                at, actions.answer_as_helper, case, by, reply="我单位已按职责配合处理，请主办单位统一答复。"
            )
        done_at = answer.at if answer.at > last else self._soon(case, draw, last, 30)
        if spoken := self._citizen_speaks(case, draw, last, done_at):
            return spoken
        photos = self.script.photos(case, draw)
        because = "" if photos else "涉及现场群众，不便拍照。"
        return self._then(
            done_at,
            actions.report_done,
            case,
            self._handler(case),
            reply=answer.words,
            evidence=photos,
            no_photo_because=because,
        )

    def _citizen_speaks(self, case: "Case", draw: Random, last: datetime, before: datetime) -> Event | None:
        """Now and then the citizen adds something, or urges once the time is up."""
        by, moment = self._citizen(case), last + (before - last) * draw.uniform(0.3, 0.9)
        if draw.random() < 0.05:
            return self._then(
                moment, actions.supplement, case, by, text="补充：今天又去看了一次，情况还是这样。"
            )
        if case.due_at and case.due_at < before and not case.urges and draw.random() < 0.15:
            at = max(last, case.due_at) + (before - max(last, case.due_at)) * draw.uniform(0.1, 0.9)
            return self._then(at, actions.urge, case, by, text="请问现在办到哪一步了？")
        return None

    def _citizen(self, case: "Case") -> Actor:
        return Actor(case.reporter_id, "", ROLES["resident"])

    def _reported(self, case: "Case", draw: Random, last: datetime) -> Event:
        by, at = self._dispatcher(case.receiver_id), self._soon(case, draw, last, 4)
        if draw.random() < 0.05:
            return self._then(at, actions.send_back, case, by, reason="答复没有写明处理结果，请补充后再报。")
        return self._then(at, actions.verify, case, by)

    def _follow_up(self, case: "Case", draw: Random, last: datetime) -> Event:
        at = self._soon(case, draw, last, 18)
        whole = self._draw(case, "verdict")
        reachable, grade = whole.random() < 0.9, draws.grade(whole)
        tries = queries.call_back_tries(case)
        if tries >= 3:
            return self._then(at, actions.close_unreached, case, self._caller)
        if not reachable or draw.random() < 0.12:
            asked = queries.follow_up_of(case)
            open_again = asked.next_try_at if tries and asked else None
            return self._then(max(at, open_again or at), actions.no_answer, case, self._caller)
        solved = case.reopens >= draws.unsolved_rounds(grade, whole)
        verdict = {"solved": solved, "satisfied": grade if solved else min(grade, 2)}
        if draw.random() < 0.2:
            return self._then(at, actions.rate, case, self._citizen(case), **verdict)
        return self._then(at, actions.call_back, case, self._caller, **verdict)

    def _closed(self, case: "Case", draw: Random, last: datetime) -> Event | None:
        if case.reopens or draw.random() > 0.012:
            return None
        at = last + timedelta(days=draw.uniform(1, 25))
        return self._then(at, actions.reopen, case, self._citizen(case), reason="过了几天问题又出现了。")
