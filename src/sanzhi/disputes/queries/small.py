"""What is asked in passing: this county's court, who is concerned, which half-days are free, what waits to be paid."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from sanzhi.disputes.flow import DISPUTE_1
from sanzhi.disputes.models import (
    Agreement,
    Answer,
    Body,
    Booking,
    Confirmation,
    Dispute,
    Diversion,
    Evidence,
    Mediator,
    Party,
    Report,
    Session,
    Station,
    Subsidy,
    Term,
    Type,
)
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor

from .page import DisputePage

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


def code_of(case_id: int) -> str:
    return str(Dispute.objects.values_list("case__public_code", flat=True).get(pk=case_id))


def subsidy_id(case_id: int) -> int | None:
    return Subsidy.objects.filter(case_id=case_id).values_list("pk", flat=True).first()


def subsidies(actor: Actor, *, state: str = "", after: int = 0, size: int = 30) -> tuple[list[Subsidy], int]:
    """以案定补 within one's reach, the newest first, by key: (rows, where the next page begins or 0)."""
    rows = Subsidy.objects.select_related("mediator", "body__office").order_by("-pk")
    if actor.may("dispute.subsidy"):
        rows = rows.filter(body__area__code__startswith=actor.reach)
    elif actor.may("dispute.keep"):
        rows = rows.filter(body__office_id=actor.office_id)
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
        rows = rows.filter(Q(area__code__startswith=area[:9]) | Q(area__code__endswith="000000"))
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


TYPES = Type.choices
ALL_SOURCES = Dispute.Source.choices
STATES = [(code, state.desk) for code, state in DISPUTE_1.states.items()]
SOURCES = [one for one in Dispute.Source.choices if one[0] != "court"]
MODES = Diversion.Mode.choices
RULINGS = Confirmation.Ruling.choices
MANNERS = Session.Manner.choices
FORMS = Agreement.Form.choices
PARTS_OF_DOSSIER = Evidence.Part.choices
ON_PAPER = [one for one in Answer.Means.choices if one[0] != "online"]
SIGNED = [one for one in Answer.Means.choices if one[0] in ("signed", "fingerprint")]
BODY_KINDS = Body.Kind.choices
MEDIATOR_KINDS = Mediator.Kind.choices
GRADES = Subsidy.Grade.choices
REPORTED_TO = Report.To.choices
STATION_KINDS = Station.Kind.choices
HALVES = Station.Half.choices


def body_at(actor: Actor, body_id: int) -> Body:
    """A body of one's reach, with its office. Refusal like that of a page that does not exist."""
    found = (
        Body.objects.filter(pk=body_id, area__code__startswith=actor.reach or "-")
        .select_related("office", "area")
        .first()
    )
    if found is None:
        raise Refusal("not_visible", _("没有找到这个调解组织。"))
    return found


def bodies_of(actor: Actor, after: int = 0, size: int = 30) -> list[Body]:
    """调解组织 of one's reach, by key, one more than a page."""
    rows = Body.objects.filter(area__code__startswith=actor.reach or "-", pk__gt=after).select_related(
        "office", "area"
    )
    return list(rows.order_by("pk")[: size + 1])


def terms_of(body: Body) -> list[Term]:
    return list(Term.objects.filter(body=body).prefetch_related("seats__person").order_by("-begins_on"))


def offices_for_bodies(actor: Actor) -> list[Office]:
    """Offices of kind 调解组织 within reach where no body is registered yet."""
    taken = Body.objects.values("office_id")
    rows = Office.objects.filter(
        kind=Office.Kind.MEDIATION, valid_to=None, area__code__startswith=actor.reach or "-"
    )
    return list(rows.exclude(pk__in=taken).order_by("name"))


def staff_of(office_id: int, role: str, at: datetime) -> list[tuple[int, str]]:
    """(person, name) of those in a role at an office."""
    names = people.names_of(people.people_at(office_id, (role,), at))
    return sorted(names.items(), key=lambda one: one[1])


def confirmations_at(actor: Actor) -> list[Confirmation]:
    """What this court is asked to confirm, the oldest first; with what was ruled in the last of them."""
    if not actor.may("dispute.divert"):
        return []
    rows = Confirmation.objects.filter(court_name=actor.office_name, applied_at__isnull=False, ruling="")
    return list(rows.select_related("agreement__case__case").order_by("applied_at")[:100])


def paper_of(actor: Actor, page: DisputePage, number: int) -> Evidence:
    """One paper that the page shows. Refusal for any other."""
    found = next((one for one in page.papers if one.pk == number), None)
    if found is None:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return found
