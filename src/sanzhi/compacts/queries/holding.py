"""公约的汇总 for the board: how many hold on a day, by place."""

from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import Substr

from sanzhi.compacts.models import Version
from sanzhi.kit import walls
from sanzhi.people.roles import Actor


def holding_by_place(actor: Actor, day: date, width: int) -> dict[str, int]:
    """{a place's first digits: compacts that hold there}, in the reach of whoever looks."""
    holds = Version.objects.filter(
        Q(replaced_on=None) | Q(replaced_on__gt=day),
        force_from__lte=day,
        compact__area__code__startswith=actor.reach,
    )
    with walls.the_house():
        found = holds.values(where=Substr("compact__area", 1, width)).annotate(n=Count("pk")).order_by()
        return {row["where"]: row["n"] for row in found}
