"""议事的汇总 for the board: meetings, what they resolved and what came of it, by place. Numbers, no names."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from sanzhi.deliberation.models import Meeting, Resolution, Task
from sanzhi.kit import walls
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class Held:
    """Of a place and a year; `given` and `accepted` of the tasks that were given in it."""

    meetings: int = 0
    carried: int = 0
    lost: int = 0
    given: int = 0
    accepted: int = 0


def held_by_place(actor: Actor, year: int, width: int) -> dict[str, Held]:
    """{a place's first digits: what was held there}, in the reach of whoever looks; three queries."""
    meetings = Meeting.objects.filter(state=Meeting.State.CLOSED, ended_at__year=year)
    resolved = Resolution.objects.filter(decided_at__year=year)
    tasks = Task.objects.filter(given_at__year=year)
    accepted = Q(state=Task.State.ACCEPTED)
    with walls.the_house():
        found = (
            _by_place(meetings, "body__area", actor.reach, width, meetings=Count("pk")),
            _by_place(
                resolved, "item__meeting__body__area", actor.reach, width,
                carried=Count("pk", filter=Q(passed=True)), lost=Count("pk", filter=Q(passed=False)),
            ),
            _by_place(
                tasks, "body__area", actor.reach, width, given=Count("pk"), accepted=Count("pk", filter=accepted)
            ),
        )  # fmt: skip
    places = {place for part in found for place in part}
    return {
        place: Held(**{key: n for part in found for key, n in part.get(place, {}).items()})
        for place in places
    }


def _by_place(
    rows: QuerySet, area: str, reach: str, width: int, **counts: Count
) -> dict[str, dict[str, int]]:
    inside = rows.filter(**{f"{area}__code__startswith": reach})
    found = inside.values(where=Substr(area, 1, width)).annotate(**counts).order_by()
    return {row.pop("where"): row for row in found}
