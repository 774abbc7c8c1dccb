"""登记来访: for someone who is there in person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.cases.actions import FilingRefused, Origin
from sanzhi.kit import clock, papers
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
    if request.method != "POST":
        return show(request, "desk/file.html", {"form": CounterFiling(actor=request.actor)})
    form = CounterFiling(request.POST, request.FILES, actor=request.actor)
    if form.is_valid():
        try:
            return redirect("desk-receipt", _register(request, form).public_code)
        except FilingRefused as refusal:
            for field, sentence in refusal.problems.items():
                form.add_error(field, sentence)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    form.remember_photos()
    return show(request, "desk/file.html", {"form": form}, status=422)


def _register(request: HttpRequest, form: CounterFiling):
    actor, at, said = request.actor, clock.now(), form.cleaned_data
    person = people.register_caller(name=said["name"], phone=said["phone"], by=actor, at=at)
    channel = "grid" if actor.role.code == "grid_worker" else "counter"
    origin = Origin(person.id, channel, actor.person_id, kept=form.photos_kept())
    return actions.register(form.filing(), origin, by=actor, at=at)


@staff(FILE_FOR)
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """回执: to be printed and handed over."""
    page = queries.case_page(request.actor, code, at=clock.now())
    address = request.build_absolute_uri(reverse("resident-track", args=[page.case.public_code]))
    given = {"page": page, "case": page.case, "address": address, "qr": papers.qr_svg(address)}
    return show(request, "desk/receipt.html", given)
