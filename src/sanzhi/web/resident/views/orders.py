"""百姓服务团, for a resident: what there is, asking for it, what became of it, confirming, cancelling."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.groups import actions, queries
from sanzhi.groups.queries import AskedOffers
from sanzhi.kit import clock
from sanzhi.web.resident.filling import Page, filled_by_resident
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.orders import Confirming, Contradicting, Ordering, WhichOffers
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb


@anyone
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """找人帮忙: what the teams do."""
    form = WhichOffers(request.GET or None)
    asked = AskedOffers(**form.cleaned_data) if form.is_valid() else AskedOffers()
    given = paged(
        request, queries.offers(asked, number_in(request, "after")), queries.PAGE_SIZE, name="after"
    )
    return render(request, "resident/offers.html", given | {"form": form})


@resident
@once
def ask(request: HttpRequest, offer: int) -> HttpResponse:
    """下单."""
    one, form = queries.offer_here(offer), Ordering(posted(request))

    def do() -> str:
        made = actions.order_service(one.pk, form.new(), by=request.actor, at=clock.now())
        return reverse("resident-order", args=[made.pk])

    lead = _("%(team)s：%(what)s。%(price)s。团队说 %(hours)d 小时里答复。") % {
        "team": one.group.name, "what": one.what.rstrip("。"), "price": one.price.rstrip("。"), "hours": one.answer_hours,
    }  # fmt: skip
    page = Page(one.name, lead, _("下单"), _("已下单，团队答复了会告诉您。"), reverse("resident-offers"))
    return filled_by_resident(request, form, do, page)


@resident
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """我的服务单."""
    rows = queries.orders_of(request.actor, number_in(request))
    return render(request, "resident/orders.html", paged(request, rows, queries.PAGE_SIZE))


@resident
@require_safe
def order(request: HttpRequest, order: int) -> HttpResponse:
    """一张服务单."""
    return render(request, "resident/order.html", {"one": queries.order_of(request.actor, order)})


@resident
@once
def confirm(request: HttpRequest, order: int) -> HttpResponse:
    """确认和评价."""
    one, form = queries.order_of(request.actor, order), Confirming(posted(request))

    def do() -> None:
        actions.confirm_order(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    back = reverse("resident-order", args=[one.pk])
    lead = _("评价只有这个团队看得到，不评也可以。")
    return filled_by_resident(
        request, form, do, Page(_("服务好了吗"), lead, _("确认服务好了"), _("已确认，谢谢。"), back)
    )


@resident
@verb
def cancel(request: HttpRequest, order: int) -> HttpResponse:
    """取消, in one step."""
    actions.cancel_order(order, by=request.actor, at=clock.now())
    messages.success(request, _("已取消。"))
    return redirect("resident-order", order)


@resident
@once
def contradict(request: HttpRequest, order: int) -> HttpResponse:
    """没有做好."""
    one, form = queries.order_of(request.actor, order), Contradicting(posted(request))

    def do() -> None:
        actions.contradict_order(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    back = reverse("resident-order", args=[one.pk])
    lead = _("写清哪里没有做好，团队要和您再约时间。")
    return filled_by_resident(
        request, form, do, Page(_("没有做好"), lead, _("告诉团队"), _("已告诉团队。"), back)
    )


@resident
@verb
def allow(request: HttpRequest, order: int) -> HttpResponse:
    """同意转给别的团队."""
    actions.allow_passing(order, by=request.actor, at=clock.now())
    messages.success(request, _("已记下，团队可以转给别的团队了。"))
    return redirect("resident-order", order)
