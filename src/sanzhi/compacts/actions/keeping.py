"""签承诺、履约: households sign and withdraw; what is seen of a clause is noted, and put right."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.compacts import access, queries, rules
from sanzhi.compacts.models import Check, Clause, Pledge, Version
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Household, Person
from sanzhi.people.roles import Actor

from .drafting import told


@transaction.atomic
def pledge(version: int, *, by: Actor, at: datetime) -> Pledge:
    """签承诺, for one's household, on one's own phone. Raises Refusal."""
    one = _holding(version, at)
    person = queries.reads_as(by)
    home = person.household
    if home is None or home.status != Household.Status.ACTIVE or not queries.lives_there(person, one.compact, localdate(at)):  # fmt: skip
        raise Refusal("not_of_a_household", _("由登记在本村（社区）一户里的成年人来签；没有登记的，请到村（社区）登记。"))  # fmt: skip
    return _signed(one, home, person, None, by, at)


@transaction.atomic
def pledge_from_paper(version: int, *, household: str, name: str, by: Actor, at: datetime) -> Pledge:
    """登记纸上签的: by the keeper, by the household's number and the name of the grown member who signed. Raises Refusal."""
    one = _holding(version, at)
    access.may_keep(by, one.compact.area_id).or_refuse()
    found = queries.household_signing(one.compact, household, name, localdate(at))
    if found is None:
        raise Refusal("household_unknown", _("没有这个户号，或者这一户没有这个姓名的成年人，请核对。"))
    return _signed(one, *found, by.person_id, by, at)


def _holding(version: int, at: datetime) -> Version:
    one = Version.objects.select_related("compact").filter(pk=version).first()
    if one is None or not one.holds_on(localdate(at)):
        raise Refusal("not_in_force", _("现在生效的不是这一版。"))
    return one


def _signed(
    version: Version, home: Household, person: Person, entered_by: int | None, by: Actor, at: datetime
) -> Pledge:
    try:
        with transaction.atomic():
            made = Pledge.objects.create(
                version=version, household=home, signed_by=person, signed_at=at, entered_by_id=entered_by
            )
    except IntegrityError as error:
        raise Refusal("signed_already", _("这一户已经签过。")) from error
    told("compact.pledged", version.compact, by, at, version=version.pk, household=home.pk, paper=bool(entered_by))  # fmt: skip
    return made


@transaction.atomic
def withdraw(version: int, *, by: Actor, at: datetime) -> Pledge:
    """撤回承诺, also of a version that was replaced: by any grown member of the household, in one step, without a reason. Raises
    Refusal."""
    person = queries.reads_as(by)
    rows = Pledge.objects.select_for_update(of=("self",)).select_related("version__compact")
    signed = rows.filter(version=version, household=person.household_id, withdrawn_at=None).first()
    if signed is None or not person.household_id or not rules.grown_on(person.birth_date, localdate(at)):
        raise Refusal("not_signed", _("您家没有签，或者不是成年人。"))
    signed.withdrawn_at = at
    signed.save(update_fields=["withdrawn_at"])
    told("compact.unpledged", signed.version.compact, by, at, version=version, household=signed.household_id)
    return signed


@transaction.atomic
def check(
    clause: int, *, place: str, seen: str, ok: bool, due_on: date | None = None, by: Actor, at: datetime
) -> Check:
    """登记检查: at which place, what was seen of a clause in force; what is not right has a day. Raises Refusal."""
    about = Clause.objects.select_related("version__compact").filter(pk=clause).first()
    if about is None or not by.reach or not about.version.compact.area_id.startswith(by.reach):
        raise queries.missing()
    access.may_keep(by, about.version.compact.area_id).or_refuse()
    if not about.version.holds_on(localdate(at)):
        raise Refusal("not_in_force", _("现在生效的不是这一版。"))
    if not 2 <= len(place.strip()) <= 60 or not 4 <= len(seen.strip()) <= 300:
        raise Refusal("check_shape", _("写明在哪里（2 到 60 个字）、看到什么（4 到 300 个字）。"))
    if ok == bool(due_on) or (due_on and due_on < localdate(at)):
        raise Refusal("due_missing", _("要整改的写上今天或者以后的限期；没问题的不写。"))
    rules.names_nobody(place + seen, queries.names_in(about.version.compact.area_id)).or_refuse()
    made = Check.objects.create(
        clause=about, place=place.strip(), seen=seen.strip(), ok=ok, due_on=due_on, seen_by_id=by.person_id, seen_at=at
    )  # fmt: skip
    told("compact.checked", about.version.compact, by, at, check=made.pk, clause=about.pk, ok=ok)
    return made


@transaction.atomic
def put_right(check: int, *, done: str, by: Actor, at: datetime) -> Check:
    """登记整改好了, with what was done. Raises Refusal."""
    compact = queries.check_here(by, check).clause.version.compact
    access.may_keep(by, compact.area_id).or_refuse()
    found = Check.objects.select_for_update(of=("self",)).get(pk=check)
    if found.ok or found.put_right_at:
        raise Refusal("nothing_to_put_right", _("这一项不用整改，或者已经整改。"))
    if not 4 <= len(done.strip()) <= 300:
        raise Refusal("done_shape", _("写明怎么整改的，4 到 300 个字。"))
    rules.names_nobody(done, queries.names_in(compact.area_id)).or_refuse()
    found.done, found.put_right_by_id, found.put_right_at = done.strip(), by.person_id, at
    found.save(update_fields=["done", "put_right_by", "put_right_at"])
    told("compact.put_right", compact, by, at, check=found.pk)
    return found
