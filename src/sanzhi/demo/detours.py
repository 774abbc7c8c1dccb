"""旁支: what now and then happens to an invented matter on its way: put off, suspended, supervised, contested, a leader's
note on it, its helper scored, its being declined objected to."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sanzhi.cases import actions, queries
from sanzhi.people.roles import Actor

from .engine import Event
from .life import Life

if TYPE_CHECKING:
    from sanzhi.cases.models import Case

# The share of matters that take each of these roads (本平台约定).
DELAYED, SUSPENDED, SUPERVISED, INSTRUCTED, CONTESTED = 0.06, 0.02, 0.04, 0.03, 0.5
SCORED, OBJECTED = 0.8, 0.4


class WindingLife(Life):
    """曲折的一生: an invented life with its detours; a replayed one takes none that its file does not tell."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.states["suspended"] = self._suspended
        self.states["not_accepted"] = self._not_accepted

    def _handling(self, case: "Case", draw: Random, last: datetime) -> Event:
        lot = self._draw(case, "detour").random()
        detour: Event | None = None
        if lot < DELAYED:
            detour = self._put_off(case, draw, last)
        elif lot < DELAYED + SUSPENDED:
            detour = self._stand_still(case, draw, last)
        elif lot < DELAYED + SUSPENDED + SUPERVISED:
            detour = self._supervise(case, draw, last)
        elif lot < DELAYED + SUSPENDED + SUPERVISED + INSTRUCTED:
            detour = self._instruct(case, draw, last)
        return detour or super()._handling(case, draw, last)

    def _put_off(self, case: "Case", draw: Random, last: datetime) -> Event | None:
        """Asked for once, when the answer will not be there in time, and mostly granted by the county."""
        course = queries.course_of(case, {"delay_ask"})
        if case.due_at is None or case.due_at - last < timedelta(hours=2):
            return None
        at = last + (case.due_at - last) * draw.uniform(0.2, 0.7)
        if course.asked:
            granted = actions.grant_delay, "情况属实，同意延期，请抓紧办理。"
            refused = actions.refuse_delay, "理由不充分，请按原来的期限办理。"
            answer, reason = granted if draw.random() < 0.8 else refused
            return self._then(at, answer, case, self._county, reason=reason)
        terms = queries.delay_terms(case, last)
        if course.extensions or terms is None or self.script.answer(case).at < case.due_at:
            return None
        more, reason = max(1, terms.most.amount // 2), "需要的配件还在路上，到货后马上施工。"
        return self._then(at, actions.ask_delay, case, self._handler(case), more=more, reason=reason)

    def _stand_still(self, case: "Case", draw: Random, last: datetime) -> Event | None:
        """Once, while something is examined."""
        if queries.course_of(case, {"suspend"}).suspensions or case.due_at is None or case.due_at <= last:
            return None
        at = last + (case.due_at - last) * draw.uniform(0.1, 0.5)
        words = {"ground": "appraisal", "reason": "已委托检测机构检测，结果出来后继续办理。"}
        until = at + timedelta(days=30)
        return self._then(at, actions.suspend, case, self._handler(case), until=until, **words)

    def _suspended(self, case: "Case", draw: Random, last: datetime) -> Event:
        at = last + timedelta(days=draw.uniform(4, 20))
        return self._then(at, actions.resume, case, self._handler(case), note="检测结果已经出来。")

    def _supervise(self, case: "Case", draw: Random, last: datetime) -> Event | None:
        """Raised by the supervisor, answered by the office, lifted."""
        stands = queries.open_supervision(case.id)
        at = self._soon(case, draw, last, 20)
        if stands is None:
            words = {"level": "urge", "why": "群众多次反映，需要尽快解决。", "ask": "请说明进展和完成时间。"}
            begun = queries.supervisions_of(case)
            return None if begun else self._aside(at, actions.supervise, case, self._supervisor, **words)
        if stands.state == "raised":
            by = self.county.one_of(
                stands.office_id, "handler", "village_clerk", "town_dispatcher", "county_dispatcher"
            )
            answer = "已经安排人员现场处理，三天内办结并答复。"
            return self._aside(at, actions.reply_to_supervision, case, by, answer=answer)
        return self._aside(
            at, actions.lift_supervision, case, self._supervisor, note="已按要求答复，解除督办。"
        )

    def _instruct(self, case: "Case", draw: Random, last: datetime) -> Event | None:
        """A leader reads of it and writes a note, once."""
        if queries.facts_of(case, 0).instructed:
            return None
        leader, text = self.county.one_of(self.county.centre, "leader"), "请抓紧办理，办好后当面告诉群众。"
        return self._then(self._soon(case, draw, last, 12), actions.instruct, case, leader, text=text)

    def _reported(self, case: "Case", draw: Random, last: datetime) -> Event:
        """The lead says how its helper helped, before or after it is checked; mostly well."""
        lot = self._draw(case, "score")
        for part, _name in queries.helpers_to_score(case.id):
            if lot.random() > SCORED:
                continue
            score = lot.choices((2, 3, 4, 5), (1, 2, 4, 6))[0]
            said = {"score": score, "reason": "约好的时间没有到现场，催了两次。" if score < 3 else ""}
            at = last + (self._soon(case, draw, last, 4) - last) / 2
            return self._then(at, actions.score_helper, case, self._handler(case), part=part, **said)
        return super()._reported(case, draw, last)

    def _not_accepted(self, case: "Case", draw: Random, last: datetime) -> Event | None:
        """Some do not agree that it is not for this platform; the county's centre looks again."""
        if queries.objected(case) or self._draw(case, "object").random() > OBJECTED:
            return None
        at, reason = last + timedelta(days=draw.uniform(0.2, 10)), "我没有打过官司，只想请人来调解一下。"
        return self._then(at, actions.object_to_ending, case, self._citizen(case), reason=reason)

    def _closed(self, case: "Case", draw: Random, last: datetime) -> Event | None:
        """Now and then an office contests that a citizen was not satisfied."""
        waiting = queries.course_of(case, {"contest_rating"})
        if waiting.waiting:
            decide = actions.uphold_contest if draw.random() < 0.4 else actions.refuse_contest
            said = {"contest": waiting.waiting[0].id, "reason": "已核对办理记录和回访录音。"}
            return self._then(self._soon(case, draw, last, 24), decide, case, self._supervisor, **said)
        unsatisfied = case.satisfied is not None and case.satisfied <= 2
        if unsatisfied and not waiting.contests and case.lead_id and draw.random() < CONTESTED:
            at = self._soon(case, draw, last, 8)
            said = {
                "reason": "已经按规定办理并当面说明，超出职责的部分无法解决。",
                "no_photo_because": "办理记录在案可查。",
            }
            return self._then(at, actions.contest_rating, case, self._handler(case), **said)
        return super()._closed(case, draw, last)

    def _aside(
        self, at: datetime, action: Callable[..., Any], case: "Case", by: Actor, **words: Any
    ) -> Event:
        """A step whose verb does not give the case back."""

        def do(now: datetime) -> Event | None:
            action(case.id, by=by, at=now, **words)
            case.refresh_from_db()
            return self.after(case, now)

        return Event(at, do)

    @property
    def _county(self) -> Actor:
        return self._dispatcher(self.county.centre)

    @property
    def _supervisor(self) -> Actor:
        return self.county.one_of(self.county.centre, "supervisor")
