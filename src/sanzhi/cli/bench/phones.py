"""Phones that were on a round without a network and send what they hold, some of it twice at the same moment.

python -m sanzhi.cli.bench.phones FIRST LAST DAYS SEED: those phones, in a process of their own. It says "ready", starts
when told on its input, and tells how many scans it was told of as new.
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from importlib import import_module
from uuid import UUID, uuid5

import django

BINS = 200  # of a phone's round; each is looked at once a day
BATCH = 100
TWICE = 0.1  # of the batches are sent twice
GRADES = "AAAAAAABBC"
NAME = UUID("8a6f5f7e-58a1-4b7c-9f2e-20260302aaaa")
DAY = timedelta(days=1)
PHONE = "bench-phone-"


def walk(phones: Sequence[int], days: int, seed: int) -> Counter[str]:
    """Send every batch of these phones, each phone one after the other; how many scans were told what."""
    told: Counter[str] = Counter()
    with ThreadPoolExecutor(len(phones)) as hands, ThreadPoolExecutor(len(phones)) as echoes:
        for counted in hands.map(lambda phone: _one(phone, days, seed, echoes), phones):
            told += counted
    return told


def _one(phone: int, days: int, seed: int, echoes: ThreadPoolExecutor) -> Counter[str]:
    from sanzhi.waste.models import Bin

    actor, lot = _inspector(phone), random.Random(seed * 1000 + phone)  # noqa: S311 - a load, not a secret
    codes = list(Bin.objects.order_by("id").values_list("code", flat=True)[phone * BINS : (phone + 1) * BINS])
    told: Counter[str] = Counter()
    for batch, at in _batches(phone, codes, days, lot):
        again: Future | None = echoes.submit(_send, batch, actor, at) if lot.random() < TWICE else None
        told += _send(batch, actor, at)
        if again:
            told += again.result()
    django.db.connections.close_all()
    return told


def _inspector(phone: int):
    from sanzhi.people import queries as people
    from sanzhi.people.models import Appointment

    return people.actor_in(Appointment.objects.get(person__account__username=f"{PHONE}{phone}"))


def _batches(
    phone: int, codes: Sequence[str], days: int, lot: random.Random
) -> Iterator[tuple[list, datetime]]:
    """Two a day, in the evening of each of the last days; ids are made on the phone before anything is sent."""
    from sanzhi.kit import clock
    from sanzhi.waste.actions import Scan

    start = clock.now() - days * DAY
    for day in range(days):
        at = start + day * DAY
        scans = [
            Scan(uuid5(NAME, f"{phone}:{day}:{code}"), code, lot.choice(GRADES), at - timedelta(minutes=n))
            for n, code in enumerate(codes)
        ]
        for begin in range(0, len(scans), BATCH):
            yield scans[begin : begin + BATCH], at


def _send(batch: list, actor, at: datetime) -> Counter[str]:
    """As the page does, seeing no further than the inspector may."""
    from sanzhi.kit import walls
    from sanzhi.people.access import sight_of
    from sanzhi.waste import actions

    with walls.seeing(sight_of(actor)):
        return Counter(outcome.state for outcome in actions.take_scans(batch, by=actor, at=at))


if __name__ == "__main__":
    first, last, days, seed = map(int, sys.argv[1:5])
    django.setup()
    _inspector(first)  # everything is loaded before the word to go
    import_module("sanzhi.waste.actions")
    print("ready", flush=True)
    time.sleep(max(0.0, float(sys.stdin.readline()) - time.time()))
    print(json.dumps(walk(range(first, last), days, seed)), flush=True)
