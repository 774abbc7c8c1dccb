"""回访规则: sampling and scripts as versions, with a preview on last month before anything is published."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.cases.sampling import SampleRule, sampling_problems
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.callbacks import CONDITIONS, RuleRow, Script, rule_rows
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once

KEEP = "settings.callbacks"
MONTH = timedelta(days=30)


@staff(KEEP)
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """抽样规则: those in force, and earlier versions."""
    last = queries.sampling_version()
    chosen = request.GET.get("version", "")
    version = int(chosen) if chosen.isdecimal() and len(chosen) < 9 else last
    named = dict(CONDITIONS)
    rows = [(rule, named.get(next(iter(rule.when), ""), "")) for rule in queries.sampling_rules(version)]
    given = {"rows": rows, "version": version, "last": last, "versions": queries.sampling_versions()}
    return show(request, "desk/callback_rules.html", given)


@staff(KEEP)
@once
def new_rules(request: HttpRequest) -> HttpResponse:
    """新版本: look what it would have done last month, then publish."""
    if request.method != "POST":
        return _form_page(request, rule_rows(None, queries.sampling_rules(queries.sampling_version())))
    rows = rule_rows(request.POST)
    if not all([row.is_valid() for row in rows]):
        return _form_page(request, rows)
    drafted = [rule for row in rows if (rule := row.rule())]
    try:
        if "publish" in request.POST:
            version = actions.publish_sampling(drafted, by=request.actor, at=clock.now())
            messages.success(request, _("已发布第 %(version)d 版；已经抽过的不变。") % {"version": version})
            return redirect("desk-callback-rules")
        sampling_problems(drafted).or_refuse()
    except Refusal as refusal:
        return _form_page(request, rows, refusal=refusal, status=409)
    return _form_page(request, rows, preview=_preview(request, drafted), status=200)


def _preview(request: HttpRequest, drafted: list[dict[str, Any]]) -> dict[str, Any]:
    told = [
        SampleRule(order, rule["name"], rule["when"], rule["percent"], rule["wait_days"])
        for order, rule in enumerate(drafted, start=1)
    ]
    now = clock.now()
    found = queries.preview_sampling(told, since=now - MONTH, until=now)
    lines = [(rule, *found.by_rule[rule.order]) for rule in told]
    return {"cases": found.cases, "called": found.ways["call"], "ways": found.ways, "lines": lines}


def _form_page(
    request: HttpRequest,
    rows: list[RuleRow],
    *,
    preview: Any = None,
    refusal: Any = None,
    status: int | None = None,
) -> HttpResponse:
    given = {"rows": rows, "preview": preview, "refusal": refusal}
    return show(request, "desk/callback_rules_new.html", given, status=status)


@staff(KEEP)
@once
def scripts(request: HttpRequest) -> HttpResponse:
    """话术: the text in force for each category; a new one replaces, the old one stays on record."""
    form = Script(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.publish_script(
                said["category"] or None, said["lines"].splitlines(), by=request.actor, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("lines", refusal.sentence)
        else:
            messages.success(request, _("已发布，下一个电话就用新话术。"))
            return redirect("desk-callback-scripts")
    given = {"scripts": queries.scripts(), "form": form}
    return show(request, "desk/callback_scripts.html", given)
