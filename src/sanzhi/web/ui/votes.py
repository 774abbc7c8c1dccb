"""表决结果: the figures of a resolution, measure by measure, with how many would have been needed."""

from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
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


def minutes_lines(said: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """What stands in minutes, section by section: who came, then each item and what it came to."""
    there = [
        f"{MEASURES[measure]}：应到 {_said(measure, pair[0])}，到会 {_said(measure, pair[1])}"
        for measure, pair in said["presence"].items()
    ]
    items = [(row["title"], _decided(row)) for row in said["items"]]
    return [("到会", [*there, f"书面委托 {said['proxies']} 份"]), *items]


def minutes_paper(signed: Any) -> dict[str, Any]:
    """会议记录 as a paper, from what was frozen when it was finalised."""
    one, said = signed.minutes, signed.minutes.content
    sections = [{"title": title, "paragraphs": lines} for title, lines in minutes_lines(said)]
    sections.append({"title": "讨论的要点", "paragraphs": [one.notes]})
    return {
        "title": "会议记录", "number": f"第 {one.version} 版 {one.digest[:16]}", "office": said["body"],
        "date": f"{localtime(one.made_at):%Y-%m-%d}", "sections": sections,
        "fields": [["会议", said["title"]], ["时间", said["starts_at"]], ["地点", said["place"]], ["通知", said["noticed_at"]],
                   ["主持人", one.chair]],
        "served": [[row.person.name, f"{localtime(row.at):%Y-%m-%d %H:%M}"] for row in signed.signatures],
    }  # fmt: skip


def _decided(row: dict[str, Any]) -> list[str]:
    if "passed" not in row:
        return [f"{row['method']}，{row['state']}"]
    counts = [
        f"{MEASURES[measure]}：赞成 {_said(measure, c[2])}，反对 {_said(measure, c[3])}，弃权 {_said(measure, c[4])}"
        for measure, c in row["counts"].items()
    ]
    return [
        f"{row['method']}。{'通过' if row['passed'] else '没有通过'}。{row['why']}",
        *counts,
        row["basis"],
    ]
