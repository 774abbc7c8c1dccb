"""系统管理员的页面: the calendar, the limits, the offices."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.kit import clock
from sanzhi.kit.calendar import ORDINARY_HOURS, with_day, with_hours, with_year
from sanzhi.kit.verdict import Refusal
from sanzhi.kit.working_hours import in_words
from sanzhi.people import actions
from sanzhi.people import queries as people
from sanzhi.web.desk.forms.duty import WhichOffices
from sanzhi.web.desk.forms.settings import NewHours, NewLimit, OneDay, YearNotice
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import verb

AHEAD = timedelta(days=60)  # 本平台约定: limits reach no further, so this is when the next notice is missed


def _calendar_page(request: HttpRequest, **forms) -> HttpResponse:
    years = people.calendar_years()
    chosen = request.GET.get("year", "")
    year = (
        int(chosen)
        if chosen.isdecimal() and len(chosen) == 4
        else max((one.year for one in years), default=0)
    )
    calendar = people.working_calendar()
    given = {
        "years": years,
        "year": year,
        "days": people.calendar_days(year),
        "warning": calendar.warning_for((clock.now() + AHEAD).date()),
        "year_form": forms.get("year_form") or YearNotice(),
        "day_form": forms.get("day_form") or OneDay(),
        "hours_form": forms.get("hours_form") or NewHours(),
        "hours": [(one, in_words(windows)) for one, windows in people.working_hours()],
        "ordinary": in_words(ORDINARY_HOURS),
        "history": _history(),
        "moved": forms.get("moved"),
        "previewed": forms.get("previewed", ""),
    }
    return show(request, "desk/calendar.html", given, status=200 if given["previewed"] else None)


def _history() -> list[tuple[Any, str, str]]:
    """(entry, who, what) of every change of the calendar, the newest first."""
    entries = people.calendar_history()
    names = people.names_of({entry.by_id for entry in entries if entry.by_id})
    return [
        (entry, names.get(entry.by_id or 0, ""), _change(entry.about_id, entry.content or {}))
        for entry in entries
    ]


def _change(year: int, said: dict[str, Any]) -> str:
    if "windows" in said:
        windows = "、".join("—".join(window) for window in said["windows"])
        return _("%(since)s起上班时间为%(windows)s（%(basis)s）") % {**said, "windows": windows}
    if "day" in said:
        works = _("上班") if said["works"] else _("休息")
        return _("%(day)s改为%(works)s（%(name)s）") % {**said, "works": works}
    return _("载入 %(year)d 年放假安排") % {"year": year}


@staff("settings.calendar")
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """工作日历: which years are known, and the days that differ from their weekday."""
    return _calendar_page(request)


@staff("settings.calendar")
@verb
def load_year(request: HttpRequest) -> HttpResponse:
    """载入一年: every open deadline is counted again at once."""
    form = YearNotice(request.POST, request.FILES)
    if not form.is_valid():
        return _calendar_page(request, year_form=form)
    read = form.cleaned_data["notice"]
    if "preview" in request.POST:
        moved = queries.deadlines_moved(request.actor, with_year(people.working_calendar(), read))
        return _calendar_page(request, year_form=form, moved=moved, previewed="year")
    at = clock.now()
    year = actions.load_calendar_year(form.cleaned_data["notice"], by=request.actor, at=at)
    messages.success(
        request,
        _("已载入 %(year)d 年；%(moved)d 个期限重新算过。")
        % {"year": year, "moved": cases.recompute_open(at=at)},
    )
    return redirect("desk-calendar")


@staff("settings.calendar")
@verb
def set_day(request: HttpRequest) -> HttpResponse:
    """改一天: likewise."""
    form = OneDay(request.POST)
    at = clock.now()
    if form.is_valid():
        said = form.cleaned_data
        if "preview" in request.POST:
            tried = with_day(people.working_calendar(), said["day"], said["works"])
            moved = queries.deadlines_moved(request.actor, tried)
            return _calendar_page(request, day_form=form, moved=moved, previewed="day")
        try:
            actions.set_calendar_day(
                said["day"], works=said["works"], name=said["name"], by=request.actor, at=at
            )
        except Refusal as refusal:
            form.add_error("day", refusal.sentence)
        else:
            counted = cases.recompute_open(at=at)
            messages.success(request, _("已改；%(moved)d 个期限重新算过。") % {"moved": counted})
            return redirect("desk-calendar")
    return _calendar_page(request, day_form=form)


@staff("settings.calendar")
@verb
def set_hours(request: HttpRequest) -> HttpResponse:
    """改上班时间: from a day to come; every open deadline is counted again at once."""
    form, at = NewHours(request.POST), clock.now()
    if form.is_valid():
        said = form.cleaned_data
        if "preview" in request.POST:
            tried = with_hours(people.working_calendar(), said["since"], said["windows"])
            moved = queries.deadlines_moved(request.actor, tried)
            return _calendar_page(request, hours_form=form, moved=moved, previewed="hours")
        try:
            actions.set_working_hours(
                said["windows"], since=said["since"], basis=said["basis"], by=request.actor, at=at
            )
        except Refusal as refusal:
            form.add_error("since" if refusal.code.startswith("hours") else "basis", refusal.sentence)
        else:
            counted = cases.recompute_open(at=at)
            messages.success(request, _("已改；%(moved)d 个期限重新算过。") % {"moved": counted})
            return redirect("desk-calendar")
    return _calendar_page(request, hours_form=form)


def _limits_page(request: HttpRequest, form: NewLimit) -> HttpResponse:
    given = {
        "rules": queries.limit_rules(),
        "delays": queries.delay_rules(),
        "grounds": queries.suspension_grounds(clock.now()),
        "form": form,
    }
    return show(request, "desk/limits.html", given)


@staff("settings.clocks")
@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """办理时限: every version, with its ground and how sure that ground is."""
    return _limits_page(request, NewLimit())


@staff("settings.clocks")
@verb
def publish_limit(request: HttpRequest) -> HttpResponse:
    """发布新时限: for clocks that start from now on."""
    form = NewLimit(request.POST)
    if form.is_valid():
        try:
            cases.publish_limit(cases.NewLimit(**form.cleaned_data), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已发布；正在走的期限不变，新开始的按新时限。"))
            return redirect("desk-limits")
    return _limits_page(request, form)


@staff("settings.offices")
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """单位: those that exist today, some of them by a word or a kind."""
    every = people.offices_with_names(clock.now())
    form = WhichOffices(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    words, kind = asked.get("q", ""), asked.get("kind", "")
    found = [
        one
        for one in every
        if (not kind or one.kind == kind)
        and (not words or any(words in said for said in (one.name, one.code, one.area.name)))
    ]
    given = {"offices": found, "all": len(every), "form": form, "asked": bool(words or kind)}
    return show(request, "desk/offices.html", given)
