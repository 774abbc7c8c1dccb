"""擂台赛的算法, pure. All of it is ours (本平台约定): no text of rules was ever published (domain.md §7.7)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

APPEAL_DAYS = 5
FEWEST = 10  # of fewer no share is taken: one matter would move a rank, and could be known (I25)
FEWEST_MARKS = 3
HUNDRED = Decimal(100)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Count:
    """So many of so many."""

    part: int
    whole: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.part, self.whole) if self.whole >= FEWEST else None


def weights_stand(weights: Collection[int]) -> Verdict:
    if sum(weights) == 100:
        return YES
    return no("weights_sum", _("各项指标的权重加起来要正好一百，现在是 %(sum)d。") % {"sum": sum(weights)})


def announced_before(opened: date, starts: date) -> Verdict:
    """What is scored is known before the first day that counts."""
    if opened < starts:
        return YES
    return no("announced_late", _("指标和权重要在计分开始以前公布，计分的第一天要在今天以后。"))


def groups_stand(bands: Collection[str]) -> Verdict:
    """At least two in every group, or there is nobody to be compared with."""
    if bands and all(sum(other == one for other in bands) >= 2 for one in bands):
        return YES
    return no("group_of_one", _("每一组至少要有两个单位，请检查分组。"))


def _rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CENT, ROUND_HALF_UP)


def scores(
    counts: Mapping[int, Count], bands: Mapping[int, str], target: Decimal | None
) -> dict[int, Decimal | None]:
    """Of one counted indicator: with a target its share of it, at most a hundred; else within each group the least is 0
    and the most 100, and all alike are 100. None where too few were counted, or where nobody is there to compare with."""
    shares = {one: count.share for one, count in counts.items()}
    if target is not None:
        full = Fraction(target) / 100
        return {
            one: None if s is None else _rounded(min(s / full, Fraction(1)) * 100)
            for one, s in shares.items()
        }
    found: dict[int, Decimal | None] = dict.fromkeys(shares)
    for band in set(bands.values()):
        known = {one: share for one, share in shares.items() if bands[one] == band and share is not None}
        if len(known) < 2:
            continue
        least, most = min(known.values()), max(known.values())
        for one, share in known.items():
            found[one] = (
                _rounded((share - least) / (most - least) * 100) if most > least else HUNDRED.quantize(CENT)
            )
    return found


def panel_score(marks: Sequence[Decimal]) -> Decimal | None:
    """The mean of the marks; None while fewer than three stand."""
    if len(marks) < FEWEST_MARKS:
        return None
    return _rounded(sum((Fraction(mark) for mark in marks), Fraction(0)) / len(marks))


def total(scored: Collection[tuple[int, Decimal | None]]) -> Decimal | None:
    """Weighted over what could be scored: (weight, score). What was too few is left out and its weight shared by the rest;
    None where half of the weight or more is left out."""
    counted = [(weight, Fraction(score)) for weight, score in scored if score is not None]
    weight = sum(one for one, _score in counted)
    if weight * 2 <= sum(one for one, _score in scored):
        return None
    return _rounded(sum((one * score for one, score in counted), Fraction(0)) / weight)


def ranks(totals: Mapping[int, Decimal | None], bands: Mapping[int, str]) -> dict[int, int | None]:
    """Within each group: one more than how many have more; the same total is the same rank."""
    return {
        one: None
        if mine is None
        else 1
        + sum(other > mine for who, other in totals.items() if other is not None and bands[who] == bands[one])
        for one, mine in totals.items()
    }


def appeals_until(frozen: date) -> date:
    """The last day on which an appeal is taken."""
    return frozen + timedelta(days=APPEAL_DAYS)
