"""What a new county starts with: the limits of petitions, each with its article or 本平台约定."""

import csv
from datetime import datetime
from importlib.resources import files

from django.db import transaction

from sanzhi.cases import actions as cases


@transaction.atomic
def load_reference(*, at: datetime) -> dict[str, int]:
    """Load what is missing; never change what a county has edited. Returns how many of each were added."""
    return {"limits": cases.add_limits(_rows("limits.csv")), "delays": cases.add_delays(_rows("delays.csv"))}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("sanzhi.petitions").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
