"""密存: what is said in an accusation, sealed to its place; opened only by whoever was let through (`queries`)."""

import json
from collections.abc import Mapping

from sanzhi.kit import crypto

from .models import Accusation, AccusationMove

THINGS, MOVES = "petitions_accusation", "petitions_accusationmove"


def sealed_things(code: str, words: Mapping[str, str]) -> bytes:
    return crypto.encrypt(json.dumps(words, ensure_ascii=False), table=THINGS, column="sealed", row=code)


def things(one: Accusation) -> dict[str, str]:
    """{"whom", "facts", "wants"} as they came in."""
    return json.loads(crypto.decrypt(bytes(one.sealed), table=THINGS, column="sealed", row=one.code))


def sealed_move(code: str, seq: int, words: str) -> bytes:
    return crypto.encrypt(words, table=MOVES, column="sealed", row=f"{code}.{seq}")


def words_of(code: str, move: AccusationMove) -> str:
    return crypto.decrypt(bytes(move.sealed), table=MOVES, column="sealed", row=f"{code}.{move.seq}")
