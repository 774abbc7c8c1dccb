"""Map an outside system's category tree to ours, by our categories' own words; what fits nothing becomes 其他."""

import argparse
import csv
from collections import Counter
from pathlib import Path

from django.core.management.base import CommandError
from rich.table import Table

from sanzhi.cli import init
from sanzhi.cli.report import conclude, console, say


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV: 一级分类,二级分类,三级分类")
    parser.add_argument("--system", default="board", help="whose tree it is (board)")


def run(args: argparse.Namespace) -> int:
    labels = _labels(args.file)
    init.prepare()
    from sanzhi.cases import actions
    from sanzhi.kit import clock

    mapped = actions.map_categories(args.system, labels, on=clock.today())
    counts = Counter(mapped[label] for label in labels)
    table = Table("类别 · category", "标签数 · labels")
    for code, count in sorted(counts.items()):
        table.add_row(code, str(count))
    console.print(table)
    other = counts["other"]
    say(f"{len(labels)} 个标签，{len(labels) - other} 个有对应类别，{other} 个归入其他")
    return conclude(
        args, True, labels=len(labels), mapped=len(labels) - other, other=other, categories=counts
    )


def _labels(path: Path) -> list[str]:
    """ "一级/二级/三级" for every leaf, in the order of the file. CommandError for anything that is no such file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        names = ("一级分类", "二级分类", "三级分类")
        return list(dict.fromkeys("/".join(filter(None, (row[name] for name in names))) for row in rows))
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise CommandError(f"{path} is no category tree (一级分类,二级分类,三级分类): {error!r}") from error
