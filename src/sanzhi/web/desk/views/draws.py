"""抽签, at the desk: lots laid out, witnesses entered, drawn, stepped down from."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.deliberation import access, actions, queries
from sanzhi.web.desk.forms.draws import Barring, CallingOff, LayingOut, Witnessing
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

KEEP, COUNT = access.KEEP, access.COUNT


@staff(KEEP, COUNT)
@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """抽签, of one's place."""
    rows = queries.draws(before=number_in(request), area=request.actor.reach or "-")
    return show(request, "desk/draws.html", paged(request, rows, queries.PAGE_SIZE))


@staff(KEEP, COUNT)
@require_safe
def a_draw(request: HttpRequest, draw: int) -> HttpResponse:
    """一次抽签: whoever keeps the body also reads the names."""
    page = queries.draw_page(draw)
    queries.body_here(request.actor, page.one.body_id)
    given = {
        "page": page, "names": queries.drawn_names(request.actor, [*page.seated, *page.following, *page.away]),
        "may_keep": bool(access.may_keep(request.actor, page.one.body.area_id)),
        "may_count": bool(access.may_count(request.actor, page.one.body.area_id)), "two_hands": _two_hands(request, page),
        "me": request.actor.person_id,
    }  # fmt: skip
    return show(request, "desk/draw.html", given)


@staff(KEEP)
@once
def lay_out(request: HttpRequest, council: int) -> HttpResponse:
    """摆签."""
    body = queries.body_here(request.actor, council)
    form = LayingOut(posted(request))

    def do() -> None:
        actions.lay_out(body.pk, form.new(), by=request.actor, at=request.at)

    note = _("名册上今天的人每人一支签。要有两位见证人各报一个数，才能抽；抽好以后谁都可以照着算一遍。")
    title = _("抽签：%(name)s") % {"name": body.name}
    return filled(request, form, do, title, _("签摆好了，请见证人报数。"), ("desk-draws",), note)


@staff(KEEP)
@once
def bar(request: HttpRequest, draw: int) -> HttpResponse:
    """不进这次抽签."""
    one = _of_mine(request, draw)
    form = Barring(posted(request))

    def do() -> None:
        actions.bar(one, **form.cleaned_data, by=request.actor, at=request.at)

    note = _("例如要评的事和他家有关。理由大家都看得到。")
    return filled(request, form, do, _("不进这次抽签"), _("已记下。"), ("desk-draw", one), note)


@staff(KEEP, COUNT)
@once
def witness(request: HttpRequest, draw: int) -> HttpResponse:
    """登记见证人."""
    one = _of_mine(request, draw)
    form = Witnessing(posted(request))

    def do() -> None:
        actions.witness(one, **form.cleaned_data, by=request.actor, at=request.at)

    note = _("请在场的人随口报 6 到 20 位数字。姓名和数字都会公开。")
    return filled(request, form, do, _("登记见证人"), _("已登记。"), ("desk-draw", one), note)


@staff(KEEP)
@verb
def draw_lots(request: HttpRequest, draw: int) -> HttpResponse:
    """抽."""
    one = actions.draw_lots(_of_mine(request, draw), by=request.actor, at=request.at)
    messages.success(request, _("抽好了。"))
    return redirect("desk-draw", one.pk)


@staff(KEEP)
@once
def call_off(request: HttpRequest, draw: int) -> HttpResponse:
    """不抽了."""
    one = _of_mine(request, draw)
    form = CallingOff(posted(request))

    def do() -> None:
        actions.call_off(one, form.cleaned_data["because"], by=request.actor, at=request.at)

    return filled(request, form, do, _("不抽了"), _("已记下，这一页还留着。"), ("desk-draw", one))


@staff(KEEP)
@once
def step_down(request: HttpRequest, draw: int) -> HttpResponse:
    """抽中了不来."""
    one = _of_mine(request, draw)
    form = Barring(posted(request))

    def do() -> None:
        actions.step_down(one, **form.cleaned_data, by=request.actor, at=request.at)

    note = _("另一个人确认以后，按抽出来的顺序由下一位补上。")
    return filled(request, form, do, _("抽中了不来"), _("已登记，等另一个人确认。"), ("desk-draw", one), note)


@staff(KEEP, COUNT)
@verb
def confirm_step_down(request: HttpRequest, draw: int, lot: int) -> HttpResponse:
    """确认不来."""
    actions.confirm_step_down(_of_mine(request, draw), lot, by=request.actor, at=request.at)
    messages.success(request, _("已由下一位补上。"))
    return redirect("desk-draw", draw)


@staff(KEEP, COUNT)
@verb
def take_back_step_down(request: HttpRequest, draw: int, lot: int) -> HttpResponse:
    """登记错了."""
    actions.take_back_step_down(_of_mine(request, draw), lot, by=request.actor, at=request.at)
    messages.success(request, _("已撤回，席位不变。"))
    return redirect("desk-draw", draw)


def _of_mine(request: HttpRequest, draw: int) -> int:
    """Of a body in one's sight. Raises Refusal."""
    one = queries.draw_at(draw)
    queries.body_here(request.actor, one.body_id)
    return one.pk


def _two_hands(request: HttpRequest, page: queries.DrawPage) -> bool:
    """Whether whoever looks may draw: there are witnesses, and not all of them by their hand."""
    hands = {one.by_id for one in page.witnesses}
    return len(page.witnesses) >= queries.WITNESSES and hands != {request.actor.person_id}
