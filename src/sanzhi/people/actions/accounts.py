"""Persons, accounts and posts."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit import codes, crypto, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access, queries
from sanzhi.people.models import Account, Appointment, Grid, Office, Person, WorkPhone
from sanzhi.people.roles import ADMINISTRATORS, ROLES, Actor

NAMELESS = ("居民", "未留姓名")  # what stands for the name of whoever signed in, or called, without one


@transaction.atomic
def register_resident(
    *,
    name: str,
    phone: str = "",
    area_code: str | None = None,
    outside_ref: str | None = None,
    by: Actor,
    at: datetime,
) -> Person:
    """登记居民: find the person who has this phone (or outside reference), or write them down once.

    Raises Refusal when the phone is not a phone. A phone already known keeps the name it was registered with.
    """
    phone = codes.clean_phone(phone)
    if phone:
        codes.check_phone(phone).or_refuse()
        known = queries.person_by_phone(phone)
    else:
        known = Person.objects.filter(outside_ref=outside_ref).first() if outside_ref else None
    if known:
        return known
    person = Person.objects.create(
        name=name.strip(), area_id=area_code, outside_ref=outside_ref, created_at=at
    )
    if phone:
        person.phone = crypto.encrypt(phone, table="people_person", column="phone", row=person.id)
        person.phone_index = crypto.blind_index(phone, column="people_person.phone")
        person.save(update_fields=["phone", "phone_index"])
    journal.record(
        "person.registered", by=by.person_id, at=at, about=("person", person.id), content={"name": name}
    )
    return person


def register_named(*, name: str, phone: str, by: Actor, at: datetime) -> Person:
    """登记居民 for whom something of their own is opened: a number that is known under another name is somebody else's, typed
    wrong. Whoever signed in without a name is known by none. Raises Refusal."""
    person = register_resident(name=name, phone=phone, by=by, at=at)
    if person.name not in (name.strip(), *NAMELESS):
        raise Refusal("name_differs", _("这个电话登记的是别的名字，请核对姓名和电话。"))
    return person


@transaction.atomic
def open_resident_account(person: Person, *, at: datetime) -> Account:
    """A resident's account has no password: the phone is the key."""
    account, _new = Account.objects.get_or_create(
        person=person, defaults={"username": f"r-{secrets.token_hex(8)}", "password": "!", "created_at": at}
    )
    return account


@transaction.atomic
def open_staff_account(*, name: str, username: str, password: str, by: Actor, at: datetime) -> Account:
    """开设工作人员账号: a person and a password; the second factor is set at the first sign-in."""
    access.may_keep_accounts(by).or_refuse()
    if Account.objects.filter(username=username).exists():
        raise Refusal("username_taken", _("这个用户名已经有人使用，请换一个。"))
    person = Person.objects.create(name=name, created_at=at)
    account = Account(person=person, username=username, created_at=at)
    account.set_password(password)
    account.save()
    journal.record(
        "account.opened", by=by.person_id, at=at, about=("person", person.id), content={"username": username}
    )
    return account


@transaction.atomic
def set_work_phone(account: Account, phone: str, *, by: Actor, at: datetime) -> None:
    """工作电话: the number texts about the work go to; "" takes it away. The journal notes that it changed, not what to."""
    access.may_keep_accounts(by).or_refuse()
    phone, person = codes.clean_phone(phone), account.person_id
    if phone:
        codes.check_mobile(phone).or_refuse()
    with walls.the_house():  # nobody's sight holds these numbers
        if phone:
            _keep_work_phone(person, phone, by, at)
        else:
            WorkPhone.objects.filter(person_id=person).delete()
    said = {"set": bool(phone)}
    journal.record("account.work_phone", by=by.person_id, at=at, about=("person", person), content=said)


def _keep_work_phone(person: int, phone: str, by: Actor, at: datetime) -> None:
    taken = Refusal("work_phone_taken", _("这个手机号已经登记在另一位工作人员名下，请核对号码。"))
    indexes = crypto.blind_indexes(phone, column=queries.WORK_PHONE)
    if WorkPhone.objects.filter(phone_index__in=indexes).exclude(person_id=person).exists():
        raise taken
    kept = {
        "phone": crypto.encrypt(phone, table="people_workphone", column="phone", row=person),
        "phone_index": crypto.blind_index(phone, column=queries.WORK_PHONE),
        "set_by_id": by.person_id,
        "set_at": at,
    }
    try:
        with transaction.atomic():
            WorkPhone.objects.update_or_create(person_id=person, defaults=kept)
    except IntegrityError as error:  # two administrators at the same moment
        raise taken from error


@transaction.atomic
def close_account(account: Account, *, by: Actor, at: datetime) -> None:
    """停用账号: every session of it ends with the next request, and its number for the work is kept no longer."""
    access.may_keep_accounts(by).or_refuse()
    with walls.the_house():
        WorkPhone.objects.filter(person_id=account.person_id).delete()
    Account.objects.filter(pk=account.pk).update(is_active=False)
    journal.record("account.closed", by=by.person_id, at=at, about=("person", account.person_id), content={})


@transaction.atomic
def appoint(
    person: Person, role: str, office: Office, *, by: Actor, at: datetime, grid: Grid | None = None
) -> Appointment:
    """任职; a grid worker's with the grid that is theirs. Refused when it would put two of the three administrators'
    roles in one hand, or when the grid is none of that office."""
    access.may_keep_accounts(by).or_refuse()
    if role not in ROLES:
        raise Refusal("role_unknown", _("没有这个角色。"))
    if grid and (role != "grid_worker" or not grid.area_id.startswith(office.area.reach)):
        raise Refusal("grid_elsewhere", _("网格只写给网格员，要在这个单位的村（社区）里。"))
    held = {post.role for post in queries.appointments_of(person.id, at)}
    if (
        role in held
        and Appointment.objects.filter(person=person, role=role, office=office, valid_to=None).exists()
    ):
        raise Refusal("already_appointed", _("此人已在该单位担任这个角色。"))
    if (role in ADMINISTRATORS and held) or held & set(ADMINISTRATORS):
        raise Refusal(
            "administrators_apart", _("系统、安全、审计三类管理员必须由三个人分别担任，且不兼其他岗位。")
        )
    post = Appointment.objects.create(
        person=person, role=role, office=office, grid=grid, valid_from=at.date()
    )
    journal.record(
        "person.appointed",
        by=by.person_id,
        at=at,
        about=("person", person.id),
        content={"role": role, "office": office.id},
    )
    return post


@transaction.atomic
def end_appointment(post: Appointment, *, by: Actor, at: datetime) -> None:
    """免职: the post ends today, also where a later day was foreseen; what was done under it stands."""
    access.may_keep_accounts(by).or_refuse()
    standing = Q(valid_to=None) | Q(valid_to__gt=at.date())
    if not Appointment.objects.filter(standing, pk=post.pk).update(valid_to=at.date()):
        return
    journal.record(
        "person.relieved", by=by.person_id, at=at, about=("person", post.person_id), content={"post": post.id}
    )
