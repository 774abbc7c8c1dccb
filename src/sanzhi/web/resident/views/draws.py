"""抽签, for everybody: how it was done, to be done again; and standing by with a number of one's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.deliberation import actions, queries
from sanzhi.kit.verdict import Refusal
from sanzhi.web.resident.meeting_forms import StandingBy
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once
from sanzhi.web.ui.tables import WRITERS, download

from .meetings import as_form


@anyone
@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """抽签, the newest first."""
    return render(
        request,
        "resident/draws.html",
        paged(request, queries.draws(before=number_in(request)), queries.PAGE_SIZE),
    )


@anyone
@require_safe
def a_draw(request: HttpRequest, draw: int) -> HttpResponse:
    """一次抽签: the promise, the numbers, the secret, who was drawn, and how to do it again."""
    page = queries.draw_page(draw)
    numbers = ",".join(map(str, page.numbers))
    return render(request, "resident/draw.html", {"page": page, "numbers": numbers})


@anyone
@require_safe
def lots(request: HttpRequest, draw: int, form: str) -> HttpResponse:
    """所有的签, to draw again with."""
    one = queries.draw_at(draw)
    if form not in WRITERS:
        raise queries.refused()
    head = [_("名册号"), _("姓名"), _("妇女"), _("第几位"), _("没有进签的理由"), _("没有来的理由")]
    rows = [
        [row.number, row.shown, _("是") if row.woman else "", row.rank or "", row.barred, row.away]
        for row in queries.tickets_of(one)
    ]
    return download(f"draw-{one.pk}", form, head, rows)


@resident
@once
def stand_by(request: HttpRequest, draw: int) -> HttpResponse:
    """做见证人."""
    form = StandingBy(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.witness_self(draw, form.cleaned_data["digits"], by=request.actor, at=request.at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("记下了，谢谢您做见证。"))
            return redirect("resident-draw", draw)
    note = _("随便想 6 到 20 位数字。您的姓名和这个数会公开，谁抽中由所有见证人的数一起决定。")
    return as_form(request, form, _("做见证人"), _("报数"), note=note)
