"""系统管理员的页面: the calendar, the limits, the offices."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.kit import clock
from sanzhi.kit.calendar import with_day, with_year
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions
from sanzhi.people import queries as people
from sanzhi.web.desk.forms.duty import WhichOffices
from sanzhi.web.desk.forms.settings import NewLimit, OneDay, YearNotice
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
        "moved": forms.get("moved"),
        "previewed": forms.get("previewed", ""),
    }
    return show(request, "desk/calendar.html", given, status=200 if given["previewed"] else None)


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
