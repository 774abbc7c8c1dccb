"""积分兑换: what my household can have, having it, and the vouchers it has."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock, papers
from sanzhi.kit.verdict import Refusal
from sanzhi.rewards import actions, queries
from sanzhi.web.resident.shop_forms import Confirming, Wanting
from sanzhi.web.ui import vouchers as said
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb


@resident
@require_safe
def shop(request: HttpRequest) -> HttpResponse:
    """兑换: of my village, the cheapest first, so that what we can afford stands in front; or why we cannot."""
    at = clock.now()
    try:
        holding = queries.holding_of(request.actor)
    except Refusal as refusal:
        return render(request, "resident/shop.html", {"refusal": refusal})
    rows = queries.on_offer(holding.area, at, after=number_in(request, "after"))
    given = paged(request, rows, queries.PAGE_SIZE, name="after") | {"holding": holding}
    given["rows"] = [(one, queries.may_buy(one, holding, 1, at)) for one in given["rows"]]
    return render(request, "resident/shop.html", given)


@resident
@require_safe
def reward(request: HttpRequest, reward: int) -> HttpResponse:
    """一样: what it is, where it is used, and how many."""
    at, holding = clock.now(), queries.holding_of(request.actor)
    found = queries.reward_on_offer(reward, holding.area)
    given = {
        "reward": found,
        "holding": holding,
        "shops": [shop.name for shop in found.merchants.all()],
        "verdict": queries.may_buy(found, holding, 1, at),
        "form": Wanting(),
    }
    return render(request, "resident/reward.html", given)


@resident
@once
def buy(request: HttpRequest, reward: int) -> HttpResponse:
    """确认兑换: what it will cost and leave, then one press."""
    at, holding = clock.now(), queries.holding_of(request.actor)
    found = queries.reward_on_offer(reward, holding.area)
    if request.method != "POST":
        wanted = Wanting(request.GET)
        if not wanted.is_valid():
            return redirect("resident-reward", found.id)
        return _confirm(request, found, holding, wanted.cleaned_data["count"])
    form = Confirming(posted(request))
    if not form.is_valid():
        return redirect("resident-reward", found.id)
    count, key = form.cleaned_data["count"], f"web:{request.actor.person_id}:{request.POST['once']}"
    try:
        bought = actions.buy(found.id, **form.cleaned_data, key=key, by=request.actor, at=at)
    except Refusal as refusal:
        return _confirm(request, found, holding, count, refusal)
    messages.success(request, _("兑好了。出示二维码就能用。"))
    if count > 1:
        return redirect("resident-vouchers")
    return redirect("resident-voucher", bought.vouchers.get().id)


def _confirm(
    request: HttpRequest, found, holding, count: int, refusal: Refusal | None = None
) -> HttpResponse:
    cost = found.price * count
    given = {
        "reward": found,
        "count": count,
        "cost": cost,
        "left": holding.free - cost,
        "verdict": queries.may_buy(found, holding, count, clock.now()),
        "form": Confirming(initial={"count": count, "price": found.price}),
        "refusal": refusal,
    }
    return render(request, "resident/buy.html", given, status=422 if refusal else 200)


@resident
@require_safe
def vouchers(request: HttpRequest) -> HttpResponse:
    """我家的券, the newest first."""
    at, holding = clock.now(), queries.holding_of(request.actor)
    given = paged(request, queries.vouchers_of(holding, before=number_in(request)), queries.PAGE_SIZE)
    given["rows"] = [(one, *said.state_words(one, at), said.last_day(one)) for one in given["rows"]]
    return _private(render(request, "resident/vouchers.html", given))


@resident
@require_safe
def voucher(request: HttpRequest, voucher: int) -> HttpResponse:
    """一张券: its QR code and what it is, to show at the counter."""
    at, found = clock.now(), _mine(request, voucher)
    words, tone = said.state_words(found, at)
    usable = queries.usable(found, at)
    code = queries.code_of(found) if usable else ""
    qr = mark_safe(papers.qr_svg(said.address_of(request, code))) if code else ""  # noqa: S308 - drawn by us
    given = {
        "voucher": found,
        "words": words,
        "tone": tone,
        "usable": usable,
        "last": said.last_day(found),
        "code": code,
        "qr": qr,
        "shops": [shop.name for shop in found.reward.merchants.all() if not shop.closed_at],
    }
    return _private(render(request, "resident/voucher.html", given))


@resident
@require_safe
def voucher_paper(request: HttpRequest, voucher: int) -> HttpResponse:
    """打印的券."""
    found = _mine(request, voucher)
    queries.usable(found, clock.now()).or_refuse()
    return said.paper(request, found, queries.code_of(found))


@resident
@verb
def cancel_voucher(request: HttpRequest, voucher: int) -> HttpResponse:
    """退券."""
    actions.cancel(_mine(request, voucher).id, by=request.actor, at=clock.now())
    messages.success(request, _("已经退掉，积分回来了。"))
    return redirect("resident-voucher", voucher)


def _mine(request: HttpRequest, voucher: int):
    return queries.voucher_of(queries.holding_of(request.actor), voucher)


def _private(answer: HttpResponse) -> HttpResponse:
    """A code on a page is worth what it stands for: nothing keeps it on a shared machine."""
    answer["Cache-Control"] = "no-store"
    return answer
