"""What the engine refuses, in words; and what can be said of lines before the database is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

MOST_LINES = 5_000  # 本平台约定: of one call; more than these are sent in several
MOST_UNITS = 2**53 - 1  # of one line: what the canonical spelling of the journal can hold exactly
LONGEST_KEY = 120


@dataclass(frozen=True, slots=True)
class Line:
    """一行: `amount` units from the account `giver` to the account `taker`, once for `key`."""

    key: str
    giver: int
    taker: int
    amount: int


def lines_stand(lines: Sequence[Line]) -> Verdict:
    """Whether these lines can be one call."""
    if not 0 < len(lines) <= MOST_LINES:
        return no("lines", _("一次记账要有 1 到 %(most)s 行。") % {"most": MOST_LINES})
    if len({line.key for line in lines}) < len(lines):
        return no("key_twice", _("同一次记账里有两行编号相同。"))
    for line in lines:
        if not 0 < len(line.key) <= LONGEST_KEY or not line.key.isprintable():
            return no("key_shape", _("记账编号要有 1 到 %(most)s 个字。") % {"most": LONGEST_KEY})
        if isinstance(line.amount, bool) or not isinstance(line.amount, int):
            return no("amount", _("数量只能是整数。"))
        if not 0 < line.amount <= MOST_UNITS:
            return no("amount", _("数量要大于零。"))
        if line.giver == line.taker:
            return no("same_account", _("不能从一个账户转给它自己。"))
    return YES


def told(lines: Sequence[Line]) -> dict[str, int | str]:
    """What the journal says of lines: how many, how much, and a hash from which they can be proved."""
    digest = sha256()
    for line in lines:
        digest.update(f"{line.key}\t{line.giver}\t{line.taker}\t{line.amount}\n".encode())
    return {"n": len(lines), "total": sum(line.amount for line in lines), "sha256": digest.hexdigest()}


def refused(name: str) -> Verdict:
    """The sentence of what the engine refused, by the name it gave or by the constraint that spoke."""
    sentences = {
        "no_account": _("没有这个账户。"),
        "closed": _("这个账户已经销户，不能再记账。"),
        "short": _("可用余额不够。"),
        "other_unit": _("两个账户的计量单位不同，不能互转。"),
        "key_reused": _("这个记账编号已经用过，内容不一样。"),
        "some_there": _("这一批里有一部分已经记过，另一部分没有。"),
        "to_come": _("记账时间还没有到。"),
        "concluded": _("这一笔已经结清、撤销或冲正过了。"),
        "nothing_to_conclude": _("没有可以这样处理的一笔。"),
        "not_empty": _("账户里还有余额或预占，不能销户。"),
    }
    return no(name, sentences[name])


# Which constraint of the tables speaks for which refusal.
CONSTRAINTS = {
    "balance_stays_above_its_floor": "short",
    "a_closed_account_is_empty": "not_empty",
    "giver_of_the_unit": "other_unit",
    "taker_of_the_unit": "other_unit",
    "one_posting_per_key": "key_reused",
    "a_posting_is_concluded_once": "concluded",
}
