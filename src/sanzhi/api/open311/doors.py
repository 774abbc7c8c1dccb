"""Open311 的门: the same tokens, rates and bounds as of the API; the token comes as api_key or in the header."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from sanzhi.api import doors
from sanzhi.people import queries as people

from .faults import REFUSED, Fault, told
from .syntax import JSON, MEDIA, Answer, written

if TYPE_CHECKING:
    from sanzhi.people.models import Client

View = Callable[..., Answer]
BEARER = "bearer "


def address(rule: str, *methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """An address whose answer is written as its ending says, refusals too. `rule`: who may come in."""
    known = methods or ("GET", "HEAD")

    def bound(view: View) -> Callable[..., HttpResponse]:
        @csrf_exempt  # no cookie opens this door
        @wraps(view)
        def answering(request: HttpRequest, syntax: str, **names: Any) -> HttpResponse:
            try:
                _may_ask(request, syntax, known)
                answer = view(request, **names)
            except REFUSED as error:
                answer = told(error)
            return written(answer, syntax if syntax in MEDIA else JSON)

        setattr(answering, "access_rule", rule)  # noqa: B010 - a function's own attribute, which mypy does not know
        return answering

    return bound


def _may_ask(request: HttpRequest, syntax: str, methods: tuple[str, ...]) -> None:
    if syntax not in MEDIA:
        raise Fault(406, _("只有 json 和 xml 两种格式。"))
    if request.method not in methods:
        raise Fault(405, _("这个地址不能这样请求。"))
    doors.bounded(request)
    _here(request.GET.get("jurisdiction_id"))


def _here(jurisdiction: str | None) -> None:
    """辖区: one installation serves one county, under the six digits of its code. It need not be named."""
    if jurisdiction and jurisdiction != people.county().code[:6]:
        raise Fault(404, _("没有这个辖区。"))


def client(request: HttpRequest, sent: dict[str, str]) -> "Client":
    """Whose request this is. The header goes before api_key. Fault 403 without a token that may come in."""
    _here(sent.get("jurisdiction_id"))
    header = request.headers.get("Authorization", "")
    token = header[len(BEARER) :] if header.lower().startswith(BEARER) else sent.get("api_key", "")
    if not token:
        raise Fault(403, _("请给出凭证：api_key，或者请求头 Authorization。"))
    found = doors.client_of(request, token)
    if found is None:
        raise Fault(403, _("凭证不对、已到期或已收回，请联系安全管理员。"))
    return found
