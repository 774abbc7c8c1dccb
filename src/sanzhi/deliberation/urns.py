"""票箱里的票, pure: a ballot is 17 bytes: sixteen of the receipt's hash, one of the choice."""

from collections.abc import Iterator
from hashlib import sha256

SIZE = 17
_CHOICES = {"for": b"+", "against": b"-", "abstain": b"0"}
_MEANT = {mark: choice for choice, mark in _CHOICES.items()}


def hash_of(receipt: str) -> str:
    """What stands for a receipt in the box and in the export; nobody comes from it to the receipt."""
    return sha256(receipt.encode()).hexdigest()[: (SIZE - 1) * 2]


def ballot(receipt: str, choice: str) -> bytes:
    return bytes.fromhex(hash_of(receipt)) + _CHOICES[choice]


def opened(box: bytes) -> Iterator[tuple[str, str]]:
    """(receipt's hash, choice) of each ballot, in the order in which they lie there. ValueError for what is no box."""
    if len(box) % SIZE:
        raise ValueError("half a ballot in the box")
    for start in range(0, len(box), SIZE):
        one = box[start : start + SIZE]
        yield one[:-1].hex(), _MEANT[one[-1:]]
