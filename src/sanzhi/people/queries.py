"""Everything read about people and places."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files

from django.db.models import Prefetch, Q, QuerySet

from sanzhi.journal import queries as journal
from sanzhi.kit import calendar, codes, crypto

from .models import (
    Account,
    Appointment,
    Area,
    CalendarDay,
    CalendarYear,
    Consent,
    Look,
    Message,
    Office,
    Person,
)
from .reached import can_be_reached as can_be_reached
from .reached import stopped_groups as stopped_groups
from .reached import text_counts as text_counts
from .reached import texts_in as texts_in
from .roles import ROLES, Actor


def county() -> Area:
    """The one county this installation serves."""
    return Area.objects.get(level=Area.Level.COUNTY)


def towns() -> QuerySet[Area]:
    return Area.objects.filter(level=Area.Level.TOWN, valid_to__isnull=True)


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


def offices_open(at: datetime) -> QuerySet[Office]:
    """Offices that exist on the day of `at`."""
    return Office.objects.filter(_in_force(at.date())).select_related("area")


def counters(at: datetime) -> list[Office]:
    """就近窗口: open counters of villages, towns and the county, by area."""
    kinds = [Office.Kind.GOVERNANCE_CENTRE, Office.Kind.COMMAND_ROOM, Office.Kind.VILLAGE]
    return list(
        offices_open(at).filter(kind__in=kinds).select_related("area__parent").order_by("area_id", "name")
    )


def _in_force(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def appointments_of(person_id: int, at: datetime) -> list[Appointment]:
    """A person's posts on the day of `at`, the oldest first."""
    return list(
        Appointment.objects.filter(_in_force(at.date()), person_id=person_id)
        .select_related("office__area", "person", "grid")
        .order_by("valid_from", "id")
    )


def office_codes() -> dict[str, int]:
    """Every office by its code: {code: id}."""
    return dict(Office.objects.values_list("code", "id"))


def posts_held(at: datetime) -> list[Appointment]:
    """Every post on the day of `at`, with its person and office, the oldest first."""
    return list(
        Appointment.objects.filter(_in_force(at.date()))
        .select_related("office__area", "person", "grid")
        .order_by("valid_from", "id")
    )


def people_at(office_id: int, roles: Iterable[str], at: datetime) -> list[int]:
    """Who sits in this office in one of these roles on the day of `at`: person ids."""
    posts = Appointment.objects.filter(_in_force(at.date()), office_id=office_id, role__in=list(roles))
    return sorted(set(posts.values_list("person_id", flat=True)))


def people_over(role: str, area_code: str, at: datetime) -> list[int]:
    """Who holds this role over the place, in an office of the village, its town or the county: person ids."""
    places = (area_code, area_code[:9] + "000", area_code[:6] + "000000")
    posts = Appointment.objects.filter(_in_force(at.date()), role=role, office__area_id__in=places)
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
    )


def resident_actor(person: Person) -> Actor:
    return Actor(person.id, person.name, ROLES["resident"])


def person_by_phone(phone: str) -> Person | None:
    """Find by keyed index, over every key version still alive."""
    indexes = crypto.blind_indexes(codes.clean_phone(phone), column="people_person.phone")
    return Person.objects.filter(phone_index__in=indexes, erased_at__isnull=True).first()


def account_for_phone(phone: str) -> Account | None:
    indexes = crypto.blind_indexes(codes.clean_phone(phone), column="people_person.phone")
    return (
        Account.objects.filter(
            person__phone_index__in=indexes, is_active=True, person__erased_at__isnull=True
        )
        .select_related("person")
        .first()
    )


def phone_of(person: Person) -> str:
    """The clear number; only for the person, or behind `actions.look`."""
    if person.phone is None:
        return ""
    return crypto.decrypt(bytes(person.phone), table="people_person", column="phone", row=person.id)


def mobile_of(person_id: int) -> str:
    """The number a text goes to, for the gateway alone; "" for a landline or none."""
    phone = phone_of(Person.objects.get(pk=person_id))
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


def messages_for(person_id: int, limit: int = 30) -> list[Message]:
    return list(Message.objects.filter(person_id=person_id).order_by("-id")[:limit])


def unread_count(person_id: int) -> int:
    return Message.objects.filter(person_id=person_id, read_at__isnull=True).count()


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    return dict(Person.objects.filter(id__in=list(person_ids)).values_list("id", "name"))


@lru_cache(maxsize=1)
def _calendar_loaded(stamp: datetime | None) -> calendar.WorkingCalendar:
    years = list(CalendarYear.objects.order_by("year").values_list("year", flat=True))
    rows = list(CalendarDay.objects.values_list("date", "works", "name"))
    return calendar.WorkingCalendar(
        days={day: works for day, works, _name in rows},
        names={day: name for day, _works, name in rows},
        known_from=date(years[0] if years else 9999, 1, 1),
        known_until=date(years[-1] if years else 9998, 12, 31),
    )


@dataclass(frozen=True)
class CalendarChanges:
    """日历的改动: the days and whole years that somebody has changed since installation."""

    days: frozenset[date]
    years: frozenset[int]

    def touch(self, first: date, last: date) -> bool:
        """Whether a date counted from `first` to `last` may have come out otherwise before a change."""
        spanned = any(first <= day <= last for day in self.days)
        return spanned or any(year in self.years for year in range(first.year, last.year + 1))


def calendar_changes() -> CalendarChanges:
    """What people changed, from the journal; what the installer loaded is not a change."""
    changes = [entry for kind in ("calendar.day_set", "calendar.loaded") for entry in journal.all_of(kind)]
    by_people = [entry for entry in changes if entry.by_id is not None]
    days = {
        date.fromisoformat(entry.content["day"])
        for entry in by_people
        if entry.content and "day" in entry.content
    }
    years = {entry.about_id for entry in by_people if entry.kind == "calendar.loaded"}
    return CalendarChanges(frozenset(days), frozenset(years))


def calendar_stamp() -> datetime | None:
    """When the calendar last changed; what a cached copy is keyed by."""
    return CalendarYear.objects.order_by("-loaded_at").values_list("loaded_at", flat=True).first()


def working_calendar(stamp: datetime | None = None) -> calendar.WorkingCalendar:
    """The county's calendar. Every process sees an edit at once, because the copy is keyed by the last change."""
    return _calendar_loaded(stamp or calendar_stamp())


def _with_posts(accounts: QuerySet[Account], at: datetime) -> list[Account]:
    """Accounts, each with `.person.posts`: what the person holds on the day of `at`."""
    posts = (
        Appointment.objects.filter(_in_force(at.date())).select_related("office").order_by("valid_from", "id")
    )
    held = Prefetch("person__appointments", queryset=posts, to_attr="posts")
    return list(accounts.select_related("person").prefetch_related(held))


def staff_accounts(at: datetime, *, words: str = "", after: str = "", limit: int = 50) -> list[Account]:
    """Accounts that sign in by password, by user name; `after` is the last one of the page before."""
    accounts = Account.objects.exclude(password="!").order_by("username")  # noqa: S106 - the mark of having none
    if words:
        accounts = accounts.filter(Q(username__icontains=words) | Q(person__name__icontains=words))
    return _with_posts(accounts.filter(username__gt=after)[:limit], at)


def staff_account(person_id: int) -> Account | None:
    return Account.objects.exclude(password="!").select_related("person").filter(person_id=person_id).first()  # noqa: S106


DEMONSTRATION = "demo-"  # what the user names of a demonstration's staff start with


def demonstration_accounts(at: datetime) -> list[Account]:
    """One of a demonstration's invented staff for each role: whom its visitor may be."""
    invented = Account.objects.filter(username__startswith=DEMONSTRATION, is_active=True)
    posts = Appointment.objects.filter(valid_to=None, person__account__in=invented)
    first = posts.order_by("role", "id").distinct("role").values("person_id")
    return _with_posts(Account.objects.filter(person_id__in=first).order_by("id"), at)


def appointment(post_id: int) -> Appointment | None:
    return Appointment.objects.select_related("person", "office").filter(pk=post_id).first()


def calendar_years() -> list[CalendarYear]:
    return list(CalendarYear.objects.order_by("-year"))


def calendar_days(year: int) -> list[CalendarDay]:
    """The days of a year that differ from their weekday."""
    return list(CalendarDay.objects.filter(date__year=year))


def looks_log(*, before: int | None = None, limit: int = 50) -> list[Look]:
    """Who opened whose record, newest first, for the audit page."""
    rows = Look.objects.select_related("by", "office", "person").order_by("-id")
    return list((rows.filter(id__lt=before) if before else rows)[:limit])
