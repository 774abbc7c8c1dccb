"""志愿服务, for a resident: joining and leaving, what there is to do, signing up, checking in at the code of a shift."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.volunteering import actions, queries
from sanzhi.web.resident.volunteer_forms import Joining, Moving, WhichActivities
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged, pair_in
from sanzhi.web.ui.posting import once, verb


@resident
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """我的志愿服务."""
    given = {"mine": queries.mine(request.actor, clock.now()), "wards": queries.wards(request.actor)}
    return render(request, "resident/volunteer.html", given)


@resident
@once
def join(request: HttpRequest) -> HttpResponse:
    """注册志愿者."""
    form = Joining(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.join(**form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            told = (
                _("已经告诉监护人，同意以后就能报名。")
                if one.waits
                else _("注册好了，志愿者编号 %(number)s。")
            )
            messages.success(request, told % {"number": one.number})
            return redirect("resident-volunteer")
    given = {
        "form": form, "title": _("注册志愿者"), "press": _("注册"), "back": reverse("resident-volunteer"),
        "lead": _("自愿参加，随时一步退出，不参加没有任何影响。时长归您本人。年满十八周岁自己注册；十四到十七周岁要监护人同意，不计积分。"),
    }  # fmt: skip
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)


@resident
@verb
def leave(request: HttpRequest) -> HttpResponse:
    """退出, in one step."""
    actions.leave(by=request.actor, at=clock.now())
    messages.success(request, _("已退出。以后的班次都取消了，做过的时长还在，还能要证明。"))
    return redirect("resident-volunteer")


@resident
@verb
def agree(request: HttpRequest, ward: int) -> HttpResponse:
    """监护人同意."""
    actions.agree(ward, by=request.actor, at=clock.now())
    messages.success(request, _("已同意。您随时可以替孩子退出。"))
    return redirect("resident-volunteer")


@resident
@verb
def leave_for(request: HttpRequest, ward: int) -> HttpResponse:
    """监护人替孩子退出."""
    actions.leave(of=ward, by=request.actor, at=clock.now())
    messages.success(request, _("已替孩子退出。"))
    return redirect("resident-volunteer")


@anyone
@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """志愿服务活动."""
    form = WhichActivities(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.activities_open(asked.get("words", ""), asked.get("area", ""), number_in(request))
    return render(
        request, "resident/activities.html", paged(request, rows, queries.PAGE_SIZE) | {"form": form}
    )


@anyone
@require_safe
def activity(request: HttpRequest, activity: int) -> HttpResponse:
    """一个活动, with the shifts to come. What one has of them oneself stands on one's own page."""
    one = queries.activity_here(activity)
    rows = queries.shifts_to_come(one.pk, clock.now(), pair_in(request, "coming"))
    given = paged(request, rows, queries.PAGE_SIZE, name="coming", key=queries.moment_of)
    return render(request, "resident/activity.html", given | {"activity": one})


@resident
@verb
def sign(request: HttpRequest, turnout: int) -> HttpResponse:
    """报名."""
    one = actions.sign_up(turnout, by=request.actor, at=clock.now())
    told = (
        _("名额已满，排在候补里；有人取消就轮到您，会发消息。")
        if one.seat is None
        else _("报上了。到了现场扫码签到。")
    )
    messages.success(request, told)
    return redirect("resident-volunteer")


@resident
@verb
def off(request: HttpRequest, signup: int) -> HttpResponse:
    """取消报名."""
    actions.sign_off(signup, by=request.actor, at=clock.now())
    messages.success(request, _("已取消报名。"))
    return redirect("resident-volunteer")


@resident
@once
def move(request: HttpRequest, signup: int) -> HttpResponse:
    """改班次."""
    one, at = queries.signup_of(request.actor, signup), clock.now()
    choices = [(row.one.pk, _shift_words(row)) for row in queries.movable(request.actor, one, at)]
    form = Moving(posted(request), choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.change_shift(one.pk, to=form.cleaned_data["to"], by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("已改好。") if new.seat else _("已改，新的班次名额满了，排在候补里。")
            )
            return redirect("resident-volunteer")
    given = {
        "form": form, "title": _("改班次"), "press": _("就改到这个班次"), "back": reverse("resident-volunteer"),
        "lead": _("原来的班次自动取消；新的班次没有名额时排候补。") if choices else _("这个活动没有别的班次可以改。"),
    }  # fmt: skip
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)


def _shift_words(row: Any) -> str:
    day = date_format(localtime(row.one.starts_at), _("n月j日 H:i"))
    return _("%(day)s–%(until)s，余 %(free)d 人") % {
        "day": day, "until": f"{localtime(row.one.ends_at):%H:%M}", "free": row.free,
    }  # fmt: skip


@resident
@require_safe
def entrance(request: HttpRequest, entrance: str) -> HttpResponse:
    """到了签到: what the code of a shift opens."""
    shift, mine = queries.at_the_door(entrance, request.actor.person_id)
    return render(request, "resident/shift_door.html", {"shift": shift, "mine": mine})


@resident
@verb
def come(request: HttpRequest, entrance: str) -> HttpResponse:
    """签到."""
    actions.check_in(entrance, point=_point(request), by=request.actor, at=clock.now())
    messages.success(request, _("签到好了。走的时候再扫一次签退。"))
    return redirect("resident-shift-door", entrance)


def _point(request: HttpRequest) -> tuple[float, float] | None:
    """Where the phone says it is; not kept."""
    try:
        point = float(request.POST["latitude"]), float(request.POST["longitude"])
    except (KeyError, ValueError):
        return None
    return point if abs(point[0]) <= 90 and abs(point[1]) <= 180 else None


@resident
@verb
def go(request: HttpRequest, entrance: str) -> HttpResponse:
    """签退."""
    actions.check_out(entrance, by=request.actor, at=clock.now())
    messages.success(request, _("签退好了，辛苦了。时长由负责人核定。"))
    return redirect("resident-shift-door", entrance)
