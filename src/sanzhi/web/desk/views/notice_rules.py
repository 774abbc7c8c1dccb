"""公示规则和村务公开: how long each kind stands, which villages owe what, and who published."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import actions, queries
from sanzhi.web.desk.forms.notices import DutyAreas, RuleDays
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once

SET = "settings.notices"


@staff(SET)
@once
def notice_rules(request: HttpRequest) -> HttpResponse:
    """公示规则: days may grow at will, and never fall below what the kind needs."""
    at = clock.now()
    form = RuleDays(posted(request), at=at)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish_notice_rule(**form.cleaned_data, by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error("days", refusal.sentence)
        else:
            messages.success(request, _("已发布；正在公示的不变。"))
            return redirect("desk-notice-rules")
    given = {"form": form, "rules": queries.rules_in_force(at), "duties": queries.duties()}
    return show(request, "desk/notice_rules.html", given)


@staff(SET)
@once
def duty_areas(request: HttpRequest, code: str) -> HttpResponse:
    """哪些村要公开."""
    duty = next((one for one in queries.duties() if one.code == code and not one.everywhere), None)
    if duty is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    form = DutyAreas(posted(request), initial={"areas": duty.areas})
    if request.method == "POST" and form.is_valid():
        actions.set_duty_areas(code, areas=form.cleaned_data["areas"], by=request.actor, at=clock.now())
        messages.success(request, _("已保存。"))
        return redirect("desk-notice-rules")
    return show(request, "desk/notice_form.html", {"form": form, "title": duty.name})


@staff("notice.draft", "notice.sign", "board.view")
@require_safe
def disclosure(request: HttpRequest) -> HttpResponse:
    """村务公开情况: the last period of each duty, village by village; what is late first."""
    owed = queries.owed(request.actor.reach, clock.now())
    owed.sort(key=lambda one: (not one.late, one.notice is not None, one.duty.id, one.area.code))
    given = {
        "rows": owed,
        "late": sum(one.late for one in owed),
        "done": sum(one.notice is not None for one in owed),
        "overdue": queries.overdue(request.actor.reach),
        "may_draft": request.actor.may("notice.draft"),
    }
    return show(request, "desk/disclosure.html", given)
