"""好人评选 at the desk: proposed, matched, checked, announced, awarded, taken back; each step another's."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.honours import access, actions, queries, rules
from sanzhi.honours.actions import NewNomination
from sanzhi.kit import clock
from sanzhi.kit.verdict import Verdict, first_no
from sanzhi.web.desk.forms.honours import (
    AnnouncingGood,
    Checking,
    Declining,
    Matching,
    Proposing,
    WhichHome,
    WhichNominations,
)
from sanzhi.web.desk.forms.points import Reasoning
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import honours as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .honours import AWARD, CHECK, KEEP, PUBLISH, WORK
from .rewards import filled


@staff(*WORK)
@require_safe
def nominations(request: HttpRequest) -> HttpResponse:
    """推荐清单."""
    form = WhichNominations(request.GET or None)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    given = paged(request, queries.nominations(request.actor, state, number_in(request)), queries.PAGE_SIZE)
    given["rows"] = [said.told(one) for one in given["rows"]]
    return show(
        request, "desk/honour_goods.html", given | {"form": form, "may_keep": request.actor.may(KEEP)}
    )


@staff(KEEP)
@once
def new_nomination(request: HttpRequest) -> HttpResponse:
    """登记推荐."""
    at, form = clock.now(), Proposing(posted(request), actor=request.actor)

    def do() -> None:
        actions.nominate(NewNomination(year=at.year, **form.cleaned_data), by=request.actor, at=at)

    return filled(request, form, do, _("登记推荐"), _("已登记，请对人。"), ("desk-honour-goods",))


def _offers(request: HttpRequest, one: Any) -> dict[str, Verdict]:
    """What may be done at this step: {name: verdict}, for the steps that are open now."""
    actor, at = request.actor, clock.now()
    keep = access.may_keep(actor, one.area_id)
    open_: dict[str, dict[str, Callable[[], Verdict]]] = {
        "nominated": {"accept": lambda: keep, "decline": lambda: keep},
        "agreed": {"check": lambda: access.may_check(actor, one)},
        "checked": {"announce": lambda: keep},
        "announced": {"award": lambda: access.may_award(actor, one)},
        "awarded": {
            "revoke": lambda: first_no(
                access.may_revoke(actor, one), rules.heard(one.revoking_at, bool(one.reply), at)
            )
        }
        if one.revoking_at
        else {"ask_to_revoke": lambda: access.may_ask_to_revoke(actor, one)},
    }
    offers = {name: ask() for name, ask in open_.get(one.state, {}).items()}
    if one.state == "announced":
        stands = queries.stands(one.notice_id, at)
        if stands.code == "objection_upheld":
            return {"object": keep}
        if offers["award"] and not stands:
            offers["award"] = stands
    return offers


@staff(*WORK)
@require_safe
def nomination(request: HttpRequest, nomination: int) -> HttpResponse:
    """一条推荐: nothing of the nominee but the deed, who saw to it, and what may be done."""
    one, words, tone = said.told(queries.nomination_by_id(request.actor, nomination))
    keep = access.may_keep(request.actor, one.area_id)
    given = {
        "to_sign": one.state == "asked" and keep and one.nominee and not queries.has_phone(one.nominee),
        "paper": queries.papers_of([one.consent_id]).get(one.consent_id or 0),
        "may_keep": bool(keep),
        "one": one,
        "words": words,
        "tone": tone,
        "offers": _offers(request, one),
        "live": queries.agreed(one),
    }
    return show(request, "desk/honour_good.html", given)


@staff(KEEP)
@once
def accept(request: HttpRequest, nomination: int) -> HttpResponse:
    """对人: first the household, then which of its members."""
    one, at = queries.nomination_by_id(request.actor, nomination), clock.now()
    which, grown = WhichHome(request.GET or None), list[Any]()
    if which.is_valid():
        homes = queries.households_numbered(one.area_id, [which.cleaned_data["number"].strip()])
        grown = queries.grown_of([home.pk for home in homes], at.date())
        if not grown:
            which.add_error("number", _("没有这一户，或者这一户没有登记成年人。"))
    if not grown:
        return show(request, "desk/honour_accept.html", {"which": which, "one": one}, status=200)
    form = Matching(posted(request), people=grown)

    def do() -> None:
        actions.accept(one.pk, **form.cleaned_data, by=request.actor, at=at)

    told = _("已对上，已经问本人愿不愿意。")
    return filled(request, form, do, _("对人"), told, ("desk-honour-good", one.pk), one.called)


Do = Callable[..., Any]


def _with(
    request: HttpRequest, nomination: int, form: UiForm, act: Do, title: str, told: str
) -> HttpResponse:
    """A form of a nomination: done, or shown again with what stands in the way."""
    one = queries.nomination_by_id(request.actor, nomination)

    def do() -> None:
        act(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, title, told, ("desk-honour-good", one.pk), f"{one.called}：{one.story}")


@staff(KEEP)
@once
def decline(request: HttpRequest, nomination: int) -> HttpResponse:
    """不受理."""
    form = Declining(posted(request))
    return _with(request, nomination, form, actions.decline, _("不受理"), _("已办，推荐的人看得到理由。"))


@staff(CHECK)
@once
def check(request: HttpRequest, nomination: int) -> HttpResponse:
    """核实."""
    return _with(
        request, nomination, Checking(posted(request)), actions.check, _("核实"), _("已记下核实结果。")
    )


@staff(KEEP)
@once
def announce(request: HttpRequest, nomination: int) -> HttpResponse:
    """拟公示."""
    story = queries.nomination_by_id(request.actor, nomination).story
    form, told = AnnouncingGood(posted(request), initial={"told": story}), _("公示已拟好，等别人审签。")
    return _with(request, nomination, form, actions.announce_nomination, _("拟公示"), told)


def _press(request: HttpRequest, nomination: int, act: Do, told: str) -> HttpResponse:
    one = queries.nomination_by_id(request.actor, nomination)
    act(one.pk, by=request.actor, at=clock.now())
    messages.success(request, told)
    return redirect("desk-honour-good", one.pk)


@staff(PUBLISH, AWARD)
@verb
def award(request: HttpRequest, nomination: int) -> HttpResponse:
    """授予."""
    return _press(request, nomination, actions.award, _("已授予，本人可以打印证书。"))


@staff(KEEP)
@verb
def object_(request: HttpRequest, nomination: int) -> HttpResponse:
    """异议成立，结束."""
    return _press(request, nomination, actions.close_objected, _("已结束。"))


@staff(KEEP, PUBLISH, AWARD)
@once
def ask_to_revoke(request: HttpRequest, nomination: int) -> HttpResponse:
    """提出撤销."""
    form, told = Reasoning(posted(request)), _("已提出，本人会收到，七天内可以申辩。")
    return _with(request, nomination, form, actions.ask_to_revoke, _("提出撤销"), told)


@staff(PUBLISH, AWARD)
@verb
def revoke(request: HttpRequest, nomination: int) -> HttpResponse:
    """撤销."""
    return _press(request, nomination, actions.revoke, _("已撤销，证书上的码会说明。"))
