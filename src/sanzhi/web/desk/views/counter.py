"""登记来访: for someone who is there in person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, kinds, queries
from sanzhi.cases.actions import FilingRefused, Origin
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
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
    if request.method != "POST":
        form = CounterFiling(actor=request.actor, kind=kind)
        return show(request, "desk/file.html", {**given, "form": form})
    form = CounterFiling(request.POST, request.FILES, actor=request.actor, kind=kind)
    if form.is_valid():
        try:
            return redirect("desk-receipt", _register(request, form).public_code)
        except FilingRefused as refusal:
            form.refuse(refusal.problems)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    form.remember_photos()
    return show(request, "desk/file.html", {**given, "form": form}, status=422)


def _register(request: HttpRequest, form: CounterFiling):
    actor, at, said = request.actor, clock.now(), form.cleaned_data
    person = people.register_resident(name=said["name"], phone=said["phone"], by=actor, at=at)
    channel = "grid" if actor.role.code == "grid_worker" else "counter"
    origin = Origin(person.id, channel, actor.person_id, kept=form.photos_kept())
    return actions.register(form.filing(), origin, by=actor, at=at)


@staff(FILE_FOR)
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """回执: to be printed and handed over."""
    page = queries.case_page(request.actor, code, at=clock.now())
    return show(request, "desk/receipt.html", {"page": page, "case": page.case})
