"""称重入库: a batch of readings, each once, from a table or from another system; every broken one is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Client
from sanzhi.people.roles import Actor
from sanzhi.waste import access, rules
from sanzhi.waste.models import Bin, Weighing

Known = dict[tuple[str, datetime, int], int]  # (scale, moment, bin) → grams


@dataclass(frozen=True)
class Reading:
    """一次称重 as it was sent: `line` of the table or place in the batch; `code` of the bin's tag; `household` its number,
    where it says one; `kg` and `at` as written."""

    line: int
    scale: str
    code: str
    kg: str
    at: str
    household: str = ""


@dataclass
class Weighed:
    """收了几条: new ones, those that were there, and (line, what is wrong) of each broken one."""

    taken: int = 0
    known: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def import_weighings(rows: Sequence[Reading], *, skip: bool, by: Actor, at: datetime) -> Weighed:
    """导入一张表, of one's own place. With a broken row nothing is taken, unless such are to be skipped. Raises Refusal."""
    access.may_manage(by, by.reach).or_refuse()
    assert by.person_id
    done, new = _sorted_out(rows, [by.reach], at)
    if done.problems and not skip:
        return Weighed(problems=done.problems)
    for one in new:
        one.entered_by_id = by.person_id
    return _kept(done, new, by.reach, by.person_id, at)


@transaction.atomic
def weigh_from_client(rows: Sequence[Reading], *, by: Client, at: datetime) -> Weighed:
    """别的系统送来的: good ones are taken, broken ones named. Raises Refusal where the client may send none."""
    access.may_send_weighings(by.channels).or_refuse()
    done, new = _sorted_out(rows, by.areas, at)
    for one in new:
        one.client_id = by.pk
    return _kept(done, new, min(by.areas), None, at)


def _kept(done: Weighed, new: list[Weighing], place: str, by: int | None, at: datetime) -> Weighed:
    Weighing.objects.bulk_create(new, batch_size=1000)
    done.taken = len(new)
    said = {"area": place, "taken": done.taken, "known": done.known, "broken": len(done.problems)}
    record("waste.weighed", by=by, at=at, about=("area", int(place)), content=said)
    return done


def _sorted_out(
    rows: Sequence[Reading], areas: Iterable[str], at: datetime
) -> tuple[Weighed, list[Weighing]]:
    """What is new of these, and what is not. Whoever brings readings of the same scales waits: of two, one finds them there."""
    done, new = Weighed(), list[Weighing]()
    bins = _bins(rows, areas)
    told = []
    for row in rows:
        try:
            told.append((row.line, _read(row, bins, at)))
        except Refusal as refusal:
            done.problems.append((row.line, refusal.sentence))
    _queue(sorted({one.scale for _line, one in told}))
    known = _there([one for _line, one in told])
    for line, one in told:
        key = (one.scale, one.weighed_at, one.bin_id)
        if key not in known:
            known[key] = one.grams
            new.append(one)
        elif known[key] == one.grams:
            done.known += 1
        else:
            said = {"kg": f"{known[key] / 1000:g}"}
            done.problems.append((line, _("这台秤这一刻这只桶已经记了 %(kg)s 公斤，和这一行不一样。") % said))
    done.problems.sort()
    return done, new


def _bins(rows: Sequence[Reading], areas: Iterable[str]) -> dict[str, Bin]:
    """{code: bin} of these places, in use or not. One query."""
    codes = set()
    for row in rows:
        try:
            codes.add(ids.normalise_tag(row.code))
        except Refusal:
            continue  # named with its row
    here = Q(pk__in=[])
    for area in areas:
        here |= Q(area__gte=area, area__lt=area + "~")
    found = Bin.objects.filter(here, code__in=codes).select_related("household")
    return {one.code: one for one in found}


def _read(row: Reading, bins: dict[str, Bin], at: datetime) -> Weighing:
    """Raises Refusal in words that say what to change."""
    found = bins.get(ids.normalise_tag(row.code))
    if found is None:
        raise Refusal("no_bin", _("没有桶号“%(code)s”，或者不是这里的桶。") % {"code": row.code.strip()[:20]})
    if row.household.strip() and row.household.strip() != found.household.number:
        raise Refusal(
            "another_household", _("这只桶不是 %(number)s 户的。") % {"number": row.household.strip()[:20]}
        )
    scale, grams, moment = rules.scale_of(row.scale), rules.grams_of(row.kg), rules.moment_of(row.at)
    rules.may_weigh(moment, found.issued_at, found.ended_at, at).or_refuse()
    return Weighing(
        bin=found, household_id=found.household_id, area_id=found.area_id, stream=found.stream, scale=scale,
        grams=grams, day=localdate(moment), weighed_at=moment, received_at=at,
    )  # fmt: skip


def _queue(scales: list[str]) -> None:
    """In their order, so that no two wait for each other; one statement however many there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('scale:' || one, 0)) FROM unnest(%s::text[]) AS one",
            [scales],
        )


def _there(rows: list[Weighing]) -> Known:
    """What is there already of these. One query."""
    moments = {one.weighed_at for one in rows}
    found = Weighing.objects.filter(
        scale__in={one.scale for one in rows}, weighed_at__in=moments, bin__in={one.bin_id for one in rows}
    )
    return {(one.scale, one.weighed_at, one.bin_id): one.grams for one in found}
