"""成批办理: cases ticked on a list, looked over together, moved with one press, each with its own outcome."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.cases.flow import every_state
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.day import bulk_form
from sanzhi.web.desk.showing import READ, show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once


@staff(*READ)
@once
def bulk(request: HttpRequest) -> HttpResponse:
    """成批办理: GET shows what was ticked and what may be done with each; POST does it and leads to the outcome."""
    asked = request.POST if request.method == "POST" else request.GET
    step, chosen = asked.get("step", ""), _chosen(asked.getlist("case"))
    cases = queries.chosen_cases(request.actor, [one.code for one in chosen])
    steps = dict(queries.bulk_steps(request.actor, cases, anywhere=True))
    if step not in steps:
        raise Refusal("role_may_not", _("这一步不由您的岗位成批办理。"))
    sent = (request.POST,) if request.method == "POST" else ()
    at = clock.now()
    form = bulk_form(step, asks_lead=queries.bulk_asks_lead(step, cases))(*sent)
    form.offer(request.actor, at)
    if sent and form.is_valid() and chosen:
        key = request.POST["once"]
        entry = actions.move_many(step, chosen, form.said(), key=key, by=request.actor, at=at)
        return redirect("desk-bulk-end", entry)
    seen = {one.code: one.version for one in chosen}
    given = {
        "form": form,
        "step": step,
        "label": steps[step],
        "chosen": [f"{case.public_code}.{seen[case.public_code]}" for case in cases],
        "standings": queries.standings(request.actor, step, cases),
        "states": every_state(),
    }
    return show(request, "desk/bulk.html", given)


def _chosen(ticked: list[str]) -> list[actions.Chosen]:
    """`code.version` of each box, once each; more than may be moved at once is refused, not cut off."""
    found: dict[str, Any] = {}
    for one in ticked:
        code, _dot, version = one[:60].replace("\0", "").rpartition(".")
        if code and version.isdecimal() and len(version) < 9:
            found.setdefault(code, actions.Chosen(code, int(version)))
    if len(found) > actions.MOST_AT_ONCE:
        raise Refusal("too_many_at_once", _("一次请选 1 到 %(most)d 件。") % {"most": actions.MOST_AT_ONCE})
    return list(found.values())


@staff(*READ)
@require_safe
def bulk_end(request: HttpRequest, entry: int) -> HttpResponse:
    """结果: each case with how it ended, as it stands on record."""
    end = queries.bulk_end(request.actor, entry)
    if end is None:
        raise Refusal("not_visible", _("没有找到这次成批办理。"))
    done = [case for case, _code, _sentence in end.lines]
    label = dict(queries.bulk_steps(request.actor, done, anywhere=True)).get(end.step, end.step)
    given = {"end": end, "label": label, "done": actions.DONE, "moved": "moved_meanwhile"}
    return show(request, "desk/bulk_end.html", given)
