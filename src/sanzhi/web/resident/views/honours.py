"""红榜和好人: what everybody reads, open to the street; proposing somebody."""

from datetime import timedelta
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.honours import actions, queries
from sanzhi.honours.actions import NewNomination
from sanzhi.honours.files import SHELF
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people
from sanzhi.web.resident.honour_forms import Nominating, WhichBoard, WhichRoll
from sanzhi.web.ui import honours as said
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.guessing import may_try, note_miss
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once

COUNTY = "330483"
MOST_AN_HOUR, HOUR = 10, timedelta(hours=1)  # nominations of one person; 本平台约定


def _asked(form: UiForm) -> dict[str, Any]:
    return form.cleaned_data if form.is_valid() else {}


@anyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """红榜和好人: the way to each board."""
    return render(request, "resident/honours.html")


@anyone
@require_safe
def why(request: HttpRequest) -> HttpResponse:
    """为什么没有黑榜: what this platform does not do, and on what ground."""
    return render(request, "resident/honours_why.html")


@anyone
@require_safe
@said.unlisted
def red(request: HttpRequest) -> HttpResponse:
    """红榜: of a village or of all, by category and month, the newest first."""
    form = WhichBoard(request.GET or None)
    given = paged(request, _red(request, _asked(form)), queries.PAGE_SIZE, key=attrgetter("deed.pk"))
    given |= {"form": form, "asked": request.GET.urlencode()}
    return render(request, "resident/honours_red.html", given)


def _red(request: HttpRequest, asked: dict[str, Any]) -> list[queries.Shown]:
    wanted = {name: asked.get(name) or "" for name in ("category", "period")}
    return queries.red_board(asked.get("area") or COUNTY, clock.now(), before=number_in(request), **wanted)


@anyone
@require_safe
@said.unlisted
def red_sheet(request: HttpRequest) -> HttpResponse:
    """红榜 to print: the same page, on paper."""
    asked = _asked(WhichBoard(request.GET or None))
    area = people.area(asked["area"]) if asked.get("area") else people.county()
    address = request.build_absolute_uri(f"{reverse('resident-honours-red')}?{request.GET.urlencode()}")
    return said.sheet(_red(request, asked)[: queries.PAGE_SIZE], str(area), clock.now(), address)


@anyone
@require_safe
@said.unlisted
def deed(request: HttpRequest, deed: int) -> HttpResponse:
    """一件好事."""
    return render(request, "resident/honours_deed.html", {"shown": queries.deed_shown(deed, clock.now())})


@anyone
@require_safe
@said.unlisted
def deed_photo(request: HttpRequest, deed: int) -> FileResponse:
    """Its photo, while everybody on it stands by it."""
    shown = queries.deed_shown(deed, clock.now())
    if not shown.photo:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return paper.photo(shown.deed.photo_digest, shown.deed.photo_mime, SHELF.path_of)


@anyone
@require_safe
@said.unlisted
def roll(request: HttpRequest) -> HttpResponse:
    """好人榜."""
    form = WhichRoll(request.GET or None)
    asked = _asked(form)
    level, year = asked.get("level") or "", asked.get("year") or 0
    area = asked.get("area") or COUNTY
    rows = queries.roll(area, clock.now(), level=level, year=year, before=number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE, key=attrgetter("award.pk")) | {"form": form}
    return render(request, "resident/honours_roll.html", given)


@anyone
@require_safe
@said.unlisted
def genuine(request: HttpRequest, certificate: str) -> HttpResponse:
    """核对证书: what its QR code opens: whether it was given and still holds. Nobody may try many codes."""
    may_try(request)
    try:
        one = queries.by_paper(certificate)
    except Refusal as refusal:
        note_miss(request)
        given: dict[str, Any] = {"refusal": refusal}
        return render(request, "resident/honours_genuine.html", given, status=404)
    given = {"one": one, "name": one.nominee.name if queries.agreed(one) and one.nominee else "",
             "place": queries.place_name(one)}  # fmt: skip
    return render(request, "resident/honours_genuine.html", given)


@resident
@once
def nominate(request: HttpRequest) -> HttpResponse:
    """推荐好人."""
    form = Nominating(posted(request))
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        people_actions.count_attempt(
            f"nominate:{request.actor.person_id}", most=MOST_AN_HOUR, within=HOUR, at=at
        )
        try:
            actions.nominate(NewNomination(year=at.year, **form.cleaned_data), by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已收到。本人同意以后才会往下走，走到哪一步这里看得到。"))
            return redirect("resident-honours-mine")
    given = {
        "form": form, "title": _("推荐好人"), "press": _("推荐"), "back": reverse("resident-honours"),
        "lead": _("做好事的人，推荐给大家。推荐别人不用先问他，平台会问。"),
    }  # fmt: skip
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)
