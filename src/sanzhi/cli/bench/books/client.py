"""One client of one book, in a process of its own. It says "ready", is told on its input from when to when to post,
and tells what that cost.

python -m sanzhi.cli.bench.books.client BOOK SHAPE SEED
"""

import json
import random
import resource
import sys
import time
from collections.abc import Callable
from importlib import import_module

import django

WARM_UP = 40


def run(book: str, shape: str, seed: int) -> dict[str, object]:
    """{"n": transfers, "cpu": this process's processor seconds, "ms": each one's milliseconds}."""
    django.setup()
    step = import_module(f"sanzhi.cli.bench.books.{book}").stepper(shape, random.Random(seed), f"{seed}-")  # noqa: S311
    for _time in range(WARM_UP):
        step()
    print("ready", flush=True)
    start, end = map(float, sys.stdin.readline().split())
    time.sleep(max(0.0, start - time.time()))
    return _timed(step, end)


def _timed(step: Callable[[], int], end: float) -> dict[str, object]:
    ms, n, before = [], 0, _cpu()
    while time.time() < end:
        started = time.perf_counter()
        n += step()
        ms.append((time.perf_counter() - started) * 1000)
    return {"n": n, "cpu": _cpu() - before, "ms": ms}


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
