"""我家的公约: signed and withdrawn, opinions on what is drafted, scores; one's own and nobody else's."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.compacts import actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.resident.compact_forms import GivingOpinion, Scoring
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.posting import once, verb


@resident
@require_safe
def mine(request: HttpRequest, compact: int) -> HttpResponse:
    """我家签了没有, 我提的意见, 我打的分."""
    one, day = queries.compact_shown(compact), clock.today()
    me, version, draft = (
        queries.reads_as(request.actor),
        queries.in_force(one, day),
        queries.draft_asked(one, day),
    )
    scoring = queries.appraisal_open(version, day) if version else None
    given = {
        "compact": one, "version": version, "draft": draft, "lives": queries.lives_there(me, one, day),
        "pledge": queries.my_pledge(me, version) if version else None,
        "earlier": [each for each in queries.my_pledges(me, one) if each.version != version],
        "opinions": queries.my_opinions(request.actor, draft) if draft else [],
        "scoring": scoring, "scored": queries.scored_by(request.actor, scoring) if scoring else {},
    }  # fmt: skip
    return render(request, "resident/compact_mine.html", given)


def _version(compact: int) -> int:
    found = queries.in_force(queries.compact_shown(compact), clock.today())
    if found is None:
        raise queries.missing()
    return found.pk


@resident
@verb
def sign(request: HttpRequest, compact: int) -> HttpResponse:
    """签承诺."""
    actions.pledge(_version(compact), by=request.actor, at=clock.now())
    messages.success(request, _("签好了，您家承诺照公约做。"))
    return redirect("resident-compact-mine", compact)


@resident
@verb
def withdraw(request: HttpRequest, draft: int) -> HttpResponse:
    """撤回承诺, of any version: one that was replaced stays signed until it is taken back."""
    signed = actions.withdraw(draft, by=request.actor, at=clock.now())
    messages.success(request, _("已撤回。"))
    return redirect("resident-compact-mine", signed.version.compact_id)


def _sent(
    request: HttpRequest, form: UiForm, do: Callable[[], Any], title: str, told: str, compact: int, note: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, told)
            return redirect("resident-compact-mine", compact)
    given = {"form": form, "title": title, "note": note, "back": compact}
    return render(request, "resident/compact_form.html", given, status=422 if form.errors else 200)


@resident
@once
def give_opinion(request: HttpRequest, clause: int) -> HttpResponse:
    """对一条提改法."""
    one = queries.clause_asked(clause)
    form = GivingOpinion(posted(request), initial={"wording": one.text})

    def do() -> None:
        actions.give_opinion(clause, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("现在写的是：%(text)s") % {"text": one.text}
    return _sent(request, form, do, _("对这一条提改法"), _("收到了，有答复会告诉您。"), one.version.compact_id, note)  # fmt: skip


@resident
@once
def score(request: HttpRequest, appraisal: int) -> HttpResponse:
    """打分."""
    one = queries.appraisal_shown(appraisal)
    form = Scoring(posted(request), clauses=queries.clauses_of(one.version))

    def do() -> None:
        actions.score(appraisal, form.points(), by=request.actor, at=clock.now())

    note = _("每条一到五分，一人一次，不能改。谁打了几分，谁也看不到。")
    return _sent(request, form, do, _("给公约打分"), _("谢谢，打好了。"), one.version.compact_id, note)
