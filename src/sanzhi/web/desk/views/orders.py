"""服务单工作台: what a team offers and what was asked of it; what a desk ordered for somebody."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.groups import access, actions, queries
from sanzhi.groups.queries import AskedOffers, AskedOrders
from sanzhi.kit import clock
from sanzhi.kit.masking import mask_name
from sanzhi.people import queries as people
from sanzhi.web.desk.forms.orders import (
    Accepting,
    ConfirmingFor,
    ContradictingFor,
    Offering,
    OrderingFor,
    PassingOn,
    Purposed,
    WhichOrders,
    WithReason,
)
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.orders import WhichOffers
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

LEAD, TAKE = "volunteer.lead", "case.file_for"


@staff(LEAD, TAKE)
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """服务单: those of one's teams and those taken here; how busy the teams are."""
    form = WhichOrders(request.GET or None)
    asked, at = AskedOrders(**form.cleaned_data) if form.is_valid() else AskedOrders(), clock.now()
    rows = queries.orders_run(request.actor, asked, at, number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE) | {"form": form, "load": queries.load(request.actor, at)}
    given |= {"may_take": access.may_take_orders(request.actor).ok, "may_lead": request.actor.may(LEAD)}
    return show(request, "desk/orders.html", given)


@staff(LEAD)
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """服务项目 of one's own teams."""
    given = paged(
        request,
        queries.offers_run(request.actor, number_in(request, "after")),
        queries.PAGE_SIZE,
        name="after",
    )
    return show(
        request, "desk/offers.html", given | {"mine": True, "groups": queries.run_from(request.actor)}
    )


@staff(LEAD)
@once
def new_offer(request: HttpRequest) -> HttpResponse:
    """发布服务项目."""
    form = Offering(posted(request), groups=queries.run_from(request.actor))

    def do() -> None:
        actions.publish_offer(form.new(), by=request.actor, at=clock.now())

    note = _("发布以后居民就能下单。要改的，先停办再发布。")
    return filled(request, form, do, _("发布服务项目"), _("已发布。"), ("desk-offers",), note)


@staff(LEAD)
@verb
def end_offer(request: HttpRequest, offer: int) -> HttpResponse:
    """停办."""
    actions.end_offer(offer, by=request.actor, at=clock.now())
    messages.success(request, _("已停办，下过的单照办。"))
    return redirect("desk-offers")


@staff(TAKE)
@require_safe
def to_take(request: HttpRequest) -> HttpResponse:
    """替人下单: which service."""
    form = WhichOffers(request.GET or None)
    asked = AskedOffers(**form.cleaned_data) if form.is_valid() else AskedOffers()
    given = paged(
        request, queries.offers(asked, number_in(request, "after")), queries.PAGE_SIZE, name="after"
    )
    return show(request, "desk/offers.html", given | {"form": form, "mine": False})


@staff(TAKE)
@once
def take(request: HttpRequest, offer: int) -> HttpResponse:
    """替人下单."""
    one, form = queries.offer_here(offer), OrderingFor(posted(request))

    def do() -> None:
        said = {name: form.cleaned_data[name] for name in ("name", "phone", "channel", "consented")}
        actions.take_order(one.pk, form.new(), **said, by=request.actor, at=clock.now())

    title = _("替人下单：%(what)s") % {"what": one.name}
    note = f"{one.group.name} · {one.what} · {one.for_whom} · {one.price}"
    return filled(request, form, do, title, _("已下单，团队会答复。"), ("desk-orders",), note)


@staff(LEAD, TAKE)
@require_safe
def order(request: HttpRequest, order: int) -> HttpResponse:
    """一张服务单, with what may be done now."""
    one, actor = queries.order_of(request.actor, order), request.actor
    given: dict[str, Any] = {
        "one": one,
        "name": one.person.name if one.runs else mask_name(one.person.name),
        "runs_it": access.may_wind_up(actor, one.group).ok,
        "speaks": access.may_speak_for(actor, one).ok,
        "purpose": Purposed(),
    }
    if given["runs_it"] and request.session.pop("order_looked", None) == one.pk and one.runs:
        given["phone"] = people.phone_of(one.person)  # once for each look
    return show(request, "desk/order.html", given)


@staff(LEAD)
@verb
def look(request: HttpRequest, order: int) -> HttpResponse:
    """看电话, with a purpose that whoever asked reads."""
    form = Purposed(request.POST)
    purpose = form.cleaned_data["purpose"] if form.is_valid() else ""
    actions.look_at_asker(order, purpose=purpose, by=request.actor, at=clock.now())
    request.session["order_looked"] = order
    return redirect("desk-order", order)


@staff(LEAD)
@once
def accept(request: HttpRequest, order: int) -> HttpResponse:
    """接单."""
    one = queries.order_run(request.actor, order)
    form = Accepting(posted(request), initial={"day": one.day, "half": one.half})

    def do() -> None:
        actions.accept_order(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("接单"), _("已接单，会告诉本人。"), ("desk-order", one.pk))


@staff(LEAD)
@once
def refuse(request: HttpRequest, order: int) -> HttpResponse:
    """做不了."""
    one, form = queries.order_run(request.actor, order), WithReason(posted(request))

    def do() -> None:
        actions.refuse_order(one.pk, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    note = _("别的团队能做的，请转给别的团队。")
    return filled(request, form, do, _("做不了"), _("已答复本人。"), ("desk-order", one.pk), note)


@staff(LEAD)
@once
def pass_on(request: HttpRequest, order: int) -> HttpResponse:
    """转给别的团队."""
    one = queries.order_run(request.actor, order)
    form = PassingOn(posted(request), offers=queries.offers_to_pass(one))

    def do() -> None:
        actions.pass_order(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("转给别的团队"), _("已转，会告诉本人。"), ("desk-order", one.pk))


@staff(LEAD)
@verb
def finish(request: HttpRequest, order: int) -> HttpResponse:
    """服务好了."""
    actions.finish_order(order, by=request.actor, at=clock.now())
    messages.success(request, _("已记下，等本人确认。"))
    return redirect("desk-order", order)


@staff(TAKE)
@once
def confirm(request: HttpRequest, order: int) -> HttpResponse:
    """替本人确认, on their word."""
    one, form = queries.order_of(request.actor, order), ConfirmingFor(posted(request))
    access.may_speak_for(request.actor, one).or_refuse()

    def do() -> None:
        actions.confirm_order(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("打电话问过本人，照本人说的记。")
    return filled(request, form, do, _("替本人确认"), _("已确认。"), ("desk-order", one.pk), note)


@staff(TAKE)
@verb
def cancel(request: HttpRequest, order: int) -> HttpResponse:
    """替本人取消."""
    actions.cancel_order(order, by=request.actor, at=clock.now())
    messages.success(request, _("已取消。"))
    return redirect("desk-order", order)


@staff(TAKE)
@once
def contradict(request: HttpRequest, order: int) -> HttpResponse:
    """替本人说没有做好, on their word."""
    one, form = queries.order_of(request.actor, order), ContradictingFor(posted(request))
    access.may_speak_for(request.actor, one).or_refuse()

    def do() -> None:
        actions.contradict_order(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("打电话问过本人，照本人说的记；团队要再约时间。")
    return filled(request, form, do, _("本人说没有做好"), _("已记下，会告诉团队。"), ("desk-order", one.pk), note)  # fmt: skip


@staff(TAKE)
@verb
def allow(request: HttpRequest, order: int) -> HttpResponse:
    """替本人同意转给别的团队, on their word."""
    actions.allow_passing(order, by=request.actor, at=clock.now())
    messages.success(request, _("已记下，团队可以转了。"))
    return redirect("desk-order", order)
