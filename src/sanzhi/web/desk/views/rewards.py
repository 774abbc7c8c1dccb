"""兑换目录、商户、预算: what a village offers, where it is had, and how much of it may be given."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.rewards import access, actions, queries
from sanzhi.web.desk.forms.rewards import AddingHand, Allotting, Offering, Opening, Restocking
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

MANAGE, SIGN = "reward.manage", "reward.sign"
TERMS = (
    "name", "description", "price", "limit_month", "limit_year", "valid_days", "refund_on_expiry", "open_from", "open_to",
)  # fmt: skip


def filled(
    request: HttpRequest,
    form: UiForm,
    do: Callable[[], Any],
    title: str,
    told: str,
    to: tuple[Any, ...],
    note: str = "",
) -> HttpResponse:
    """A form that does one thing: done and told, or shown again with what was typed and why not."""
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, told)
            return redirect(*to)
    return show(request, "desk/reward_form.html", {"form": form, "title": title, "note": note})


@staff(MANAGE, SIGN)
@require_safe
def rewards(request: HttpRequest) -> HttpResponse:
    """兑换目录."""
    rows = paged(request, queries.rewards_in(request.actor, number_in(request)), queries.PAGE_SIZE)
    return show(request, "desk/rewards.html", {**rows, "may_manage": request.actor.may(MANAGE)})


@staff(MANAGE)
@once
def new_reward(request: HttpRequest) -> HttpResponse:
    """上架."""
    form = Offering(posted(request), actor=request.actor, initial={"open_from": clock.today()})

    def do() -> None:
        actions.offer_reward(form.terms(), by=request.actor, at=clock.now())

    return filled(request, form, do, _("上架兑换品"), _("已上架。"), ("desk-rewards",))


@staff(MANAGE)
@once
def change_reward(request: HttpRequest, reward: int) -> HttpResponse:
    """改兑换品: from now on; what was bought keeps its terms."""
    found = queries.reward_by_id(request.actor, reward)
    now = {name: getattr(found, name) for name in TERMS} | {"face": f"{found.face_fen / 100:.2f}"}
    now["merchants"] = [shop.id for shop in found.merchants.all()]
    form = Offering(posted(request), actor=request.actor, changing=True, initial=now)

    def do() -> None:
        new = form.terms(area=found.area_id, kind=found.kind, stock=found.stock)
        actions.change_reward(found.id, new, by=request.actor, at=clock.now())

    note = _("已经兑出去的券，价格和面值不变。")
    return filled(request, form, do, found.name, _("已保存。"), ("desk-rewards",), note)


@staff(MANAGE)
@once
def restock_reward(request: HttpRequest, reward: int) -> HttpResponse:
    """补货."""
    found, form = queries.reward_by_id(request.actor, reward), Restocking(posted(request))

    def do() -> None:
        actions.restock(found.id, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("现在还有 %(left)d 份。") % {"left": found.stock}
    title = _("补货：%(name)s") % {"name": found.name}
    return filled(request, form, do, title, _("已补货。"), ("desk-rewards",), note)


@staff(MANAGE)
@verb
def close_reward(request: HttpRequest, reward: int) -> HttpResponse:
    """下架."""
    actions.close_reward(queries.reward_by_id(request.actor, reward).id, by=request.actor, at=clock.now())
    messages.success(request, _("已下架；兑出去的券照常能用。"))
    return redirect("desk-rewards")


@staff(MANAGE)
@require_safe
def merchants(request: HttpRequest) -> HttpResponse:
    """商户."""
    return show(
        request,
        "desk/merchants.html",
        paged(request, queries.merchants_in(request.actor, number_in(request)), queries.PAGE_SIZE),
    )


@staff(MANAGE)
@once
def new_merchant(request: HttpRequest) -> HttpResponse:
    """登记商户."""
    form = Opening(posted(request), actor=request.actor)

    def do() -> None:
        actions.open_merchant(**form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("登记商户"), _("已登记，请指定收券人。"), ("desk-merchants",))


@staff(MANAGE)
@once
def merchant(request: HttpRequest, merchant: int) -> HttpResponse:
    """一家商户: who may redeem there, and one more."""
    found = queries.merchant_by_id(request.actor, merchant)
    form = AddingHand(posted(request), area=found.area_id, at=clock.now())
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_hand(found.id, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("person", refusal.sentence)
        else:
            messages.success(request, _("已指定。"))
            return redirect("desk-merchant", found.id)
    given = {"merchant": found, "hands": queries.hands_of(found), "form": form}
    return show(request, "desk/merchant.html", given)


@staff(MANAGE)
@verb
def close_merchant(request: HttpRequest, merchant: int) -> HttpResponse:
    """停用商户."""
    actions.close_merchant(
        queries.merchant_by_id(request.actor, merchant).id, by=request.actor, at=clock.now()
    )
    messages.success(request, _("已停用；以前收的券照常结算。"))
    return redirect("desk-merchants")


@staff(MANAGE)
@verb
def end_hand(request: HttpRequest, merchant: int, hand: int) -> HttpResponse:
    """取消收券人."""
    found = queries.merchant_by_id(request.actor, merchant)
    actions.end_hand(found.id, person=hand, by=request.actor, at=clock.now())
    messages.success(request, _("已取消。"))
    return redirect("desk-merchant", found.id)


@staff(MANAGE, SIGN)
@require_safe
def budgets(request: HttpRequest) -> HttpResponse:
    """兑换预算: what was approved, what is gone, what is still out, and what waits for approval."""
    actor = request.actor
    given = paged(request, queries.budgets_of(actor, number_in(request)), queries.PAGE_SIZE)
    out = queries.liability_of(given["rows"])
    given["rows"] = [(one, out.get(one.id, 0)) for one in given["rows"]]
    asked = queries.waiting_allotments(actor, number_in(request, "after"))
    waiting = paged(request, asked, queries.PAGE_SIZE, name="after")
    given["waiting"] = waiting | {
        "rows": [
            (one, access.may_sign(actor, one.budget.area_id, one.entered_by_id)) for one in waiting["rows"]
        ]
    }
    return show(request, "desk/budgets.html", {**given, "may_manage": actor.may(MANAGE)})


@staff(MANAGE)
@once
def new_allotment(request: HttpRequest) -> HttpResponse:
    """录入预算决定."""
    form = Allotting(posted(request), actor=request.actor, initial={"year": localdate(clock.now()).year})

    def do() -> None:
        actions.enter_allotment(**form.given(), by=request.actor, at=clock.now())

    return filled(request, form, do, _("录入预算决定"), _("已录入，等别人批准。"), ("desk-budgets",))


@staff(SIGN)
@verb
def approve_allotment(request: HttpRequest, allotment: int) -> HttpResponse:
    """批准预算决定."""
    found = queries.allotment_by_id(request.actor, allotment)
    actions.approve_allotment(found.id, by=request.actor, at=clock.now())
    messages.success(request, _("已批准，从现在起可以兑换。"))
    return redirect("desk-budgets")
