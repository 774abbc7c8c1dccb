"""接口客户: who comes in by token, and everybody who ever might."""

from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from sanzhi.people.models import Client

from .days import in_force


def client_by_token(token: str, at: datetime) -> Client | None:
    """The client whose token this is, if it may come in on the day of `at`."""
    found = Client.objects.filter(digest=sha256(token.encode("utf-8", "replace")).digest(), withdrawn_at=None)
    return found.filter(in_force(at.date())).first()


def clients() -> list[Client]:
    """Every client there ever was, the newest first; a county has a handful."""
    return list(Client.objects.all()[:200])


def clients_in_force(at: datetime) -> QuerySet[Client]:
    """Those who may come in on the day of `at`, the newest first."""
    return Client.objects.filter(in_force(at.date()), withdrawn_at=None)
