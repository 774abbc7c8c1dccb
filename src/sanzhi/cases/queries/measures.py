"""What is counted, said once: each tally is one condition on a case, so that a count and its list cannot part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import rules
from sanzhi.cases.models import Case

PARTS = ("part", "whole", "rest")


def tallies(at: datetime) -> dict[str, Q]:
    """{code: condition}. A matter not yet done counts against its office once its running clock is past due."""
    done, overdue = Q(done_at__isnull=False), Q(done_at__isnull=True, closed_at__isnull=True, due_at__lte=at)
    standing = Q(excused_late=False)  # not contested away
    answered = Q(satisfied__isnull=False)
    handed_out = Q(lead__isnull=False) | Q(returns__gt=0)
    graded = answered & Q(excused_rating=False)
    return {
        "filed": Q(),
        "open": Q(closed_at__isnull=True),
        "declined": Q(state="not_accepted"),
        "transferred": Q(state="transferred"),
        "overdue": overdue,
        "left_out_late": Q(excused_late=True),
        "done": done & standing,
        "due": (done | overdue) & standing,
        "on_time": done & Q(done_late=False) & standing,
        "closed": Q(state="closed"),
        "reached": Q(state="closed") & answered,
        "answered": answered,
        "said_solved": answered & Q(solved=True),
        "graded": graded,
        "said_satisfied": graded & Q(satisfied__gte=4),
        "left_out_rating": Q(excused_rating=True),
        "same_day": done & Q(done_at__date=TruncDate("reported_at")),
        "done_ever": done,
        "handed_out": handed_out,
        "right_first": handed_out & Q(returns=0, reassigns=0),
        "repeated": Q(repeat__by_person__gt=0),
        "returned": Q(returns__gt=0),
        "reopened": Q(reopens__gt=0),
        "yellow": Q(card="yellow"),
        "red": Q(card="red"),
    }


# What the moment decides: "due" is "done" and "overdue" together. Of cases that are overdue, these count as such.
MOMENT: Mapping[str, Q] = {"overdue": Q(), "due": Q(excused_late=False)}

TALLY_NAMES: dict[str, str | Promise] = {
    "filed": _("受理登记"),
    "open": _("尚未办结"),
    "declined": _("不予受理"),
    "transferred": _("转其他渠道"),
    "left_out_late": _("申诉成立，剔除的超期"),
    "left_out_rating": _("申诉成立，剔除的评价"),
    "overdue": _("超期未办结"),
    "yellow": _("黄牌"),
    "red": _("红牌"),
    "due": _("已办结或已超期"),
    "assigned": _("交办"),
    "card_yellow": _("黄牌"),
    "card_red": _("红牌"),
    "carded": _("亮牌"),
    "supervised": _("督办"),
}
HEADLINES = ("filed", "open", "overdue", "declined", "transferred", "yellow", "red")


@dataclass(frozen=True)
class Measure:
    """指标定义: a rate of two tallies, `part` within `whole`; `rest` names those of the whole not in the part.

    domain.md §9.7 finds no published formula for any of them, so the definition, and that it is ours, is shown.
    """

    code: str
    name: str | Promise
    part: str
    whole: str
    formula: str | Promise
    rest: str | Promise
    excused: str = (
        ""  # the tally of those left out because a contest was upheld (剔除); shown beside the rate
    )


MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        Measure(
            "on_time",
            _("按期办结率"),
            "on_time",
            "due",
            _("限内办结 ÷（已办结 + 当前环节已超期未办结）；申诉成立的剔除，另列件数"),
            _("超期"),
            excused="left_out_late",
        ),
        Measure(
            "satisfied",
            _("满意率"),
            "said_satisfied",
            "graded",
            _("答“满意”“非常满意” ÷ 已作评价；申诉成立的剔除，另列件数"),
            _("不够满意"),
            excused="left_out_rating",
        ),
        Measure("solved", _("解决率"), "said_solved", "answered", _("答“已解决” ÷ 已作评价"), _("答未解决")),
        Measure(
            "response", _("回访到率"), "reached", "closed", _("办结且已作评价 ÷ 回访后办结"), _("未回访到")
        ),
        Measure(
            "same_day",
            _("当日办结率"),
            "same_day",
            "done_ever",
            _("受理当天办结 ÷ 已办结；“即时办结率”没有公布的定义，这是其中一种算法，另一种就是按期办结率"),
            _("不在当天"),
        ),
        Measure(
            "right_first",
            _("首派准确率"),
            "right_first",
            "handed_out",
            _("没有退回、也没有改派过的 ÷ 交办过的"),
            _("换过承办单位"),
        ),
        Measure(
            "repeated",
            _("重复反映率"),
            "repeated",
            "filed",
            _("同一人九十天内在同一村、同一类再次反映的 ÷ 受理登记"),
            _("不是重复反映"),
        ),
        Measure("returned", _("退回率"), "returned", "filed", _("退回过的 ÷ 受理登记"), _("未退回")),
        Measure("reopened", _("重办率"), "reopened", "filed", _("重新办理过的 ÷ 受理登记"), _("未重办")),
    )
}


@dataclass(frozen=True)
class Figure:
    """指标: a rate with what it was made of. `small` when the denominator is too small to compare."""

    measure: Measure
    numerator: int
    denominator: int
    excused: int = 0

    @property
    def percent(self) -> float | None:
        return round(100 * self.numerator / self.denominator, 2) if self.denominator else None

    @property
    def small(self) -> bool:
        return self.denominator < rules.SMALL_NUMBER

    @property
    def rest(self) -> int:
        return self.denominator - self.numerator


@dataclass(frozen=True)
class Tally:
    """计数: how many cases of a scope meet each condition; adds up."""

    counts: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, code: str) -> int:
        return self.counts.get(code, 0)

    def __add__(self, other: "Tally") -> "Tally":
        codes = {*self.counts, *other.counts}
        return Tally({code: self[code] + other[code] for code in codes})

    def figure(self, measure: Measure) -> Figure:
        return Figure(measure, self[measure.part], self[measure.whole], self[measure.excused])

    @property
    def figures(self) -> dict[str, Figure]:
        return {code: self.figure(measure) for code, measure in MEASURES.items()}


def counts_of(known: Mapping[str, Q]) -> dict[str, Count]:
    """Each tally as a column of one aggregate query."""
    return {code: Count("id", filter=which or None) for code, which in known.items()}


def pick(
    rows: QuerySet[Case], code: str, part: str, known: Mapping[str, Q], measures: Mapping[str, Measure]
) -> QuerySet[Case]:
    """The rows on one side of a measure, or those a plain tally counts. KeyError for a figure that is not known."""
    measure = measures.get(code)
    if measure is None or part not in PARTS:
        return rows.filter(known[code if part == "part" else ""])
    whole = rows.filter(known[measure.whole])
    if part == "whole":
        return whole
    inside = known[measure.part]
    return whole.filter(inside) if part == "part" else whole.exclude(inside)
