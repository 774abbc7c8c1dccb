"""评: opened over some days, scored once by each who may, counted at the close; what is weak is to be put right."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sanzhi.compacts import access, queries, rules
from sanzhi.compacts.models import Appraisal, Assessor, Check, Mean, Score, Version
from sanzhi.kit import walls
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Person
from sanzhi.people.roles import ROLES, Actor

from .drafting import locked, told

WEAK_SEEN = gettext_noop("评价均分不到三分，列入整改。")  # kept as it is written here, whoever reads


@transaction.atomic
def open_appraisal(
    version: int,
    *,
    opens_on: date,
    closes_on: date,
    panel: Sequence[tuple[str, str]] = (),
    by: Actor,
    at: datetime,
) -> Appraisal:
    """开一轮评价 of the version in force. `panel`: (name, telephone) of those who score as the panel. Raises Refusal."""
    one = locked(version, by)
    access.may_keep(by, one.compact.area_id).or_refuse()
    if not one.holds_on(localdate(at)):
        raise Refusal("not_in_force", _("现在生效的不是这一版。"))
    if not localdate(at) <= opens_on <= closes_on <= localdate(at) + timedelta(days=rules.APPRAISED_WITHIN):
        said = {"days": rules.APPRAISED_WITHIN}
        raise Refusal("appraisal_days", _("从今天或者以后开始，结束在开始以后，最长 %(days)d 天。") % said)
    if one.appraisals.filter(closed_at=None).exists():
        raise Refusal("appraisal_open", _("上一轮评价还没有结束。"))
    seats = _seats(panel, one, localdate(at))
    made = Appraisal.objects.create(
        version=one, number=one.appraisals.count() + 1, opens_on=opens_on, closes_on=closes_on,
        opened_by_id=by.person_id, opened_at=at,
    )  # fmt: skip
    Assessor.objects.bulk_create(Assessor(appraisal=made, person_id=person) for person in seats)
    told("compact.appraising", one.compact, by, at, appraisal=made.pk, panel=seats)
    return made


def _seats(asked: Sequence[tuple[str, str]], version: Version, day: date) -> list[int]:
    """Whom the keeper asks: three at least, grown, none who wrote, reviewed or keeps it."""
    if not asked:
        return []
    if not rules.FEWEST_ON_PANEL <= len(set(asked)) <= rules.MOST_ON_PANEL:
        raise Refusal("panel_size", _("请评议员的，至少请三位，最多二十位。"))
    with walls.the_house():
        found = {one: people.person_by_phone(one[1]) for one in asked}
    hands = {*queries.wrote(version), version.reviewed_by_id, version.filed_by_id}
    for (name, phone), person in found.items():
        known = person is not None and person.name == name  # a number alone tells no name
        if (
            not person
            or not known
            or person.pk in hands
            or _minor(person, day)
            or _keeps(person.pk, version, day)
        ):
            raise Refusal(
                "assessor_unknown",
                _(
                    "手机号 %(phone)s 的这位不能当评议员：姓名和手机号要和登记的一样，成年，没有起草、审查过，也不管这份公约。"
                )
                % {"phone": phone},
            )
    seats = sorted({person.pk for person in found.values() if person})
    if len(seats) < rules.FEWEST_ON_PANEL:
        raise Refusal("panel_size", _("请评议员的，至少请三位，最多二十位。"))
    return seats


def _minor(person: Person, day: date) -> bool:
    """Known to be one: of whoever is asked from elsewhere no day of birth is kept."""
    return person.birth_date is not None and not rules.grown_on(person.birth_date, day)


def _keeps(person: int, version: Version, day: date) -> bool:
    keeping = [code for code, role in ROLES.items() if {"compact.keep", "compact.review"} & role.permissions]
    at = datetime.combine(day, time.min, COUNTY)
    return any(seat.person == person for seat in people.seats_over(keeping, [version.compact.area_id], at))


@transaction.atomic
def score(appraisal: int, points: Mapping[int, int], *, by: Actor, at: datetime) -> None:
    """打分: every clause from one to five, once; {clause: points}. As one of the panel where named, else as who signed or did
    not. Raises Refusal."""
    one = (
        Appraisal.objects.select_for_update(of=("self",))
        .select_related("version__compact")
        .filter(pk=appraisal)
        .first()
    )
    if one is None:
        raise queries.missing()
    day = localdate(at)
    if one.closed_at or not one.opens_on <= day <= one.closes_on or not one.version.holds_on(day):
        raise Refusal("not_scoring", _("现在不在评价的日子里。"))
    clauses = {each.pk for each in queries.clauses_of(one.version)}
    if points.keys() != clauses or not all(1 <= given <= 5 for given in points.values()):
        raise Refusal("score_shape", _("每一条都要打分，1 到 5 分。"))
    if Score.objects.filter(appraisal=one, person_id=by.person_id).exists():
        raise Refusal("scored_already", _("您已经打过分，一人一次。"))
    group = _group(one, by, day)
    Score.objects.bulk_create(
        Score(appraisal=one, clause_id=clause, person_id=by.person_id, group=group, points=given, given_at=at)
        for clause, given in sorted(points.items())
    )
    told("compact.scored", one.version.compact, by, at, appraisal=one.pk, group=group)


def _group(appraisal: Appraisal, by: Actor, day: date) -> str:
    person = queries.reads_as(by)
    seated = Assessor.objects.filter(appraisal=appraisal, person=person).exists()
    if not seated and not queries.lives_there(person, appraisal.version.compact, day):
        raise Refusal("lives_elsewhere", _("由登记在本村（社区）的成年居民和请来的评议员打分。"))
    return rules.group_of(seated, queries.my_pledge(person, appraisal.version) is not None)


@transaction.atomic
def close_appraisal(appraisal: int, *, by: Actor, at: datetime) -> Appraisal:
    """结束评价, after its last day: means are counted and kept; a clause under three is put on the list of what is to be put
    right. Raises Refusal."""
    rows = Appraisal.objects.select_for_update(of=("self",)).select_related("version__compact")
    one = rows.filter(pk=queries.appraisal_here(by, appraisal).pk).get()
    access.may_keep(by, one.version.compact.area_id).or_refuse()
    if one.closed_at or localdate(at) <= one.closes_on:
        raise Refusal("not_to_close", _("评价的最后一天过了以后结束，只结束一次。"))
    counted = queries.counted(one)
    Mean.objects.bulk_create(
        Mean(appraisal=one, clause_id=clause, group=group, mean=mean)
        for (clause, group), mean in counted.items()
    )
    found = queries.means_by_clause(one)
    one.overall, one.closed_at = rules.overall([row.by_group for row in found]), at
    one.save(update_fields=["overall", "closed_at"])
    due = localdate(at) + timedelta(days=rules.RECTIFY_DAYS)
    Check.objects.bulk_create(
        Check(
            clause=row.clause, place=_place(one.version), seen=WEAK_SEEN, ok=False, due_on=due, seen_by_id=by.person_id,
            seen_at=at, appraisal=one,
        )
        for row in found
        if row.all is not None and row.all < rules.WEAK
    )  # fmt: skip
    told("compact.appraised", one.version.compact, by, at, appraisal=one.pk, overall=str(one.overall))
    return one


@transaction.atomic
def call_off_appraisal(appraisal: int, *, because: str, by: Actor, at: datetime) -> Appraisal:
    """不评了, with the reason, before anybody scored: a panel named by mistake, wrong days. Raises Refusal."""
    rows = Appraisal.objects.select_for_update(of=("self",)).select_related("version__compact")
    one = rows.filter(pk=queries.appraisal_here(by, appraisal).pk).get()
    access.may_keep(by, one.version.compact.area_id).or_refuse()
    if not 4 <= len(because.strip()) <= 200:
        raise Refusal("reason_missing", _("请写明理由（4 到 200 个字）。"))
    with walls.the_house():
        scored = Score.objects.filter(appraisal=one).exists()
    if one.closed_at or scored:
        raise Refusal("scored_by_some", _("已经有人打分或者已经结束，不能撤。"))
    one.closed_at, one.off_because = at, because.strip()
    one.save(update_fields=["closed_at", "off_because"])
    told("compact.appraisal_off", one.version.compact, by, at, appraisal=one.pk, because=one.off_because)
    return one


def _place(version: Version) -> str:
    return version.compact.host or version.compact.name
