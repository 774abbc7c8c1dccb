"""日行一善: my own diary, which nobody else reads; and the wall, on which everybody reads what was shared."""

from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.honours import actions, queries
from sanzhi.honours.actions import NewEntry
from sanzhi.honours.files import SHELF
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.points import queries as points
from sanzhi.web.resident.honour_forms import ClaimingFor, Sharing, WhichBoard, Writing
from sanzhi.web.ui import honours as said
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .honours import COUNTY

FIRST_YEAR = 2000


@anyone
@require_safe
@said.unlisted
def wall(request: HttpRequest) -> HttpResponse:
    """好事墙: of a village or of all, the newest first."""
    form = WhichBoard(request.GET or None)
    del form.fields["category"], form.fields["period"]
    area = form.cleaned_data["area"] if form.is_valid() else ""
    rows = queries.wall(area or COUNTY, clock.now(), before=number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE, key=attrgetter("note.pk")) | {"form": form}
    return render(request, "resident/honours_wall.html", given)


@resident
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """我的日记: a year at a glance, and the entries, the newest day first."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else today.year
    year = min(max(year, FIRST_YEAR), today.year)
    rows = queries.entries(request.actor, before=number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE) | {
        "months": queries.days_of_year(request.actor, year), "year": year, "last": year - 1,
        "next": year + 1 if year < today.year else 0,
    }  # fmt: skip
    return render(request, "resident/diary.html", given)


@resident
@once
def new_entry(request: HttpRequest) -> HttpResponse:
    """写一条."""
    at = clock.now()
    form = Writing(posted(request), request.FILES or None, today=at.date())
    if request.method == "POST" and form.is_valid():
        new = {name: form.cleaned_data[name] for name in ("day", "category", "words")}
        try:
            actions.write_entry(NewEntry(photos=form.photos_kept(), **new), by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("记下了，只有您自己看得到。"))
            return redirect("resident-diary")
    if form.is_bound:
        form.remember_photos()
    lead = _("写给自己看的：工作人员也看不到。想分享、想报积分，写好以后再选。")
    given = {"title": _("写一条"), "press": _("记下"), "lead": lead, "back": reverse("resident-diary")}
    return _form(request, form, given)


def _form(request: HttpRequest, form: Any, given: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "resident/honour_form.html", {"form": form, **given}, status=status)


@resident
@require_safe
def entry(request: HttpRequest, entry: int) -> HttpResponse:
    """一条: read by its writer alone."""
    found = queries.entry_by_id(request.actor, entry)
    answer = render(
        request,
        "resident/entry.html",
        {"entry": found, "note": getattr(found, "note", None), "at": clock.now()},
    )
    answer["Cache-Control"] = "no-store"
    return answer


@resident
@require_safe
def photo(request: HttpRequest, entry: int, place: int) -> HttpResponse:
    """One of its photos."""
    return paper.photo(*queries.entry_photo(request.actor, entry, place), SHELF.path_of)


@resident
@verb
def delete(request: HttpRequest, entry: int) -> HttpResponse:
    """删掉."""
    actions.delete_entry(entry, by=request.actor, at=clock.now())
    messages.success(request, _("已删掉。"))
    return redirect("resident-diary")


@resident
@verb
def down(request: HttpRequest, entry: int) -> HttpResponse:
    """从墙上取下."""
    actions.take_note_down(entry, by=request.actor, at=clock.now())
    messages.success(request, _("已取下。"))
    return redirect("resident-entry", entry)


@resident
@once
def share(request: HttpRequest, entry: int) -> HttpResponse:
    """上好事墙."""
    found, form = queries.entry_by_id(request.actor, entry), Sharing(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.share_entry(found.pk, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已交给文书看，看过就上墙；随时可以取下。"))
            return redirect("resident-entry", found.pk)
    back = reverse("resident-entry", args=[found.pk])
    return _form(
        request, form, {"title": _("上好事墙"), "press": _("分享"), "lead": found.words, "back": back}
    )


@resident
@once
def claim_for(request: HttpRequest, entry: int) -> HttpResponse:
    """转成积分申报, where the village's standard has an item for it."""
    found = queries.entry_by_id(request.actor, entry)
    home = points.household_of(request.actor.person_id)
    standard = points.in_force(home.area_id, found.day) if home else None
    items = [one for one in points.items_of(standard) if one.source == "self_report"] if standard else []
    form = ClaimingFor(posted(request), items=items)
    if request.method == "POST" and form.is_valid():
        try:
            claim = actions.claim_for(found.pk, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已收到，等网格员核实。"))
            return redirect("resident-points-claim", claim)
    back = reverse("resident-entry", args=[found.pk])
    lead = found.words if items else _("这一天本村的细则里没有可以自己申报的项目。")
    return _form(request, form, {"title": _("转成积分申报"), "press": _("申报"), "lead": lead, "back": back})
