"""拒绝的样子: every refusal is application/problem+json (RFC 9457) with the product's own sentence and code."""

import json
import time
from dataclasses import fields
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel

from sanzhi.cases.actions import FilingRefused
from sanzhi.cases.rules import Filing
from sanzhi.journal.actions import KeyReused
from sanzhi.kit.verdict import Refusal

OF_EVERY_FILING = frozenset(one.name for one in fields(Filing))
PROBLEM = "application/problem+json"
STATUS = {
    "not_visible": 404,
    "too_often": 429,
    "too_many_messages": 429,
    "body_too_big": 413,
    "channel_not_admitted": 403,
    "area_not_admitted": 403,
    "key_reused": 409,
    "ref_known": 409,
}


class Field(BaseModel):
    """要改的字段: which, and what to change."""

    field: str
    sentence: str


class Problem(BaseModel):
    """问题: `code` is for programs, `detail` for people; `errors` where fields have to be mended."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[Field] = []


TITLES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}
TITLES |= {413: "Content Too Large", 422: "Unprocessable Content", 429: "Too Many Requests"}
DECLARED = dict.fromkeys(TITLES, Problem)


def answer(status: int, code: str, detail: str, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """One problem as an answer."""
    told: dict[str, Any] = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status}
    told |= {"code": code, "detail": detail, "errors": errors or []}
    response = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=PROBLEM, status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if status == 429:
        response["Retry-After"] = str(60 - int(time.time()) % 60)
    return response


def refusal(request: HttpRequest, error: Refusal) -> HttpResponse:
    if isinstance(error, FilingRefused):
        errors = [{"field": _named(field), "sentence": said} for field, said in error.problems.items()]
        return answer(422, error.code, error.sentence, errors)
    status = 409 if isinstance(error, KeyReused) else STATUS.get(error.code, 422)
    return answer(status, error.code, error.sentence)


def _named(field: str) -> str:
    """A field as the sender calls it: what a kind asks stands under `details`."""
    return field if field in OF_EVERY_FILING else f"details.{field}"


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [
        {
            "field": ".".join(str(step) for step in one["loc"][1:] if step != "filing"),
            "sentence": said_of(one),
        }
        for one in error.errors
    ]
    return answer(422, "fields_wrong", _("还有内容需要修改，请看标出的地方。"), errors)


def said_of(error: dict[str, Any]) -> str:
    """What to change about one field, in a sentence."""
    limits = error.get("ctx", {})
    sentences = {
        "missing": _("这一项必须有。"),
        "extra_forbidden": _("没有这一项，请核对名称。"),
        "string_too_short": _("至少 %(min_length)s 个字。"),
        "string_too_long": _("最多 %(max_length)s 个字。"),
        "string_pattern_mismatch": _("含有不能用的字符，或格式不对。"),
    }
    sentence = sentences.get(error["type"], _("格式不对，请照接口说明填写。"))
    return sentence % limits if "%(" in sentence else sentence


def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return answer(error.status_code, "unreadable", _("请求内容不是有效的 JSON。"))


def stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return answer(401, "token_wrong", _("凭证不对、已到期或已收回，请联系安全管理员。"))


def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return answer(404, "not_found", _("没有这个地址。"))


def speak(api: NinjaAPI) -> None:
    """Every exception of the API goes out through here; what is none of these is a fault of ours."""
    handlers: dict[type[Exception], Any] = {
        Refusal: refusal,
        ValidationError: invalid,
        AuthenticationError: stranger,
        HttpError: unreadable,
        Http404: missing,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
