"""接口说明: the schema for programs, and the same on a plain page for people."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanzhi.exchange.webhooks.rules import HAPPENINGS

from . import problems
from .endpoints import api

PREFIX = "/api/v1/"


def _open(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Open to the street: it says how to ask, and shows nothing that was asked."""
    setattr(view, "access_rule", "anyone")  # noqa: B010 - a function's own attribute, which mypy does not know
    return view


def schema() -> dict[str, Any]:
    """OpenAPI 3.1. Refusals are declared as the media type they are sent in."""
    told = dict(api.get_openapi_schema(path_prefix=PREFIX))
    for operations in told["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if int(status) in problems.TITLES and "application/json" in response.get("content", {}):
                    response["content"] = {problems.PROBLEM: response["content"]["application/json"]}
    return told


@_open
@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    return JsonResponse(schema(), json_dumps_params={"ensure_ascii": False})


@_open
@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """One page, without a script of anybody's."""
    told = schema()
    operations = [
        {"path": path, "method": method.upper(), **operation}
        for path, methods in told["paths"].items()
        for method, operation in methods.items()
    ]
    given = {"operations": operations, "schemas": told["components"]["schemas"], "titles": problems.TITLES}
    sample = files("sanzhi.api").joinpath("check_signature.txt").read_text("utf-8")
    given |= {"happenings": HAPPENINGS.items(), "sample": sample}
    return render(request, "api/reading.html", given)
