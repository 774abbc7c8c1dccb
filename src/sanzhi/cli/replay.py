"""Live real messages through again: intake at their own times, handling, cards, call-backs, closing."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management.base import CommandError
from rich.progress import MofNCompleteColumn, Progress
from rich.table import Table

from sanzhi.cli import init
from sanzhi.cli.report import conclude, console, say

if TYPE_CHECKING:
    from sanzhi.demo.replay import Closing


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="CSV: 留言编号,留言用户,留言主题,留言时间,留言详情[,答复意见,答复时间]",
    )
    parser.add_argument("--seed", type=int, default=1, help="what chance decides by (1)")
    parser.add_argument("--limit", type=int, help="only the first rows")


def run(args: argparse.Namespace) -> int:
    if not args.file.is_file():
        raise CommandError(f"there is no file {args.file}")
    init.prepare()
    from sanzhi.demo import replay
    from sanzhi.journal import checkpoints
    from sanzhi.kit import clock

    rows = _count_rows(args.file)
    started = time.monotonic()
    with Progress(*Progress.get_default_columns(), MofNCompleteColumn(), console=console) as progress:
        task = progress.add_task(f"重放 {args.file.name}", total=min(rows, args.limit or rows))
        closing = replay.replay(
            args.file,
            seed=args.seed,
            limit=args.limit,
            until=clock.now(),
            told=lambda: progress.advance(task),
        )
    seconds = time.monotonic() - started
    # What was lived through is sealed and signed, as the worker would have done by the hour.
    checkpoints.publish(at=clock.now())
    per_second = round(closing.messages / seconds, 1)
    _show(closing, per_second)
    return conclude(
        args, closing.holds, seconds=round(seconds, 1), messages_per_second=per_second, **vars(closing)
    )


def _count_rows(path: Path) -> int:
    """How many messages the file has, readable or not; CommandError when it is no such file."""
    from sanzhi.demo import board

    try:
        return sum(1 for _row in board.read(path))
    except ValueError as problem:  # wrong columns, or not UTF-8
        raise CommandError(f"{path}: {problem}") from problem


def _show(closing: "Closing", per_second: float) -> None:
    table = Table("结果 · outcome", "数 · count", title="收尾表 · closing table")
    table.columns[1].justify = "right"
    rows = (
        ("读到 · messages", closing.messages),
        ("受理为事项 · accepted", closing.accepted),
        ("先前已在 · here already", closing.here_already),
        *((f"未受理 · refused: {reason}", count) for reason, count in closing.refused.most_common()),
        ("按规则分派 · routed by a rule", closing.routed),
        ("办理 · handled", closing.handled),
        ("按期办结 · on time", closing.on_time),
        ("退回过 · returned", closing.returned),
        ("黄牌 · yellow cards", closing.yellow),
        ("红牌 · red cards", closing.red),
        ("回访到 · called back", closing.called),
        ("满意 · satisfied", closing.satisfied),
        ("办结 · ended", closing.ended),
        *((f"卡住 · stuck: {code}", count) for code, count in closing.stuck.items()),
        ("动作 · moves", closing.events),
        ("每秒 · messages per second", per_second),
    )
    for name, count in rows:
        table.add_row(name, str(count))
    console.print(table)
    if closing.unknown_calendar:
        say(f"{closing.unknown_calendar} 条留言的日期不在已录入的工作日历内，按周一至周五推算。", "yellow")
