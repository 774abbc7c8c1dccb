"""问题曝光: places and problems, open to the street while they stand; answering one, having one hidden."""

from datetime import timedelta
from operator import attrgetter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.honours import actions, queries
from sanzhi.honours.files import BLURRED
from sanzhi.kit import clock, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries as people_queries
from sanzhi.people.roles import THE_CLOCK
from sanzhi.web.resident.honour_forms import AnsweringExposure, AskingTakedown, WhichBoard
from sanzhi.web.ui import honours as said
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.guessing import address_of
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once

from .honours import COUNTY

MOST_AN_HOUR, HOUR = 5, timedelta(hours=1)  # of wishes to have one hidden, from one address; 本平台约定


@anyone
@require_safe
@said.unlisted
def board(request: HttpRequest) -> HttpResponse:
    """问题曝光 of a village or of all, the newest first."""
    form = WhichBoard(request.GET or None)
    del form.fields["category"], form.fields["period"]
    area = form.cleaned_data["area"] if form.is_valid() else ""
    rows = queries.exposed(area or COUNTY, clock.now(), before=number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE, key=attrgetter("exposure.pk")) | {"form": form}
    return render(request, "resident/exposed.html", given)


@anyone
@require_safe
@said.unlisted
def show(request: HttpRequest, exposure: int) -> HttpResponse:
    """一条: with what was answered beside it."""
    return render(
        request, "resident/exposed_one.html", {"shown": queries.exposed_by_id(exposure, clock.now())}
    )


@anyone
@require_safe
@said.unlisted
def photo(request: HttpRequest, exposure: int) -> HttpResponse:
    """The pixelated photo, while it is shown. There is no address for any other."""
    one = queries.exposed_by_id(exposure, clock.now()).exposure
    if not one.blurred_digest:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return paper.photo(one.blurred_digest, one.blurred_mime, BLURRED.path_of)


@resident
@once
def reply(request: HttpRequest, exposure: int) -> HttpResponse:
    """回应."""
    at, form = clock.now(), AnsweringExposure(posted(request))
    one = queries.exposed_by_id(exposure, at).exposure
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply_to_exposure(one.pk, **form.cleaned_data, by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已放在旁边。"))
            return redirect("resident-exposed-one", one.pk)
    return _form(request, form, one, _("回应"))


@anyone
@once
def takedown(request: HttpRequest, exposure: int) -> HttpResponse:
    """要求撤下: whoever asks; hidden at once."""
    at, form = clock.now(), AskingTakedown(posted(request))
    one = queries.exposed_by_id(exposure, at).exposure
    if request.method == "POST" and form.is_valid():
        people.count_attempt(f"takedown:{address_of(request)}", most=MOST_AN_HOUR, within=HOUR, at=at)
        known = request.user.is_authenticated
        by = people_queries.resident_actor(request.user.person) if known else THE_CLOCK
        with walls.the_house():
            actions.ask_takedown(one.pk, **form.cleaned_data, by=by, at=at)
        messages.success(request, _("已经遮起来，会有人来看。"))
        return redirect("resident-exposed")
    return _form(request, form, one, _("要求撤下"))


def _form(request: HttpRequest, form: UiForm, one, title: str) -> HttpResponse:
    back = reverse("resident-exposed-one", args=[one.pk])
    given = {
        "form": form,
        "title": title,
        "press": _("提交"),
        "lead": f"{one.place}：{one.problem}",
        "back": back,
    }
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)
