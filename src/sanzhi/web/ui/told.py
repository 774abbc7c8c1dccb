"""消息一页: what the platform told whoever asks, newest first; what is shown is read."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from sanzhi.kit import clock
from sanzhi.people import actions, queries

from .paging import number_in

PAGE = 30


@dataclass(frozen=True)
class Told:
    rows: list[Any]
    older: str
    newer: str


def page(request: HttpRequest) -> Told:
    """Of the person signed in, whichever face they look from. Two queries and one to mark what is shown."""
    before = number_in(request)
    rows = queries.messages_for(request.actor.person_id, before=before, limit=PAGE + 1)
    shown = rows[:PAGE]
    actions.read_messages([one.id for one in shown], by=request.actor, at=clock.now())
    older = f"?before={shown[-1].id}" if len(rows) > PAGE else ""
    return Told(shown, older, "?" if before else "")
