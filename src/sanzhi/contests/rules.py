"""擂台赛的算法, pure. All of it is ours (本平台约定): no text of rules was ever published (domain.md §7.7)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from sanzhi.kit.shares import FEWEST
from sanzhi.kit.verdict import YES, Verdict, no

APPEAL_DAYS = 5
COUNT_WITHIN = timedelta(days=15)  # after the last one that counts: nobody waits until the numbers suit them
MARK_WITHIN = timedelta(days=7)  # of these, in which no count is made while marks are missing
FEWEST_MARKS = 3
DRAWN_BY = 10  # so many cases of the group's own share are added to every place
HUNDRED = Decimal("100.00")
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Count:
    """So many of so many."""

    part: int
    whole: int

    @property
    def told(self) -> bool:
        """Whether the numbers themselves are shown (I25)."""
        return self.whole >= FEWEST


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


def whole_quarters(starts: date, ends: date) -> Verdict:
    """Of what is confidential only whole quarters are counted: two spans a day apart would tell of that day (I25)."""
    after = ends + timedelta(days=1)
    if all(day.day == 1 and day.month % 3 == 1 for day in (starts, after)):
        return YES
    return no(
        "quarters_only", _("调解、警情的数只按整季度算：第一天是一、四、七、十月一日，最后一天是季末。")
    )


def own_place(places: Collection[str], reach: str) -> bool:
    """Whether a place that somebody's posts cover is the entrant's, lies in it or holds it; what covers a county is no one's own.

    Places and `reach` are prefixes of area codes.
    """
    return any(
        len(place) > len("330483") and (reach.startswith(place) or place.startswith(reach))
        for place in places
    )


def _rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CENT, ROUND_HALF_UP)


def _shares(counts: Mapping[int, Count]) -> dict[int, Fraction]:
    """Of one group: each place's share, drawn towards the share of all by ten cases, so that no single case makes or breaks
    a place that had few, and a place has nothing from being asked less. Empty where all together had fewer than ten."""
    part, whole = sum(one.part for one in counts.values()), sum(one.whole for one in counts.values())
    if whole < FEWEST:
        return {}
    drawn = Fraction(part, whole) * DRAWN_BY
    return {one: (count.part + drawn) / (count.whole + DRAWN_BY) for one, count in counts.items()}


def scores(
    counts: Mapping[int, Count], bands: Mapping[int, str], target: Decimal | None
) -> dict[int, Decimal | None]:
    """Of one counted indicator, for every place of a group or for none of it: with a target its share of it, at most a
    hundred; else the least is 0 and the most 100, and all alike are 100."""
    found: dict[int, Decimal | None] = dict.fromkeys(counts)
    for band in set(bands.values()):
        shares = _shares({one: count for one, count in counts.items() if bands[one] == band})
        if not shares:
            continue
        least, most = min(shares.values()), max(shares.values())
        for one, share in shares.items():
            if target is not None:
                found[one] = _rounded(min(share * 100 / Fraction(target), Fraction(1)) * 100)
            else:
                found[one] = _rounded((share - least) / (most - least) * 100) if most > least else HUNDRED
    return found


def panel_score(marks: Sequence[Decimal]) -> Decimal | None:
    """The mean of the marks; None while fewer than three stand."""
    if len(marks) < FEWEST_MARKS:
        return None
    return _rounded(sum((Fraction(mark) for mark in marks), Fraction(0)) / len(marks))


def total(scored: Collection[tuple[int, Decimal | None]]) -> Decimal | None:
    """Weighted over what could be scored: (weight, score). What could not is left out and its weight shared by the rest;
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


def appeals_until(shown: date) -> date:
    """The last day on which an appeal is taken, of standings shown on a day."""
    return shown + timedelta(days=APPEAL_DAYS)
