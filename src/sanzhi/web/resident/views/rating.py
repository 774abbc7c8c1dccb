"""免登录评价: one page behind a link that nobody can guess, and the choice of texts."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.kit import clock, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries as persons
from sanzhi.people.access import sight_of
from sanzhi.people.roles import ROLES, Actor
from sanzhi.web.resident import forms
from sanzhi.web.resident.views.signin import address_of
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once

MOST_WRONG = 30  # 本平台约定: wrong links an hour from one address; a town hall stands behind one
WITHIN = timedelta(hours=1)
View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """Count links that open nothing, outside the view's own transaction; past the limit no link opens at all."""

    @wraps(view)
    def enter(request: HttpRequest, token: str) -> HttpResponse:
        request.once_scope = (
            f"link:{sha256(token.encode()).hexdigest()}"  # the token is kept nowhere, keys included
        )
        at, bucket = clock.now(), f"link:address:{address_of(request)}"
        people.refuse_when_spent({bucket: MOST_WRONG}, within=WITHIN, at=at)
        answer = view(request, token)
        if answer.status_code == 404:
            people.count_attempt(bucket, most=MOST_WRONG, within=WITHIN, at=at)
        answer["Cache-Control"] = "no-store"
        return answer

    return enter


def _dead(request: HttpRequest) -> HttpResponse:
    """Wrong, used, expired, revoked: one answer, and ways on."""
    return render(request, "resident/rate_dead.html", status=404)


@anyone
@guarded
@once
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """凭链接评价: two questions and a few words."""
    opened = queries.ratable(token, clock.now())
    if opened is None:
        return _dead(request)
    form = forms.RatingForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            actions.rate_by_link(token, **form.cleaned_data, at=clock.now())
        except Refusal as refused:
            if refused.code == "link_dead":
                return _dead(request)
            form.add_error(None, refused.sentence)
        else:
            return redirect("resident-link-thanks")
    context = {"opened": opened, "form": form, "token": token}
    return render(request, "resident/rate_link.html", context, status=422 if form.errors else 200)


@anyone
@guarded
@once
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """凭链接退订: whoever gets the texts can end them without an account."""
    opened = queries.ratable(token, clock.now())
    if opened is None or request.method != "POST":
        return _dead(request)
    reporter = Actor(opened.reporter_id, "", ROLES["resident"])
    with walls.seeing(sight_of(reporter)):
        people.choose_texts(opened.reporter_id, [], by=reporter, at=clock.now())
    return redirect("resident-link-stopped")


@anyone
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    said = {
        "heading": _("谢谢您的评价"),
        "sentence": _("已经记下。诉求没有解决的，会退回承办单位重新办理；信访事项按信访的程序办。"),
    }
    return render(request, "resident/rate_done.html", said)


@anyone
@require_safe
def stopped(request: HttpRequest) -> HttpResponse:
    said = {"heading": _("已停发短信"), "sentence": _("以后不再给您发短信。登录后在“我”里可以改回来。")}
    return render(request, "resident/rate_done.html", said)


@resident
@once
def texts(request: HttpRequest) -> HttpResponse:
    """短信设置: which texts one wants; what the law has us tell stands in the messages in any case."""
    who, at = request.actor.person_id, clock.now()
    supervising = any(post.role == "supervisor" for post in persons.appointments_of(who, at))
    wanted = {"progress", "rating", "digest"} - persons.stopped_groups(who)
    form = forms.TextsForm(posted(request), supervising=supervising, initial={"wanted": sorted(wanted)})
    if form.is_bound and form.is_valid():
        unasked = wanted & {"digest"} if not supervising else set()  # stays as it is
        people.choose_texts(who, {*form.cleaned_data["wanted"], *unasked}, by=request.actor, at=at)
        messages.success(request, _("短信设置已保存。"))
        return redirect("resident-texts")
    return render(request, "resident/texts.html", {"form": form}, status=422 if form.errors else 200)
