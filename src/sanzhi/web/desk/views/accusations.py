"""检举控告 at the body that deals with it: the list, the course, the words once opened, every step."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.petitions import actions, queries
from sanzhi.petitions.queries import AccusationPage
from sanzhi.web.desk.forms.accusations import Ending, Forwarding, Opening, Telling, WhichAccusations
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

KEEP = "accusation.keep"
FORMS: dict[str, type[UiForm]] = {
    "forward": Forwarding, "inform": Telling, "note": Telling, "conclude": Ending, "decline": Ending,
}  # fmt: skip
VERBS: dict[str, Callable[..., Any]] = {
    "forward": actions.forward, "inform": actions.inform, "note": actions.note, "conclude": actions.conclude,
    "decline": actions.decline,
}  # fmt: skip


@staff(KEEP)
@require_safe
@never_cache
def accusations(request: HttpRequest) -> HttpResponse:
    """检举控告清单 of this body; without what accuses anybody of its reader's own."""
    form = WhichAccusations(request.GET or None)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    rows = queries.accusations_here(request.actor, state, number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE) | {
        "form": form,
        "counts": queries.counts_here(request.actor),
    }
    return show(request, "desk/accusations.html", given | {"at": clock.now()})


@staff(KEEP)
@require_safe
@never_cache
def accusation(request: HttpRequest, accusation: str) -> HttpResponse:
    """一件检举控告."""
    page = queries.accusation_page(request.actor, accusation, at=clock.now())
    given = {"page": page, "one": page.one, "form": Opening(), "forms": FORMS, "at": clock.now()}
    return show(request, "desk/accusation.html", given)


@staff(KEEP)
@once
def open_words(request: HttpRequest, accusation: str) -> HttpResponse:
    """打开内容: for an hour, for whoever said what for."""
    form = Opening(posted(request))
    page = queries.accusation_page(request.actor, accusation, at=clock.now())
    if request.method == "POST" and form.is_valid():
        actions.open_words(page.one.code, **form.cleaned_data, by=request.actor, at=clock.now())
        return redirect("desk-accusation", page.one.code)
    return _form(request, form, page, _("打开内容"))


@staff(KEEP)
@verb
def register(request: HttpRequest, accusation: str) -> HttpResponse:
    """登记."""
    one = actions.register_accusation(accusation, by=request.actor, at=clock.now())
    messages.success(request, _("已登记。"))
    return redirect("desk-accusation", one.code)


@staff(KEEP)
@once
def step(request: HttpRequest, accusation: str, move: str) -> HttpResponse:
    """转送、告知、记录、办结、不受理."""
    at = clock.now()
    page = queries.accusation_page(request.actor, accusation, at=at)
    label = next((str(one.label) for one in page.steps if one.name == move), "")
    if move not in FORMS or not label:
        raise Refusal("step_not_open", _("现在不能这样办，请看最新情况。"))
    more = {"bodies": queries.bodies_open_to(request.actor, page.one, at)} if move == "forward" else {}
    form = FORMS[move](posted(request), **more)
    if request.method == "POST" and form.is_valid():
        try:
            VERBS[move](page.one.code, **form.cleaned_data, by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已办：%(step)s。") % {"step": label})
            if move == "forward":  # it is out of sight now
                return redirect("desk-accusations")
            return redirect("desk-accusation", page.one.code)
    return _form(request, form, page, label)


def _form(request: HttpRequest, form: UiForm, page: AccusationPage, title: str) -> HttpResponse:
    note = _("%(accused)s · %(day)s收到") % {
        "accused": page.one.accused.name, "day": f"{localtime(page.one.received_at):%Y-%m-%d}",
    }  # fmt: skip
    return show(request, "desk/reward_form.html", {"form": form, "title": title, "note": note})
