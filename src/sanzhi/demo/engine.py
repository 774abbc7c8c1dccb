"""时间线: one queue of what happens next, in the order of time."""

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from sanzhi.cases import sweeps
from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.reactions.table import REACTIONS

DELIVER_EVERY = 200  # events


@dataclass(frozen=True)
class Event:
    """事件: at a time, do this; what is returned happens later, None when the story is over."""

    at: datetime
    do: Callable[[datetime], "Event | None"]


@dataclass
class Engine:
    """时间线: plays events until `until`; what lies beyond has not happened yet. A refused event ends its story by name."""

    until: datetime
    told: Callable[[], None] = lambda: None  # called when a story is over
    now: datetime | None = None
    events: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    _queue: list[tuple[datetime, int, Event]] = field(default_factory=list)
    _serial: int = 0

    def add(self, event: Event) -> None:
        """Events of the same moment happen in the order they were added."""
        if self.now and event.at < self.now:
            raise ValueError(f"time only moves forward: {event.at} lies before {self.now}")
        self._serial += 1
        heapq.heappush(self._queue, (event.at, self._serial, event))

    def run(self) -> None:
        """Play to the end. Commits do not wait for the disk: a cut-off run is started again and goes on."""
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit TO off")
        try:
            while self._queue and self._queue[0][0] <= self.until:
                self._play(heapq.heappop(self._queue)[2])
            self._raise_cards(self.until)
            self._deliver()
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET synchronous_commit")

    def _play(self, event: Event) -> None:
        self._raise_cards(event.at)
        self.now, self.events = event.at, self.events + 1
        try:
            following = event.do(event.at)
        except Refusal as refusal:
            self.refused[refusal.code] += 1
            following = None
        if following:
            self.add(following)
        else:
            self.told()
        if self.events % DELIVER_EVERY == 0:
            self._deliver()

    def _raise_cards(self, at: datetime) -> None:
        """Every card at its own moment, as the worker does within a minute."""
        while (due := sweeps.next_due()) and due <= at:
            if not sweeps.raise_cards(at=due):
                return

    def _deliver(self) -> None:
        while delivery.deliver(REACTIONS, at=clock.now(), limit=DELIVER_EVERY) == DELIVER_EVERY:
            pass
