"""抽签的算法: who is drawn follows from what was said before anybody could know it, and anybody can do it again. Pure.

The house names a secret number's fingerprint when the lots are laid out; then the witnesses say theirs. Neither side can
steer alone. Every step is one SHA-256 of one text, so that a calculator on any page can follow it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

WITNESSES = 2  # 本平台约定: at least
DIGITS = (6, 20)  # 本平台约定: of what a witness says


@dataclass(frozen=True)
class Lot:
    """一支签: the number of a member, whether she counts for the women's seats, whether they stepped down."""

    number: int
    woman: bool = False
    away: bool = False


def digest(text: str) -> str:
    """The fingerprint of a text: 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def seed(secret: str, numbers: Iterable[int], said: Iterable[str]) -> str:
    """种子: of the secret, the numbers in the draw by commas, and what each witness said; a line each."""
    return digest("\n".join([secret, ",".join(map(str, numbers)), *said]))


def order(seed: str, numbers: Iterable[int]) -> list[int]:
    """The numbers by the fingerprint of "seed:number", the smallest first."""
    return sorted(numbers, key=lambda number: digest(f"{seed}:{number}"))


def seated(lots: Sequence[Lot], seats: int, women: int) -> list[int]:
    """Who has a seat, of lots in their order: `women` of the seats are kept for women, who may have the others too."""
    taken: list[int] = []
    free_to_all = seats - women
    for lot in lots:
        if lot.away or len(taken) == seats or (not lot.woman and free_to_all == 0):
            continue
        taken.append(lot.number)
        if not lot.woman:
            free_to_all -= 1
    return taken


def may_open(seats: int, women: int, there: int, women_there: int) -> Verdict:
    """Whether so many can be drawn of so many."""
    if not 1 <= seats <= there:
        return no("seats_shape", _("抽几个人，要在 1 和名册人数之间。"))
    if not 0 <= women <= min(seats, women_there):
        return no("women_seats", _("给妇女留的席位不能多于要抽的人数，也不能多于名册上的妇女。"))
    return YES


def may_say(digits: str) -> Verdict:
    """Whether a witness said a number that counts."""
    if not (DIGITS[0] <= len(digits) <= DIGITS[1] and digits.isascii() and digits.isdigit()):
        return no("digits_shape", _("请见证人随口说 6 到 20 位数字。"))
    return YES
