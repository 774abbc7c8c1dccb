"""活动: what everybody may look for, and what is run from an office. How many places are free is counted past the wall."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count, Q, QuerySet

from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.volunteering import access
from sanzhi.volunteering.models import Activity, Shift, SignUp, Template

PAGE_SIZE = 20
Moment = tuple[int, int]  # a second of the epoch, and a shift
LATEST = 4_102_444_800  # the year 2100: an address may ask for any second, and no shift is later


@dataclass(frozen=True)
class ShiftRow:
    """班次 with how many signed up, how many wait, and what the reader has of it."""

    one: Shift
    taken: int
    waiting: int
    mine: SignUp | None = None

    @property
    def free(self) -> int:
        return max(self.one.needed - self.taken, 0)


def activities_open(words: str = "", area: str = "", before: int = 0) -> list[Activity]:
    """Those not ended, the newest first, a page and one more; `before`: the last id of the page ahead."""
    rows = Activity.objects.filter(ended_at=None, group__status="active")
    return _page(rows, words, area, before)


def activities_run(actor: Actor, before: int = 0) -> list[Activity]:
    """本单位管的, ended ones too."""
    if not actor.office_id:
        return []
    return _page(Activity.objects.filter(group__office_id=actor.office_id), "", "", before)


def _page(rows: QuerySet[Activity], words: str, area: str, before: int) -> list[Activity]:
    if words.strip():
        rows = rows.filter(Q(title__icontains=words.strip()) | Q(content__icontains=words.strip()))
    if area:
        rows = rows.filter(group__area__gte=area, group__area__lt=area + "~")
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("group__area").order_by("-id")[: PAGE_SIZE + 1])


def activity_here(activity: int) -> Activity:
    """One of them; activities are public. Raises Refusal."""
    found = Activity.objects.select_related("group__area").filter(pk=activity).first()
    if found is None:
        raise missing()
    return found


def activity_run(actor: Actor, activity: int) -> Activity:
    """One that is run from the actor's own office. Fetching is checking."""
    found = activity_here(activity)
    access.may_wind_up(actor, found.group).or_refuse()
    return found


def missing() -> Refusal:
    verdict = access.not_there()
    return Refusal(verdict.code, verdict.sentence)


def shifts_to_come(activity: int, at: datetime, past: Moment | None = None) -> list[ShiftRow]:
    """The next ones of an activity, a page and one more; `past`: the last one shown."""
    rows = _coming(activity, at)
    if past:
        starts = datetime.fromtimestamp(min(past[0], LATEST), UTC)
        rows = rows.filter(Q(starts_at__gt=starts) | Q(starts_at=starts, pk__gt=past[1]))
    return with_counts(list(rows[: PAGE_SIZE + 1]))


def all_to_come(activity: int, at: datetime, person: int | None) -> list[ShiftRow]:
    """Every one of them, with one's own sign-up: to choose from."""
    return with_counts(list(_coming(activity, at)), person)


def _coming(activity: int, at: datetime) -> QuerySet[Shift]:
    rows = Shift.objects.filter(activity=activity, state="open", ends_at__gt=at)
    return rows.order_by("starts_at", "id")


def moment_of(row: ShiftRow) -> str:
    """Where to go on after this one in an address: when it starts, and its number."""
    return f"{int(row.one.starts_at.timestamp())}-{row.one.pk}"


def with_counts(shifts: Collection[Shift], person: int | None = None) -> list[ShiftRow]:
    """Two questions for all of them."""
    with walls.the_house():
        rows = SignUp.objects.filter(shift__in=shifts).exclude(state="off").values("shift")
        counts = {
            row["shift"]: row
            for row in rows.annotate(wait=Count("id", filter=Q(state="waiting")), every=Count("id"))
        }
    own = SignUp.objects.filter(shift__in=shifts, person=person).exclude(state="off") if person else []
    mine = {one.shift_id: one for one in own}
    none = {"wait": 0, "every": 0}
    found = [(one, counts.get(one.pk, none)) for one in shifts]
    return [ShiftRow(one, n["every"] - n["wait"], n["wait"], mine.get(one.pk)) for one, n in found]


@dataclass(frozen=True)
class ActivityPage:
    """活动 as its organisation sees it: its templates, the shifts to come and a page of those that were."""

    one: Activity
    templates: list[Template]
    coming: list[ShiftRow]
    past: list[ShiftRow]


def activity_page(
    actor: Actor, activity: int, at: datetime, before: int = 0, past: Moment | None = None
) -> ActivityPage:
    """`before`: the last shift of the page of past ones ahead; `past`: the last one shown of those to come."""
    one = activity_run(actor, activity)
    rows = Shift.objects.filter(activity=one).exclude(state="open", ends_at__gt=at)
    if before:
        rows = rows.filter(pk__lt=before)
    over = list(rows.order_by("-id")[: PAGE_SIZE + 1])
    weekly = list(one.templates.filter(ended_at=None))
    return ActivityPage(one, weekly, shifts_to_come(activity, at, past), with_counts(over))
