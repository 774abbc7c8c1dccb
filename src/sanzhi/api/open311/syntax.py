"""两种写法: one answer, written as JSON or as XML with the same content."""

import json
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as xml

from django.http import HttpResponse

JSON, XML = "json", "xml"
MEDIA = {JSON: "application/json; charset=utf-8", XML: "text/xml; charset=utf-8"}
# What one of a list is called in XML; JSON has no name for it.
ONE_OF = {
    "attributes": "attribute",
    "endpoints": "endpoint",
    "errors": "error",
    "formats": "format",
    "service_requests": "request",
    "services": "service",
    "updates": "update",
}


@dataclass(frozen=True)
class Answer:
    """答复: its content under the name of its XML root, the status, and the headers of its own."""

    root: str
    content: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def written(answer: Answer, syntax: str) -> HttpResponse:
    """The answer in one of the two; `syntax` is a key of MEDIA."""
    if syntax == XML:
        body = xml.tostring(_element(answer.root, answer.content), encoding="utf-8", xml_declaration=True)
    else:
        body = json.dumps(answer.content, ensure_ascii=False).encode()
    return HttpResponse(body, content_type=MEDIA[syntax], status=answer.status, headers=answer.headers)


def _element(name: str, content: Any) -> xml.Element:
    """None is an empty element, as the standard wants it."""
    element = xml.Element(name)
    if isinstance(content, dict):
        element.extend(_element(key, value) for key, value in content.items())
    elif isinstance(content, list):
        element.extend(_element(ONE_OF[name], one) for one in content)
    elif isinstance(content, bool):
        element.text = str(content).lower()
    elif content is not None:
        element.text = str(content)
    return element
