"""订阅方: added, changed, paused and ended by whoever lets other systems in."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.exchange.webhooks import access, rules, sending
from sanzhi.exchange.webhooks.models import Receiver
from sanzhi.journal import actions as journal
from sanzhi.kit import crypto
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

TABLE = "exchange_receiver"


@dataclass(frozen=True)
class Subscription:
    """订阅: whose cases, where to, and of which happenings."""

    client_id: int
    name: str
    url: str
    happenings: Sequence[str]


@transaction.atomic
def add_receiver(asked: Subscription, *, by: Actor, at: datetime) -> tuple[Receiver, str]:
    """新增订阅方: the receiver and its signing secret, which is told this once and kept sealed."""
    access.may_keep_receivers(by).or_refuse()
    _check(asked, at)
    row = Receiver.objects.create(
        client_id=asked.client_id,
        name=asked.name.strip(),
        url=asked.url,
        happenings=_in_order(asked.happenings),
        secret=b"",
        made_at=at,
        made_by_id=by.person_id,
    )
    secret = _new_secret(row)
    row.save(update_fields=["secret"])
    _record("webhook.added", row, by, at, **_told(row))
    return row, secret


@transaction.atomic
def change_receiver(receiver_id: int, asked: Subscription, *, by: Actor, at: datetime) -> Receiver:
    """改订阅: name, address and happenings. Whose cases it hears of does not change: that would be another one."""
    row = held(receiver_id, by)
    asked = Subscription(row.client_id, asked.name, asked.url, asked.happenings)
    _check(asked, at)
    row.name, row.url, row.happenings = asked.name.strip(), asked.url, _in_order(asked.happenings)
    row.failing_since = row.rests_until = None
    row.save(update_fields=["name", "url", "happenings", "failing_since", "rests_until"])
    _record("webhook.changed", row, by, at, **_told(row))
    return row


@transaction.atomic
def rotate_secret(receiver_id: int, *, by: Actor, at: datetime) -> tuple[Receiver, str]:
    """换密钥: the new secret, told this once. For a day both sign, so that the other side can change in its own time."""
    row = held(receiver_id, by)
    try:
        old = crypto.decrypt(bytes(row.secret), table=TABLE, column="secret", row=row.id)
        row.old_secret = crypto.encrypt(old, table=TABLE, column="old_secret", row=row.id)
        row.old_until = at + rules.OVERLAP
    except crypto.Undecipherable:  # nothing can be signed with it any more
        row.old_secret = row.old_until = None
    secret = _new_secret(row)
    row.save(update_fields=["secret", "old_secret", "old_until"])
    _record("webhook.secret_rotated", row, by, at)
    return row, secret


@transaction.atomic
def pause_receiver(receiver_id: int, *, by: Actor, at: datetime) -> None:
    """暂停: nothing is sent, everything is kept for later."""
    row = held(receiver_id, by)
    if not row.paused:
        row.paused = Receiver.Paused.BY_HAND
        row.save(update_fields=["paused"])
        _record("webhook.paused_by_hand", row, by, at)


@transaction.atomic
def resume_receiver(receiver_id: int, *, by: Actor, at: datetime) -> None:
    """继续推送: what has gathered goes out from now on, the oldest first."""
    row = held(receiver_id, by)
    if row.paused:
        row.paused, row.failing_since, row.rests_until = Receiver.Paused.NO, None, None
        row.save(update_fields=["paused", "failing_since", "rests_until"])
        _record("webhook.resumed", row, by, at)


@transaction.atomic
def remove_receiver(receiver_id: int, *, by: Actor, at: datetime) -> None:
    """停用: for good. The log stays; what still waits is not sent."""
    row = held(receiver_id, by)
    row.removed_at, row.old_secret, row.old_until = at, None, None
    row.save(update_fields=["removed_at", "old_secret", "old_until"])
    over = row.deliveries.filter(state="waiting")
    over.update(state="skipped", ended_at=at, reason="removed")
    _record("webhook.removed", row, by, at)


def held(receiver_id: int, by: Actor) -> Receiver:
    """The receiver, locked for this transaction. Refused for one that is not there or has ended."""
    access.may_keep_receivers(by).or_refuse()
    rows = Receiver.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(pk=receiver_id, removed_at=None).first()
    if row is None:
        raise Refusal("not_visible", _("没有这个订阅，或者已经停用。"))
    return row


def secrets_of(row: Receiver, at: datetime) -> tuple[str, ...]:
    """What signs at `at`, the newest first; empty when none can be opened any more."""
    sealed = [("secret", row.secret)]
    if row.old_secret and row.old_until and row.old_until > at:
        sealed.append(("old_secret", row.old_secret))
    try:
        return tuple(
            crypto.decrypt(bytes(token), table=TABLE, column=column, row=row.id) for column, token in sealed
        )
    except crypto.Undecipherable:
        return ()


def _check(asked: Subscription, at: datetime) -> None:
    if not people.clients_in_force(at).filter(pk=asked.client_id).exists():
        raise Refusal("webhook_client", _("没有这个接口客户，或者凭证已收回、到期。"))
    if not asked.name.strip():
        raise Refusal("webhook_name", _("请写明是哪个系统的哪个地址。"))
    rules.happenings_problem(asked.happenings).or_refuse()
    rules.url_problem(asked.url).or_refuse()
    address = rules.address_of(asked.url)
    try:
        if address:
            sending.look_up(address)
    except sending.NotReached as problem:
        raise Refusal(f"webhook_{problem}", REFUSED[str(problem)]()) from None


REFUSED = {
    "not_found": lambda: _("找不到这个地址，请核对域名。"),
    "address_refused": lambda: _(
        "这个地址指向本机或内部网络，不能推送。确实要推送到内网的，请装机的人设置 SANZHI_WEBHOOK_NETWORKS。"
    ),
}


def _in_order(happenings: Sequence[str]) -> list[str]:
    return [one for one in rules.HAPPENINGS if one in set(happenings)]


def _new_secret(row: Receiver) -> str:
    """192 bits, in the spelling of Standard Webhooks; sealed into the row, which the caller saves."""
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(24)).decode()}"
    row.secret = crypto.encrypt(secret, table=TABLE, column="secret", row=row.id)
    return secret


def _told(row: Receiver) -> dict[str, object]:
    """For the journal: the host and not the whole address, which may hold a key of theirs."""
    host = urlsplit(row.url).hostname or ""
    return {"name": row.name, "client": row.client_id, "host": host, "happenings": row.happenings}


def _record(kind: str, row: Receiver, by: Actor, at: datetime, **content: object) -> None:
    journal.record(kind, by=by.person_id, at=at, about=("webhook", row.id), content=content)
