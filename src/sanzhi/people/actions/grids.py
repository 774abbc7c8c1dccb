"""撤销网格: from a day on. What was registered, drawn or walked in it keeps it; who works in it goes on in the next one."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access
from sanzhi.people.models import Appointment, Grid
from sanzhi.people.queries.days import in_force
from sanzhi.people.roles import THE_CLOCK, Actor

MOST_AHEAD = timedelta(days=90)  # 本平台约定


@transaction.atomic
def end_grid(code: str, *, from_day: date, successor: str = "", by: Actor, at: datetime) -> Grid:
    """撤销网格: `from_day` is the first day it is no more, today or to come. `successor`: another grid of the village.

    Its workers are told now, and their posts follow on that day (`follow_ended_grids`). Refused for a grid that is ended
    already, a day that does not fit, and a successor of another village or itself at its end.
    """
    access.may_keep_offices(by).or_refuse()
    held = Grid.objects.select_for_update().filter(code__in=[code, successor]).order_by("code")
    grids = {grid.code: grid for grid in held}
    grid, after = grids.get(code), grids.get(successor)
    if grid is None or grid.valid_to:
        raise Refusal("grid_unknown", _("没有这个网格，或者已经写明撤销。"))
    _day_fits(grid, from_day, at.date())
    if successor and (after is None or after is grid or after.valid_to or after.area_id != grid.area_id):
        raise Refusal("grid_successor", _("接替的要是同一个村（社区）里没有撤销的另一个网格。"))
    grid.valid_to, grid.successor = from_day, after
    grid.save(update_fields=["valid_to", "successor"])
    told = Appointment.objects.filter(in_force(from_day), grid=grid).order_by("person_id")
    content = {
        "code": code, "name": grid.name, "from": from_day.isoformat(), "successor": after.name if after else "",
        "people": sorted(set(told.values_list("person_id", flat=True))),
    }  # fmt: skip
    journal.record(
        "grid.ended",
        by=by.person_id,
        at=at,
        about=("area", int(grid.area_id)),
        content=content,
        topic="grid.ended",
    )
    return grid


def _day_fits(grid: Grid, from_day: date, today: date) -> None:
    if not today <= from_day <= today + MOST_AHEAD:
        raise Refusal("grid_day", _("从今天起算，最多提前 %(days)d 天写明撤销。") % {"days": MOST_AHEAD.days})
    if from_day <= grid.valid_from:
        raise Refusal("grid_day", _("这个网格那天才划定，要晚一天才能撤销。"))


@transaction.atomic
def follow_ended_grids(*, at: datetime) -> int:
    """岗位随网格: every post in a grid that has ended goes on in the one that took over, or in none. Returns how many."""
    day = at.date()
    due = Appointment.objects.filter(in_force(day), grid__valid_to__lte=day).order_by("id")
    posts = list(due.select_for_update(of=("self",), skip_locked=True).select_related("grid"))
    for post in posts:
        content = {"post": post.id, "from": post.grid_id, "to": post.grid.successor_id or ""}
        Appointment.objects.filter(pk=post.pk).update(grid=post.grid.successor_id)
        journal.record(
            "person.grid_changed",
            by=THE_CLOCK.person_id,
            at=at,
            about=("person", post.person_id),
            content=content,
        )
    return len(posts)
