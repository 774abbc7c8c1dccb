"""形状: what the component tags are given, and the loud refusal when it is something else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


class WrongUse(Exception):
    """用法有误: a component was given arguments it does not have; a defect of the page, never of its reader."""


def must(holds: object, sentence: str) -> None:
    """Raise WrongUse with `sentence` unless `holds`."""
    if not holds:
        raise WrongUse(sentence)


def must_be_one_of(value: str, known: Collection[str], what: str) -> None:
    """Raise WrongUse unless `value` is known, naming what would have been."""
    must(value in known, f"{what}: {value!r} is not one of {', '.join(sorted(known))}")


@dataclass(frozen=True, slots=True)
class ChartRow:
    """图表行: one label and its figures, in the order of the columns; `href` opens the cases behind them."""

    label: str
    values: tuple[float, ...]
    href: str = ""
