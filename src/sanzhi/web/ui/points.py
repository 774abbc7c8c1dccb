"""积分在各处怎么说: how far a claim is, what an item is worth, why a line of the book is there; the same on every face."""

from typing import Any

from django.utils.translation import gettext as _

from sanzhi.ledger.queries import StatementLine
from sanzhi.points import rules

TONES = {
    "submitted": "wait", "returned": "late", "verified": "move", "scored": "move", "publicised": "move",
    "confirmed": "done", "objected": "late", "revised": "stop", "rejected": "stop", "withdrawn": "stop",
}  # fmt: skip
STANDARD_TONES = {
    "draft": "wait", "consultation": "move", "town_review": "move", "voting": "move", "published": "move",
    "effective": "done", "superseded": "stop", "repealed": "stop",
}  # fmt: skip


def told(claim: Any) -> tuple[Any, str, str]:
    """(claim, words, tone)."""
    return claim, claim.get_state_display(), TONES[claim.state]


def worth(item: Any) -> str:
    """+2～5 / 次."""
    points = f"{item.least}" if item.least == item.most else f"{item.least}～{item.most}"
    return f"{item.direction}{points} / {item.unit}"


def caps(item: Any) -> str:
    """What a holder gets at most."""
    said = (
        (item.per_day, _("每天最多 %(most)d 分")),
        (item.per_month, _("每月最多 %(most)d 分")),
        (item.per_year, _("每年最多 %(most)d 分")),
        (item.cooldown_days, _("%(most)d 天一次")),
    )
    return _("，").join(sentence % {"most": most} for most, sentence in said if most)


def by_field(items: list[Any]) -> list[tuple[str, list[tuple[Any, str, str]]]]:
    """Items in their five fields, each with what it is worth and its caps."""
    groups: dict[str, list[tuple[Any, str, str]]] = {}
    for item in items:
        groups.setdefault(item.get_field_display(), []).append((item, worth(item), caps(item)))
    return list(groups.items())


def tier(points: int) -> str:
    return rules.tier_name(rules.tier(points))


def line_words(line: StatementLine) -> str:
    """What a line of the book is for, where no claim says it."""
    known = {
        "points.add": _("加分"),
        "points.deduct": _("扣分"),
        "points.reverse": _("更正"),
        "points.transfer": _("转户"),
        "points.expire": _("年度到期"),
        "points.home": _("归到我家"),
        "rewards.buy": _("兑换"),
        "rewards.refund": _("退回"),
    }
    return known.get(line.kind, line.kind)


def lines(statement: list[StatementLine], why: dict[int, Any]) -> list[dict[str, Any]]:
    """Each line of the book with its words and the claim behind it."""
    return [
        {"line": line, "words": line_words(line), "claim": why.get(line.posting), "plus": line.amount > 0}
        for line in statement
    ]
