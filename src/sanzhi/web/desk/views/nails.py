"""钉子警情 at the desk: what the rule proposes, confirmed or not; plan, reviews, follow-up, removal; the rule itself."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from sanzhi.alarms import access, actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal, no
from sanzhi.web.desk.forms import choices
from sanzhi.web.desk.forms.nails import (
    AddingStep,
    Confirming,
    DraftingRule,
    Finishing,
    FollowingUp,
    Performing,
    Reviewing,
)
from sanzhi.web.desk.forms.points import Reasoning
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

VIEW, JUDGE, RULES = "alarm.view", "alarm.judge", "settings.alarms"
DECISIONS = {"waiting": "", "confirmed": "confirmed", "rejected": "rejected"}
TONES = {"red": "late", "orange": "wait", "yellow": "move", "blue": "plain"}


@staff(VIEW)
@require_safe
def nails(request: HttpRequest) -> HttpResponse:
    """钉子警情 of one's place, those that stand or those pulled out."""
    removed = request.GET.get("removed") == "1"
    given = paged(request, queries.nails_in(request.actor, removed, number_in(request)), queries.PAGE_SIZE)
    given["rows"] = [(one, TONES[one.colour]) for one in given["rows"]]
    return show(request, "desk/nails.html", given | {"removed": removed})


@staff(VIEW)
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """疑似钉子警情, and how often the system was wrong in a year."""
    asked = request.GET.get("state", "waiting")
    state = asked if asked in DECISIONS else "waiting"
    rows = queries.proposals_in(request.actor, DECISIONS[state], number_in(request))
    today = localdate(request.at)
    given = paged(request, rows, queries.PAGE_SIZE) | {"state": state}
    given["wrong"] = wrong = queries.wrong_share(request.actor, today - timedelta(days=365), today)
    given["percent"] = "—" if wrong.percent is None else f"{wrong.percent:g}%"
    return show(request, "desk/nail_proposals.html", given)


@staff(VIEW)
@once
def proposal(request: HttpRequest, proposal: int) -> HttpResponse:
    """一条疑似: the alarms it rests on; confirm or not, each one press and a reason."""
    one, at = queries.proposal(request.actor, proposal), clock.now()
    offices = choices.every_office(one.area_id, at)
    yes = Confirming(posted(request) if "yes" in request.POST else None, offices=offices, prefix="yes")
    nay = Reasoning(posted(request) if "nay" in request.POST else None, prefix="nay")
    try:
        if yes.is_bound and yes.is_valid():
            nail = actions.confirm(one.pk, yes.said(), by=request.actor, at=at)
            messages.success(request, _("已认定为钉子警情，请拟联合方案。"))
            return redirect("desk-nail", nail.pk)
        if nay.is_bound and nay.is_valid():
            actions.reject(one.pk, reason=nay.cleaned_data["reason"], by=request.actor, at=at)
            messages.success(request, _("已记下，不认定。"))
            return redirect("desk-nail-proposals")
    except Refusal as refusal:
        (yes if yes.is_bound else nay).add_error(None, refusal.sentence)
    given = {
        "one": one, "alarms": queries.alarms_of(one), "yes": yes, "nay": nay,
        "may_judge": access.may_judge(request.actor, one.area_id),
    }  # fmt: skip
    return show(request, "desk/nail_proposal.html", given)


@staff(VIEW)
@require_safe
def nail(request: HttpRequest, nail: int) -> HttpResponse:
    """一颗钉子: its alarms, its plan, what was found, and what still stands against pulling it out."""
    one, at = queries.nail(request.actor, nail), clock.now()
    wanting = queries.wanting(one, at)
    remove = access.may_remove(request.actor, one)
    if remove and wanting:
        remove = no("not_out", "".join(wanting))
    given = {
        "one": one, "tone": TONES[one.colour], "alarms": queries.alarms_of_nail(one), "steps": queries.steps_of(one),
        "reviews": queries.reviews_of(one), "wanting": wanting, "remove": remove,
        "may_judge": access.may_judge(request.actor, one.area_id).ok and not one.removed_at, "today": localdate(at),
    }  # fmt: skip
    return show(request, "desk/nail.html", given)


@staff(JUDGE)
@once
def add_step(request: HttpRequest, nail: int) -> HttpResponse:
    """方案加一步."""
    one, at = queries.nail(request.actor, nail), clock.now()
    form = AddingStep(posted(request), offices=choices.every_office(one.area_id, at))

    def do() -> None:
        actions.add_step(one.pk, **form.cleaned_data, by=request.actor, at=at)

    return filled(request, form, do, _("联合方案加一步"), _("已加进方案。"), ("desk-nail", one.pk), one.place)


@staff(JUDGE)
@once
def finish_step(request: HttpRequest, nail_step: int) -> HttpResponse:
    """一步完成."""
    one, form = queries.step(request.actor, nail_step), Finishing(posted(request))

    def do() -> None:
        actions.finish_step(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("这一步完成了"), _("已记下。"), ("desk-nail", one.nail_id), one.what)


def _noting(form_class: Any, action: Any, title: str) -> Any:
    """A page with one form about one nail."""

    @staff(JUDGE)
    @once
    def page(request: HttpRequest, nail: int) -> HttpResponse:
        one, form = queries.nail(request.actor, nail), form_class(posted(request))

        def do() -> None:
            action(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

        return filled(request, form, do, _(title), _("已记下。"), ("desk-nail", one.pk), one.place)

    return page


review = _noting(Reviewing, actions.review, gettext_noop("研判一次"))
perform = _noting(Performing, actions.note_performed, gettext_noop("协议履行了"))
follow_up = _noting(FollowingUp, actions.follow_up, gettext_noop("钉子警情回访"))


@staff(JUDGE)
@verb
def remove(request: HttpRequest, nail: int) -> HttpResponse:
    """拔除."""
    one = actions.remove(queries.nail(request.actor, nail).pk, by=request.actor, at=clock.now())
    messages.success(request, _("已拔除。再有警情，会重新提出来。"))
    return redirect("desk-nail", one.pk)


@staff(RULES)
@require_safe
def rulebook(request: HttpRequest) -> HttpResponse:
    """认定规则: that in force, drafts, and those before."""
    now = queries.rule_on(clock.now())
    rows = [
        (one, list(one.in_order.items()), access.may_publish_rule(request.actor, one))
        for one in queries.rules_of()
    ]
    return show(request, "desk/nail_rules.html", {"rows": rows, "now": now, "causes": dict(queries.CAUSES)})


@staff(RULES)
@once
def draft_rule(request: HttpRequest) -> HttpResponse:
    """拟定规则."""
    at = clock.now()
    now = queries.rule_on(at)
    initial = {name: getattr(now, name) for name in ("least", "days", "quiet_days", "basis")}
    initial |= {f"words_{cause}": " ".join(said) for cause, said in now.words.items()}
    form = DraftingRule(posted(request), initial=initial)

    def do() -> None:
        actions.draft_nail_rule(form.said(), by=request.actor, at=at)

    return filled(
        request, form, do, _("拟定认定规则"), _("已拟好，请另一位系统管理员发布。"), ("desk-nail-rules",)
    )


@staff(RULES)
@verb
def publish_rule(request: HttpRequest, nail_rule: int) -> HttpResponse:
    """发布规则."""
    actions.publish_nail_rule(nail_rule, by=request.actor, at=clock.now())
    messages.success(request, _("已发布。"))
    return redirect("desk-nail-rules")
