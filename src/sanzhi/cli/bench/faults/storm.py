"""Load and kills: people file and staff move cases while web workers, the worker and PostgreSQL are killed -9."""

import json
import os
import random
import secrets
import signal
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.db import Error, connection

from sanzhi.cli.bench import cast, cpu, faces, ground, load
from sanzhi.cli.report import say

FILERS, MOVERS = 6, 2
SETTLED = 302
_DONE = "已派人到现场处理完毕，请放心。"
REPLY = {
    "reply": _DONE,
    "no_photo_because": "夜间拍摄不清",
    "advised": sha256(
        _DONE.encode()
    ).hexdigest(),  # as somebody who has read the advice and sends it as it is
}


@dataclass(frozen=True)
class Plan:
    """计划: the mean seconds between two kills of each kind; None leaves that kind alone."""

    seconds: float
    web: float | None = None
    worker: float | None = None
    database: float | None = None


@dataclass
class Storm:
    """风暴: one run on one served county. `acknowledged` is what clients were told, as they wrote it down."""

    county: ground.Ground
    people: cast.Cast
    lot: random.Random
    log: Path
    filed: dict[str, str] = field(default_factory=dict)  # key → public code
    moved: set[tuple[str, int, str]] = field(default_factory=set)  # (code, number of the move, step)
    refused: list[str] = field(default_factory=list)  # answers nobody should get here
    kills: dict[str, int] = field(default_factory=lambda: {"web": 0, "worker": 0, "database": 0})
    longest_silence: float = 0.0  # seconds from a kill of PostgreSQL to the next acknowledged write
    _over: threading.Event = field(default_factory=threading.Event)
    _cases: SimpleQueue = field(default_factory=SimpleQueue)
    _writing: threading.Lock = field(default_factory=threading.Lock)
    _silent_since: float | None = None

    def rage(self, plan: Plan) -> None:
        """Run the plan; every client finishes what it began, as a person would who presses again."""
        drafts: SimpleQueue = SimpleQueue()
        hands = [threading.Thread(target=self._file, args=(drafts,)) for _ in range(FILERS)]
        hands += [threading.Thread(target=self._move) for _ in range(MOVERS)]
        feeder = threading.Thread(target=self._feed, args=(drafts,))
        for thread in (feeder, *hands):
            thread.start()
        self._kill_by(plan)
        self._over.set()
        for thread in (feeder, *hands):
            thread.join()

    def _feed(self, drafts: SimpleQueue) -> None:
        """Keep some filings ready for their last press. The sessions are made here: not what is being tested."""
        turn = 0
        while not self._over.is_set():
            if drafts.qsize() > 2 * FILERS:
                time.sleep(0.02)
                continue
            resident = self.people.residents[turn % len(self.people.residents)]
            turn += 1
            words = cast.draft(self.people, self.lot)
            try:
                drafts.put(faces.filing(resident, words, key=secrets.token_urlsafe(18)))
            except (Error, UpdateError):  # the latter is how a session says that its row could not be written
                connection.close()
                time.sleep(0.1)

    def _file(self, drafts: SimpleQueue) -> None:
        browser = load.Browser(self.county.port)
        while not self._over.is_set():
            try:
                post = drafts.get(timeout=0.1)
            except Empty:
                continue
            code = faces.code_in(self._insist(browser, post))
            if code:
                self._note("filed", post.key, code)
                self.filed[post.key] = code
                self._cases.put(code)
        browser.close()

    def _move(self) -> None:
        browser = load.Browser(self.county.port)
        road: tuple[tuple[Any, str, dict[str, str]], ...] = (
            (self.people.dispatcher, "assign", {"lead": str(self.people.roads.pk)}),
            (self.people.handler, "sign_for", {}),
            (self.people.handler, "report_done", REPLY),
        )
        while not self._over.is_set():
            try:
                code = self._cases.get(timeout=0.1)
            except Empty:
                continue
            for version, (who, step, words) in enumerate(road, start=1):
                key = secrets.token_urlsafe(18)
                if not self._insist(browser, faces.step(who, code, step, version, words, key=key)):
                    break
                self._note(code, str(version + 1), step)
                self.moved.add((code, version + 1, step))
        browser.close()

    def _insist(self, browser: load.Browser, post: faces.Post) -> str:
        """Send until there is an answer, always with the same key; where it points, "" when it is a refusal."""
        deadline = time.monotonic() + ground.PATIENCE
        while time.monotonic() < deadline:
            answer = browser.post(post.path, post.fields, post.cookies)
            if answer.status == SETTLED:
                return answer.location
            # 400 is how Django tells that the session could not be saved: the effect may stand, so ask again.
            if 400 < answer.status < 500:
                self.refused.append(f"{post.path}: {answer.status}")
                return ""
            time.sleep(0.1)
        self.refused.append(f"{post.path}: no answer in {ground.PATIENCE} s")
        return ""

    def _note(self, *words: str) -> None:
        """An acknowledgement counts once it is on the client's own disk."""
        with self._writing, self.log.open("a") as log:
            log.write(json.dumps(words) + "\n")
            log.flush()
            os.fsync(log.fileno())
            if self._silent_since is not None:
                self.longest_silence = max(self.longest_silence, time.monotonic() - self._silent_since)
                self._silent_since = None

    def _kill_by(self, plan: Plan) -> None:
        started = time.monotonic()
        means: Mapping[str, float | None] = {
            "web": plan.web,
            "worker": plan.worker,
            "database": plan.database,
        }
        due = {kind: self._draw(mean) for kind, mean in means.items() if mean}
        told = 0.0
        while (now := time.monotonic() - started) < plan.seconds:
            for kind, at in due.items():
                if now >= at:
                    with suppress(OSError, LookupError):  # it is just being replaced
                        getattr(self, f"_kill_{kind}")()
                        self.kills[kind] += 1
                    due[kind] = now + self._draw(means[kind])
            if now - told > 5:
                told = now
                say(f"  {now:3.0f}/{plan.seconds:.0f} s: {len(self.filed)} filed, {len(self.moved)} moved, "
                    f"killed {self.kills}")  # fmt: skip
            time.sleep(0.05)

    def _draw(self, mean: float | None) -> float:
        return (mean or 0) * self.lot.uniform(0.6, 1.4)

    def _kill_web(self) -> None:
        workers = cpu.children(cpu.child(self.county.pid, "granian"))
        os.kill(self.lot.choice(workers), signal.SIGKILL)

    def _kill_worker(self) -> None:
        os.kill(cpu.child(self.county.pid, "worker"), signal.SIGKILL)

    def _kill_database(self) -> None:
        """The postmaster and every process of it, before any can write what it still holds in memory."""
        postmaster = self.county.database_pid
        if postmaster is None:
            raise LookupError("PostgreSQL is down already")
        processes = [postmaster, *cpu.children(postmaster)]
        for pid in processes:
            os.kill(pid, signal.SIGSTOP)
        for pid in processes:
            os.kill(pid, signal.SIGKILL)
        self._silent_since = self._silent_since or time.monotonic()
