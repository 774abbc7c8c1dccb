"""期间: how long the law gives somebody where no clock of ours runs: the parties, the court, the police. Data with its basis."""

import csv
from dataclasses import dataclass
from importlib.resources import files

from sanzhi.kit.limits import Limit


@dataclass(frozen=True)
class Span:
    """期间: who has how long for what, and by which article. confidence as in cases' limits: V text, W weak, D ours."""

    name: str
    limit: Limit
    who: str
    basis: str
    confidence: str


def _read() -> dict[str, Span]:
    text = files("sanzhi.disputes").joinpath("data", "spans.csv").read_text("utf-8")
    return {
        row["code"]: Span(row["name"], Limit.parse(row["limit"]), row["who"], row["basis"], row["confidence"])
        for row in csv.DictReader(text.splitlines())
    }


SPANS = _read()
