"""重发与试发: by hand, under the old webhook-id, so that whoever has had it drops it."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.exchange.webhooks import rules
from sanzhi.exchange.webhooks.models import Delivery
from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .keeping import held

PARKED, OVER = ("parked",), ("parked", "sent")


@transaction.atomic
def send_test(receiver_id: int, *, by: Actor, at: datetime) -> Delivery:
    """试发: a message about nothing, through the same queue, with the same signature."""
    row = held(receiver_id, by)
    if row.paused:
        raise Refusal("webhook_paused", _("推送已暂停，请先继续推送再试。"))
    row.rests_until = None
    row.save(update_fields=["rests_until"])
    body = rules.body_of(rules.TEST, at, None)
    sent = Delivery.objects.create(
        receiver=row, happening=rules.TEST, body=body, key=uuid.uuid4(), at=at, next_try_at=at
    )
    journal.record("webhook.tested", by=by.person_id, at=at, about=("webhook", row.id), content={})
    return sent


@transaction.atomic
def resend(receiver_id: int, delivery_id: int, *, by: Actor, at: datetime) -> bool:
    """重发一条: one that is parked or sent goes back into the queue. Returns whether it was one."""
    row = held(receiver_id, by)
    return bool(_again(row.id, at, by, deliveries=[delivery_id], states=OVER))


@transaction.atomic
def resend_all(
    receiver_id: int, *, since: datetime, until: datetime, everything: bool, by: Actor, at: datetime
) -> int:
    """重发一段时间: of what happened from `since` until before `until`, what is parked; with `everything`, the sent too."""
    row = held(receiver_id, by)
    if since >= until:
        raise Refusal("webhook_days", _("结束日期要不早于开始日期。"))
    states = OVER if everything else PARKED
    return _again(row.id, at, by, states=states, at__gte=since, at__lt=until)


def _again(
    receiver_id: int,
    at: datetime,
    by: Actor,
    *,
    states: tuple[str, ...],
    deliveries: list[int] | None = None,
    **during: datetime,
) -> int:
    rows = Delivery.objects.filter(receiver_id=receiver_id, state__in=states, **during)
    if deliveries is not None:
        rows = rows.filter(pk__in=deliveries)
    again = rows.update(
        state=Delivery.State.WAITING, tries=0, next_try_at=at, ended_at=None, status=None, reason=""
    )
    if again:
        about, content = ("webhook", receiver_id), {"count": again}
        journal.record("webhook.resent", by=by.person_id, at=at, about=about, content=content)
    return again
