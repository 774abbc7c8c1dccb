"""市级模板: what a county starts with (domain §5.10; invented, lawful by the lint), for villages to take up or not."""

import csv
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.db import transaction

from sanzhi.people import queries as people
from sanzhi.points.models import Item, Standard

SINCE = date(2010, 1, 1)
NUMBERS = ("least", "most", "per_day", "per_month", "per_year")


@transaction.atomic
def load_reference(*, at: datetime) -> dict[str, int]:
    """Load the template where there is none; never change what a county has edited. Returns how many items were added."""
    county = people.county()
    if Standard.objects.filter(area=county).exists():
        return {"points_items": 0}
    standard = Standard.objects.create(
        area=county, version=1, title="三治积分细则（市级模板）", drafted_at=at
    )
    rows = [Item(standard=standard, number=number, **row) for number, row in enumerate(_shipped(), start=1)]
    Item.objects.bulk_create(rows)
    standard.state, standard.effective_from = Standard.State.EFFECTIVE, SINCE
    standard.save(update_fields=["state", "effective_from"])
    return {"points_items": len(rows)}


def _shipped() -> list[dict[str, Any]]:
    with (files("sanzhi.points") / "data" / "template.csv").open(encoding="utf-8") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    for row in rows:
        for name in NUMBERS:
            row[name] = int(row[name]) if row[name] else None
        row["cooldown_days"] = int(row["cooldown_days"] or 0)
        row["from_template"] = True
    return rows
