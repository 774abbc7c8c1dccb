"""垃圾分类的数: rates and the rows under them, the drift of inspectors, who needs help, what goes to points."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.waste import actions, queries, rules
from sanzhi.waste.queries import Span
from sanzhi.web.desk.forms.waste import Choosing, Correcting, Visiting
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import waste as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged, pair_in, row_number
from sanzhi.web.ui.posting import once
from sanzhi.web.ui.shapes import ChartRow

from .rewards import filled
from .waste import HELP, MANAGE, REVIEW

FIGURES = (MANAGE, REVIEW, HELP)
MOST_LINES = 6  # of a chart


def _asked(request: HttpRequest) -> tuple[Choosing, Span]:
    """The place and the days asked for; this month of one's whole place when nothing readable was."""
    today = clock.today()
    usual: dict[str, Any] = {"first": today.replace(day=1), "last": today}
    form = Choosing(request.GET if "first" in request.GET else None, actor=request.actor, initial=usual)
    given = form.cleaned_data if form.is_valid() else usual
    reach = given.get("area") or request.actor.reach
    return form, Span(reach, given["first"], given["last"], request.GET.get("grid", "")[:16])


def _query(span: Span) -> str:
    return f"first={span.first.isoformat()}&last={span.last.isoformat()}"


@staff(*FIGURES)
@require_safe
def rates(request: HttpRequest) -> HttpResponse:
    """四个率: of one's place, of each village or grid in it."""
    form, span = _asked(request)
    by = "grid" if len(span.reach) == 12 else "area"
    found = queries.rates(span, by)
    query = _query(span) + (f"&area={span.reach}" if by == "grid" else "")
    given = {
        "form": form, "span": span, "heads": said.heads(), "definitions": said.definitions(),
        "all": said.cells(queries.together(found.values()), query),
        "rows": said.table(found, _names(span.reach, by), query, by),
    }  # fmt: skip
    return show(request, "desk/waste_rates.html", given)


def _names(reach: str, by: str) -> dict[str, str]:
    if by == "grid":
        return {one.code: one.name for one in people.grids_ever(reach)}
    return {
        v.code: v.name
        for town in people.towns_with_villages()
        for v in town.villages
        if v.code.startswith(reach)
    }


@staff(*FIGURES)
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """数字背后的行: exactly those that a figure counted."""
    form, span = _asked(request)
    measure, side = request.GET.get("measure", ""), request.GET.get("side", "")
    if measure not in queries.MEASURES or side not in ("over", "under"):
        raise Refusal("not_visible", _("没有这个数。"))
    found = queries.behind(span, measure, side, row_number(request.GET.get("after", "")))
    given = behind(found, measure, numbers=True) | {"span": span, "title": said.name_of(measure)}
    return show(request, "desk/waste_rows.html", given)


def behind(found: list[Any], measure: str, *, numbers: bool) -> dict[str, Any]:
    kind, size = queries.MEASURES[measure][0], queries.ROWS
    shown = found[:size]
    return {
        "kind": kind, "rows": said.lines(kind, shown, numbers=numbers), "after": shown[-1].id if len(found) > size else 0,
    }  # fmt: skip


@staff(REVIEW)
@require_safe
def drift(request: HttpRequest) -> HttpResponse:
    """尺子准不准: how often each inspector was changed, beside what chance explains; and how they graded, week by week."""
    form, span = _asked(request)
    found = queries.by_inspector(span)
    reviewed, changed = (sum(one[key] for one in found) for key in ("reviewed", "changed"))
    share = changed / reviewed if reviewed else 0.0
    lines = [one | {"odd": rules.odd(one["changed"], one["reviewed"], share)} for one in found]
    chart = [
        ChartRow(one["name"], (_percent(one["changed"] / one["reviewed"]), _percent(one["odd"].high)))
        for one in lines if one["reviewed"]
    ]  # fmt: skip
    given = {
        "form": form, "span": span, "lines": [_in_words(one) for one in lines], "share": _percent(share), "chart": chart,
        "columns": [_("改判率"), _("正常的上限")], "fewest": rules.FEWEST, **_by_week(span),
    }  # fmt: skip
    return show(request, "desk/waste_drift.html", given)


def _percent(part: float) -> float:
    return round(100 * part, 1)


def _in_words(one: dict[str, Any]) -> dict[str, Any]:
    words, tone = {
        "few": (_("复核太少，看不出"), "plain"),
        "in": (_("在正常范围内"), "done"),
        "out": (_("超出正常范围，请一起看几张照片"), "late"),
    }[one["odd"].verdict]
    way = ""
    if one["odd"].verdict == "out" and one["worse"] != one["better"]:
        way = _("评得偏松") if one["worse"] > one["better"] else _("评得偏严")
    rate = f"{_percent(one['changed'] / one['reviewed'])}%" if one["reviewed"] else "—"
    normal = f"{_percent(one['odd'].low)}% – {_percent(one['odd'].high)}%"
    return one | {"words": words, "tone": tone, "way": way, "rate": rate, "normal": normal}


def _by_week(span: Span) -> dict[str, Any]:
    """A line for each inspector; a week in which one graded nothing shows nought of nothing as the week before."""
    found = queries.good_by_week(span)
    names = sorted({name for _week, name, _well, _n in found})[:MOST_LINES]
    weeks: dict[Any, dict[str, float]] = {}
    for week, name, well, n in found:
        weeks.setdefault(week, {})[name] = _percent(well / n)
    rows, last = [], dict.fromkeys(names, 0.0)
    for week, shares in weeks.items():
        last |= {name: share for name, share in shares.items() if name in last}
        rows.append(ChartRow(f"{week:%m-%d}", tuple(last[name] for name in names)))
    return {"weeks": rows, "names": names}


@staff(HELP)
@require_safe
def to_help(request: HttpRequest) -> HttpResponse:
    """上门帮: households that could do with it. For the village's own people."""
    found = queries.to_help(request.actor, clock.now(), pair_in(request, "after"))
    given = paged(request, found, queries.PAGE_SIZE, name="after", key=lambda row: f"{row[1]}-{row[0].pk}")
    given |= {"weak": rules.WEAK, "days": rules.LOOKED_BACK.days}
    return show(request, "desk/waste_help.html", given)


@staff(HELP)
@once
def visit(request: HttpRequest, household: int) -> HttpResponse:
    """记上门."""
    home, form = people.household_in(request.actor, household), Visiting(posted(request))

    def do() -> None:
        actions.note_visit(home.pk, words=form.cleaned_data["words"], by=request.actor, at=clock.now())

    title = _("记上门：%(number)s 户") % {"number": home.number}
    return filled(request, form, do, title, _("已记下。"), ("desk-waste-help",))


@staff(MANAGE, "points.approve")
@once
def points(request: HttpRequest) -> HttpResponse:
    """交积分: a village at a time; what has to be corrected."""
    actor = request.actor
    refusal = None
    if request.method == "POST":
        try:
            done = actions.hand_over(request.POST.get("area", "")[:12], by=actor, at=clock.now())
        except Refusal as why:
            refusal = why
        else:
            told = {"n": done.inspections, "homes": done.households}
            messages.success(request, _("交了 %(n)d 次 A，%(homes)d 户；接下来在“积分”里结评、公示。") % told)
            return redirect("desk-waste-points")
    found = queries.to_correct(actor, number_in(request, "after"))
    given = paged(request, found, queries.PAGE_SIZE, name="after") | {
        "villages": villages_of(actor) if actor.may(MANAGE) else [], "refusal": refusal, "window": rules.WINDOW.days,
    }  # fmt: skip
    return show(request, "desk/waste_points.html", given)


def villages_of(actor: Actor) -> list[tuple[str, str]]:
    """(code, name) of each village in reach."""
    return list(_names(actor.reach, "area").items())


@staff(MANAGE, "points.approve")
@once
def correct(request: HttpRequest, claim: int) -> HttpResponse:
    """更正一笔."""
    found, form = queries.correctable(request.actor, claim), Correcting(posted(request))

    def do() -> None:
        actions.correct(found.id, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    title = _("更正：%(number)s 户 %(day)s") % {"number": found.household.number, "day": found.happened_on}
    return filled(request, form, do, title, _("已更正。"), ("desk-waste-points",))
