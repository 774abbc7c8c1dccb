"""Sign-in by phone and one-time code."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.web.resident import forms
from sanzhi.web.ui.doors import anyone
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.guessing import address_of


def _next(request: HttpRequest) -> str:
    there = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return there if safe else "/"


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
def ask_phone(request: HttpRequest) -> HttpResponse:
    """第一步: the phone; a code is sent to it."""
    form = forms.PhoneForm(posted(request))
    context = {"form": form, "next": _next(request)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "resident/sign_in.html", context, status=422 if form.errors else 200)
    try:
        shown = people.send_code(form.cleaned_data["phone"], address=address_of(request), at=clock.now())
    except Refusal as refused:
        form.add_error("phone", refused.sentence)
        return render(request, "resident/sign_in.html", context, status=422)
    context |= {"form": forms.CodeForm(initial={"phone": form.cleaned_data["phone"]}), "shown": shown}
    return render(request, "resident/sign_in_code.html", context)


@anyone
@require_POST
def check_code(request: HttpRequest) -> HttpResponse:
    """第二步: the code; then on to where one was going."""
    form = forms.CodeForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            account = people.check_code(
                said["phone"],
                said["code"].strip(),
                name=said["name"],
                address=address_of(request),
                at=clock.now(),
            )
        except Refusal as refused:
            form.add_error("code", refused.sentence)
        else:
            login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
            UserSession.objects.create_from_request(request)
            return redirect(_next(request))
    return render(request, "resident/sign_in_code.html", {"form": form, "next": _next(request)}, status=422)


@anyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("resident-home")
