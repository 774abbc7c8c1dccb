"""接口的门: a token in the header, a rate per client, and a bound on what is read at all."""

from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from sanzhi.kit import clock, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries

if TYPE_CHECKING:
    from sanzhi.people.models import Client

MOST_BYTES = 64 * 1024
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WRONG_AN_HOUR = 60  # 本平台约定: wrong tokens from one address


class Token(HttpBearer):
    """凭证: `Authorization: Bearer …`. Whose it is stands in `request.auth`."""

    def authenticate(self, request: HttpRequest, token: str) -> "Client | None":
        client = client_of(request, token)
        if client is not None:
            bounded(request)
        return client


def client_of(request: HttpRequest, token: str) -> "Client | None":
    """Whose token this is, with one more request on their account; a wrong one is on the account of its address."""
    at = clock.now()
    with walls.the_house():  # whose token it is, is not known to the walls yet
        client = queries.client_by_token(token, at)
    if client is None:
        address = get_adapter().get_client_ip(request)
        people.count_attempt(f"api:address:{address}", most=WRONG_AN_HOUR, within=HOUR, at=at)
        return None
    people.count_attempt(f"api:client:{client.id}", most=client.per_minute, within=MINUTE, at=at)
    return client


def bounded(request: HttpRequest) -> None:
    """Refusal body_too_big for a body that is not read at all."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise Refusal("body_too_big", _("请求内容超过 64 KB，请缩短。"))
