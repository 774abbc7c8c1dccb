"""拒绝: every refusal of the house in the standard's own shape: a list of codes with descriptions."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from pydantic import ValidationError

from sanzhi.api import problems
from sanzhi.cases.actions import FilingRefused
from sanzhi.journal.actions import KeyReused
from sanzhi.kit.verdict import Refusal

from .syntax import Answer

# The standard knows 400 for what is wrong with a request; a key used twice and a rate keep the codes of HTTP.
STATUS = problems.STATUS | {"body_too_big": 400}
# What the fields of the intake are called here.
NAMES = {
    "title": "description",
    "text": "description",
    "area": "address_id",
    "area_code": "address_id",
    "category": "service_code",
    "category_code": "service_code",
    "place": "address_string",
    "latitude": "lat",
    "longitude": "long",
    "reporter.name": "first_name",
    "reporter.phone": "phone",
}


class Fault(Refusal):
    """A refusal with the status that the standard gives it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__("open311", sentence)
        self.status = status


def told(error: Exception) -> Answer:
    """The answer to what was refused; `error` is one of REFUSED."""
    shape = next(shape for kind, shape in SHAPES.items() if isinstance(error, kind))
    status, sentences = shape(error)
    response = problems.answer(status, "", "")  # for the headers that go with a status
    headers = {name: response[name] for name in ("WWW-Authenticate", "Retry-After") if name in response}
    listed = [{"code": status, "description": sentence} for sentence in sentences]
    return Answer("errors", listed, status, headers)


def _fault(error: Fault) -> tuple[int, list[str]]:
    return error.status, [error.sentence]


def _fields(error: FilingRefused) -> tuple[int, list[str]]:
    return 400, [_of_field(field, said) for field, said in error.problems.items()]


def _refusal(error: Refusal) -> tuple[int, list[str]]:
    status = 409 if isinstance(error, KeyReused) else STATUS.get(error.code, 400)
    return status, [error.sentence]


def _shape(error: ValidationError) -> tuple[int, list[str]]:
    listed = error.errors(include_url=False, include_input=False)
    said = [
        _of_field(".".join(str(step) for step in one["loc"]), problems.said_of(dict(one))) for one in listed
    ]
    return 400, list(dict.fromkeys(said))


def _of_field(field: str, sentence: str) -> str:
    return f"{NAMES.get(field, field)}：{sentence}"


def _unreadable(error: Exception) -> tuple[int, list[str]]:
    return 400, [_("请求内容不是有效的表单。")]


SHAPES: dict[type[Exception], Callable[[Any], tuple[int, list[str]]]] = {
    Fault: _fault,
    FilingRefused: _fields,
    Refusal: _refusal,
    ValidationError: _shape,
    BadRequest: _unreadable,
    MultiPartParserError: _unreadable,
    RequestDataTooBig: _unreadable,
    SuspiciousOperation: _unreadable,
    UnreadablePostError: _unreadable,
}
REFUSED = tuple(SHAPES)
