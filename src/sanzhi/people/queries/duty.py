"""Who sits at an office today, and in whose post somebody may act."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q

from sanzhi.people.models import Appointment, Deputy, Duty, Office, OfficeName, Person

from .days import in_force

NOON = 12


def posts_to_act_in(person: Person, at: datetime) -> list[Appointment]:
    """A person's own posts, then those they stand in for today; the latter carry `.stands_for`, a name."""
    standing = Deputy.objects.filter(in_force(at.date()), post=OuterRef("pk"), person_id=person.id)
    rows = Appointment.objects.filter(Q(person_id=person.id) | Exists(standing), in_force(at.date()))
    posts = list(rows.select_related("office__area", "person", "grid").order_by("valid_from", "id"))
    for post in posts:
        post.stands_for = ""
        if post.person_id != person.id:
            post.stands_for = post.person.name
            post.person = person  # acts under their own name; never saved
    own = [post for post in posts if not post.stands_for]
    return own + [post for post in posts if post.stands_for and own]


def posts_at(office_id: int, at: datetime) -> list[Appointment]:
    """Every post of an office on the day of `at`, with its person."""
    rows = Appointment.objects.filter(in_force(at.date()), office_id=office_id)
    return list(rows.select_related("person", "office").order_by("person_id", "id"))


def roster(office_id: int, first: date, days: int = 7) -> dict[tuple[date, str], Duty]:
    """The table of some days: (day, half) → who."""
    rows = Duty.objects.filter(office_id=office_id, day__gte=first, day__lt=first + timedelta(days=days))
    return {(turn.day, turn.half): turn for turn in rows.select_related("person")}


def on_duty(office_id: int, at: datetime) -> dict[str, str]:
    """Who is on duty today: {half: name}."""
    rows = Duty.objects.filter(office_id=office_id, day=at.date()).select_related("person")
    return {turn.half: turn.person.name for turn in rows.order_by("half")}


def deputies_at(office_id: int, at: datetime) -> list[Deputy]:
    """Those named at an office for today or later."""
    rows = Deputy.objects.filter(post__office_id=office_id, valid_to__gt=at.date())
    return list(rows.select_related("post__person", "person").order_by("valid_from", "id"))


def offices_with_names(at: datetime) -> list[Office]:
    """Offices open on the day of `at`, each with `.was`, what it was called before."""
    names = Prefetch("former_names", queryset=OfficeName.objects.order_by("-until"), to_attr="was")
    return list(Office.objects.filter(in_force(at.date())).select_related("area").prefetch_related(names))
