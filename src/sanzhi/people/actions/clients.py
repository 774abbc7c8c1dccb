"""接口客户: other systems let in by token and shut out again, by the security administrator alone."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access
from sanzhi.people.models import Client
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class Admission:
    """准入: from where, by which channels, how often a minute, and until when another system may file."""

    name: str
    channels: Sequence[str]
    areas: Sequence[str]  # area-code prefixes
    per_minute: int = 60
    until: date | None = None


@transaction.atomic
def admit_client(admission: Admission, *, by: Actor, at: datetime) -> tuple[Client, str]:
    """发放凭证: the client and its token, which is told this once and kept nowhere."""
    access.may_keep_clients(by).or_refuse()
    if not (admission.channels and admission.areas):
        raise Refusal("client_for_nothing", _("请至少选择一个渠道和一个区域。"))
    if admission.until and admission.until <= at.date():
        raise Refusal("client_too_short", _("到期日要在今天之后。"))
    token = f"sz_{secrets.token_urlsafe(32)}"
    client = Client.objects.create(
        name=admission.name.strip(),
        digest=sha256(token.encode()).digest(),
        hint=token[:7],
        channels=list(admission.channels),
        areas=list(admission.areas),
        per_minute=admission.per_minute,
        valid_from=at.date(),
        valid_to=admission.until,
        made_at=at,
        made_by_id=by.person_id,
    )
    content = {"name": client.name, "channels": client.channels, "areas": client.areas}
    journal.record("client.admitted", by=by.person_id, at=at, about=("client", client.id), content=content)
    return client, token


@transaction.atomic
def withdraw_client(client_id: int, *, by: Actor, at: datetime) -> None:
    """收回凭证: from the next request on. What it has filed stays."""
    access.may_keep_clients(by).or_refuse()
    if Client.objects.filter(pk=client_id, withdrawn_at=None).update(withdrawn_at=at):
        journal.record("client.withdrawn", by=by.person_id, at=at, about=("client", client_id), content={})
