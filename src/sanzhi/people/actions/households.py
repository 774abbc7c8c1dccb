"""户: registered, who lives in it, what becomes of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import crypto
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access
from sanzhi.people.models import Household, Person
from sanzhi.people.roles import Actor


@transaction.atomic
def register_household(area: str, number: str, *, address: str = "", by: Actor, at: datetime) -> Household:
    """登记一户: by the village or the town. The same number again is the same household. Raises Refusal."""
    access.may_keep_households(by, area).or_refuse()
    if not 1 <= len(number.strip()) <= 20:
        raise Refusal("number_shape", _("户号请写 1 到 20 个字。"))
    home, new = Household.objects.get_or_create(area_id=area, number=number.strip())
    if new and address.strip():
        home.address = crypto.encrypt(
            address.strip(), table="people_household", column="address", row=home.pk
        )
        home.save(update_fields=["address"])
    if new:
        _noted("household.registered", home, by, at, number=home.number)
    return home


@transaction.atomic
def put_in_household(
    person_id: int,
    household_id: int | None,
    *,
    birth_date: date | None,
    is_head: bool,
    residence: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """登记户成员: who lives in it, when they were born, whether they speak for it, whether they are registered here
    (`Person.Residence`; "" and no birth date: as it was). None: in none any more. Raises Refusal."""
    person = Person.objects.select_for_update(of=("self",)).select_related("household").get(pk=person_id)
    home = Household.objects.get(pk=household_id) if household_id else None
    for place in {one.area_id for one in (home, person.household) if one}:
        access.may_keep_households(by, place).or_refuse()
    if (
        is_head
        and home
        and Person.objects.filter(household=home, is_head=True).exclude(pk=person_id).exists()
    ):
        raise Refusal("head_there", _("这一户已经有户主，请先改原来的户主。"))
    person.household, person.is_head = home, bool(home and is_head)
    person.birth_date = birth_date or person.birth_date
    if residence in Person.Residence.values:
        person.residence = residence
    person.save(update_fields=["household", "is_head", "birth_date", "residence"])
    if home:
        _noted("household.member", home, by, at, person=person_id, head=person.is_head)
    return person


@transaction.atomic
def end_household(household_id: int, status: str, *, by: Actor, at: datetime) -> Household:
    """并户、分户、迁出、注销: it takes no part in anything any more; what it had is moved by whoever keeps it. Raises Refusal."""
    home = Household.objects.select_for_update().get(pk=household_id)
    access.may_keep_households(by, home.area_id).or_refuse()
    if status not in Household.Status.values:
        raise Refusal("status_unknown", _("请选择怎样变更。"))
    home.status = status
    home.save(update_fields=["status"])
    _noted("household.ended", home, by, at, status=status)
    return home


def _noted(kind: str, home: Household, by: Actor, at: datetime, **content: object) -> None:
    said = {"area": home.area_id, **content}
    record(kind, by=by.person_id, at=at, about=("household", home.pk), content=said)
