"""结算: what can be settled, drawn up, signed by both, printed, paid and announced."""

from operator import attrgetter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock, papers
from sanzhi.kit.money import yuan
from sanzhi.rewards import access, actions, queries
from sanzhi.web.desk.forms.settlements import Paying
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged, pair_in, row_number
from sanzhi.web.ui.posting import once, verb

from .rewards import MANAGE, SIGN, filled

CONFIRM = "reward.redeem"


@staff(MANAGE, SIGN, CONFIRM)
@require_safe
def settlements(request: HttpRequest) -> HttpResponse:
    """结算单, and the months that can be drawn up."""
    actor = request.actor
    given = paged(request, queries.settlements_for(actor, number_in(request)), queries.PAGE_SIZE)
    given["rows"] = [(one, *_state(one)) for one in given["rows"]]
    ready = queries.to_draw(actor, clock.now(), pair_in(request, "after")) if actor.may(MANAGE) else []
    given["ready"] = paged(request, ready, queries.PAGE_SIZE, name="after", key=attrgetter("key"))
    return show(request, "desk/settlements.html", given)


@staff(MANAGE)
@verb
def draw_settlement(request: HttpRequest) -> HttpResponse:
    """拟结算单."""
    shop = queries.merchant_by_id(request.actor, row_number(request.POST.get("merchant", "")))
    drawn = actions.draw_settlement(
        shop.id, month=request.POST.get("month", ""), by=request.actor, at=clock.now()
    )
    messages.success(request, _("已拟好，等村里和商户签字。"))
    return redirect("desk-settlement", drawn.id)


@staff(MANAGE, SIGN, CONFIRM)
@require_safe
def settlement(request: HttpRequest, settlement: int) -> HttpResponse:
    """一张结算单: its lines, who signed, what may be done."""
    actor, found = request.actor, queries.settlement_by_id(request.actor, settlement)
    words, tone = _state(found)
    given = {
        "settlement": found,
        "words": words,
        "tone": tone,
        "sign": access.may_sign(actor, found.area_id, found.drawn_by_id),
        "may_sign": actor.may(SIGN),
        "may_confirm": found.merchant_id in queries.shops_of(actor),
        "may_manage": actor.may(MANAGE),
        "unsigned": not found.village_signed_at and not found.merchant_signed_at,
    }
    return show(request, "desk/settlement.html", given)


@staff(SIGN)
@verb
def sign_settlement(request: HttpRequest, settlement: int) -> HttpResponse:
    """村里签字."""
    found = queries.settlement_by_id(request.actor, settlement)
    actions.sign_for_village(found.id, by=request.actor, at=clock.now())
    messages.success(request, _("已签字。"))
    return redirect("desk-settlement", found.id)


@staff(CONFIRM)
@verb
def confirm_settlement(request: HttpRequest, settlement: int) -> HttpResponse:
    """商户签字."""
    found = queries.settlement_by_id(request.actor, settlement)
    actions.sign_for_merchant(found.id, by=request.actor, at=clock.now())
    messages.success(request, _("已签字。"))
    return redirect("desk-settlement", found.id)


@staff(MANAGE)
@verb
def drop_settlement(request: HttpRequest, settlement: int) -> HttpResponse:
    """作废."""
    found = queries.settlement_by_id(request.actor, settlement)
    actions.drop_settlement(found.id, by=request.actor, at=clock.now())
    messages.success(request, _("已作废，可以重新拟。"))
    return redirect("desk-settlements")


@staff(MANAGE)
@once
def pay_settlement(request: HttpRequest, settlement: int) -> HttpResponse:
    """登记付款, and the notice of it."""
    found, form = queries.settlement_by_id(request.actor, settlement), Paying(posted(request))

    def do() -> None:
        actions.pay_settlement(found.id, **form.cleaned_data, by=request.actor, at=clock.now())

    title = _("登记付款：%(name)s %(month)s") % {"name": found.merchant.name, "month": found.month}
    told = _("已登记付款，公示稿也拟好了，请别人审签。")
    return filled(request, form, do, title, told, ("desk-settlement", found.id), yuan(found.fen))


@staff(MANAGE, SIGN, CONFIRM)
@require_safe
def settlement_sheet(request: HttpRequest, settlement: int) -> HttpResponse:
    """结算单 to print."""
    found = queries.settlement_by_id(request.actor, settlement)
    lines = [
        [str(number), str(line.count), f"{line.reward.name}（{yuan(line.face_fen)}）", yuan(line.fen)]
        for number, line in enumerate(found.lines.all(), start=1)
    ]
    data = {
        "title": _("积分兑换结算单"),
        "number": _("结算第 %(number)d 号") % {"number": found.id},
        "fields": [
            [_("商户"), found.merchant.name],
            [_("月份"), found.month],
            [_("合计"), _("%(count)d 张，%(sum)s") % {"count": found.count, "sum": yuan(found.fen)}],
            [_("拟单"), _hand(found.drawn_by, found.drawn_at)],
            [_("村里签字"), _hand(found.village_signed_by, found.village_signed_at)],
            [_("商户签字"), _hand(found.merchant_signed_by, found.merchant_signed_at)],
            [_("付款凭证号"), found.reference or "—"],
        ],
        "heads": [_("序号"), _("张数"), _("兑换品"), _("金额")],
        "lines": lines,
        "wide": 2,  # the name of what was given
        "office": str(found.area),
        "date": f"{localtime(found.drawn_at):%Y-%m-%d}",
        "seal": True,
    }
    answer = HttpResponse(papers.pdf("notice", data), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="settlement-{found.id}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _hand(person, at) -> str:
    return f"{person.name} {localtime(at):%Y-%m-%d %H:%M}" if person else "—"


def _state(settlement) -> tuple[str, str]:
    """(words, tone) of how far it is."""
    if settlement.paid_at:
        return _("已付款"), "done"
    if settlement.posting:
        return _("待付款"), "move"
    if settlement.village_signed_at:
        return _("等商户签字"), "wait"
    if settlement.merchant_signed_at:
        return _("等村里签字"), "wait"
    return _("等双方签字"), "wait"
