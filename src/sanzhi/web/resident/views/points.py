"""我家的积分: what it is, why, what it may still become; joining, leaving, reporting."""

from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import codes
from sanzhi.points import actions, queries
from sanzhi.points.actions import Report
from sanzhi.points.files import SHELF
from sanzhi.web.resident.points_forms import Claiming, Supplementing, WhichMonth, WhichVillage
from sanzhi.web.ui import paper
from sanzhi.web.ui import points as said
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged, pair_in
from sanzhi.web.ui.posting import once, verb

PAGE = 20


@resident
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """我家的积分."""
    at, person = clock.now(), request.actor.person_id
    household, mine = queries.household_of(person), queries.participation_of(person)
    given: dict[str, Any] = {"household": household, "mine": mine, "at": at, "ending": {"end": "1"}}
    if household:
        standard = queries.in_force(household.area_id, at.date())
        given |= {"standard": standard, "balance": queries.balance_of(household.pk)}
        if standard:
            total = queries.total_of(household.pk, household.area_id, at)
            given |= {"total": total, "tier": said.tier(total.points) if total else ""}
            given["place"] = queries.place_of(household.pk, household.area_id, at.year, standard)
        given["own"] = queries.own_balance(person)
        given["claims"] = [said.told(one) for one in queries.claims_of_household(household.pk)[:5]]
        given["lines"] = _lines(codes.of_household(household.pk), at, limit=5)
        pledged = {one.duty for one in queries.pledges_of(household.pk)}
        given["duties"] = [(code, name, code in pledged) for code, name in queries.DUTIES]
    return render(request, "resident/points.html", given)


def _lines(account: str, until: Any, *, last: int | None = None, limit: int = PAGE) -> list[dict[str, Any]]:
    more = {} if last is None else {"last": last}
    rows = queries.statement_of(account, until=until, limit=limit, **more)
    return said.lines(rows, queries.why(rows))


@resident
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """我家的申报, the newest first."""
    rows = queries.claims_of_household(_my_household(request).pk, before=number_in(request))
    given = paged(request, rows, queries.PAGE_SIZE)
    given["rows"] = [said.told(one) for one in given["rows"]]
    return render(request, "resident/points_claims.html", given)


@resident
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """对账单: every line of the household's account, or of one's own, and why, from the end of a month back; to print."""
    at, household = clock.now(), _my_household(request)
    person, form = request.actor.person_id, WhichMonth(request.GET if "month" in request.GET else None)
    own = request.GET.get("whose") == "me"
    account = codes.of_person(person) if own else codes.of_household(household.pk)
    end = form.cleaned_data["month"] if form.is_valid() else None
    until, last = _from_here(request, min(end or at, at))
    lines = _lines(account, until, last=last, limit=PAGE + 1)
    given = paged(request, lines, PAGE, name="from", key=_place_of) | {
        "household": household, "form": form, "own": own, "at": at,
        "balance": queries.own_balance(person) if own else queries.balance_of(household.pk),
    }  # fmt: skip
    return render(request, "resident/points_book.html", given)


def _place_of(row: dict[str, Any]) -> str:
    """Where a page that ends with this line goes on: its moment in microseconds, and its posting."""
    return f"{round(row['line'].at.timestamp() * 1_000_000)}-{row['line'].posting}"


def _from_here(request: HttpRequest, end: datetime) -> tuple[datetime, int | None]:
    """The line a page continues after; whatever is none starts from `end`."""
    place = pair_in(request, "from")
    if place is None:
        return end, None
    try:
        return end.fromtimestamp(0, end.tzinfo) + timedelta(microseconds=place[0]), place[1]
    except OverflowError:
        return end, None


def _my_household(request: HttpRequest) -> Any:
    household = queries.household_of(request.actor.person_id)
    if household is None:
        raise Refusal("no_household", _("还没有登记您是哪一户的，请到村（社区）登记。"))
    return household


@resident
@verb
def join(request: HttpRequest) -> HttpResponse:
    """参加."""
    actions.join(request.actor.person_id, by=request.actor, at=clock.now())
    messages.success(request, _("您已参加积分。不想参加了，随时可以退出。"))
    return redirect("resident-points")


@resident
@verb
def leave(request: HttpRequest) -> HttpResponse:
    """退出: one step, no reason."""
    actions.leave(request.actor.person_id, by=request.actor, at=clock.now())
    messages.success(request, _("您已退出。已有的积分还能用，别的事一点不受影响。"))
    return redirect("resident-points")


@resident
@verb
def bring_home(request: HttpRequest) -> HttpResponse:
    """归到我家."""
    moved = actions.bring_home(key=request.POST["once"], by=request.actor, at=clock.now())
    messages.success(request, _("已把您本人的 %(count)d 分归到家里。") % {"count": moved})
    return redirect("resident-points")


@resident
@verb
def pledge(request: HttpRequest, duty: str) -> HttpResponse:
    """签、撤户承诺."""
    household, by, at = _my_household(request), request.actor, clock.now()
    if request.POST.get("end"):
        actions.unpledge(household.pk, duty, by=by, at=at)
        messages.success(request, _("已撤回这一项承诺。"))
    else:
        actions.pledge(household.pk, duty, by=by, at=at)
        messages.success(request, _("已签下这一项承诺。"))
    return redirect("resident-points")


@resident
@once
def new_claim(request: HttpRequest) -> HttpResponse:
    """申报积分."""
    at, household = clock.now(), _my_household(request)
    standard = queries.in_force(household.area_id, at.date())
    items = [one for one in queries.items_of(standard) if one.source == "self_report"] if standard else []
    form = Claiming(posted(request), request.FILES or None, items=items, today=at.date())
    if request.method == "POST" and form.is_valid():
        wanted = ("item", "happened_on", "text", "place", "witness")
        asked = {name: form.cleaned_data[name] for name in wanted}
        try:
            claim = actions.report(
                Report(household=household.pk, photos=form.photos_kept(), **asked), by=request.actor, at=at
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已收到，等网格员核实。"))
            return redirect("resident-points-claim", claim.id)
    if form.is_bound:
        form.remember_photos()
    given = {"form": form, "items": items, "mine": queries.participation_of(request.actor.person_id)}
    return render(request, "resident/points_new.html", given, status=422 if form.is_bound else 200)


@resident
@once
def claim(request: HttpRequest, claim: int) -> HttpResponse:
    """一条申报: how far it is, what was said of it, where it was announced; what was asked for is added here."""
    found = queries.claim_by_id(request.actor, claim)
    mine = found.reported_by_id == request.actor.person_id
    form = (
        Supplementing(posted(request), request.FILES or None) if mine and found.state == "returned" else None
    )
    if request.method == "POST" and form and form.is_valid():
        try:
            actions.supplement(
                found.id,
                text=form.cleaned_data["text"],
                photos=form.photos_kept(),
                by=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已补充，等网格员核实。"))
            return redirect("resident-points-claim", found.id)
    _claim, words, tone = said.told(found)
    given = {
        "claim": found, "words": words, "tone": tone, "photos": list(found.evidence.all()), "form": form,
        "scores": queries.tally(found), "notice": queries.notice_of(found),
        "worth": said.worth(found.item), "may_withdraw": mine and found.state in ("submitted", "returned", "verified"),
    }  # fmt: skip
    return render(
        request, "resident/points_claim.html", given, status=422 if request.method == "POST" else 200
    )


@resident
@verb
def withdraw(request: HttpRequest, claim: int) -> HttpResponse:
    """撤回申报."""
    actions.withdraw(queries.claim_by_id(request.actor, claim).id, by=request.actor, at=clock.now())
    messages.success(request, _("已撤回。"))
    return redirect("resident-points")


@resident
@require_safe
def photo(request: HttpRequest, claim: int, evidence: int) -> FileResponse:
    """A photo of a claim one may see."""
    return paper.photo(*queries.photo_of(queries.claim_by_id(request.actor, claim), evidence), SHELF.path_of)


@anyone
@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """各村积分细则: which are in force, on their way, and were."""
    form = WhichVillage(request.GET or None)
    area = form.cleaned_data["area"] if form.is_valid() else ""
    found = queries.open_of(area, number_in(request)) if area else []
    given = paged(request, found, queries.PAGE_SIZE, key=attrgetter("version"))
    given["rows"] = [(one, one.get_state_display(), said.STANDARD_TONES[one.state]) for one in given["rows"]]
    return render(request, "resident/points_standards.html", given | {"form": form, "asked": bool(area)})


@anyone
@require_safe
def standard(request: HttpRequest, standard: int) -> HttpResponse:
    """一份积分细则: every item, how it was adopted, from when it holds."""
    found = queries.standard_by_id(None, standard)
    given = {
        "standard": found, "words": found.get_state_display(), "tone": said.STANDARD_TONES[found.state],
        "groups": said.by_field(queries.items_of(found)),
    }  # fmt: skip
    return render(request, "resident/points_standard.html", given)
