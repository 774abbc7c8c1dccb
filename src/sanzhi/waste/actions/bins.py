"""发桶、报失、换桶、收回."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Household
from sanzhi.people.roles import Actor
from sanzhi.waste import access
from sanzhi.waste.models import Bin, Stream

USUAL = (str(Stream.FOOD), str(Stream.OTHER))  # what a household gets where nothing is said


@dataclass(frozen=True)
class BinRow:
    """一行: a household by its number; `stream` and `grid` as a person writes them, or empty."""

    line: int
    number: str
    stream: str = ""
    grid: str = ""


@dataclass
class Issued:
    """发桶结果: new bins, how many were there already, and which lines are broken and why."""

    bins: list[Bin] = field(default_factory=list)
    there: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def issue(area: str, rows: Sequence[BinRow], *, by: Actor, at: datetime) -> Issued:
    """发桶: to many households at once. What a household has already is not issued again; a broken row is named and
    stops no other. A handful of questions, however many rows. Raises Refusal."""
    access.may_manage(by, area).or_refuse()
    numbers = {row.number.strip() for row in rows}
    homes = Household.objects.select_for_update(of=("self",)).filter(area=area, number__in=numbers)
    known = {home.number: home for home in homes.order_by("id")}
    grids = {name: grid.code for grid in people.grids_of(area, at.date()) for name in (grid.code, grid.name)}
    taken = set(
        Bin.objects.filter(area=area, ended_at=None, household__in=known.values()).values_list(
            "household", "stream"
        )
    )
    done, new = Issued(), []
    for row in rows:
        try:
            home, streams, grid = _read(row, known, grids)
        except Refusal as refusal:
            done.problems.append((row.line, refusal.sentence))
            continue
        for stream in streams:
            if (home.pk, stream) in taken:
                done.there += 1
                continue
            taken.add((home.pk, stream))
            new.append(_a_bin(home, stream, grid, by, at))
    done.bins = Bin.objects.bulk_create(new, batch_size=1000)
    if new:
        _told("waste.issued", ("area", int(area)), by, at, area=area, bins=[one.id for one in done.bins])
    return done


def _a_bin(home: Household, stream: str, grid: str | None, by: Actor, at: datetime) -> Bin:
    return Bin(
        code=ids.tag_code(), area_id=home.area_id, grid_id=grid, household=home, stream=stream,
        issued_by_id=by.person_id, issued_at=at,
    )  # fmt: skip


def _read(
    row: BinRow, known: dict[str, Household], grids: dict[str, str]
) -> tuple[Household, Sequence[str], str | None]:
    home = known.get(row.number.strip())
    if home is None:
        raise Refusal("no_household", _("没有户号“%(number)s”。") % {"number": row.number.strip()[:20]})
    if home.status != Household.Status.ACTIVE:
        raise Refusal("household_ended", _("这一户已经不在册。"))
    grid = grids.get(row.grid.strip()) if row.grid.strip() else None
    if row.grid.strip() and grid is None:
        raise Refusal("no_grid", _("没有网格“%(grid)s”。") % {"grid": row.grid.strip()[:20]})
    return home, _streams(row.stream.strip()), grid


def _streams(said: str) -> Sequence[str]:
    if not said:
        return USUAL
    names = {name: code for code, label in Stream.choices for name in (code, str(label))}
    if said not in names:
        raise Refusal("stream_unknown", _("类别请写可回收物、易腐垃圾、有害垃圾或其他垃圾。"))
    return (names[said],)


@transaction.atomic
def end_bin(bin_id: int, how: str, *, by: Actor, at: datetime) -> Bin:
    """报失、报损、收回: it is inspected no more. Raises Refusal."""
    found = _in_use(bin_id, by)
    if how not in Bin.End.values:
        raise Refusal("end_unknown", _("请选择丢失、损坏或收回。"))
    found.ended_at, found.ended_as = at, how
    found.save(update_fields=["ended_at", "ended_as"])
    _told("waste.bin_ended", ("bin", found.id), by, at, area=found.area_id, how=how)
    return found


@transaction.atomic
def replace_bin(bin_id: int, how: str, *, by: Actor, at: datetime) -> Bin:
    """换桶: another under a new code for the same household and class. Raises Refusal."""
    old = end_bin(bin_id, how, by=by, at=at)
    new = _a_bin(old.household, old.stream, old.grid_id, by, at)
    new.save()
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
    _told("waste.bin_replaced", ("bin", new.id), by, at, area=new.area_id, instead_of=old.id)
    return new


def _in_use(bin_id: int, by: Actor) -> Bin:
    found = Bin.objects.select_for_update(of=("self",)).select_related("household").get(pk=bin_id)
    access.may_manage(by, found.area_id).or_refuse()
    if found.ended_at:
        raise Refusal("ended", _("这只桶已经停用。"))
    return found


def _told(kind: str, about: tuple[str, int], by: Actor, at: datetime, **content: object) -> None:
    record(kind, by=by.person_id, at=at, about=about, content=content)
