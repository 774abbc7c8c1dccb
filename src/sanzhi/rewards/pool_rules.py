"""奖励金的规则: whether a resolution passed, and how a pool is split by points. Pure.

Nothing here knows of shares in the collective: distributable income is divided by them (农村集体经济组织法 art. 42), and
points must not move any of it. A pool is money that its meeting resolved to give for points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sanzhi.deliberation.packs import PACKS
from sanzhi.deliberation.rules import Count, decided
from sanzhi.kit.verdict import YES, Verdict, no

MEMBERS, DELEGATES = "members", "delegates"
BASIS = {
    MEMBERS: "《中华人民共和国农村集体经济组织法》第二十六条、第二十七条",
    DELEGATES: "《中华人民共和国农村集体经济组织法》第二十六条、第二十八条",
}


@dataclass(frozen=True)
class Resolution:
    """决议: who had a vote, who came, who was for it; when it was announced, when the party organisation studied it."""

    body: str
    notified_on: date
    met_on: date
    studied_on: date
    entitled: int
    present: int
    in_favour: int


def studied_first(studied_on: date, met_on: date) -> Verdict:
    """Whether the party organisation studied it before the meeting (art. 26)."""
    if studied_on <= met_on:
        return YES
    return no("not_studied", _("要先由党组织研究讨论，再开会表决（第二十六条）。"))


def resolution_passes(said: Resolution) -> Verdict:
    """Whether the right body resolved it in the right way (农村集体经济组织法 arts 26–28). Counted, never typed."""
    studied = studied_first(said.studied_on, said.met_on)
    if not studied:
        return studied
    counted = {"heads": Count(said.entitled, said.present, said.in_favour)}
    return decided(PACKS[said.body], counted, (said.met_on - said.notified_on).days)


def split(fen: int, threshold: int, points: Mapping[int, int]) -> dict[int, int]:
    """{household: fen}: in the proportion of the points above the threshold, to the fen, by largest remainder.

    Equal remainders go by the household's number, so that the order of asking plays no part. Sums to `fen`
    whenever anybody is above the threshold; else nobody gets anything.
    """
    weights = {one: max(0, has - threshold) for one, has in points.items()}
    total = sum(weights.values())
    if not total:
        return dict.fromkeys(weights, 0)
    paid = {one: fen * weight // total for one, weight in weights.items()}
    left = fen - sum(paid.values())
    first = sorted(weights, key=lambda one: (-(fen * weights[one] % total), one))
    for one in first[:left]:
        paid[one] += 1
    return paid
