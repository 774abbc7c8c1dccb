"""大厅: where it is, its counters, its shifts, the code at its door; kept by the centre's own staff."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock, papers
from sanzhi.web.desk.forms.windows import WEEKDAYS, OpeningHall, PuttingCounter, PuttingShift
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once, verb
from sanzhi.windows import access, actions, queries

from .rewards import filled

KEEP = "window.keep"


@staff(KEEP)
@require_safe
def hall(request: HttpRequest) -> HttpResponse:
    """窗口和班次."""
    one = queries.works_at(request.actor)
    access.may_keep(request.actor, one).or_refuse()
    names = dict(WEEKDAYS)
    address = request.build_absolute_uri(reverse("resident-window-door", args=[one.poster]))
    given = {
        "hall": one, "counters": queries.counters_of(one.pk), "qr": papers.qr_svg(address), "address": address,
        "shifts": [(row, names[row.weekday]) for row in queries.shifts_of(one.pk)], "services": dict(queries.SERVICES),
    }  # fmt: skip
    return show(request, "desk/hall.html", given)


@staff(KEEP)
@once
def open_hall(request: HttpRequest) -> HttpResponse:
    """开办大厅, or write anew where it is."""
    known = queries.centre_of(request.actor)
    form = OpeningHall(posted(request), initial={"place": known.place if known else ""})

    def do() -> None:
        actions.open_centre(**form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("大厅在哪里"), _("已保存。"), ("desk-hall",))


@staff(KEEP)
@once
def put_counter(request: HttpRequest) -> HttpResponse:
    """设窗口."""
    one = queries.works_at(request.actor)
    form = PuttingCounter(posted(request), area=one.office.area_id)

    def do() -> None:
        actions.put_counter(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("窗口号写已有的，就是改那个窗口。")
    return filled(request, form, do, _("设窗口"), _("已保存。"), ("desk-hall",), note)


@staff("window.serve")
@verb
def open_counter(request: HttpRequest, window: int) -> HttpResponse:
    """开窗、关窗."""
    to = request.POST.get("to") == "open"
    one = actions.set_open(window, to=to, by=request.actor, at=clock.now())
    messages.success(
        request,
        _("%(n)s 号窗口已开。") % {"n": one.number} if to else _("%(n)s 号窗口已关。") % {"n": one.number},
    )
    return redirect("desk-windows")


@staff(KEEP)
@once
def put_shift(request: HttpRequest) -> HttpResponse:
    """排班."""
    one = queries.works_at(request.actor)
    form = PuttingShift(posted(request))

    def do() -> None:
        actions.put_shift(one.pk, form.new(), by=request.actor, at=clock.now())

    note = _("法定休假日不开；调休上班的日子按周一的班次。")
    return filled(request, form, do, _("排班"), _("已保存。"), ("desk-hall",), note)


@staff(KEEP)
@verb
def end_shift(request: HttpRequest, shift: int) -> HttpResponse:
    """结束班次."""
    actions.end_shift(shift, by=request.actor, at=clock.now())
    messages.success(request, _("班次已结束；已经约好的仍然算数。"))
    return redirect("desk-hall")


@staff(KEEP)
@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """门口的二维码, to print."""
    one = queries.works_at(request.actor)
    address = request.build_absolute_uri(reverse("resident-window-door", args=[one.poster]))
    data = {
        "title": _("到了取号"), "office": one.office.name, "code": one.poster, "address": address,
        "qr": papers.qr_svg(address),
        "paragraphs": [_("手机扫一扫，自己取号，看前面还有几位。"), _("没有手机的，到咨询台说一声，替您取。")],
    }  # fmt: skip
    answer = HttpResponse(papers.pdf("poster", data), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="hall-{one.poster}.pdf"'
    return answer
