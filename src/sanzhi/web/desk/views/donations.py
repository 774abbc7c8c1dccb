"""捐赠的使用, at the desk: proposed, agreed to, paid, each by another hand; another purpose; the notice of a quarter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sanzhi.groups import actions, queries
from sanzhi.kit import clock
from sanzhi.kit.money import yuan
from sanzhi.web.desk.forms.donations import ChangingPurpose, Disclosing, Using
from sanzhi.web.desk.forms.funds import Paying
from sanzhi.web.desk.forms.points import Reasoning
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

KEEP = "fund.keep"


@staff(KEEP)
@once
def propose(request: HttpRequest, gift: int) -> HttpResponse:
    """提出使用."""
    one, form = queries.gift_kept(request.actor, gift), Using(posted(request))

    def do() -> None:
        actions.propose_use(one.pk, **form.said(), by=request.actor, at=clock.now())

    note = _("%(donor)s 的这笔只用于：%(purpose)s；还剩 %(left)s。") % {
        "donor": one.donor, "purpose": queries.purpose_of(one), "left": yuan(queries.left_of(one)),
    }  # fmt: skip
    return filled(
        request, form, do, _("提出使用"), _("已提出，等另一个人同意。"), ("desk-fund", one.fund_id), note
    )


@staff(KEEP)
@verb
def agree(request: HttpRequest, gift_use: int) -> HttpResponse:
    """同意使用."""
    one = actions.agree_use(gift_use, by=request.actor, at=clock.now())
    messages.success(request, _("已同意，钱已经留出来。"))
    return redirect("desk-fund", one.gift.fund_id)


@staff(KEEP)
@once
def pay(request: HttpRequest, gift_use: int) -> HttpResponse:
    """付款."""
    one, form = queries.use_kept(request.actor, gift_use), Paying(posted(request))

    def do() -> None:
        actions.pay_use(one.pk, voucher=form.cleaned_data["voucher"], by=request.actor, at=clock.now())

    note = f"{one.what} · {yuan(one.fen)}"
    return filled(request, form, do, _("登记付款"), _("已付款。"), ("desk-fund", one.gift.fund_id), note)


@staff(KEEP)
@once
def refuse(request: HttpRequest, gift_use: int) -> HttpResponse:
    """不同意使用."""
    one, form = queries.use_kept(request.actor, gift_use), Reasoning(posted(request))

    def do() -> None:
        actions.refuse_use(one.pk, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("不同意使用"), _("已退回。"), ("desk-fund", one.gift.fund_id), one.what
    )


@staff(KEEP)
@once
def drop(request: HttpRequest, gift_use: int) -> HttpResponse:
    """不用了."""
    one, form = queries.use_kept(request.actor, gift_use), Reasoning(posted(request))

    def do() -> None:
        actions.drop_use(one.pk, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    note = _("留出来的钱回到这笔捐赠，还是只能按它的用途用。")
    return filled(request, form, do, _("不用了"), _("已退回。"), ("desk-fund", one.gift.fund_id), note)


@staff(KEEP)
@once
def purpose(request: HttpRequest, gift: int) -> HttpResponse:
    """改用途."""
    one, form = queries.gift_kept(request.actor, gift), ChangingPurpose(posted(request))

    def do() -> None:
        actions.propose_purpose(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("没有捐赠人的书面同意或者村里的决议，剩下的钱不能改作别的用途。")
    return filled(
        request, form, do, _("改用途"), _("已提出，等另一个人同意。"), ("desk-fund", one.fund_id), note
    )


@staff(KEEP)
@verb
def agree_purpose(request: HttpRequest, gift_purpose: int) -> HttpResponse:
    """同意改用途."""
    row = actions.agree_purpose(gift_purpose, by=request.actor, at=clock.now())
    messages.success(request, _("用途已改，大家看得到凭什么改的。"))
    return redirect("desk-fund", row.gift.fund_id)


@staff(KEEP)
@once
def refuse_purpose(request: HttpRequest, gift_purpose: int) -> HttpResponse:
    """不同意改用途."""
    one, form = queries.purpose_kept(request.actor, gift_purpose), Reasoning(posted(request))

    def do() -> None:
        actions.refuse_purpose(one.pk, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    note = _("%(donor)s 的这笔：%(purpose)s。捐赠人不愿意，或者文件里没有这么写的，写明理由。") % {
        "donor": one.gift.donor, "purpose": one.purpose,
    }  # fmt: skip
    return filled(request, form, do, _("不同意改用途"), _("已退回，还是原来的用途。"), ("desk-fund", one.gift.fund_id), note)  # fmt: skip


@staff(KEEP)
@once
def disclose(request: HttpRequest, fund: int, quarter: str) -> HttpResponse:
    """拟公开."""
    form = Disclosing(posted(request))

    def do() -> None:
        actions.disclose(
            fund, quarter, contact=form.cleaned_data["contact"], by=request.actor, at=clock.now()
        )

    note = _("%(quarter)s：每一笔捐赠收到、用掉、还剩多少，拟成公示，由别人审签。") % {"quarter": quarter}
    return filled(request, form, do, _("公开一个季度"), _("已拟好，等审签。"), ("desk-fund", fund), note)
