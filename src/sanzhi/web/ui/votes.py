"""表决结果: the figures of a resolution, measure by measure, with how many would have been needed."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

MEASURES = {"heads": _("人数"), "households": _("户数"), "area": _("面积（平方米）")}
CM2 = 10_000


@dataclass(frozen=True)
class Figures:
    """一种算法下的票数."""

    measure: Any
    entitled: Any
    present: Any
    in_favour: Any
    against: Any
    abstained: Any


def figures_of(item: Any) -> list[Figures]:
    """Of a resolution, as people read them; area in square metres."""
    resolution = getattr(item, "resolution", None)
    if resolution is None:
        return []
    return [
        Figures(MEASURES[measure], *(_said(measure, value) for value in resolution.counts[measure]))
        for measure in sorted(resolution.counts, key=list(MEASURES).index)
    ]


def _said(measure: str, value: int) -> Any:
    return f"{value / CM2:.2f}" if measure == "area" else value
