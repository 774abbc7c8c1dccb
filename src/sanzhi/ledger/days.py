"""日结, the arithmetic: one hash over a village's entries of one day, pure. A verifier elsewhere needs only this."""

from collections.abc import Iterable
from hashlib import sha256

FIRST = bytes(32)  # before a village's first digest
Row = tuple[int, int, int, int, int]  # account, microseconds since 1970 UTC, posting, amount, balance after


def digest(area: str, day: str, before: bytes, rows: Iterable[Row]) -> tuple[bytes, int]:
    """(hash, how many): over the hash before, the village's code, the day (ISO) and its entries in the order of
    account, time and posting, each a line of five numbers."""
    found, n = sha256(before + f"{area}\t{day}\n".encode()), 0
    for row in rows:
        found.update(("\t".join(map(str, row)) + "\n").encode())
        n += 1
    return found.digest(), n
