"""积分工作台: what waits at each step; claims recorded, verified, sent back, served, corrected."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.points import access, actions, queries
from sanzhi.points.actions import Report
from sanzhi.points.files import SHELF
from sanzhi.web.desk.forms.points import Reasoning, Recording, Serving, WhichClaims, WhichHousehold
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import paper
from sanzhi.web.ui import points as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

WORK = queries.WORK

RECORDED = ("item", "person", "happened_on", "quantity", "text", "place", "witness")


@staff(*WORK, "points.standard", "points.review", "points.template")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """积分: how many wait at each step, and where to go."""
    actor = request.actor
    waiting = queries.counts(actor) if any(actor.may(one) for one in WORK) else {}
    given = {
        "to_verify": waiting.get("submitted", 0), "to_score": waiting.get("verified", 0),
        "on_wall": waiting.get("publicised", 0), "objected": waiting.get("objected", 0),
        "rounds": queries.rounds_of(actor.reach)[:5] if actor.may("points.round") else [],
        "reviews": queries.to_review(actor) if actor.may("points.review") else [],
        "may_record": actor.may("points.record"), "may_score": actor.may("points.score"),
        "may_run": actor.may("points.round"), "may_verify": actor.may("points.verify"),
        "may_write": actor.may("points.standard") or actor.may("points.template") or actor.may("points.review"),
        "may_keep": actor.may("household.keep"), "may_approve": actor.may("points.approve"),
    }  # fmt: skip
    return show(request, "desk/points.html", given)


@staff(*WORK)
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """申报清单."""
    form = WhichClaims(request.GET or None)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    before = number_in(request)
    given = paged(request, queries.listed(request.actor, state=state, before=before), queries.PAGE_SIZE)
    given["rows"] = [said.told(one) for one in given["rows"]]
    return show(request, "desk/points_claims.html", given | {"form": form, "state": state})


@staff(*WORK)
@require_safe
def claim(request: HttpRequest, claim: int) -> HttpResponse:
    """一条申报 at the desk: what was told, who saw to it, and what may be done."""
    actor, found = request.actor, queries.claim_by_id(request.actor, claim)
    _claim, words, tone = said.told(found)
    hands = [found.verified_by_id, found.served_by_id]
    if actor.may("points.verify"):  # who told it is for whoever looks into it
        hands.append(found.reported_by_id)
    names = people.names_of([one for one in hands if one])
    given = {
        "claim": found, "words": words, "tone": tone, "worth": said.worth(found.item), "names": names,
        "photos": list(found.evidence.all()), "scores": queries.tally(found), "notice": queries.notice_of(found),
        "twins": queries.same_deed(found.household_id, found.item.code, found.happened_on, found.id),
        "verify": access.may_verify(actor, found), "may_verify": actor.may("points.verify"),
        "may_serve": actor.may("points.record") and found.direction == "-" and not found.served_at,
        "may_revise": access.may_approve(actor, found.verified_by_id, found.area_id).ok,
    }  # fmt: skip
    return show(request, "desk/points_claim.html", given)


@staff(*WORK)
@require_safe
def photo(request: HttpRequest, claim: int, evidence: int) -> FileResponse:
    """A photo of a claim of one's place."""
    return paper.photo(*queries.photo_of(queries.claim_by_id(request.actor, claim), evidence), SHELF.path_of)


@staff("points.record")
@once
def record(request: HttpRequest) -> HttpResponse:
    """登记积分: first the household, then what was seen."""
    actor, at = request.actor, clock.now()
    which = WhichHousehold(request.GET or None, reach=actor.reach)
    home = None
    if which.is_valid():
        home = people.household_by_number(which.cleaned_data["area"], which.cleaned_data["number"])
        if home is None:
            which.add_error("number", _("没有这一户，请核对户号。"))
    if home is None:
        return show(request, "desk/points_record.html", {"which": which}, status=200)
    standard = queries.in_force(home.area_id, at.date())
    items = [one for one in queries.items_of(standard) if one.source != "waste"] if standard else []
    form = Recording(
        posted(request),
        request.FILES or None,
        items=items,
        people=list(home.members.order_by("id")),
        today=at.date(),
    )
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in RECORDED}
        try:
            new = Report(household=home.pk, photos=form.photos_kept(), **asked)
            done = actions.report(new, by=actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已登记，等另一人核实。"))
            return redirect("desk-points-claim", done.id)
    if form.is_bound:
        form.remember_photos()
    given = {
        "which": which,
        "home": home,
        "form": form,
        "items": items,
        "takes_part": queries.household_takes_part(home.pk),
    }
    return show(request, "desk/points_record.html", given)


@staff("points.verify")
@verb
def verify(request: HttpRequest, claim: int) -> HttpResponse:
    """核实."""
    actions.verify(queries.claim_by_id(request.actor, claim).id, by=request.actor, at=clock.now())
    messages.success(request, _("已核实，交评定小组评分。"))
    return redirect("desk-points-claim", claim)


Do = Callable[[int, dict[str, Any]], Any]


def _with(request: HttpRequest, claim: int, form: UiForm, do: Do, title: str, told: str) -> HttpResponse:
    """A form of a claim: done, or shown again with what stands in the way."""
    found = queries.claim_by_id(request.actor, claim)
    if request.method == "POST" and form.is_valid():
        try:
            do(found.id, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, told)
            return redirect("desk-points-claim", found.id)
    return show(request, "desk/points_step.html", {"form": form, "title": title, "claim": found})


@staff("points.verify")
@once
def return_claim(request: HttpRequest, claim: int) -> HttpResponse:
    """退回补充."""

    def do(number: int, given: dict[str, Any]) -> None:
        actions.return_claim(number, **given, by=request.actor, at=clock.now())

    return _with(request, claim, Reasoning(posted(request)), do, _("退回补充"), _("已退回，本人会收到。"))


@staff("points.verify")
@once
def reject(request: HttpRequest, claim: int) -> HttpResponse:
    """不予计分."""

    def do(number: int, given: dict[str, Any]) -> None:
        actions.reject(number, **given, by=request.actor, at=clock.now())

    return _with(request, claim, Reasoning(posted(request)), do, _("不予计分"), _("已办，理由本人看得到。"))


@staff("points.record")
@once
def serve(request: HttpRequest, claim: int) -> HttpResponse:
    """当面告知扣分."""

    def do(number: int, given: dict[str, Any]) -> None:
        actions.serve(number, **given, by=request.actor, at=clock.now())

    return _with(
        request,
        claim,
        Serving(posted(request)),
        do,
        _("当面告知"),
        _("已记下，从今天起满十五天、没有异议才扣。"),
    )


@staff("points.approve")
@once
def revise(request: HttpRequest, claim: int) -> HttpResponse:
    """更正: what was entered by mistake is moved back."""

    def do(number: int, given: dict[str, Any]) -> None:
        actions.revise(number, **given, by=request.actor, at=clock.now())

    return _with(request, claim, Reasoning(posted(request)), do, _("更正"), _("已冲回，本人会收到。"))


@staff("points.round")
@require_safe
def quiet(request: HttpRequest) -> HttpResponse:
    """没有动静的户, by number: whom to call on."""
    after = number_in(request, "after")
    rows = queries.quiet_homes(request.actor, request.at.year, after)
    given = paged(request, rows, queries.QUIET_PAGE, name="after")
    return show(request, "desk/points_quiet.html", given | {"year": request.at.year})
