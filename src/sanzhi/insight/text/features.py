"""字词: a text as features, each a 64-bit number: its characters by one, two and three, and its words.

Numbers instead of words, so that a model holds nobody's sentence; what a message has is named again from the message.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import rjieba
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

LONGEST = 3  # characters together
READ = 600  # characters of a message; what follows them is seldom what it is about
_APART = "\0"  # stands between texts: no feature reaches over it
_BLANK = re.compile("[\\s\x00\ud800-\udfff]+")  # and what no text can hold
_STEP, _END = np.uint64(0x100000001B3F), np.uint64(0xBF58476D1CE4E5B9)
_SEED, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)


def plain(text: str) -> str:
    """The beginning, without blanks and in small letters: some systems write a blank between words, some do not."""
    return _BLANK.sub("", text).lower()[:READ]


@dataclass(frozen=True)
class Features:
    """Arrays of one length: which text, where in it, how many characters, and the number that stands for them."""

    text: NDArray[np.int64]
    start: NDArray[np.int64]
    length: NDArray[np.int64]
    key: NDArray[np.uint64]


def characters(texts: Sequence[str]) -> Features:
    """Every run of one to three characters, all texts at once."""
    sizes = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    joined = "".join(f"{text}{_APART}" for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    of = np.repeat(np.arange(len(texts)), sizes)
    begins = np.repeat(np.cumsum(sizes) - sizes, sizes)
    parts, key, within = [], np.full(len(codes), _SEED), np.ones(len(codes), dtype=bool)
    for length in range(1, LONGEST + 1):
        last = len(codes) - length + 1
        key = (key[:last] ^ codes[length - 1 :]) * _STEP
        key ^= key >> _SHIFT
        within = within[:last] & (codes[length - 1 :] != 0)
        at = np.flatnonzero(within)
        parts.append(Features(of[at], at - begins[at], np.full(len(at), length), key[at] * _END))
    return _joined(parts)


def words(texts: Sequence[str]) -> Features:
    """Every word, as the dictionary cuts them."""
    of, starts, lengths, keys = [], [], [], []
    for number, text in enumerate(texts):
        start = 0
        for word in rjieba.cut(text):
            of.append(number)
            starts.append(start)
            lengths.append(len(word))
            keys.append(_key(word))
            start += len(word)
    places = [np.array(part, dtype=np.int64) for part in (of, starts, lengths)]
    return Features(places[0], places[1], places[2], np.array(keys, dtype=np.uint64))


@lru_cache(maxsize=200_000)
def _key(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8"), digest_size=8).digest(), "big")


def _joined(parts: Sequence[Features]) -> Features:
    names = ("text", "start", "length", "key")
    return Features(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def counted(found: Features, texts: int, keys: NDArray[np.uint64]) -> csr_matrix:
    """(texts, keys): how often each text has each of `keys`, which are sorted; others are passed over."""
    column = np.minimum(np.searchsorted(keys, found.key), len(keys) - 1)
    known = keys[column] == found.key
    once = np.ones(int(known.sum()), dtype=np.float32)
    table = csr_matrix((once, (found.text[known], column[known])), shape=(texts, len(keys)))
    table.sum_duplicates()
    return table
