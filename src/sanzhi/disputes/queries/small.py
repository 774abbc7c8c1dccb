"""What is asked in passing: this county's court, who is concerned, which half-days are free, what waits to be paid."""

from datetime import date, timedelta

from django.db.models import Count, Q

from sanzhi.disputes.models import Booking, Party, Station, Subsidy
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor

WEEKS_AHEAD = 4  # 本平台约定: how far ahead a half-day can be booked


def local_court() -> str:
    """The county's own court, by the oldest open office of that kind; "" where none is entered."""
    return (
        Office.objects.filter(kind=Office.Kind.COURT, valid_to=None)
        .order_by("id")
        .values_list("name", flat=True)
        .first()
        or ""
    )


def persons_of(case_id: int) -> list[int]:
    return list(Party.objects.filter(case_id=case_id).order_by("place").values_list("person_id", flat=True))


def subsidy_id(case_id: int) -> int | None:
    return Subsidy.objects.filter(case_id=case_id).values_list("pk", flat=True).first()


def subsidies(actor: Actor, *, state: str = "", after: int = 0, size: int = 30) -> tuple[list[Subsidy], int]:
    """以案定补 within one's reach, the newest first, by key: (rows, where the next page begins or 0)."""
    rows = Subsidy.objects.select_related("mediator", "case__body__office").order_by("-pk")
    if actor.may("dispute.subsidy"):
        rows = rows.filter(case__body__area_id__startswith=actor.reach)
    elif actor.may("dispute.keep"):
        rows = rows.filter(case__body__office_id=actor.office_id)
    else:
        rows = rows.filter(mediator_id=actor.person_id)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(pk__lt=after) if after else rows
    found = list(rows[: size + 1])
    return found[:size], found[size - 1].pk if len(found) > size else 0


def stations_with_days(area: str, today: date) -> list[tuple[Station, list[tuple[date, int]]]]:
    """Each station of a town (a code of at least nine digits) or of the whole county, with its next days and how many
    places are left on each."""
    rows = (
        Station.objects.filter(ended_on=None)
        .select_related("court", "area")
        .order_by("area_id", "weekday", "id")
    )
    if len(area) >= 9:
        rows = rows.filter(Q(area_id__startswith=area[:9]) | Q(area_id__endswith="000000"))
    until = today + timedelta(weeks=WEEKS_AHEAD)
    counted = Booking.objects.filter(station__in=rows, day__gte=today, day__lte=until)
    taken = {
        (row["station"], row["day"]): row["n"]
        for row in counted.values("station", "day").annotate(n=Count("id"))
    }
    return [(one, _days(one, today, until, taken)) for one in rows]


def _days(
    one: Station, today: date, until: date, taken: dict[tuple[int, date], int]
) -> list[tuple[date, int]]:
    first = today + timedelta(days=(one.weekday - today.isoweekday()) % 7)
    days = [
        first + timedelta(weeks=week) for week in range(WEEKS_AHEAD) if first + timedelta(weeks=week) <= until
    ]
    return [(day, max(0, one.places - taken.get((one.pk, day), 0))) for day in days]
