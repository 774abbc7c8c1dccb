"""评分和评分期: the panel's words, the end of the scoring, the notice, the entry: one guided page."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.points import actions, queries
from sanzhi.web.desk.forms.points import Announcing
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import notices
from sanzhi.web.ui import points as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged, pair_in
from sanzhi.web.ui.posting import once, verb


@staff("points.score")
@require_safe
def scoring(request: HttpRequest) -> HttpResponse:
    """待评分: one card for each claim that one may score; the others' words are not shown."""
    found = queries.to_score(request.actor, pair_in(request, "after"))
    given = paged(request, found, queries.PAGE_SIZE, name="after", key=_scored_up_to)
    given["rows"] = [
        {"claim": claim, "said": score, "worth": said.worth(claim.item), "photos": list(claim.evidence.all()),
         "range": range(claim.item.least, claim.item.most + 1)}
        for claim, score in given["rows"]
    ]  # fmt: skip
    return show(request, "desk/points_scoring.html", given)


def _scored_up_to(row: tuple[Any, Any]) -> str:
    claim, score = row
    return f"{int(score is not None)}-{claim.pk}"


@staff("points.score")
@verb
def score(request: HttpRequest, claim: int) -> HttpResponse:
    """评一条: agreed with so many points, or not."""
    points = request.POST.get("points", "")
    actions.score(
        queries.claim_by_id(request.actor, claim).id,
        agrees=request.POST.get("agrees") == "yes",
        points=int(points) if points.isdecimal() and len(points) < 4 else None,
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("已评。结评以前可以改。"))
    return redirect("desk-points-scoring")


@staff("points.round")
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """评分期: the newest first; what could be decided now."""
    actor = request.actor
    found = paged(request, queries.rounds_of(actor.reach, number_in(request)), queries.PAGE_SIZE)
    given = {
        **found,
        "village": people.area(actor.reach),
        "waiting": queries.scored_enough(actor.reach),
    }
    return show(request, "desk/points_rounds.html", given)


@staff("points.round")
@verb
def close(request: HttpRequest, area: str) -> HttpResponse:
    """结评."""
    held = actions.close_scoring(area, by=request.actor, at=clock.now())
    messages.success(request, _("已结评，请拟公示。"))
    return redirect("desk-points-round", held.id)


@staff("points.round")
@once
def round(request: HttpRequest, round: int) -> HttpResponse:
    """一个评分期: step by step, what is done, what is next, what is in the way."""
    at, held = clock.now(), queries.round_by_id(request.actor, round)
    form = Announcing(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.announce(held.id, contact=form.cleaned_data["contact"], by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("公示稿已拟好，请别人审签。"))
            return redirect("desk-points-round", held.id)
    counted = queries.counted_in(held)
    found = queries.claims_in(held, number_in(request, "after"))
    given = paged(request, found, queries.PAGE_SIZE, name="after")
    unserved = queries.unserved_in(held)
    given |= {
        "round": held, "rows": [said.told(one) for one in given["rows"]], "form": form, "all": counted.total(),
        "steps": queries.steps_of(held, counted), "to_announce": _to_announce(held, counted),
        "notices": [(one, *notices.standing_words(one, at), queries.standing(one.id, at)) for one in _of(held)],
        "to_serve": unserved[: queries.PAGE_SIZE], "more_to_serve": len(unserved) > queries.PAGE_SIZE,
        "to_enter": sum(n for (_sign, state), n in counted.items() if state in queries.WAITING),
    }  # fmt: skip
    return show(request, "desk/points_round.html", given)


def _of(held: Any) -> list[Any]:
    return [one for one in (held.additions, held.deductions) if one]


def _to_announce(held: Any, counted: Counter[tuple[str, str]]) -> bool:
    """Whether something was scored that no notice was drawn up for."""
    return bool(
        (counted["+", "scored"] and not held.additions) or (counted["-", "scored"] and not held.deductions)
    )


@staff("points.round")
@verb
def enter(request: HttpRequest, round: int) -> HttpResponse:
    """入账."""
    entered = actions.post_round(
        queries.round_by_id(request.actor, round).id, by=request.actor, at=clock.now()
    )
    messages.success(request, _("已入账 %(count)d 条。") % {"count": entered})
    return redirect("desk-points-round", round)
