"""我的时长、更正、证明; and the page on which everybody checks a certificate."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.volunteering import actions, queries
from sanzhi.web.resident.volunteer_forms import AskingTestimony, CheckingTestimony, Wrong
from sanzhi.web.ui import volunteering as said
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.guessing import may_try, note_miss
from sanzhi.web.ui.honours import unlisted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once


@resident
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """我的时长."""
    rows = queries.book(request.actor, clock.now(), number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE, key=lambda row: row.one.pk)
    return render(request, "resident/hours.html", given)


@resident
@once
def wrong(request: HttpRequest, signup: int) -> HttpResponse:
    """要求更正."""
    one = queries.signup_of(request.actor, signup)
    form = Wrong(posted(request), initial={"minutes": one.minutes})
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_correction(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已经告诉组织，答复会发消息给您。"))
            return redirect("resident-hours")
    given = {
        "form": form, "title": _("时长不对"), "press": _("要求更正"), "back": reverse("resident-hours"),
        "lead": one.shift.activity.title,
    }  # fmt: skip
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)


@resident
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """我的证明."""
    given = paged(request, queries.certificates_of(request.actor, number_in(request)), queries.PAGE_SIZE)
    return render(request, "resident/testimonies.html", given)


@resident
@once
def ask(request: HttpRequest) -> HttpResponse:
    """申请证明: free."""
    groups = queries.groups_served(request.actor)
    form = AskingTestimony(posted(request), groups=groups)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            actions.ask_certificate(
                chosen["group"], first=chosen["first"], last=chosen["last"], by=request.actor, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已申请。组织内部公示七天以后出具，不收费。"))
            return redirect("resident-testimonies")
    given = {
        "form": form, "title": _("申请志愿服务记录证明"), "press": _("申请"), "back": reverse("resident-testimonies"),
        "lead": _("谁记录、谁证明，不收费；在组织内部公示七天以后出具。") if groups else _("还没有核定过的时长。"),
    }  # fmt: skip
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)


@resident
@require_safe
def paper(request: HttpRequest, testimony: int) -> HttpResponse:
    """证明 to print."""
    return said.certificate(request, queries.certificate_of(request.actor, testimony))


@anyone
@require_safe
@unlisted
def check(request: HttpRequest) -> HttpResponse:
    """核对证明, by typing its code."""
    form = CheckingTestimony(request.GET or None)
    if form.is_valid():
        return redirect("resident-testimony-genuine", form.cleaned_data["typed"])
    return render(request, "resident/testimony_check.html", {"form": form})


@anyone
@require_safe
@unlisted
def genuine(request: HttpRequest, genuine: str) -> HttpResponse:
    """真伪: whether it holds, and no more than tells it from a false one."""
    may_try(request)
    try:
        found = queries.genuine(genuine)
    except Refusal as refusal:
        note_miss(request)
        given = {"form": CheckingTestimony(), "why": refusal.sentence}
        return render(request, "resident/testimony_check.html", given, status=404)
    return render(request, "resident/testimony_genuine.html", {"one": found})
