"""参加和退出, 户承诺, 评定小组和回避."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger.actions import NewAccount
from sanzhi.people.models import Household, Person
from sanzhi.people.roles import Actor
from sanzhi.points import access, queries, rules
from sanzhi.points.models import Claim, Item, Panelist, Participant, Pledge, Tie

_OUT_OF_SCOPE = gettext_lazy(
    "本村（社区）的细则只适用于%(scope)s；您登记的不是，或者还没有登记，请带户口簿或居住证到村（社区）登记。"
)


@transaction.atomic
def join(person_id: int, *, by: Actor, at: datetime) -> Participant:
    """参加: by oneself, or at the counter with a clerk. Grown people only; costs nothing, gives nothing at once.

    Raises Refusal.
    """
    person = (
        Person.objects.select_for_update(of=("self",)).select_related("household__area").get(pk=person_id)
    )
    _for_oneself_or_at_the_counter(person, by)
    if known := queries.participation_of(person_id):
        return known
    home = person.household
    if home is None or home.status != Household.Status.ACTIVE:
        raise Refusal("no_household", _("还没有登记您是哪一户的，请到村（社区）登记。"))
    if not rules.grown_on(person.birth_date, localdate(at)):
        raise Refusal("under_age", _("年满十八周岁才能参加；没有登记出生日期的，请先到村（社区）登记。"))
    standard = queries.in_force(home.area_id, localdate(at))
    if standard and not rules.within_scope(standard.scope, person.residence):
        raise Refusal("out_of_scope", _OUT_OF_SCOPE % {"scope": standard.get_scope_display()})
    helped = by.person_id if by.person_id != person_id else None
    joined = Participant.objects.create(
        person=person, household=home, area=home.area, joined_at=at, joined_with_id=helped
    )
    _open_accounts(home, person, at)
    _record("points.joined", person_id, by, at, household=home.id, area=home.area_id)
    return joined


@transaction.atomic
def leave(person_id: int, *, by: Actor, at: datetime) -> None:
    """退出: in one step, without a reason. What was earned may still be spent; what still waits is withdrawn."""
    known = queries.participation_of(person_id)
    if known is None:
        return
    _for_oneself_or_at_the_counter(known.person, by)
    known.left_at = at
    known.save(update_fields=["left_at"])
    waiting = Claim.objects.filter(state__in=("submitted", "returned", "verified"))
    if queries.household_takes_part(known.household_id):
        waiting.filter(person=known.person).update(state=Claim.State.WITHDRAWN)
    else:
        waiting.filter(household=known.household).update(state=Claim.State.WITHDRAWN)
        Pledge.objects.filter(household=known.household_id, ended_at=None).update(ended_at=at)
    _record("points.left", person_id, by, at, household=known.household_id, area=known.area_id)


def _for_oneself_or_at_the_counter(person: Person, by: Actor) -> None:
    if by.person_id == person.pk:
        return
    area = person.household.area_id if person.household else ""
    access.may_record(by, area).or_refuse()


def _open_accounts(home: Household, person: Person, at: datetime) -> None:
    village = home.area
    issuer = NewAccount(codes.of_issuer(village.code), f"{village.name}积分发放", village.code, floor=None)
    household = NewAccount(codes.of_household(home.pk), home.number, village.code, household=home.pk)
    own = NewAccount(codes.of_person(person.pk), person.name, village.code, person=person.pk)
    ledger.open_accounts([issuer, household, own], at=at)


@transaction.atomic
def pledge(household_id: int, duty: str, *, by: Actor, at: datetime) -> Pledge:
    """签户承诺: by a participant of the household itself; nobody signs for another. Raises Refusal."""
    _of_the_household(household_id, by)
    if duty not in Item.Duty.values:
        raise Refusal("duty_unknown", _("没有这一项户承诺。"))
    signed, new = Pledge.objects.get_or_create(
        household_id=household_id,
        duty=duty,
        ended_at=None,
        defaults={"signed_by_id": by.person_id, "signed_at": at},
    )
    if new:
        _record("points.pledged", by.person_id, by, at, household=household_id, duty=duty)
    return signed


@transaction.atomic
def unpledge(household_id: int, duty: str, *, by: Actor, at: datetime) -> None:
    """撤户承诺: from now on the household does not answer for it. Raises Refusal."""
    _of_the_household(household_id, by)
    ended = Pledge.objects.filter(household=household_id, duty=duty, ended_at=None).update(ended_at=at)
    if ended:
        _record("points.unpledged", by.person_id, by, at, household=household_id, duty=duty)


def _of_the_household(household_id: int, by: Actor) -> None:
    mine = queries.participation_of(by.person_id) if by.person_id else None
    if mine is None or mine.household_id != household_id:
        raise Refusal("not_yours", _("户承诺由本户参加积分的人自己签。"))


@transaction.atomic
def seat(area: str, person_id: int, *, by: Actor, at: datetime) -> Panelist:
    """请进评定小组. Raises Refusal."""
    access.may_run_rounds(by, area).or_refuse()
    seated, new = Panelist.objects.get_or_create(
        area_id=area, person_id=person_id, until=None, defaults={"since": localdate(at)}
    )
    if new:
        _record("points.seated", person_id, by, at, area=area)
    return seated


@transaction.atomic
def unseat(area: str, person_id: int, *, by: Actor, at: datetime) -> None:
    """退出评定小组. What they scored stays."""
    access.may_run_rounds(by, area).or_refuse()
    if Panelist.objects.filter(area=area, person=person_id, until=None).update(until=localdate(at)):
        _record("points.unseated", person_id, by, at, area=area)


@transaction.atomic
def tell_tie(panelist: int, household_id: int, *, kind: str, by: Actor, at: datetime) -> Tie:
    """申报回避: by the panelist, or by whoever runs the rounds. Raises Refusal."""
    home = Household.objects.get(pk=household_id)
    if by.person_id != panelist:
        access.may_run_rounds(by, home.area_id).or_refuse()
    if not queries.seat_of(panelist, home.area_id):
        raise Refusal("not_on_panel", _("不是这个村（社区）的评定小组成员。"))
    tie, new = Tie.objects.get_or_create(
        person_id=panelist, household=home, defaults={"kind": kind, "told_by_id": by.person_id, "told_at": at}
    )
    if new:
        _record("points.tied", panelist, by, at, household=household_id)
    return tie


def _record(kind: str, person_id: int | None, by: Actor, at: datetime, **content: object) -> None:
    about = ("person", person_id or 0)
    record(kind, by=by.person_id, at=at, about=about, content=content)
