"""维护: what an administrator may do to the outbox. It is on record like everything else."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal

from . import actions, delivery


@transaction.atomic
def retry_parked(outbox_id: int, *, by: int | None, at: datetime) -> None:
    """再投一次: a message that was set aside is tried again from the start. Refused when somebody did so already."""
    if not delivery.retry(outbox_id, at=at):
        raise Refusal("moved_meanwhile", _("这条消息已经投出，或者刚刚有人再投过。"))
    actions.record("outbox.retried", by=by, at=at, about=("outbox", outbox_id), content={})
