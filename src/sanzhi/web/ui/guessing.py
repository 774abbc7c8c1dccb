"""防猜: a public code opens a matter, so nobody may try many. Counted in the database, for every process together.

本平台约定: 30 codes that lead nowhere in an hour close the door to an address, 20 to an account; then a right code
is answered like a wrong one, so that going on teaches nothing.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people

from .doors import came_in
from .views import refused

HOUR = timedelta(hours=1)
BY_ADDRESS, BY_ACCOUNT = 30, 20
COUNTED = ("not_visible", "code_length", "code_mistyped")


def address_of(request: HttpRequest) -> str:
    """Where the request came from, as the trusted proxies (or the socket) say; used for limits only."""
    return str(get_adapter().get_client_ip(request))


def _limits(request: HttpRequest) -> dict[str, int]:
    limits = {f"guess:address:{address_of(request)}": BY_ADDRESS}
    if request.user.is_authenticated:
        limits[f"guess:account:{request.user.pk}"] = BY_ACCOUNT
    return limits


def note_miss(request: HttpRequest) -> None:
    """One code that leads nowhere. Refusal too_often from the one beyond the limit on."""
    at = clock.now()
    for bucket, most in _limits(request).items():
        people.count_attempt(bucket, most=most, within=HOUR, at=at)


def may_try(request: HttpRequest) -> None:
    """Refusal too_often when this address or account has tried too many already."""
    people.refuse_when_spent(_limits(request), within=HOUR, at=came_in(request))


class GuessingMiddleware:
    """Every page of a resident, or of a merchant, that is found by a code: asked before the view, counted after its transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not _by_code(request):
            return None
        try:
            may_try(request)
        except Refusal as refusal:
            return refused(request, refusal, 429)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not (isinstance(error, Refusal) and error.code in COUNTED and _by_code(request)):
            return None
        try:
            note_miss(request)
        except Refusal as refusal:
            return refused(request, refusal, 429)
        return None


def _by_code(request: HttpRequest) -> bool:
    match = request.resolver_match
    if not match:
        return False
    return (
        "ticket" in match.kwargs
        or ("accusation" in match.kwargs and (match.url_name or "").startswith("resident-"))
        or match.url_name == "desk-statement-check"  # the code is typed there
        or ("code" in match.kwargs and (match.url_name or "").startswith("resident-"))
    )
