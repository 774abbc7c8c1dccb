"""位置: villages, counters and grids on the map: brought, looked at, then in force."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.geometry import box_of, metres
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions, place_files
from sanzhi.people import queries as people
from sanzhi.people.queries import positions
from sanzhi.web.desk.forms.places import DrawnGrid, PlaceUpload
from sanzhi.web.desk.mapping import look
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.maps import Drawing, Map, framed
from sanzhi.web.ui.posting import once, verb

KEEP = "settings.offices"
MOST_PROBLEMS = 50
MOST_ROWS = 300


@staff(KEEP)
@once
def places(request: HttpRequest) -> HttpResponse:
    """位置: what is placed now, and a file to bring more."""
    form = PlaceUpload(request.POST or None, request.FILES or None)
    problems: Sequence[str] = ()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        around = box_of(people.boundary())
        try:
            read = place_files.read(said["file"], said["kind"], around=around, gcj=said["datum"] == "gcj02")
            return _kept(request, read, said["kind"], said["source"])
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
            problems = getattr(refusal, "problems", ())
    given = {
        "form": form,
        "problems": problems[:MOST_PROBLEMS],
        "more": max(0, len(problems) - MOST_PROBLEMS),
        "counts": positions.counted_places(clock.now()),
        "sheets": positions.place_sheets(),
    }
    return show(request, "desk/places.html", given)


def _kept(request: HttpRequest, read: Sequence[place_files.Place], kind: str, source: str) -> HttpResponse:
    sheet = actions.draft_places(read, kind=kind, source=source, by=request.actor, at=clock.now())
    return redirect("desk-place-sheet", sheet.id)


@staff(KEEP)
@once
def draw_grid(request: HttpRequest) -> HttpResponse:
    """画网格: corners typed, or clicked on the map."""
    seen = look(request, clock.now())
    start = {"village": seen.area.code if seen.level == "village" else ""}
    form = DrawnGrid(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        raw = [
            (
                1,
                {"name": said["name"], "village": said["village"]},
                place_files.typed_corners(said["corners"]),
            )
        ]
        try:
            read = place_files.checked(raw, "grid", around=box_of(people.boundary()))
            return _kept(request, read, "grid", _("在地图上画的"))
        except place_files.FileRefused as refused:
            form.add_error("corners", refused.problems[0].partition("：")[2] or refused.sentence)
    drawing = seen.drawing(_("画网格：%(place)s") % {"place": seen.area.name})
    inside = []
    for area in seen.villages if seen.level != "county" else seen.towns:
        at = seen.points.get(area.code) or (area.longitude, area.latitude)
        if at[0] is not None:
            drawing.dot(at, area.name, href=seen.href(area.code))
        inside.append((area.name, seen.href(area.code), at[0] is not None))
    given = {
        "form": form,
        "look": seen,
        "map": drawing.finished(),
        "villages": seen.level != "county",
        "inside": inside if seen.level != "village" else (),
        "grids": [(row.grid.name, len(row.ring)) for row in seen.rings],
    }
    return show(request, "desk/place_draw.html", given)


@staff(KEEP)
@require_safe
def place_sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """预览: the map as it would be, and how far each thing moves."""
    kept = positions.place_sheet(sheet)
    if kept is None:
        raise Refusal("not_visible", _("没有这份位置表。"))
    now = positions.placed_now(kept.kind, [row["code"] for row in kept.rows if row["code"]], clock.now())
    rows = [_row(row, now.get(row["code"])) for row in kept.rows]
    given = {
        "sheet": kept,
        "map": _preview(kept.rows, now),
        "rows": rows[:MOST_ROWS],
        "more": max(0, len(rows) - MOST_ROWS),
        "seen": positions.last_place_sheet(),
    }
    return show(request, "desk/place_sheet.html", given)


def _row(row: dict[str, Any], before: Any) -> dict[str, Any]:
    moved = metres(tuple(row["point"]), (before.longitude, before.latitude)) if before else None
    return row | {"moved": None if moved is None else round(moved)}


def _preview(rows: Sequence[dict[str, Any]], before: dict[str, Any]) -> Map:
    points = [tuple(row["point"]) for row in rows] + [tuple(at) for row in rows for at in row["ring"]]
    box = box_of(people.boundary()) if len(rows) > 40 else framed(points)
    drawing = Drawing(_("预览"), box, people.boundary())
    for one in before.values():
        if one.ring:
            drawing.shape([(x, y) for x, y in one.ring], (one.longitude, one.latitude), tone="old")
        else:
            drawing.dot((one.longitude, one.latitude), tone="old", r=7)
    for row in rows:
        name = row["name"] or row["title"]
        if row["ring"]:
            drawing.shape([(x, y) for x, y in row["ring"]], tuple(row["point"]), name)
        else:
            drawing.dot(tuple(row["point"]), name)
    return drawing.finished()


@staff(KEEP)
@verb
def publish_places(request: HttpRequest, sheet: int) -> HttpResponse:
    """启用: from today on."""
    seen = request.POST.get("seen", "")
    try:
        placed = actions.publish_places(
            sheet,
            seen=int(seen) if seen.isdecimal() and len(seen) < 18 else -1,
            by=request.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("desk-place-sheet", sheet)
    messages.success(request, _("已启用 %(n)d 个位置。") % {"n": placed})
    return redirect("desk-places")
