"""合法性检查 (domain §5.7): what no standard may have, with the ground, and what it had better not have. Pure.

The words are data (`data/lint.csv`): each ground is named there. What they cannot know, a person in the town reads.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from django.utils.translation import gettext as _

MOST_OF_BASE = 20  # percent of the base that one item may give before it is remarked on (本平台约定)
MANY_DEDUCTIONS = 50  # percent of the items (本平台约定)


class Written(Protocol):
    """An item as it is written, saved or not."""

    @property
    def title(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def most(self) -> int: ...
    @property
    def per_month(self) -> int | None: ...
    @property
    def evidence(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def holder(self) -> str: ...
    @property
    def duty(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def alternative(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Remark:
    """意见: about an item, or the whole (no code). `refuse` stops publication; `warn` is for people to weigh."""

    grade: str
    code: str
    item: str
    sentence: str
    ground: str


@dataclass(frozen=True, slots=True)
class Forbidden:
    """禁止项: a pattern, for all items or only those that deduct."""

    code: str
    pattern: re.Pattern[str]
    only: str
    grade: str
    sentence: str
    ground: str


@cache
def forbidden() -> tuple[Forbidden, ...]:
    text = (files(__package__) / "data" / "lint.csv").read_text()
    return tuple(
        Forbidden(
            row["code"], re.compile(row["pattern"]), row["only"], row["grade"], row["sentence"], row["ground"]
        )
        for row in csv.DictReader(text.splitlines())
    )


def remarks(items: Sequence[Written], base_points: int) -> list[Remark]:
    """Every remark, those that refuse first."""
    found = [remark for item in items for remark in (*_words(item), *_shape(item, base_points))]
    found += _whole(items)
    return sorted(found, key=lambda remark: remark.grade != "refuse")


def refusing(items: Sequence[Written], base_points: int) -> list[Remark]:
    return [remark for remark in remarks(items, base_points) if remark.grade == "refuse"]


def _words(item: Written) -> Iterable[Remark]:
    written = "".join(item.title.split())
    for rule in forbidden():
        if (rule.only == "both" or item.direction == "-") and rule.pattern.search(written):
            yield Remark(rule.grade, rule.code, item.title, rule.sentence, rule.ground)


def _shape(item: Written, base_points: int) -> Iterable[Remark]:
    ours = _("本平台约定")

    def remark(grade: str, code: str, sentence: str) -> Remark:
        return Remark(grade, code, item.title, sentence, ours)

    if item.direction == "-":
        if item.evidence == "none":
            yield remark("refuse", "no_evidence", _("扣分要有证据。"))
        if item.most > 5 or (item.per_month or 99) > 10:
            yield remark("refuse", "too_much", _("扣分每次最多 5 分，每月最多 10 分。"))
        if item.field == "waste" or item.source == "waste":
            yield remark("refuse", "waste", _("垃圾分类只加分、不扣分。"))
        if (item.holder == "household") != bool(item.duty):
            yield remark("refuse", "duty", _("扣户的分，要写明是哪一项户承诺；扣本人的分，不写户承诺。"))
    elif not item.alternative and item.holder == "person":
        yield remark("warn", "alternative", _("行动不便的人怎样得到这一项？请写一个替代办法。"))
    if item.most * 100 > base_points * MOST_OF_BASE:
        yield remark("warn", "large", _("一次超过基础分的两成，偏高。"))
    if item.evidence == "none":
        yield remark("warn", "unproven", _("不要证据，容易说不清。"))


def _whole(items: Sequence[Written]) -> Iterable[Remark]:
    minus = sum(item.direction == "-" for item in items)
    if minus * 100 > len(items) * MANY_DEDUCTIONS:
        yield Remark("warn", "many_deductions", "", _("扣分项超过一半，容易变成罚。"), _("本平台约定"))
    if not items:
        yield Remark("refuse", "empty", "", _("还没有积分项。"), _("本平台约定"))
    elif minus == len(items):
        yield Remark("refuse", "only_deductions", "", _("不能只有扣分。"), _("本平台约定"))
