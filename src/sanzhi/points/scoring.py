"""结评: what the panel's words come to for each claim, and what the caps leave of it. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sanzhi.ledger import codes

from . import rules


@dataclass
class Decided:
    """一条结果: points None where too few have scored; `capped` where a cap took something away."""

    claim: Any
    points: int | None
    capped: bool = False


def holder_of(claim: Any) -> str:
    """Whose account and whose caps: the person's where the item is a person's, else the household's."""
    return codes.of_person(claim.person_id) if claim.person_id else codes.of_household(claim.household_id)


def decide(claims: Sequence[Any], votes: Mapping[int, Sequence[rules.Vote]], seats: int) -> list[Decided]:
    """Before any cap. What another room graded or confirmed is fixed by the standard: nobody scores it again."""
    found = []
    for claim in claims:
        if claim.item.source in rules.COUNTED_ELSEWHERE:
            each: int | None = claim.item.least
        else:
            each = rules.decided(votes.get(claim.id, ()), seats)
        found.append(Decided(claim, None if each is None else each * claim.quantity))
    return found


class Caps:
    """限额: what has been used, by holder, item and span, as it grows."""

    def __init__(self, used: Iterable[tuple[str, str, str, int]]) -> None:
        self._used: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for holder, code, span, number in used:
            self._used[holder, code][span] = number
        self.touched: dict[tuple[str, str, str], tuple[int, int]] = {}

    def apply(self, one: Decided) -> None:
        """Bring `one` within its caps and note what it used."""
        item, holder = one.claim.item, holder_of(one.claim)
        caps = rules.caps_of(item.per_day, item.per_month, item.per_year, one.claim.happened_on)
        used = self._used[holder, item.code]
        asked = one.points or 0
        one.points = rules.within(asked, caps, used)
        one.capped = one.points < asked
        for cap in caps:
            used[cap.span] = used.get(cap.span, 0) + one.points
            self.touched[holder, item.code, cap.span] = (used[cap.span], cap.most)
