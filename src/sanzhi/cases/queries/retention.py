"""保存期限: which matters have stayed as long as their kind says, and which are about to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from sanzhi.cases import kinds
from sanzhi.cases.flow import published, room_kinds
from sanzhi.cases.models import Attachment, Call, Case, Join, KindVersion, Merge, Split
from sanzhi.cases.retention import ended_before, last_day
from sanzhi.journal import queries as journal
from sanzhi.kit.calendar import COUNTY
from sanzhi.people.roles import Actor

from .kinds import kind_of
from .lists import PAGE_SIZE, visible_to
from .paging import key_at, place_of

ENDS_SOON = timedelta(days=90)  # 本平台约定: how long ahead an end is shown to those who may keep it longer


@dataclass(frozen=True)
class KindKept:
    """保存年限 of one version of a county's own kind; of no code: of everything else."""

    code: str
    version: int
    name: str
    years: int
    basis: str

    def of(self, prefix: str = "") -> dict[str, object]:
        return {f"{prefix}kind": self.code, f"{prefix}kind_version": self.version}


def kept_kinds() -> list[KindKept]:
    """How long whatever a case may be is kept; what is nobody's own comes first."""
    in_use = KindVersion.objects.filter(state__in=KindVersion.IN_USE).order_by("code", "version")
    own = [(row, published(row.code, row.version)) for row in in_use.defer("spec")]
    return [
        KindKept("", 0, "", kinds.LEAST_YEARS, ""),
        *(
            KindKept(room.code, version, str(room.name), room.years, room.basis)
            for room in room_kinds()
            for version in room.flows
        ),
        *(
            KindKept(row.code, row.version, row.name, kind.retention_years, kind.retention_basis)
            for row, kind in own
        ),
    ]


def _over(today: date, prefix: str = "") -> Q:
    """Ended so long ago that its kind's time is over on this day, and nobody keeps it longer."""
    usual, *own = kept_kinds()
    limits = [(Q(**one.of(prefix)), one.years) for one in own]
    others = ~Q(**{f"{prefix}kind__in": {one.code for one in own}})
    over = Q()
    for which, years in [(others, usual.years), *limits]:
        over |= which & Q(
            **{f"{prefix}closed_at__lt": datetime.combine(ended_before(today, years), time.min, COUNTY)}
        )
    free = Q(**{f"{prefix}kept_until__isnull": True}) | Q(**{f"{prefix}kept_until__lt": today})
    return over & free


def _beside(today: date) -> Q:
    """One matter in several files stays as long as any of them: what it was merged with, what it is a part of."""
    links: list[tuple[type[Merge] | type[Split], str, str]] = [
        (Merge, "case", "into"),
        (Merge, "into", "case"),
        (Split, "child", "parent"),
        (Split, "parent", "child"),
    ]
    stays = Q()
    for model, mine, other in links:
        spent = Q(**{f"{other}__erased_at__isnull": False}) | _over(today, f"{other}__")
        stays |= Q(Exists(model._default_manager.filter(**{mine: OuterRef("pk")}).exclude(spent)))
    return stays


def to_erase(at: datetime, among: Collection[int] | None = None) -> QuerySet[Case]:
    """保存期满: matters whose words are to go, the longest ended first; of `among`, if that is given."""
    today = localdate(at)
    rows = (
        Case.objects.filter(closed_at__isnull=False, erased_at=None)
        .filter(_over(today))
        .exclude(_beside(today))
    )
    if among is not None:
        rows = rows.filter(pk__in=among)
    return rows.order_by("closed_at", "id")


@dataclass(frozen=True)
class Ending:
    """A matter that ended, and the last day of its words: by its kind, or as somebody said."""

    case: Case
    last: date


@dataclass(frozen=True)
class Endings:
    """One page of them; `onward` is where the next begins, `back` whether this is not the first."""

    rows: list[Ending]
    onward: str
    back: bool


def ending_soon(actor: Actor, at: datetime, after: str = "") -> Endings:
    """Matters in one's sight whose time ends within `ENDS_SOON` or is kept beyond it, the longest ended first."""
    today, place = localdate(at), place_of(after)
    rows = visible_to(actor).filter(closed_at__isnull=False, erased_at=None)
    rows = rows.filter(_over(today + ENDS_SOON) | Q(kept_until__gte=today))
    if place:
        rows = rows.filter(Q(closed_at__gt=place[0]) | Q(closed_at=place[0], id__gt=place[1]))
    found = list(rows.select_related("area").order_by("closed_at", "id")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    last = shown[-1] if len(found) > len(shown) else None
    onward = key_at(last.closed_at, last.id) if last and last.closed_at else ""
    return Endings([Ending(case, _last(case)) for case in shown], onward, place is not None)


def last_day_of(case: Case) -> date | None:
    """The last day of its words; None while it has not ended or when they are gone."""
    return _last(case) if case.closed_at and not case.erased_at else None


def _last(case: Case) -> date:
    assert case.closed_at
    kind = kind_of(case)
    years = kind.retention_years if kind else kinds.LEAST_YEARS
    return max(last_day(localdate(case.closed_at), years), case.kept_until or date.min)


def entries_of(case_ids: Collection[int]) -> list[int]:
    """The journal entries that hold words of these cases: of the cases, and of calls about them."""
    calls = Call.objects.filter(Q(case__in=case_ids) | Q(repeats__in=case_ids)).values_list("id", flat=True)
    return [*journal.worded("case", case_ids), *journal.worded("call", list(calls))]


def reporters_of(case_ids: Collection[int]) -> set[int]:
    """Who reported these, or said that they met the same."""
    reported = Case.objects.filter(pk__in=case_ids).values_list("reporter_id", flat=True)
    return {*reported, *Join.objects.filter(case__in=case_ids).values_list("person_id", flat=True)}


def still_here(person_ids: Collection[int]) -> set[int]:
    """Those of them who are in a matter that has its words, or on the telephone now."""
    live = Case.objects.filter(erased_at=None)
    reported = live.filter(reporter__in=person_ids).values_list("reporter_id", flat=True)
    filed = live.filter(filed_by__in=person_ids).values_list("filed_by_id", flat=True)
    joined = Join.objects.filter(person__in=person_ids, case__erased_at=None).values_list(
        "person_id", flat=True
    )
    calling = Call.objects.filter(person__in=person_ids, ended_at=None).values_list("person_id", flat=True)
    return {one for rows in (reported, filed, joined, calling) for one in rows if one}


def files_named() -> set[str]:
    """The digest of every file that a case names."""
    rows = Attachment.objects.values_list("digest", "covered_digest")
    return {digest for row in rows.iterator(chunk_size=5_000) for digest in row if digest}
