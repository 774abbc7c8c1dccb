"""Sorting 7,367 labelled messages: how often right, how sure, how fast; on folds that share no near copy.

The rows stay outside the product (no licence): `--messages` says where they lie. With `--file` the same model is
trained on them and asked about another file of the same columns, then once more with 200 of its rows learned too.
"""

import argparse
import csv
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.model_selection import GroupKFold

from sanzhi.cli.report import say
from sanzhi.insight.text.measuring import Judged
from sanzhi.insight.text.model import Model
from sanzhi.insight.text.training import Example, Name, train

REACH = {
    "macro_f1_full": 0.92, "macro_f1_title": 0.89, "top2": 0.988, "accuracy_at_80": 0.978,
    "macro_f1_50_per_class": 0.82, "messages_per_cpu_s": 1_000,
}  # fmt: skip
AT_MOST = {"ece": 0.03, "train_cpu_s": 60}
FOLDS, SURE_SHARE = 5, 0.8
ADAPT_ROWS, ADAPT_WEIGHT = 200, 5.0  # how many rows of another county, and how often each is counted
Row = dict[str, str]


def measure(args: argparse.Namespace, home: Path) -> tuple[dict[str, object], list[str]]:
    """(figures, the keys among them that miss their reach)."""
    rows, names = read(args.messages / "messages_labelled.csv"), _names(args.messages / "category_tree.csv")
    figures = _elsewhere(rows, read(args.file), names) if args.file else _at_home(rows, names)
    told = {key: round(value, 4) for key, value in figures.items()}
    low = [key for key, reach in REACH.items() if key in figures and figures[key] < reach]
    return dict(told), low + [key for key, most in AT_MOST.items() if key in figures and figures[key] > most]


def read(path: Path) -> list[Row]:
    if not path.exists():
        raise SystemExit(f"{path} is not here: say with --messages which folder holds the real messages")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _names(path: Path) -> list[Name]:
    """The catalogue that the labels come from, when it is there."""
    tree = read(path) if path.exists() else []
    return [Name(row["二级分类"] + row["三级分类"], row["一级分类"]) for row in tree]


def examples(rows: Sequence[Row]) -> list[Example]:
    return [
        Example(row["title"], row["text"], row["label"], int(row.get("near_duplicate_group") or -number))
        for number, row in enumerate(rows, start=1)
    ]


def _at_home(rows: Sequence[Row], names: Sequence[Name]) -> dict[str, float]:
    """Grouped folds over all rows; and trained on fifty of each label, asked about what no training row is near to."""
    all_of = examples(rows)
    whole, title, train_s, per_s = _folds(all_of, names)
    few = _fifty(rows)
    near = {example.group for example in few}
    rest = [
        example
        for example, row in zip(all_of, rows, strict=True)
        if not row["few_shot"] and example.group not in near
    ]
    return _figures(whole) | {
        "macro_f1_title": title.macro_f1(),
        "macro_f1_50_per_class": _judged(train(few, names), rest).macro_f1(),
        "messages_per_cpu_s": per_s,
        "train_cpu_s": train_s,
    }


def _fifty(rows: Sequence[Row]) -> list[Example]:
    """Of each label the fifty that are marked."""
    return [example for example, row in zip(examples(rows), rows, strict=True) if row["few_shot"] == "50"]


def _figures(judged: Judged) -> dict[str, float]:
    return {
        "macro_f1_full": judged.macro_f1(),
        "accuracy": judged.accuracy(),
        "top2": judged.among_first_two(),
        "accuracy_at_80": judged.accuracy_of_surest(SURE_SHARE),
        "ece": judged.calibration_error(),
    }


def _folds(all_of: Sequence[Example], names: Sequence[Name]) -> tuple[Judged, Judged, float, float]:
    """(judged by title and text, by title alone, CPU seconds of the longest training, messages per CPU second)."""
    whole, title, right, train_s, ask_s = [], [], [], 0.0, 0.0
    folds = GroupKFold(FOLDS, shuffle=True, random_state=1)
    for number, (learn, ask) in enumerate(folds.split(all_of, groups=[one.group for one in all_of]), start=1):
        began = time.process_time()
        model = train([all_of[at] for at in learn], names)
        train_s = max(train_s, time.process_time() - began)
        asked = [all_of[at] for at in ask]
        began = time.process_time()
        whole.append(model.sure([(one.title, one.text) for one in asked]))
        ask_s += time.process_time() - began
        title.append(model.sure([(one.title, "") for one in asked]))
        right += [one.label for one in asked]
        say(f"fold {number} of {FOLDS}: learned from {len(learn):,}, asked about {len(ask):,}")
    whole_of, title_of = (Judged(model.labels, np.vstack(part), right) for part in (whole, title))
    return whole_of, title_of, train_s, len(all_of) / ask_s


def _judged(model: Model, asked: Sequence[Example], *, by_title: bool = False) -> Judged:
    messages = [(one.title, "" if by_title else one.text) for one in asked]
    return Judged(model.labels, model.sure(messages), [one.label for one in asked])


def _elsewhere(rows: Sequence[Row], other: Sequence[Row], names: Sequence[Name]) -> dict[str, float]:
    """Trained here, asked there: as it falls, and how far 200 of the other county's own rows bring it back."""
    home = examples(rows)
    began = time.process_time()
    model = train(home, names)
    train_s = time.process_time() - began
    away = examples(other)
    began = time.process_time()
    judged = _judged(model, away)
    ask_s = time.process_time() - began
    figures = _figures(judged) | {
        "macro_f1_title": _judged(model, away, by_title=True).macro_f1(),
        "macro_f1_50_per_class": _judged(train(_fifty(rows), names), away).macro_f1(),
        "messages_per_cpu_s": len(away) / ask_s,
        "train_cpu_s": train_s,
        "unknown_labels": len(set(judged.right) - set(model.labels)),
    }
    if len(away) < 2 * ADAPT_ROWS:
        return figures
    lot = np.random.default_rng(0).permutation(len(away))
    few = [away[at] for at in lot[:ADAPT_ROWS]]
    near = {one.group for one in few}
    rest = [away[at] for at in lot[ADAPT_ROWS:] if away[at].group not in near]
    # Another county's groups are numbered anew: they must not fall together with ours.
    own = [replace(one, group=-1_000_000 - one.group, weight=ADAPT_WEIGHT) for one in few]
    adapted = train([*home, *own], names)
    return figures | {
        "macro_f1_before_adapting": _judged(model, rest).macro_f1(),
        "macro_f1_adapted": _judged(adapted, rest).macro_f1(),
    }
