"""What goes on once a notice hangs or has stood, and who may score a claim. Read for a batch, for whoever is to be told."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from sanzhi.people.models import Person
from sanzhi.points.models import Claim, Panelist, Round, Standard, Tie, Year


@dataclass(frozen=True)
class Due:
    """What waited for a notice: which, of what kind, where, and who may not go on with it."""

    notice: int
    what: str
    id: int
    place: str
    hands: tuple[int | None, ...] = ()


def due_after(notices: Collection[int]) -> list[Due]:
    """Rounds to enter, years to expire and drafts to send on, of these notices. Three queries."""
    found = []
    rounds = Round.objects.filter(Q(additions__in=notices) | Q(deductions__in=notices))
    for row in rounds.only("id", "area", "additions", "deductions"):
        for notice in {row.additions_id, row.deductions_id} & set(notices):
            found.append(Due(notice, "round", row.pk, row.area_id))
    years = Year.objects.filter(notice__in=notices, expired_at=None)
    found += [Due(notice, "year", pk, area) for notice, pk, area in years.values_list("notice", "id", "area")]
    drafts = Standard.objects.filter(consulted__in=notices, state="consultation")
    rows = drafts.values_list("consulted", "id", "area")
    return found + [Due(notice, "standard", pk, area) for notice, pk, area in rows]


def to_serve(notices: Collection[int]) -> dict[int, int]:
    """{notice: round} of those that announce deductions. One query."""
    return dict(Round.objects.filter(deductions__in=notices).values_list("deductions", "id"))


def scorers_of(claims: Collection[int]) -> dict[int, set[int]]:
    """{claim: who of the panel may score it}: none who reported or verified it, lives there or is kin. Four queries."""
    rows = list(Claim.objects.filter(pk__in=claims, state="verified"))
    panel: dict[str, set[int]] = {}
    seats = Panelist.objects.filter(area__in={row.area_id for row in rows}, until=None)
    for area, person in seats.values_list("area", "person"):
        panel.setdefault(area, set()).add(person)
    everybody = set().union(*panel.values())
    homes = dict(Person.objects.filter(pk__in=everybody).values_list("pk", "household"))
    ties = set(Tie.objects.filter(person__in=everybody).values_list("person", "household"))
    return {
        row.pk: {
            one
            for one in panel.get(row.area_id, ())
            if one not in (row.reported_by_id, row.verified_by_id, row.person_id)
            and homes.get(one) != row.household_id
            and (one, row.household_id) not in ties
        }
        for row in rows
    }
