"""热点 among 2,523 real messages: told from what is only near, found together, and how long that takes as a county grows.

The rows stay outside the product (no licence): `--messages` says where they lie, `--file`, `--gold` and `--traps` name
others of the same columns. A county grows by towns, each of which is looked at by itself: here the same messages, by other people.
"""

import argparse
import itertools
import resource
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.metrics import average_precision_score, roc_auc_score

from sanzhi.cli.bench.text import read
from sanzhi.cli.report import say
from sanzhi.insight.topics.gathering import groups, topics, topics_of
from sanzhi.insight.topics.likeness import Message, likeness

REACH = {"bcubed_f1": 0.88, "link_map": 0.94, "same_place_auc": 0.97}
AT_MOST = {"seconds_4k": 20.0, "growth_vs_linear": 1.2, "peak_gib": 4.0}
HERE = ZoneInfo("Asia/Shanghai")
TOWN = 4_000  # messages of one town, in half a year or so
TIMES = ("%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M")


@dataclass(frozen=True)
class Told:
    """What people said of some of the messages, by their place in the list: their issue; and of others, near whose place
    they lie though they speak of something else."""

    issue: Mapping[int, str]
    near: Mapping[int, str]


def measure(args: argparse.Namespace, home: Path) -> tuple[dict[str, object], list[str]]:
    """(figures, the keys among them that miss their reach)."""
    rows = sorted(read(args.file or args.messages / "messages_hot.csv"), key=lambda row: _at(row["留言时间"]))
    messages = [
        Message(row["留言用户"], _at(row["留言时间"]), row["留言主题"], row["留言详情"]) for row in rows
    ]
    told = _told([row["留言编号"] for row in rows], args)
    alike = likeness(messages)
    group = groups(alike)
    found = topics_of(messages, group, messages[-1].at)
    exact = {"bcubed_f1": _bcubed(group, told.issue), "link_map": _link_map(alike, told.issue)}
    exact |= _same_place(alike, told) | _growth(messages, args.grow_to)
    figures = {key: round(value, 3) for key, value in exact.items()}
    low = [key for key, reach in REACH.items() if key in exact and exact[key] < reach]
    misses = low + [key for key, most in AT_MOST.items() if exact[key] > most]
    more = {"messages": len(messages), "topics": len(found), "grown_to": args.grow_to}
    return {**figures, **more, "hottest_people": found[0].people if found else 0}, misses


def _at(said: str) -> datetime:
    for form in TIMES:
        try:
            return datetime.strptime(said.strip(), form).replace(tzinfo=HERE)
        except ValueError:
            continue
    raise SystemExit(f"no time is known that is written like {said!r}")


def _told(numbers: Sequence[str], args: argparse.Namespace) -> Told:
    place = {number: at for at, number in enumerate(numbers)}
    gold = args.gold or args.messages / "hot_gold.csv"
    traps = args.traps or gold.parent / "hot_same_place_other_issue.csv"
    near = read(traps) if traps.exists() else []
    return Told(
        {place[row["msg_id"]]: row["issue"] for row in read(gold) if row["msg_id"] in place},
        {place[row["msg_id"]]: row["place"] for row in near if row["msg_id"] in place},
    )


def _bcubed(group: NDArray[np.int64], issue: Mapping[int, str]) -> float:
    """F1 of: how much of its group is of a message's own issue, and how much of its issue is in its group (Bagga and
    Baldwin 1998), over the messages of which people said it."""
    precision, recall = [], []
    for one in issue:
        together = {other for other in issue if group[other] == group[one]}
        alike = {other for other in issue if issue[other] == issue[one]}
        precision.append(len(together & alike) / len(together))
        recall.append(len(together & alike) / len(alike))
    mean = float(np.mean(precision)), float(np.mean(recall))
    return 2 * mean[0] * mean[1] / sum(mean)


def _link_map(alike: csr_matrix, issue: Mapping[int, str]) -> float:
    """The others of an issue, among all messages ranked by likeness to one of it: mean average precision."""
    found = []
    for one in issue:
        row = alike[one].toarray().ravel()
        right = np.array([issue.get(other) == issue[one] for other in range(len(row))])
        others = np.arange(len(row)) != one
        if right[others].any():
            found.append(average_precision_score(right[others], row[others]))
    return float(np.mean(found))


def _same_place(alike: csr_matrix, told: Told) -> dict[str, float]:
    """Two of one issue against two of one place and other issues: how often the first are the more alike. Nothing where
    the labels name no place with two issues."""
    places = set(told.near.values())
    where = {
        one: next((name for name in places if issue.startswith(name)), "")
        for one, issue in told.issue.items()
    }
    same: list[float] = []
    other: list[float] = []
    for one, two in itertools.combinations(told.issue, 2):
        if where[one] and where[one] == where[two]:
            (same if told.issue[one] == told.issue[two] else other).append(alike[one, two])
    other += [alike[one, two] for one in told.issue for two, name in told.near.items() if where[one] == name]
    if not same or not other:
        return {}
    return {"same_place_auc": float(roc_auc_score([1] * len(same) + [0] * len(other), same + other))}


def _growth(messages: Sequence[Message], grow_to: int) -> dict[str, float]:
    """One town of 4,000 messages; then as many towns as make `grow_to`, the time of each message beside that of the first."""
    began = time.perf_counter()
    topics(_town(messages, 0), messages[-1].at)
    one = time.perf_counter() - began
    began = time.perf_counter()
    towns = max(grow_to // TOWN, 1)
    for number in range(1, towns + 1):
        topics(_town(messages, number), messages[-1].at)
        if number % 10 == 0:
            say(f"{number * TOWN:,} of {grow_to:,} messages")
    each = (time.perf_counter() - began) / towns
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return {"seconds_4k": one, "growth_vs_linear": each / one, "peak_gib": peak}


def _town(messages: Sequence[Message], number: int) -> list[Message]:
    """4,000 of them, by other people: those there are, and again from the first."""
    again = itertools.islice(itertools.cycle(messages), TOWN)
    told = [replace(one, who=f"{number}-{at // len(messages)}-{one.who}") for at, one in enumerate(again)]
    return sorted(told, key=lambda one: one.at)
