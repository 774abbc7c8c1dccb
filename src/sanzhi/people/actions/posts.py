"""调岗和找回: what the security administrator mends about an account that is already there."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access
from sanzhi.people.models import Account, Appointment, Office
from sanzhi.people.roles import Actor

from .accounts import appoint, end_appointment


@transaction.atomic
def reset_second_factor(account: Account, *, by: Actor, at: datetime) -> None:
    """重置第二道验证: every factor is taken off and every session ends; a new one is set at the next sign-in."""
    access.may_keep_accounts(by).or_refuse()
    if account.person_id == by.person_id:
        raise Refusal("own_account", _("不能重置自己的第二道验证，请另一位安全管理员来办。"))
    if not Authenticator.objects.filter(user=account).delete()[0]:
        raise Refusal("no_second_factor", _("这个账号还没有设置第二道验证，不用重置。"))
    for session in UserSession.objects.filter(user=account):
        session.end()
    journal.record(
        "account.factor_reset",
        by=by.person_id,
        at=at,
        about=("person", account.person_id),
        content={},
        topic="account.factor_reset",
    )


@transaction.atomic
def move_post(post: Appointment, office: Office, *, by: Actor, at: datetime) -> Appointment:
    """调岗: the same role at another office, in one step; the old post ends and the new one begins."""
    access.may_keep_accounts(by).or_refuse()
    held = Appointment.objects.select_for_update(of=("self",)).filter(pk=post.pk, valid_to=None).first()
    if held is None:
        raise Refusal("moved_meanwhile", _("这个岗位刚刚有人改过，请看最新的。"))
    if held.office_id == office.id:
        raise Refusal("same_office", _("已经在这个单位，请选别的单位。"))
    end_appointment(held, by=by, at=at)
    moved = appoint(held.person, held.role, office, by=by, at=at)
    content = {"from": held.office_id, "to": office.id, "role": held.role}
    journal.record("person.moved", by=by.person_id, at=at, about=("person", held.person_id), content=content)
    return moved
