"""设计事项种类: the list, the page of one version, and what is done with it as a whole."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, kinds, queries
from sanzhi.cases.flow import own
from sanzhi.kit import clock
from sanzhi.kit.flow import Flow
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.drawing import Spot, draw
from sanzhi.web.desk.forms.kinds import PARTS, NewKind, Note, Source
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once, verb

DESIGN = "settings.kinds"


@staff(DESIGN)
@require_safe
def kinds_list(request: HttpRequest) -> HttpResponse:
    """事项种类: the county's own, every version, and what is built in."""
    built_in = [(code, number) for code, number, _flow in queries.built_in_flows()]
    given = {"versions": queries.kind_versions(request.actor), "built_in": built_in}
    return show(request, "desk/kinds/list.html", given)


@staff(DESIGN)
@once
def new_kind(request: HttpRequest) -> HttpResponse:
    """起草: from nothing, or from something that exists."""
    begin_from = queries.kinds_to_copy(request.actor)
    form = NewKind(request.POST or None, begin_from=begin_from, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            copied = queries.spec_to_copy(request.actor, said["copied"])
            draft = actions.draft_kind(
                said["name"], said["code"], copied=copied, by=request.actor, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("code", refusal.sentence)
        else:
            messages.success(request, _("草稿已建好；下面逐项填写。"))
            return redirect("desk-kind", draft.id)
    return show(request, "desk/kinds/new.html", {"form": form})


@staff(DESIGN)
@require_safe
def kind(request: HttpRequest, version: int) -> HttpResponse:
    """一个版本: drawn, listed, judged."""
    return kind_page(request, version)


def kind_page(request: HttpRequest, version: int, status: int | None = None) -> HttpResponse:
    found = queries.kind_version(request.actor, version)
    it = kinds.read(found.code, found.spec)
    entire = kinds.whole(it)
    findings = queries.lint_of(found, clock.now()) if found.state == "draft" else []
    names = {one.code: one.desk or one.code for one in entire.states}
    given = {
        "version": found,
        "kind": it,
        "drawing": drawing_of(entire, findings),
        "steps": [(n, step, [names.get(frm, frm) for frm in step.frm], names.get(step.to, step.to)) for n, step in enumerate(entire.steps, 1)],
        "again_name": names.get(it.again, it.again),
        "own_steps": {one.code for one in it.steps},
        "beside": [kinds.BESIDE[one] for one in it.beside if one in kinds.BESIDE],
        "doors": [kinds.DOORS[one] for one in it.doors if one in kinds.DOORS],
        "clock_names": {one.code: one.name for one in it.clocks} | {kinds.CALL_BACK: _("回访")},
        "step_names": {one.code: one.label for one in it.steps},
        "holders": kinds.HOLDERS,
        "types": kinds.FIELD_TYPES,
        "secrecy": kinds.SECRECIES.get(it.secrecy, ""),
        "parts": PARTS,
        "findings": findings,
        "verdict": queries.may_publish(request.actor, found, findings),
        "note_form": Note(),
        "editable": found.state == "draft",
    }  # fmt: skip
    return show(request, "desk/kinds/kind.html", given, status=status)


def drawing_of(it: kinds.Kind, findings: list[kinds.Finding]) -> Any:
    faulty = {one.item for one in findings if one.part == "states" and one.level == "error"}
    spots = [
        Spot(one.code, one.desk or one.code, str(kinds.HOLDERS.get(one.holder, "")), one.ended, one.code in faulty)
        for one in it.states
    ]  # fmt: skip
    # Undone, a merge leads back to wherever it came from: the table says so, the picture would only be crossed out by it.
    edges = [
        (frm, step.to, n)
        for n, step in enumerate(it.steps, 1)
        for frm in step.frm
        if not _undone(it, frm, step.to)
    ]
    return draw(spots, it.start, edges)


def _undone(it: kinds.Kind, frm: str, to: str) -> bool:
    state = it.state(to)
    return frm == kinds.MERGED and state is not None and not state.ended


@staff(DESIGN)
@require_safe
def built_in(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """内置的流程, to be looked at."""
    flow = next((one for name, n, one in queries.built_in_flows() if (name, n) == (code, number)), None)
    if flow is None:
        raise Refusal("not_visible", _("没有找到这个版本。"))
    steps = [step for step in flow.steps if step.to is not None]
    edges = [(frm, step.lands(frm), n) for n, step in enumerate(steps, 1) for frm in step.frm]
    spots = [
        Spot(key, str(state.desk), str(state.holder or ""), state.ended) for key, state in flow.states.items()
    ]
    rows = [
        (n, step, [flow.states[frm].desk for frm in step.frm], flow.states[step.lands("")].desk)
        for n, step in enumerate(steps, 1)
    ]
    given = {"code": code, "number": number, "drawing": draw(spots, flow.start, edges), "steps": rows}
    return show(request, "desk/kinds/built_in.html", given)


@staff(DESIGN)
@verb
def publish(request: HttpRequest, version: int) -> HttpResponse:
    """发布: by a second person; what the lint says is shown again when it does not pass."""
    found = queries.kind_version(request.actor, version)
    try:
        actions.publish_kind(
            version,
            note=request.POST.get("note", "")[:200],
            by=request.actor,
            at=clock.now(),
            revision=_revision(request),
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return kind_page(request, version, 409)
    told = {"name": found.name, "n": found.version}
    messages.success(request, _("“%(name)s”第 %(n)d 版已发布；新登记的用这一版，在办的不变。") % told)
    return redirect("desk-kind", version)


def _revision(request: HttpRequest) -> int:
    """The draft as the reader saw it; 0, which no draft has, for anything else."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


@staff(DESIGN)
@verb
def withdraw(request: HttpRequest, version: int) -> HttpResponse:
    """停用: with the reason."""
    queries.kind_version(request.actor, version)
    try:
        actions.withdraw_kind(
            version, reason=request.POST.get("note", "")[:200], by=request.actor, at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return kind_page(request, version, 409)
    messages.success(request, _("已停用：不再新登记，在办的照旧办完。"))
    return redirect("desk-kind", version)


@staff(DESIGN)
@verb
def discard(request: HttpRequest, version: int) -> HttpResponse:
    """放弃草稿."""
    queries.kind_version(request.actor, version)
    actions.discard_kind(version, by=request.actor, at=clock.now())
    messages.success(request, _("草稿已放弃；内容还留着，可以抄。"))
    return redirect("desk-kinds")


@staff(DESIGN)
@require_safe
def dry_run(request: HttpRequest, version: int) -> HttpResponse:
    """试走: last month's cases through this version; counts only."""
    found = queries.kind_version(request.actor, version)
    sources = [("matter", _("居民诉求（平台内置）"))]
    sources += sorted(
        {(one.code, one.name) for one in queries.kind_versions(request.actor) if one.published_at}
    )
    form = Source(request.GET or None, sources=sources)
    chosen = form.cleaned_data["source"] if form.is_bound and form.is_valid() else ""
    chosen = chosen or (found.code if found.version > 1 else "matter")
    told = queries.dry_run(request.actor, found, chosen, at=clock.now())
    given = {
        "version": found,
        "form": Source(initial={"source": chosen}, sources=sources),
        "told": told,
        "source": dict(sources).get(chosen, chosen),
        "stops": [
            (state, _step_name(step, found.code), why, n) for (state, step, why), n in told.stops.most_common(30)
        ],
        "stopped": told.cases - told.passed,
    }  # fmt: skip
    return show(request, "desk/kinds/dry_run.html", given)


def _step_name(step: str, code: str) -> str:
    """What a step of last month was called."""
    flows: list[Flow] = [flow for _code, _number, flow in queries.built_in_flows()]
    named = {one.name: str(one.label) for flow in flows for one in flow.steps}
    return named.get(step, own(step))
