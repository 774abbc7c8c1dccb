"""信访件的每一步: one form a step, done and told, or shown again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import actions, queries
from sanzhi.petitions.queries import PetitionPage
from sanzhi.web.desk.forms.petition_papers import JoiningOrgan, LettingGo, Parting, RecordingHearing
from sanzhi.web.desk.forms.petitions import (
    AnsweringObjection,
    AskingMore,
    Declining,
    Granting,
    Judging,
    NoWords,
    Reasoning,
    Sending,
    Telling,
)
from sanzhi.web.ui import petitions as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.posting import once

from .petitions import WORK
from .rewards import filled


@dataclass(frozen=True)
class Way:
    """一步: its form, made for the page it stands on, and what is done with it."""

    form: Callable[..., UiForm]
    do: Callable[..., Any]


def _with_fields(verb: Callable[..., Any]) -> Callable[..., None]:
    """The form's fields are the verb's."""

    def do(page: PetitionPage, filled_in: UiForm, by: Actor, at: datetime) -> None:
        verb(page.one.pk, **filled_in.cleaned_data, by=by, at=at)

    return do


def _plain(form: type[UiForm], verb: Callable[..., Any]) -> Way:
    return Way(lambda data, _page, _at: form(data), _with_fields(verb))


def _judged(round_: str) -> Way:
    def do(page: PetitionPage, form: Any, by: Actor, at: datetime) -> None:
        said_ = form.opinion()
        if not round_:
            actions.answer(page.one.pk, said_, by=by, at=at)
            return
        more = {name: form.cleaned_data[name] for name in ("result", "body") if name in form.fields}
        verb = actions.review if round_ == "check" else actions.reexamine
        verb(page.one.pk, said_, **more, by=by, at=at)

    return Way(lambda data, page, _at: Judging(data, claims=page.claims, round=round_), do)


def _heard(page: PetitionPage, form: Any, by: Actor, at: datetime) -> None:
    actions.end_hearing(page.one.pk, form.record(), by=by, at=at)


def _others(page: PetitionPage, at: datetime) -> list[tuple[int, str]]:
    """Whoever may be asked beside the organ that answers."""
    there = {page.one.organ_id, *(one.office_id for one in page.joint)}
    return [(one.pk, one.name) for one in queries.organs(at) if one.pk not in there]


def _joined(page: PetitionPage) -> list[tuple[int, str]]:
    return [(one.office_id, one.office.name) for one in page.joint if one.written_at is None]


WAYS: dict[str, Way] = {
    "send": Way(lambda data, _page, at: Sending(data, at=at), _with_fields(actions.send)),
    "inform": _plain(NoWords, actions.inform_petition),
    "accept": _plain(NoWords, actions.accept),
    "decline": _plain(Declining, actions.decline_petition),
    "object": _plain(Reasoning, actions.object_to),
    "objection": _plain(AnsweringObjection, actions.answer_objection),
    "more": _plain(AskingMore, actions.ask_more_time),
    "grant": _plain(Granting, actions.answer_more_time),
    "answer": _judged(""),
    "tell": _plain(Telling, actions.tell),
    "check": _judged("check"),
    "last": _judged("last"),
    "hearing": _plain(Reasoning, actions.hold_hearing),
    "heard": Way(lambda data, _page, _at: RecordingHearing(data), _heard),
    "notheard": _plain(Reasoning, actions.call_off_hearing),
    "join": Way(
        lambda data, page, at: JoiningOrgan(data, offices=_others(page, at)), _with_fields(actions.join_organ)
    ),
    "part": _plain(Parting, actions.write_part),
    "unjoin": Way(
        lambda data, page, _at: LettingGo(data, offices=_joined(page)), _with_fields(actions.let_organ_go)
    ),
}


@staff(*WORK)
@once
def step(request: HttpRequest, petition: str, move: str) -> HttpResponse:
    """办一步."""
    at = clock.now()
    page = queries.petition_page(request.actor, petition)
    if move not in page.offers or move not in WAYS:
        raise Refusal("step_not_open", _("现在不能这样办，请看最新情况。"))
    way, label = WAYS[move], said.label_of(move)
    form = way.form(posted(request), page, at)

    def do() -> None:
        way.do(page, form, request.actor, at)

    told = _("已办：%(step)s。") % {"step": label}
    return filled(
        request,
        form,
        do,
        label,
        told,
        ("desk-petition", petition),
        f"{page.one.case.title} · {said.note_of(move)}".strip(" ·"),
    )
