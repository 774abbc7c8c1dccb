"""信访件 at the desks: the list, what comes in by letter, visit and call, and the page with its papers."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases.actions import FilingRefused
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.petitions import actions, queries
from sanzhi.petitions.actions import NewPetition
from sanzhi.web.desk.at_counter import known, name_of, tie, turn_of
from sanzhi.web.desk.belonging import handing
from sanzhi.web.desk.forms.petitions import Comparing, Registering, Serving, WhichPetitions
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import petitions as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once

from .rewards import filled

REGISTER = "petition.register"
WORK = (REGISTER, "petition.keep", "petition.handle", "petition.approve", "petition.agent")
# What the filing of a case calls a field, and what this form does.
FIELDS = {"text": "facts", "area_code": "area", "category_code": "field"}


@staff(*WORK)
@require_safe
def petitions(request: HttpRequest) -> HttpResponse:
    """信访件清单 of this desk: what is in its hands, or all."""
    actor, at, form = request.actor, clock.now(), WhichPetitions(request.GET or None, actor=request.actor)
    rows = queries.petitions_at(actor, form.which(), at, number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE)
    given["rows"] = [(one, said.state_of(one)) for one in given["rows"]]
    more = {
        "form": form,
        "counts": queries.counts_at(actor, at),
        "at": at,
        "may_register": actor.may(REGISTER),
    }
    return show(request, "desk/petitions.html", given | more)


@staff(REGISTER)
@once
def new_petition(request: HttpRequest) -> HttpResponse:
    """登记来信、来访、来电."""
    known = {"names": name_of(turn_of(request))}
    form = Registering(posted(request), reach=request.actor.reach or "", initial=known)
    return registered(request, form, None, _("登记信访事项"))


def registered(request: HttpRequest, form: Registering, agency: int | None, title: str) -> HttpResponse:
    """Filed and led to its page, or the form again with what was typed and what is wrong with it."""
    turn = turn_of(request)
    if request.method == "POST" and form.is_valid():
        new = _of_whoever_came(form.new(request.POST["once"]), turn)
        if agency:
            new = said.through_an_agent(new)
        try:
            one = actions.file_petition(new, by=request.actor, at=clock.now(), agency=agency)
            tie(request, turn, one.case.public_code)
        except FilingRefused as refusal:
            for name, sentence in refusal.problems.items():
                form.add_error(FIELDS.get(name, name if name in form.fields else None), sentence)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已登记，可以打印接收告知书。"))
            return redirect("desk-petition", one.case.public_code)
    return show(request, "desk/reward_form.html", {"form": form, "title": title})


def _of_whoever_came(new: NewPetition, turn: Any) -> NewPetition:
    """With the first of them as whoever stands at the counter, where it is the same name."""
    if not new.petitioners:
        return new
    first, *others = new.petitioners
    first = replace(first, person=known(turn, first.name, first.phone))
    return replace(new, petitioners=[first, *others])


@staff(*WORK)
@require_safe
def petition(request: HttpRequest, petition: str) -> HttpResponse:
    """一件信访."""
    page = queries.petition_page(request.actor, petition)
    papers = [(one, queries.may_serve(request.actor, one)) for one in page.letters]
    given: dict[str, Any] = {
        "page": page, "one": page.one, "case": page.one.case, "papers": papers, "at": clock.now(),
        "lines": said.lines_of(page.lines), "offers": said.offers_of(page.offers),
        "may_keep": request.actor.may("petition.keep"), **handing(request.actor, page.one.case),
    }  # fmt: skip
    return show(request, "desk/petition.html", given)


@staff(*WORK)
@require_safe
def letter(request: HttpRequest, sent: int) -> HttpResponse:
    """一份文书, as it went out."""
    return said.pdf_of(queries.letter_of(request.actor, sent))


@staff(*WORK)
@once
def serve(request: HttpRequest, sent: int) -> HttpResponse:
    """登记送达."""
    found, form = queries.letter_of(request.actor, sent), Serving(posted(request))
    at = clock.now()

    def do() -> None:
        actions.serve(found.pk, **form.cleaned_data, by=request.actor, at=at)

    note = _("送达之日起计算申请复查、复核的三十日。")
    where = ("desk-petition", found.petition.case.public_code)
    return filled(request, form, do, _("登记送达"), _("已登记送达。"), where, note)


@staff(REGISTER)
@once
def compare(request: HttpRequest, petition: str, earlier: str) -> HttpResponse:
    """比对: a person says whether it is a repeat."""
    page = queries.petition_page(request.actor, petition)
    other = next((one for one in page.earlier if one.case.public_code == earlier), None)
    if other is None:
        raise Refusal("not_visible", _("没有找到这一件。"))
    form: UiForm = Comparing(posted(request))

    def do() -> None:
        same = form.cleaned_data["same"]
        actions.compare(
            page.one.pk, earlier=other.pk, same=same != "no", new_facts=same == "new",
            reason=form.cleaned_data["reason"], by=request.actor, at=clock.now(),
        )  # fmt: skip

    note = _("更早的一件：%(title)s。这只是比对，不影响信访人的任何权利。") % {"title": other.case.title}
    return filled(request, form, do, _("是不是重复信访"), _("已记下。"), ("desk-petition", petition), note)
