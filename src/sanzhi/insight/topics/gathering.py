"""热点: messages of one thing at one place, found together, and how hot it is. What is only near is named apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from .likeness import Message, likeness

SAME = 0.04  # the mean likeness of two groups, from which on they are one
LINKED = 0.08  # of a pair, for it to hold a group together at all
MOST_TOGETHER = 2_000  # a net wider than this is cut at stronger links
COOLING = timedelta(days=30)  # after which a message counts half


@dataclass(frozen=True)
class Topic:
    """`members` are places in the list of messages, the earliest first."""

    members: tuple[int, ...]
    people: int
    heat: float


def topics(messages: Sequence[Message], at: datetime, *, fewest: int = 3) -> list[Topic]:
    """The groups in which at least `fewest` people speak, the hottest first. `messages` by time."""
    return topics_of(messages, groups(likeness(messages)), at, fewest=fewest)


def topics_of(
    messages: Sequence[Message], group: NDArray[np.int64], at: datetime, *, fewest: int = 3
) -> list[Topic]:
    """The same, of messages whose groups are known."""
    found = []
    for number in np.flatnonzero(np.bincount(group) >= fewest) if len(group) else ():
        members = [int(member) for member in np.flatnonzero(group == number)]
        told = [messages[member] for member in members]
        people = len({message.who for message in told})
        if people >= fewest:
            found.append(Topic(tuple(members), people, heat(told, at)))
    return sorted(found, key=lambda topic: -topic.heat)


def heat(messages: Sequence[Message], at: datetime) -> float:
    """热度: each person once, by their latest message, halved for every thirty days since. Ours: no rule names one.

    Who writes ninety times is one person; who presses a button under a message is not counted.
    """
    latest: dict[str, datetime] = {}
    for message in messages:
        latest[message.who] = max(message.at, latest.get(message.who, message.at))
    return sum(0.5 ** (max(at - when, timedelta()) / COOLING) for when in latest.values())


def groups(alike: csr_matrix) -> NDArray[np.int64]:
    """(messages): a number for each, the same for those that belong together."""
    found = np.arange(alike.shape[0])
    for members in _nets(alike, np.arange(alike.shape[0]), LINKED):
        if len(members) > 1:
            found[members] = members[_within(alike[members][:, members])]
    return found


def _nets(alike: csr_matrix, members: NDArray[np.int64], link: float) -> list[NDArray[np.int64]]:
    """Those joined by links of this strength; a net too wide to look at as a whole is asked for stronger ones."""
    part = alike[members][:, members]
    count, net = connected_components(part.multiply(part >= link), directed=False)
    order = np.argsort(net, kind="stable")
    ends = np.cumsum(np.bincount(net, minlength=count))[:-1]
    found = []
    for inside in np.split(members[order], ends):
        wide = len(inside) > MOST_TOGETHER and link < 1
        found += _nets(alike, inside, link * 1.25) if wide else [inside]
    return found


def _within(part: csr_matrix) -> NDArray[np.int64]:
    """The first member of each member's group: joined as long as two groups are alike on the average of all pairs."""
    apart = 1 - part.toarray().clip(0, 1)
    np.fill_diagonal(apart, 0)
    label = fcluster(linkage(squareform(apart, checks=False), "average"), 1 - SAME, "distance")
    first: dict[int, int] = {}
    return np.array([first.setdefault(int(one), at) for at, one in enumerate(label)])
