"""发展基金工作台: what came in, calls, who was chosen, what was accepted and paid; each sum by two hands."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.groups import actions, queries, rules
from sanzhi.kit import clock
from sanzhi.kit.money import yuan
from sanzhi.notices import queries as notices
from sanzhi.web.desk.forms.funds import (
    Accepting,
    Announcing,
    EnteringGift,
    Granting,
    NamingJudge,
    OpeningFund,
    Paying,
)
from sanzhi.web.desk.forms.points import Reasoning
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged, paged_lists, pair_in
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

KEEP = "fund.keep"
DESK_LISTS = ("gifts", "grants", "calls", "to_confirm", "to_agree", "milestones", "sent_back")


@staff(KEEP)
@require_safe
def funds(request: HttpRequest) -> HttpResponse:
    """发展基金."""
    rows = queries.kept_by(request.actor, number_in(request, "after"))
    return show(request, "desk/funds.html", paged(request, rows, queries.PAGE_SIZE, name="after"))


@staff(KEEP)
@once
def open_fund(request: HttpRequest) -> HttpResponse:
    """设立基金."""
    form = OpeningFund(posted(request), actor=request.actor)

    def do() -> None:
        actions.open_fund(**form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("设立基金"), _("已设立。"), ("desk-funds",))


@staff(KEEP)
@require_safe
def fund(request: HttpRequest, fund: int) -> HttpResponse:
    """一个基金, with what waits for a second hand."""
    past = {name: number_in(request, name) for name in DESK_LISTS}
    desk = queries.fund_desk(request.actor, fund, past)
    lists: dict[str, list[Any]] = {
        "gifts": desk.page.gifts, "grants": desk.page.grants, "calls": desk.calls, "to_confirm": desk.to_confirm,
        "to_agree": desk.to_agree, "milestones": desk.milestones, "sent_back": desk.sent_back,
    }  # fmt: skip
    given = paged_lists(request, lists, queries.PAGE_SIZE)
    more = _of_donations(request, desk.page.one) if desk.page.one.kind == "donations" else {}
    return show(
        request, "desk/fund.html", {**given, **more, "page": desk.page, "me": request.actor.person_id}
    )


def _of_donations(request: HttpRequest, fund: Any) -> dict[str, Any]:
    """Uses and purposes that wait for a second hand; quarters to be shown."""
    uses = queries.uses_waiting(fund, number_in(request, "uses"))
    purposes = queries.purposes_waiting(fund, number_in(request, "purposes"))
    return {
        "uses": paged(request, uses, queries.PAGE_SIZE, name="uses"),
        "purposes": paged(request, purposes, queries.PAGE_SIZE, name="purposes"),
        "owed": queries.quarters_owed(fund, clock.today()),
    }


@staff(KEEP)
@once
def enter_gift(request: HttpRequest, fund: int) -> HttpResponse:
    """登记进账."""
    form = EnteringGift(posted(request))

    def do() -> None:
        actions.enter_gift(fund, form.new(), by=request.actor, at=clock.now())

    note = _("写本人同意公开的称呼；没有同意公开名字的，写“爱心人士”。由另一个人核对以后入账。")
    return filled(request, form, do, _("登记进账"), _("已登记，等另一个人核对。"), ("desk-fund", fund), note)


def _done(request: HttpRequest, do: Callable[..., Any], number: int, told: str, fund: Callable[[Any], int]) -> HttpResponse:  # fmt: skip
    one = do(number, by=request.actor, at=clock.now())
    messages.success(request, told)
    return redirect("desk-fund", fund(one))


@staff(KEEP)
@verb
def confirm_gift(request: HttpRequest, gift: int) -> HttpResponse:
    """核对入账."""
    return _done(request, actions.confirm_gift, gift, _("已入账。"), lambda one: one.fund_id)


@staff(KEEP)
@once
def refuse_gift(request: HttpRequest, gift: int) -> HttpResponse:
    """退回进账."""
    one, form = queries.gift_kept(request.actor, gift), Reasoning(posted(request))

    def do() -> None:
        actions.refuse_gift(gift, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    note = _("退回以后不入账，改好了可以用同一个凭证号再登记。")
    return filled(request, form, do, _("退回这笔进账"), _("已退回。"), ("desk-fund", one.fund_id), note)


@staff(KEEP)
@once
def announce(request: HttpRequest, fund: int) -> HttpResponse:
    """拟征集公告."""
    form = Announcing(posted(request))

    def do() -> None:
        actions.announce_call(fund, form.new(), by=request.actor, at=clock.now())

    note = _("由另一个人在“公示”里审签以后，组织才能申报。")
    return filled(request, form, do, _("征集项目"), _("公告已拟好，等审签。"), ("desk-fund", fund), note)


@staff(KEEP)
@require_safe
def call(request: HttpRequest, calling: int) -> HttpResponse:
    """一次征集: bids and scores."""
    page = queries.call_page(request.actor, calling, pair_in(request, "past"))
    given = paged(request, page.bids, queries.PAGE_SIZE, name="past", key=lambda one: f"{one.rank}-{one.pk}")
    at = clock.now()
    stands = page.one.notice_id is not None and notices.stands(page.one.notice_id, at)
    given |= {"page": page, "open": at < page.one.until, "stands": stands, "least": rules.LEAST_SCORES}
    return show(request, "desk/fund_call.html", given)


@staff(KEEP)
@once
def name_judge(request: HttpRequest, calling: int) -> HttpResponse:
    """请评审."""
    one = queries.call_page(request.actor, calling).one
    form = NamingJudge(posted(request), judges=queries.judges(one.fund.area_id, clock.now()))

    def do() -> None:
        actions.name_panelist(calling, form.cleaned_data["person"], by=request.actor, at=clock.now())

    return filled(request, form, do, _("请评审"), _("已请。"), ("desk-fund-call", calling))


@staff(KEEP)
@once
def grant(request: HttpRequest, bid: int) -> HttpResponse:
    """提出资助."""
    one = queries.bid_kept(request.actor, bid)
    form = Granting(posted(request), initial={"money": f"{one.fen / 100:.2f}"})

    def do() -> None:
        actions.propose_grant(bid, **form.said(), by=request.actor, at=clock.now())

    note = _("%(name)s 申请 %(money)s。由另一个人同意以后，钱按阶段留出来。") % {"name": one.group.name, "money": yuan(one.fen)}  # fmt: skip
    return filled(request, form, do, _("提出资助"), _("已提出，等另一个人同意。"), ("desk-fund", one.call.fund_id), note)  # fmt: skip


@staff(KEEP)
@verb
def agree(request: HttpRequest, grant: int) -> HttpResponse:
    """同意资助."""
    return _done(request, actions.agree_grant, grant, _("已同意，钱已经留出来。"), lambda one: one.fund_id)


@staff(KEEP)
@once
def refuse(request: HttpRequest, grant: int) -> HttpResponse:
    """不同意资助."""
    one, form = queries.grant_kept(request.actor, grant), Reasoning(posted(request))

    def do() -> None:
        actions.refuse_grant(grant, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    note = _("不同意以后，这个申报可以重新提出资助。")
    return filled(request, form, do, _("不同意资助"), _("已退回。"), ("desk-fund", one.fund_id), note)


@staff(KEEP)
@once
def end(request: HttpRequest, grant: int) -> HttpResponse:
    """终止资助."""
    one, form = queries.grant_kept(request.actor, grant), Reasoning(posted(request))

    def do() -> None:
        actions.end_grant(grant, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())

    note = _("验收合格的照样付；没有验收的，钱回到基金。")
    return filled(request, form, do, _("终止资助"), _("已终止。"), ("desk-fund", one.fund_id), note)


@staff(KEEP)
@once
def accept(request: HttpRequest, milestone: int) -> HttpResponse:
    """验收."""
    row, form = queries.milestone_kept(request.actor, milestone), Accepting(posted(request))

    def do() -> None:
        said = form.cleaned_data
        actions.accept_milestone(
            milestone, passes=said["passes"] == "yes", remark=said["remark"], by=request.actor, at=clock.now()
        )

    title = _("验收：%(what)s") % {"what": row.what}
    return filled(request, form, do, title, _("已验收。"), ("desk-fund", row.grant.fund_id), row.evidence)


@staff(KEEP)
@once
def pay(request: HttpRequest, milestone: int) -> HttpResponse:
    """付款."""
    row, form = queries.milestone_kept(request.actor, milestone), Paying(posted(request))

    def do() -> None:
        actions.pay_milestone(
            milestone, voucher=form.cleaned_data["voucher"], by=request.actor, at=clock.now()
        )

    note = _("付给 %(name)s %(money)s。验收的人不能自己付款。") % {"name": row.grant.bid.group.name, "money": yuan(row.fen)}  # fmt: skip
    return filled(request, form, do, _("登记付款"), _("已付。"), ("desk-fund", row.grant.fund_id), note)
