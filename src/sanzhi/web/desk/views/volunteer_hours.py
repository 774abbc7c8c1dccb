"""班次、核定、更正、证明: who came, how long it counts, what is certified."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.volunteering import actions, queries, rules
from sanzhi.web.desk.forms.points import Reasoning
from sanzhi.web.desk.forms.volunteering import AnsweringCorrection, AtMoment, Confirming, Numbered
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import volunteering as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

LEAD = "volunteer.lead"


@staff(LEAD)
@require_safe
def shift(request: HttpRequest, turnout: int) -> HttpResponse:
    """一个班次: who signed up, came and went."""
    page, at = queries.shift_page(request.actor, turnout), clock.now()
    one = page.one
    given = {
        "page": page, "me": request.actor.person_id, "came_open": at >= one.starts_at - rules.BEFORE, "began": at >= one.starts_at,
        "may_sign": one.state == "open" and at < one.ends_at and one.activity.group.active,
        "may_cancel": one.state == "open" and all(row.state == "signed" for row, _minutes in page.there),
    }  # fmt: skip
    return show(request, "desk/turnout.html", given)


@staff(LEAD)
@require_safe
def code(request: HttpRequest, turnout: int) -> HttpResponse:
    """签到码 to print."""
    return said.door(request, queries.shift_page(request.actor, turnout).one)


@staff(LEAD)
@once
def cancel(request: HttpRequest, turnout: int) -> HttpResponse:
    """取消班次."""
    one, form = queries.shift_page(request.actor, turnout).one, Reasoning(posted(request))

    def do() -> None:
        actions.cancel_shift(one.pk, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    title, note = _("取消班次"), _("报名的人会收到消息。")
    return filled(request, form, do, title, _("已取消。"), ("desk-activity", one.activity_id), note)


@staff(LEAD)
@once
def sign_for(request: HttpRequest, turnout: int) -> HttpResponse:
    """替人报名."""
    one, form = queries.shift_page(request.actor, turnout).one, Numbered(posted(request))

    def do() -> None:
        actions.sign_up_for(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("替人报名"), _("报上了。"), ("desk-turnout", one.pk))


@staff(LEAD)
@once
def come(request: HttpRequest, signup: int) -> HttpResponse:
    """代签到."""
    one, _minutes = queries.signup_run(request.actor, signup)
    form = AtMoment(posted(request), initial={"when": localtime(one.shift.starts_at)})

    def do() -> None:
        actions.check_in_for(one.pk, came_at=form.at(), by=request.actor, at=clock.now())

    title = _("%(name)s 几点到的") % {"name": one.person.name}
    return filled(request, form, do, title, _("已代签到。"), ("desk-turnout", one.shift_id))


@staff(LEAD)
@once
def go(request: HttpRequest, signup: int) -> HttpResponse:
    """代签退."""
    one, _minutes = queries.signup_run(request.actor, signup)
    form = AtMoment(posted(request), initial={"when": localtime(one.shift.ends_at)})

    def do() -> None:
        actions.check_out_for(one.pk, went_at=form.at(), by=request.actor, at=clock.now())

    title = _("%(name)s 几点走的") % {"name": one.person.name}
    return filled(request, form, do, title, _("已代签退。"), ("desk-turnout", one.shift_id))


@staff(LEAD)
@verb
def missed(request: HttpRequest, signup: int) -> HttpResponse:
    """没有来."""
    one = actions.missed(signup, by=request.actor, at=clock.now())
    messages.success(request, _("已记下，没有别的影响。"))
    return redirect("desk-turnout", one.shift_id)


@staff(LEAD)
@once
def confirm(request: HttpRequest, signup: int) -> HttpResponse:
    """核定时长: what coming and going give stands in the form already."""
    one, minutes = queries.signup_run(request.actor, signup)
    form = Confirming(posted(request), initial={"minutes": minutes})

    def do() -> None:
        actions.confirm(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    title = _("核定 %(name)s 的时长") % {"name": one.person.name}
    note = _("按签到签退算是 %(n)d 分钟，不含路上的时间。") % {"n": minutes}
    return filled(request, form, do, title, _("已核定。"), ("desk-turnout", one.shift_id), note)


@staff(LEAD)
@once
def correction(request: HttpRequest, correction: int) -> HttpResponse:
    """答复更正."""
    asked = queries.correction_run(request.actor, correction)
    form = AnsweringCorrection(posted(request))

    def do() -> None:
        actions.answer_correction(asked.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    title = _("%(name)s 说时长不对") % {"name": asked.person.name}
    note = _("现在 %(now)d 分钟，本人说应该是 %(asked)d 分钟：%(reason)s") % {
        "now": asked.signup.minutes or 0, "asked": asked.minutes, "reason": asked.reason,
    }  # fmt: skip
    return filled(request, form, do, title, _("已答复。"), ("desk-volunteering",), note)


@staff(LEAD)
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """证明."""
    rows = paged(request, queries.certificates_run(request.actor, number_in(request)), queries.PAGE_SIZE)
    return show(request, "desk/testimonies.html", rows)


@staff(LEAD)
@require_safe
def certificate(request: HttpRequest, testimony: int) -> HttpResponse:
    """一张证明."""
    one = queries.certificate_of(request.actor, testimony)
    ready, own = bool(rules.may_issue(one.shown_at, clock.now())), one.person_id == request.actor.person_id
    return show(request, "desk/testimony.html", {"one": one, "ready": ready, "own": own})


def _moved(request: HttpRequest, testimony: int, do: Callable[..., Any], told: str) -> HttpResponse:
    do(testimony, by=request.actor, at=clock.now())
    messages.success(request, told)
    return redirect("desk-testimony", testimony)


@staff(LEAD)
@verb
def show_inside(request: HttpRequest, testimony: int) -> HttpResponse:
    """内部公示."""
    return _moved(request, testimony, actions.show, _("请在组织里张贴，满七天再出具。"))


@staff(LEAD)
@verb
def issue(request: HttpRequest, testimony: int) -> HttpResponse:
    """出具."""
    return _moved(request, testimony, actions.issue, _("已出具，本人可以打印。"))


def _ended(request: HttpRequest, testimony: int, do: Callable[..., Any], title: str) -> HttpResponse:
    one, form = queries.certificate_of(request.actor, testimony), Reasoning(posted(request))

    def end() -> None:
        do(one.pk, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    return filled(request, form, end, title, _("已保存。"), ("desk-testimony", one.pk))


@staff(LEAD)
@once
def refuse(request: HttpRequest, testimony: int) -> HttpResponse:
    """不出具."""
    return _ended(request, testimony, actions.refuse, _("不出具的理由"))


@staff(LEAD)
@once
def revoke(request: HttpRequest, testimony: int) -> HttpResponse:
    """作废."""
    return _ended(request, testimony, actions.revoke, _("作废的理由"))
