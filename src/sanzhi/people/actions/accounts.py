"""Persons, accounts and posts."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit import codes, crypto
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access, queries
from sanzhi.people.models import Account, Appointment, Office, Person
from sanzhi.people.roles import ADMINISTRATORS, ROLES, Actor


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
def close_account(account: Account, *, by: Actor, at: datetime) -> None:
    """停用账号: every session of it ends with the next request."""
    access.may_keep_accounts(by).or_refuse()
    Account.objects.filter(pk=account.pk).update(is_active=False)
    journal.record("account.closed", by=by.person_id, at=at, about=("person", account.person_id), content={})


@transaction.atomic
def appoint(person: Person, role: str, office: Office, *, by: Actor, at: datetime, grid=None) -> Appointment:
    """任职. Refused when it would put two of the three administrators' roles in one hand."""
    access.may_keep_accounts(by).or_refuse()
    if role not in ROLES:
        raise Refusal("role_unknown", _("没有这个角色。"))
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
    """免职: the post ends today; what was done under it stands."""
    access.may_keep_accounts(by).or_refuse()
    Appointment.objects.filter(pk=post.pk, valid_to=None).update(valid_to=at.date())
    journal.record(
        "person.relieved", by=by.person_id, at=at, about=("person", post.person_id), content={"post": post.id}
    )
