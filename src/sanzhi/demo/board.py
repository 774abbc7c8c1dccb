"""留言文件: reads a message board's export, in either of its two time formats; a row it cannot read gets a named reason."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sanzhi.kit.clock import COUNTY

NEEDED = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情")
TIMES = ("%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S")
SHORTEST_REPLY = 10


@dataclass(frozen=True)
class Message:
    """留言: one row, cleaned of the tabs and blank lines the board left in it."""

    ref: str
    user: str
    title: str
    at: datetime
    text: str
    reply: str = ""
    replied_at: datetime | None = None


@dataclass(frozen=True)
class Unreadable:
    """读不了的行: its number in the file, counted from 2 as spreadsheets do, and why."""

    row: int
    reason: str


def read(path: Path) -> Iterator[Message | Unreadable]:
    """Every row of the file, in its order. ValueError when it is not such a file at all."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
        if missing:
            raise ValueError(f"columns missing: {'、'.join(missing)}")
        seen: set[str] = set()
        for number, row in enumerate(rows, start=2):
            yield _message(number, row, seen)


def kind_of(path: Path) -> str:
    """What the references of this file start with: "hot" of messages_hot.csv."""
    return re.sub(r"[^a-z0-9]", "", path.stem.lower().removeprefix("messages_"))[:20] or "file"


def _message(number: int, row: dict[str, str | None], seen: set[str]) -> Message | Unreadable:
    ref, user, title = (clean(row[name] or "") for name in NEEDED[:3])
    at, replied_at = moment(row["留言时间"] or ""), moment(row.get("答复时间") or "")
    reason = ""
    if not ref or len(ref) > 30:
        reason = "留言编号缺失或过长"
    elif ref in seen:
        reason = "留言编号在文件中重复"
    elif not user or len(user) > 40:
        reason = "留言用户缺失或过长"
    elif at is None:
        reason = "留言时间无法识别"
    elif replied_at and replied_at <= at:
        reason = "答复时间早于留言时间"
    if reason or at is None:
        return Unreadable(number, reason)
    seen.add(ref)
    reply = clean(row.get("答复意见") or "") if replied_at else ""
    return Message(ref, user, title, at, clean(row["留言详情"] or ""), reply, replied_at)


def clean(text: str) -> str:
    """Without blank lines and without spaces, tabs or U+3000 at the ends of lines."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def moment(text: str) -> datetime | None:
    """A time in the county's zone, in either format; None when it is neither."""
    for shape in TIMES:
        try:
            return datetime.strptime(text.strip(), shape).replace(tzinfo=COUNTY)
        except ValueError:
            continue
    return None
