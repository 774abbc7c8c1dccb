"""户、参加的人、评定小组、转户."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people
from sanzhi.points import actions, queries
from sanzhi.web.desk.forms.points import AddingMember, Registering, Seating, Transferring, Tying
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

PAGE = 50


@staff("household.keep")
@once
def households(request: HttpRequest) -> HttpResponse:
    """户: registered here, by number; who lives in each, who takes part."""
    actor, at = request.actor, clock.now()
    form = Registering(posted(request), reach=actor.reach)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            home = people_actions.register_household(
                given["area"], given["number"], address=given["address"], by=actor, at=at
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk-household", home.pk)
    after = number_in(request, "after")
    rows = people.households(actor.reach, after=after, limit=PAGE)
    taking = queries.people_of([one.pk for one in rows])
    given = paged(request, rows, PAGE, name="after") | {"form": form}
    given["rows"] = [(one, len(one.members.all()), len(taking.get(one.pk, []))) for one in given["rows"]]
    return show(request, "desk/households.html", given)


@staff("household.keep")
@once
def household(request: HttpRequest, household: int) -> HttpResponse:
    """一户: its people; another is added by the number they sign in with."""
    actor, at = request.actor, clock.now()
    home = people.household_in(actor, household)
    form = AddingMember(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            _add(home, form.cleaned_data, actor, at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已登记。"))
            return redirect("desk-household", home.pk)
    taking = set(queries.people_of([home.pk]).get(home.pk, []))
    given = {
        "home": home, "form": form, "balance": queries.balance_of(home.pk),
        "members": [(one, one.pk in taking) for one in home.members.order_by("-is_head", "id")],
    }  # fmt: skip
    return show(request, "desk/household.html", given)


def _add(home: Any, given: dict[str, Any], actor: Any, at: Any) -> None:
    person = people.person_by_phone(given["phone"])
    if person is None:
        if not given["name"].strip():
            raise Refusal("name_missing", _("这个手机号还没有登录过，请填姓名。"))
        person = people_actions.register_resident(name=given["name"], phone=given["phone"], by=actor, at=at)
    said = {name: given[name] for name in ("birth_date", "is_head", "residence")}
    people_actions.put_in_household(person.pk, home.pk, **said, by=actor, at=at)
    if given["join"]:
        actions.join(person.pk, by=actor, at=at)


@staff("points.round")
@once
def panel(request: HttpRequest, area: str) -> HttpResponse:
    """评定小组: who sits on it, whose households they do not score."""
    actor, at = request.actor, clock.now()
    seats, ties = queries.panel_of(area, at.date()), queries.ties_told(area, number_in(request, "after"))
    seating, tying = Seating(None), Tying(None, panel=seats)
    if request.method == "POST":
        which = request.POST.get("which")
        form = seating = Seating(request.POST) if which == "seat" else seating
        if which == "tie":
            form = tying = Tying(request.POST, panel=seats)
        if form.is_valid():
            try:
                _change_panel(area, str(which), form.cleaned_data, actor, at)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("已保存。"))
                return redirect("desk-panel", area)
    given = {"area": people.area(area), "seats": seats, "seating": seating, "tying": tying}
    return show(request, "desk/panel.html", given | paged(request, ties, PAGE, name="after"))


def _change_panel(area: str, which: str, given: dict[str, Any], actor: Any, at: Any) -> None:
    if which == "seat":
        person = people.person_by_phone(given["phone"])
        if person is None:
            raise Refusal("no_person", _("没有这个手机号的人，请本人先登录一次。"))
        actions.seat(area, person.pk, by=actor, at=at)
        return
    home = people.household_by_number(area, given["number"])
    if home is None:
        raise Refusal("no_household", _("没有这一户，请核对户号。"))
    actions.tell_tie(given["panelist"], home.pk, kind=given["kind"], by=actor, at=at)


@staff("points.round")
@verb
def unseat(request: HttpRequest, area: str, person: int) -> HttpResponse:
    """退出评定小组."""
    actions.unseat(area, person, by=request.actor, at=clock.now())
    messages.success(request, _("已退出，评过的分不变。"))
    return redirect("desk-panel", area)


@staff("points.record", "points.approve")
@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """转户: asked and decided."""
    actor = request.actor
    found = paged(request, queries.transfers(actor.reach, number_in(request)), queries.PAGE_SIZE)
    given = {
        **found, "may_ask": actor.may("points.record"),
        "may_approve": actor.may("points.approve"), "me": actor.person_id,
    }  # fmt: skip
    return show(request, "desk/transfers.html", given)


@staff("points.record")
@once
def new_transfer(request: HttpRequest) -> HttpResponse:
    """申请转户, within one village."""
    actor, at = request.actor, clock.now()
    form = Transferring(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        homes = [people.household_by_number(actor.reach, given[name]) for name in ("giver", "taker")]
        try:
            if homes[0] is None or homes[1] is None:
                raise Refusal("no_household", _("没有这一户，请核对户号。"))
            actions.ask_transfer(
                homes[0].pk, homes[1].pk, points=given["points"], reason=given["reason"], by=actor, at=at
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已提出，等另一人核准。"))
            return redirect("desk-transfers")
    return show(request, "desk/notice_form.html", {"form": form, "title": _("申请转户")})


@staff("points.approve")
@verb
def decide_transfer(request: HttpRequest, transfer: int) -> HttpResponse:
    """核准或不准."""
    asked = queries.transfer_by_id(request.actor, transfer)
    if request.POST.get("refuse"):
        actions.refuse_transfer(asked.id, by=request.actor, at=clock.now())
        messages.success(request, _("已不准。"))
    else:
        actions.approve_transfer(asked.id, by=request.actor, at=clock.now())
        messages.success(request, _("已核准并入账。"))
    return redirect("desk-transfers")
