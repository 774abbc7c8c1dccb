"""Everything read about people and places."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from django.db.models import Prefetch, QuerySet

from sanzhi.kit import codes, crypto
from sanzhi.people.models import Appointment, Area, Consent, Grid, Look, Message, Office, Person
from sanzhi.people.roles import ROLES, Actor

from .accounts import (
    DEMONSTRATION,
    WORK_PHONE,
    account,
    account_for_phone,
    count_accounts,
    demonstration_accounts,
    staff_account,
    staff_accounts,
    work_phone_of,
)
from .calendars import (
    CalendarChanges,
    calendar_changes,
    calendar_days,
    calendar_history,
    calendar_stamp,
    calendar_years,
    working_calendar,
    working_hours,
)
from .clients import client_by_token, clients, clients_in_force
from .days import in_force
from .duty import (
    Seat,
    deputies_at,
    keep_open,
    offices_with_names,
    on_duty,
    posts_at,
    posts_in_grid,
    posts_to_act_in,
    roster,
    seats_over,
    up_from,
)
from .households import household_by_number, household_in, households
from .reached import can_be_reached, stopped_groups, text_counts, texts_in

__all__ = [
    "places_in",
    "WORK_PHONE",
    "work_phone_of",
    "deputies_at",
    "keep_open",
    "offices_with_names",
    "on_duty",
    "posts_at",
    "Seat",
    "seats_over",
    "up_from",
    "posts_to_act_in",
    "roster",
    "count_accounts",
    "DEMONSTRATION",
    "CalendarChanges",
    "account",
    "account_for_phone",
    "calendar_changes",
    "calendar_days",
    "can_be_reached",
    "stopped_groups",
    "text_counts",
    "texts_in",
    "calendar_history",
    "working_hours",
    "calendar_stamp",
    "calendar_years",
    "client_by_token",
    "clients",
    "clients_in_force",
    "demonstration_accounts",
    "staff_account",
    "staff_accounts",
    "working_calendar",
]


def county() -> Area:
    """The one county this installation serves."""
    return Area.objects.get(level=Area.Level.COUNTY)


def towns() -> QuerySet[Area]:
    """Those of the county, each with it as `.parent`."""
    return Area.objects.filter(level=Area.Level.TOWN, valid_to__isnull=True).select_related("parent")


def places_in(reach: str) -> list[Area]:
    """The towns of a county, the villages of a town, or the one village, in the order of their codes."""
    level = Area.Level.TOWN if len(reach) <= COUNTY_DIGITS else Area.Level.VILLAGE
    rows = Area.objects.filter(level=level, code__startswith=reach, valid_to__isnull=True)
    return list(rows.order_by("code"))


def towns_with_villages() -> QuerySet[Area]:
    """Towns, each with `.villages` now in force: one query each level, for the place picker."""
    current = Area.objects.filter(level=Area.Level.VILLAGE, valid_to__isnull=True)
    return towns().prefetch_related(Prefetch("children", queryset=current, to_attr="villages"))


@cache
def boundary() -> list[tuple[float, float]]:
    """The county's outline as (longitude, latitude) points, WGS-84; for a sketch map, not a survey."""
    text = (files("sanzhi.people") / "data/boundary_330483.geojson").read_text("utf-8")
    ring = json.loads(text)["features"][0]["geometry"]["coordinates"][0][0]
    return [(float(longitude), float(latitude)) for longitude, latitude in ring]


def area(code: str) -> Area | None:
    return Area.objects.filter(code=code, valid_to__isnull=True).select_related("parent").first()


def grids_of(reach: str, day: date) -> list[Grid]:
    """Grids in use on a day, of every village whose code begins so, in the order of their codes."""
    return list(grids_ever(reach).filter(in_force(day)))


def grid_in_use(code: str, day: date) -> Grid | None:
    """The grid with this code, if it is in use on a day."""
    return Grid.objects.filter(in_force(day), code=code).first()


def grids_ever(reach: str) -> QuerySet[Grid]:
    """The same with those that have ended or are to begin: what was done in them keeps their names."""
    rows = Grid.objects.filter(area__gte=reach, area__lt=reach + "~")
    return rows.select_related("successor").order_by("code")


def offices_open(at: datetime) -> QuerySet[Office]:
    """Offices that exist on the day of `at`."""
    return Office.objects.filter(in_force(at.date())).select_related("area")


COUNTY_DIGITS = 6  # of an area code: all codes of a county begin with the same
OFFICE_KINDS = Office.Kind.choices
RESIDENCES = Person.Residence.choices


def offices_of_kind(kind: str, at: datetime) -> list[Office]:
    """Those of one kind that are open on the day of `at`, by name."""
    return list(offices_open(at).filter(kind=kind).order_by("name"))


def counters(at: datetime) -> list[Office]:
    """就近窗口: open counters of villages, towns and the county, by area."""
    kinds = [Office.Kind.GOVERNANCE_CENTRE, Office.Kind.COMMAND_ROOM, Office.Kind.VILLAGE]
    return list(
        offices_open(at).filter(kind__in=kinds).select_related("area__parent").order_by("area_id", "name")
    )


def appointments_of(person_id: int, at: datetime) -> list[Appointment]:
    """A person's posts on the day of `at`, the oldest first."""
    return list(
        Appointment.objects.filter(in_force(at.date()), person_id=person_id)
        .select_related("office__area", "person", "grid")
        .order_by("valid_from", "id")
    )


def office_codes() -> dict[str, int]:
    """Every office by its code: {code: id}."""
    return dict(Office.objects.values_list("code", "id"))


def posts_held(at: datetime) -> list[Appointment]:
    """Every post on the day of `at`, with its person and office, the oldest first."""
    return list(
        Appointment.objects.filter(in_force(at.date()))
        .select_related("office__area", "person", "grid")
        .order_by("valid_from", "id")
    )


def people_at(office_id: int, roles: Iterable[str], at: datetime) -> list[int]:
    """Who sits in this office in one of these roles on the day of `at`: person ids."""
    posts = Appointment.objects.filter(in_force(at.date()), office_id=office_id, role__in=list(roles))
    return sorted(set(posts.values_list("person_id", flat=True)))


def people_over(role: str, area_code: str, at: datetime) -> list[int]:
    """Who holds this role over the place, in an office of the village, its town or the county: person ids."""
    places = (area_code, area_code[:9] + "000", area_code[:6] + "000000")
    posts = Appointment.objects.filter(in_force(at.date()), role=role, office__area_id__in=places)
    return sorted(set(posts.values_list("person_id", flat=True)))


def actor_in(appointment: Appointment) -> Actor:
    """The actor a post makes: with the office's whole area when the role is one of oversight."""
    role = ROLES[appointment.role]
    reach = appointment.office.area.reach if role.over_area else ""
    return Actor(
        appointment.person_id,
        appointment.person.name,
        role,
        appointment.office_id,
        appointment.office.name,
        reach,
        getattr(appointment, "stands_for", ""),
    )


def resident_actor(person: Person) -> Actor:
    return Actor(person.id, person.name, ROLES["resident"])


def person_by_phone(phone: str) -> Person | None:
    """Find by keyed index, over every key version still alive."""
    indexes = crypto.blind_indexes(codes.clean_phone(phone), column="people_person.phone")
    return Person.objects.filter(phone_index__in=indexes, erased_at__isnull=True).first()


def phone_of(person: Person) -> str:
    """The clear number; only for the person, or behind `actions.look`."""
    if person.phone is None:
        return ""
    return crypto.decrypt(bytes(person.phone), table="people_person", column="phone", row=person.id)


def mobile_of(person_id: int) -> str:
    """The number a text goes to, for the gateway alone: a member of staff's for the work before their own; "" for a
    landline or none."""
    phone = work_phone_of(person_id) or phone_of(Person.objects.get(pk=person_id))
    return phone if codes.check_mobile(phone) else ""


def looks_at(person_id: int, *, before: int | None = None, limit: int = 30) -> list[Look]:
    """Who opened this person's record, newest first."""
    rows = Look.objects.filter(person_id=person_id).select_related("by", "office").order_by("-id")
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows[:limit])


def consents_of(person_id: int) -> list[Consent]:
    return list(Consent.objects.filter(person_id=person_id).order_by("-given_at"))


def has_consented(person_id: int, purpose: str) -> bool:
    """Whether there is a consent for this purpose that has not been withdrawn."""
    return Consent.objects.filter(person_id=person_id, purpose=purpose, withdrawn_at=None).exists()


def messages_for(person_id: int, *, before: int = 0, limit: int = 30) -> list[Message]:
    """消息, the newest first; `before`: the last id of the page ahead."""
    rows = Message.objects.filter(person_id=person_id)
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[:limit])


def unread_count(person_id: int) -> int:
    return Message.objects.filter(person_id=person_id, read_at__isnull=True).count()


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    return dict(Person.objects.filter(id__in=list(person_ids)).values_list("id", "name"))


def appointment(post_id: int) -> Appointment | None:
    return Appointment.objects.select_related("person", "office").filter(pk=post_id).first()


def looks_log(*, before: int | None = None, limit: int = 50) -> list[Look]:
    """Who opened whose record, newest first, for the audit page."""
    rows = Look.objects.select_related("by", "office", "person").order_by("-id")
    return list((rows.filter(id__lt=before) if before else rows)[:limit])


def role_name(code: str) -> str:
    """A role in the words of the reader's language."""
    return str(ROLES[code].name) if code in ROLES else code
