"""重放: real messages through intake at their own times, and the life of each until it is closed."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sanzhi.cases import actions, queries
from sanzhi.cases.actions import FilingRefused, Origin
from sanzhi.cases.rules import Filing
from sanzhi.people import actions as people
from sanzhi.people import queries as people_queries
from sanzhi.people.roles import THE_CLOCK

from . import board, county, draws
from .engine import Engine, Event
from .life import Answer, Life

if TYPE_CHECKING:
    from sanzhi.cases.files import Kept
    from sanzhi.cases.models import Case

STANDARD = "您好，您的留言已收悉。我单位已安排人员调查核实并依规处理，感谢您的监督与支持。"


class AsItWas:
    """照原样的剧本: the real reply at its real time where there is one, else a standard answer after a drawn delay."""

    def __init__(self, messages: dict[str, board.Message], seed: int) -> None:
        self.messages, self.seed = messages, seed

    def answer(self, case: "Case") -> Answer:
        message = self.messages[case.outside_ref]
        if message.replied_at:
            words = message.reply if len(message.reply) >= board.SHORTEST_REPLY else STANDARD + message.reply
            return Answer(message.replied_at, words, given=True)
        draw = draws.lot(self.seed, case.outside_ref, "answer")
        return Answer(case.reported_at + draws.delay(draw), STANDARD)

    def photos(self, case: "Case", draw: Random) -> "Sequence[Kept]":
        return ()


@dataclass
class Closing:
    """收尾表: what became of every row."""

    messages: int = 0
    accepted: int = 0
    here_already: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    unknown_calendar: int = 0
    ended: int = 0
    routed: int = 0
    handled: int = 0
    on_time: int = 0
    returned: int = 0
    yellow: int = 0
    red: int = 0
    called: int = 0
    satisfied: int = 0
    stuck: dict[str, int] = field(default_factory=dict)
    events: int = 0

    @property
    def holds(self) -> bool:
        """Every row is a case that came to its end, or a refusal with a name."""
        cases = self.accepted + self.here_already
        return not self.stuck and self.messages == cases + self.refused.total()


def replay(
    path: Path, *, seed: int, limit: int | None, until: datetime, told: Callable[[], None] = lambda: None
) -> Closing:
    """Live through a file's messages up to `until`. Running it again adds nothing; a run cut off goes on.

    `told` is called once for each row that is done with. ValueError when the file is not a board's export.
    """
    closing, messages = Closing(), {}
    prefix = f"board:{board.kind_of(path)}:"
    for row in list(board.read(path))[:limit]:
        closing.messages += 1
        if isinstance(row, board.Message):
            messages[prefix + row.ref] = row
        else:
            closing.refused[row.reason] += 1
            told()
    engine = Engine(until, told)
    place = county.found()
    stage = Stage(place, Life(place, AsItWas(messages, seed), seed), closing, seed)
    begun = {case.outside_ref: case for case in queries.cases_from(prefix)}
    for ref, message in sorted(messages.items(), key=lambda pair: (pair[1].at, pair[0])):
        event = stage.opening(ref, message, begun.get(ref))
        if event:
            engine.add(event)
        else:
            told()
    engine.run()
    closing.events, closing.stuck = engine.events, dict(engine.refused)
    _count(closing, [case for case in queries.cases_from(prefix) if case.outside_ref in messages])
    return closing


class Stage:
    """台口: where a message becomes a case, or is refused by name."""

    def __init__(self, place: county.County, life: Life, closing: Closing, seed: int) -> None:
        self.place, self.life, self.closing, self.seed = place, life, closing, seed

    def opening(self, ref: str, message: board.Message, begun: "Case | None") -> Event | None:
        if not self.life.calendar.knows(message.at.date()):
            self.closing.unknown_calendar += 1
        if begun:
            self.closing.here_already += 1
            return self.life.after(begun, begun.last_at)
        return Event(message.at, lambda now: self._file(ref, message, now))

    @transaction.atomic
    def _file(self, ref: str, message: board.Message, at: datetime) -> Event | None:
        """One transaction, so that a refused message leaves no person behind."""
        draw = draws.lot(self.seed, ref, "place")
        filing = Filing(
            message.title,
            message.text,
            draw.choice(self.place.villages),
            queries.suggest_category(message.title, message.text),
        )
        person = people.register_resident(
            name=message.user, outside_ref=f"board:{message.user}", by=THE_CLOCK, at=at
        )
        origin = Origin(person.id, "board", outside_ref=ref)
        try:
            case = actions.register(filing, origin, by=people_queries.resident_actor(person), at=at)
        except FilingRefused as refusal:
            transaction.set_rollback(True)
            self.closing.refused.update(["；".join(f"{key}: {why}" for key, why in refusal.problems.items())])
            return None
        self.closing.accepted += 1
        return self.life.after(case, at)


def _count(closing: Closing, cases: "Sequence[Case]") -> None:
    counts: dict[str, Any] = {
        "ended": [case.closed_at for case in cases],
        "routed": [case.routing["propose"]["office"] for case in cases],
        "handled": [case.done_at for case in cases],
        "on_time": [case.done_at and not case.done_late for case in cases],
        "returned": [case.returns for case in cases],
        "yellow": [case.card == "yellow" for case in cases],
        "red": [case.card == "red" for case in cases],
        "called": [case.satisfied for case in cases],
        "satisfied": [(case.satisfied or 0) >= 4 for case in cases],
    }
    for name, values in counts.items():
        setattr(closing, name, sum(map(bool, values)))
