"""数据指标: what a contest may count, and how. None of them is better the fewer people ask (I18): each is a share of what was
brought, and what was brought is below the line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sanzhi.alarms import queries as alarms
from sanzhi.cases import queries as cases
from sanzhi.contests.rules import Count
from sanzhi.disputes import queries as disputes
from sanzhi.notices.figures import disclosed_by_place
from sanzhi.volunteering import queries as volunteering

BOTH = ("town", "village")
WIDTHS = {"town": 9, "village": 12}


@dataclass(frozen=True)
class Span:
    """From when, until before when, as things stand `at`; by how many digits of an area's code."""

    since: datetime
    until: datetime
    at: datetime
    width: int


@dataclass(frozen=True)
class Gauge:
    """数据指标: `figure`: the board's word for it, under which its cases are listed; "" where they are confidential."""

    code: str
    name: Any
    formula: Any
    source: Any
    levels: tuple[str, ...]
    counts: Callable[[Span], dict[str, Count]]
    figure: str = ""
    quarters: bool = False  # only of whole quarters


def _of_cases(figure: str) -> Gauge:
    measure = cases.MEASURES[figure]

    def counts(span: Span) -> dict[str, Count]:
        found = cases.tallies_by_place(
            span.since, span.until, span.at, span.width, (measure.part, measure.whole)
        )
        return {area: Count(tally[measure.part], tally[measure.whole]) for area, tally in found.items()}

    return Gauge(figure, measure.name, measure.formula, _("事项"), BOTH, counts, figure)


def _agreed(span: Span) -> dict[str, Count]:
    found = disputes.agreed_by_town(span.since, span.until)
    return {area: Count(*pair) for area, pair in found.items()}


def _joined(span: Span) -> dict[str, Count]:
    return {area: Count(*pair) for area, pair in alarms.joint_in_time_by_town(span.since, span.until).items()}


def _served(span: Span) -> dict[str, Count]:
    found = volunteering.hours_by_place(span.since, span.until, span.width)
    return {area: Count(*pair) for area, pair in found.items()}


def _disclosed(span: Span) -> dict[str, Count]:
    found = disclosed_by_place(span.since, span.until, span.width)
    return {area: Count(*pair) for area, pair in found.items()}


GAUGES: dict[str, Gauge] = {
    gauge.code: gauge
    for gauge in (
        *(_of_cases(figure) for figure in ("on_time", "satisfied", "solved", "response", "right_first")),
        Gauge("agreed", _("调解成功率"), _("达成协议 ÷ 已结束的调解；有家庭暴力危险的不计"), _("纠纷调解"), ("town",), _agreed, quarters=True),
        Gauge("joined", _("联动处置及时率"), _("一天内给各单位派了任务的 ÷ 公安提出的联动处置；警情多少不算（本平台约定）"), _("警情"), ("town",), _joined, quarters=True),
        Gauge("served", _("志愿服务时长"), _("本地组织核定的服务小时 ÷ 登记的居民人数（每千人多少小时就是乘一千）"), _("志愿服务"), BOTH, _served),
        Gauge("disclosed", _("村务公开及时率"), _("最后一天以前公开的 ÷ 到期应当公开的（《村民委员会组织法》第三十五条）"), _("公示"), BOTH, _disclosed),
    )
}  # fmt: skip


def gauges_for(level: str) -> list[Gauge]:
    return [one for one in GAUGES.values() if level in one.levels]
