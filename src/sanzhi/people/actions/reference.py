"""What a new installation starts with: the county's divisions and the State Council's calendars."""

import csv
from datetime import date, datetime
from importlib.resources import files

from django.conf import settings
from django.db import transaction

from sanzhi.kit import calendar
from sanzhi.people.models import Area, CalendarYear
from sanzhi.people.roles import INSTALLER

from .calendar import load_calendar_year

DIVISIONS_OF = date(2023, 1, 1)  # the edition of the shipped list; not the day a village was founded


@transaction.atomic
def load_reference(*, at: datetime) -> dict[str, int]:
    """Load what is missing; never change what a county has edited. Returns how many of each were added."""
    return {"areas": _load_areas(), "calendar_years": _load_calendars(at)}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("sanzhi.people").joinpath("data", name).read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def _load_areas() -> int:
    if Area.objects.exists():
        return 0
    county = settings.SANZHI_COUNTY_CODE + "000000"
    Area.objects.create(
        code=county, name=settings.SANZHI_COUNTY_NAME, level="county", valid_from=DIVISIONS_OF
    )
    centres = {row["code12"]: row for row in _rows("town_centres.csv")}
    villages = _rows("divisions_330483.csv")
    towns = {row["town_code"] + "000": row["town"] for row in villages}
    Area.objects.bulk_create(
        Area(
            code=code,
            name=name,
            level="town",
            parent_id=county,
            valid_from=DIVISIONS_OF,
            latitude=centres.get(code, {}).get("latitude"),
            longitude=centres.get(code, {}).get("longitude"),
        )
        for code, name in towns.items()
    )
    Area.objects.bulk_create(
        Area(
            code=v["code12"],
            name=_plain_name(v["name"]),
            level="village",
            parent_id=v["town_code"] + "000",
            valid_from=DIVISIONS_OF,
        )
        for v in villages
    )
    return 1 + len(towns) + len(villages)


def _plain_name(name: str) -> str:
    """The place, not its committee: 范桥村村委会 → 范桥村, 庆丰社区居委会 → 庆丰社区."""
    return name.removesuffix("居委会").removesuffix("村委会")


def _load_calendars(at: datetime) -> int:
    loaded = set(CalendarYear.objects.values_list("year", flat=True))
    missing = [notice for notice in calendar.shipped_years() if notice.year not in loaded]
    for notice in missing:
        load_calendar_year(notice, by=INSTALLER, at=at)
    return len(missing)
