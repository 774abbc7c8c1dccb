"""登记来访: for someone who is there in person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, kinds, queries
from sanzhi.cases.actions import FilingRefused, Origin
from sanzhi.kit import clock, papers
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.web.desk.at_counter import known, name_of, tie, turn_of
from sanzhi.web.desk.forms.filing import CounterFiling
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once

FILE_FOR = "case.file_for"


@staff(FILE_FOR)
@once
def file(request: HttpRequest) -> HttpResponse:
    """登记: one form, one case, one receipt."""
    return _file(request, None)


@staff(FILE_FOR)
@once
def file_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """登记 under one of the county's own kinds, with what that kind asks."""
    return _file(request, queries.filed_under(request.actor, kind).kind)


def _file(request: HttpRequest, kind: kinds.Kind | None) -> HttpResponse:
    given = {"kind": kind, "kinds": queries.kinds_to_file(request.actor)}
    turn = turn_of(request)
    if request.method != "POST":
        form = CounterFiling(actor=request.actor, kind=kind, initial={"name": name_of(turn)})
        return show(request, "desk/file.html", {**given, "form": form})
    form = CounterFiling(request.POST, request.FILES, actor=request.actor, kind=kind)
    hints = form.hints(clock.now()) if form.is_valid() else []
    if form.is_valid() and not hints:
        try:
            if "join" in request.POST:
                return _join(request, form)
            case = _register(request, form, turn)
            tie(request, turn, case.public_code)
            return redirect("desk-receipt", case.public_code)
        except FilingRefused as refusal:
            form.refuse(refusal.problems)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    form.remember_photos()
    return show(request, "desk/file.html", {**given, "form": form, "hints": hints})


def _register(request: HttpRequest, form: CounterFiling, turn: Any):
    actor, at = request.actor, clock.now()
    said = form.cleaned_data
    person = known(turn, said["name"], said["phone"]) or _visitor(request, form).id
    channel = "grid" if actor.role.code == "grid_worker" else "counter"
    origin = Origin(person, channel, actor.person_id, kept=form.photos_kept())
    return actions.register(form.filing(), origin, by=actor, at=at)


def _visitor(request: HttpRequest, form: CounterFiling):
    said = form.cleaned_data
    return people.register_caller(name=said["name"], phone=said["phone"], by=request.actor, at=clock.now())


def _join(request: HttpRequest, form: CounterFiling) -> HttpResponse:
    """The visitor says it is the same thing: they are added to it instead of a second case."""
    case = queries.case_to_join(request.POST["join"])
    actions.join(case.id, person_id=_visitor(request, form).id, by=request.actor, at=clock.now())
    messages.success(request, _("已把来访人加到这件事上，有进展会告诉本人。"))
    return redirect("desk-case", case.public_code)


@staff(FILE_FOR)
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """回执: to be printed and handed over."""
    page = queries.case_page(request.actor, code, at=clock.now())
    address = request.build_absolute_uri(reverse("resident-track", args=[page.case.public_code]))
    given = {"page": page, "case": page.case, "address": address, "qr": papers.qr_svg(address)}
    return show(request, "desk/receipt.html", given)
