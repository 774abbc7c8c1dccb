"""事项摘要: what reactions need to know of a case and of who goes along with it. They act for nobody and show nothing."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sanzhi.cases.models import Case, Join, Merge, RatingLink
from sanzhi.kit import ids


@dataclass(frozen=True)
class Brief:
    """事项摘要: whom a notice about a case may go to, and all that it may say of it."""

    id: int
    public_code: str
    reported_at: datetime
    reporter_id: int
    holder_id: int | None
    receiver_id: int
    lead_id: int | None
    area_code: str
    anonymous: bool
    pace: str
    kind: str
    state: str

    @property
    def number(self) -> str:
        return ids.case_number("TX", self.reported_at.year, self.id)

    @property
    def emergency(self) -> bool:
        return self.pace == "emergency"


COLUMNS = (
    "id",
    "public_code",
    "reported_at",
    "reporter_id",
    "holder_id",
    "receiver_id",
    "lead_id",
    "area_id",
    "reporter__anonymous",
    "category__pace",
    "kind",
    "state",
)


def briefs(case_ids: Collection[int]) -> dict[int, Brief]:
    """By case. One query."""
    rows = Case.objects.filter(pk__in=case_ids).values_list(*COLUMNS)
    return {row[0]: Brief(*row) for row in rows}


@dataclass
class Followers:
    """跟着的人: who is told of a case besides its reporter, and since when: cases merged in, persons who joined."""

    merged: list[tuple[datetime, int]] = field(default_factory=list)
    joins: list[tuple[datetime, int]] = field(default_factory=list)

    def merged_by(self, at: datetime) -> list[int]:
        return [case for since, case in self.merged if since <= at]

    def joined_by(self, at: datetime) -> list[int]:
        return sorted({person for since, person in self.joins if since <= at})


def followers(case_ids: Collection[int]) -> dict[int, Followers]:
    """By case. Two queries. Whoever joined a case that was merged in goes along with the main one."""
    found = defaultdict[int, Followers](Followers)
    merges = Merge.objects.filter(into__in=case_ids, ended_at=None).order_by("id")
    with_it = {case_id: {case_id} for case_id in case_ids}  # case → the cases asked about that it belongs to
    for case_id, into, since in merges.values_list("case_id", "into_id", "at"):
        found[into].merged.append((since, case_id))
        with_it.setdefault(case_id, set()).add(into)
    joins = Join.objects.filter(case__in=with_it, left_at=None)
    for case_id, person, since in joins.values_list("case_id", "person_id", "at"):
        for asked in with_it[case_id]:
            found[asked].joins.append((since, person))
    return found


def rating_link(case_id: int) -> int | None:
    """The link that rates it, if one is out."""
    alive = RatingLink.objects.filter(follow_up__case=case_id, used_at=None, revoked_at=None)
    return alive.order_by("-id").values_list("id", flat=True).first()
