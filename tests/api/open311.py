"""How a system that knows only GeoReport v2 speaks, and what it reads."""

from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

from defusedxml.ElementTree import fromstring
from django.test import Client

from tests.api.conftest import admitted

ROOT = "/open311/v2"


def speaking(**terms: Any) -> SimpleNamespace:
    """A client that gives its token as api_key, as the standard has it."""
    client = admitted(**terms)
    http = Client()

    def post(said: dict[str, Any], syntax: str = "json", **headers: str):
        return http.post(f"{ROOT}/requests.{syntax}", {"api_key": client.token} | said, headers=headers)

    def get(what: str, **asked: Any):
        return http.get(f"{ROOT}/{what}", {"api_key": client.token} | asked)

    return SimpleNamespace(row=client.row, token=client.token, http=http, post=post, get=get)


def refused(answer, status: int) -> str:
    """The standard's shape of a refusal: a list of codes with descriptions."""
    assert answer.status_code == status, answer.content.decode()
    errors = answer.json()
    assert errors and all(set(one) == {"code", "description"} for one in errors)
    assert {one["code"] for one in errors} == {status}
    return " ".join(one["description"] for one in errors)


def plain(element: ElementTree.Element, like: Any) -> Any:
    """An XML element as the JSON beside it would say it; `like` tells what is a list and what a number."""
    if isinstance(like, dict):
        assert [child.tag for child in element] == list(like)
        return {child.tag: plain(child, like[child.tag]) for child in element}
    if isinstance(like, list):
        assert len({child.tag for child in element}) <= 1 and len(element) == len(like)
        return [plain(child, one) for child, one in zip(element, like, strict=True)]
    if isinstance(like, bool):
        return element.text == "true"
    return type(like)(element.text or "") if like is not None else element.text


def same_content(xml_answer, json_answer, root: str) -> None:
    assert xml_answer.status_code == json_answer.status_code
    assert xml_answer["Content-Type"] == "text/xml; charset=utf-8"
    assert json_answer["Content-Type"] == "application/json; charset=utf-8"
    assert xml_answer.content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    element = fromstring(xml_answer.content)
    assert element.tag == root
    assert plain(element, json_answer.json()) == json_answer.json()
