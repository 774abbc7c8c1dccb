"""Who sits at an office today, and in whose post somebody may act."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q

from sanzhi.people.models import Appointment, Deputy, Duty, Office, OfficeName, Person
from sanzhi.people.roles import ADMINISTRATORS

from .days import in_force


def posts_to_act_in(person: Person, at: datetime) -> list[Appointment]:
    """A person's own posts, then those they stand in for today; the latter carry `.stands_for`, a name.

    One stands in only where one has a post of one's own, and never as an administrator.
    """
    standing = Deputy.objects.filter(in_force(at.date()), post=OuterRef("pk"), person_id=person.id)
    rows = Appointment.objects.filter(Q(person_id=person.id) | Exists(standing), in_force(at.date()))
    posts = list(rows.select_related("office__area", "person", "grid").order_by("valid_from", "id"))
    for post in posts:
        post.stands_for = ""
        if post.person_id != person.id:
            post.stands_for = post.person.name
            post.person = person  # acts under their own name; never saved
    own = [post for post in posts if not post.stands_for]
    if any(post.role in ADMINISTRATORS for post in own):
        return own  # named before they became one: the three stay apart
    offices = {post.office_id for post in own}
    return own + [post for post in posts if post.stands_for and post.office_id in offices]


def posts_at(office_id: int, at: datetime) -> list[Appointment]:
    """Every post of an office on the day of `at`, with its person."""
    rows = Appointment.objects.filter(in_force(at.date()), office_id=office_id)
    return list(rows.select_related("person", "office").order_by("person_id", "id"))


def posts_in_grid(grid: str, at: datetime) -> list[Appointment]:
    """Every post of a grid on the day of `at`, with its person."""
    rows = Appointment.objects.filter(in_force(at.date()), grid=grid)
    return list(rows.select_related("person", "office").order_by("id"))


def up_from(place: str) -> list[str]:
    """A village's code, its town's and its county's, each once, the nearest first; of a town or county, from there."""
    return list(dict.fromkeys((place, f"{place[:9]}000", f"{place[:6]}000000")))


class Seat(NamedTuple):
    """一席: who sits where, as what."""

    person: int
    role: str
    area: str


def seats_over(roles: Collection[str], places: Collection[str], at: datetime) -> list[Seat]:
    """Who sits, or stands in for whoever sits, in a post with one of these roles on the day of `at`, in an office of these
    places or of what they lie in. One query."""
    day, levels = at.date(), {level for place in places for level in up_from(place)}
    posts = Appointment.objects.filter(in_force(day), role__in=roles, office__area_id__in=levels)
    posts_of_theirs = Appointment.objects.filter(in_force(day), person=OuterRef("person"))
    standing = Deputy.objects.filter(
        in_force(day),
        in_force(day, "post__"),
        Exists(posts_of_theirs.filter(office=OuterRef("post__office"))),
        ~Exists(posts_of_theirs.filter(role__in=ADMINISTRATORS)),
        post__role__in=roles,
        post__office__area_id__in=levels,
    )  # as in `posts_to_act_in`
    told = standing.values_list("person", "post__role", "post__office__area")
    return [Seat(*row) for row in posts.values_list("person", "role", "office__area").union(told)]


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


def keep_open(office_ids: Iterable[int], at: datetime) -> dict[int, str]:
    """{id: name} of those that exist on the day of `at`; none of them can be closed before this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_OPEN, [list(office_ids), at.date(), at.date()])
        return dict(cursor.fetchall())


# The weakest lock that closing an office waits for; whoever closed it first is seen by the condition.
_KEEP_OPEN = """
SELECT id, name FROM people_office
WHERE id = ANY(%s) AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s) FOR KEY SHARE
"""
