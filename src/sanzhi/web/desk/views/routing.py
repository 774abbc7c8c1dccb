"""分派规则: what is in force, the draft, its preview, and a try."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.web.desk.forms.routing import CHANNELS, PURPOSES, Route, Try
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once, verb

ROUTES = "settings.routing"


@staff(ROUTES)
@require_safe
def routing(request: HttpRequest) -> HttpResponse:
    """分派规则, with a try in the address."""
    draft = queries.routing_draft(request.actor)
    trying = "text" in request.GET
    form = Try(request.GET if trying else None)
    traced = None
    if trying and form.is_valid():
        under = draft if request.GET.get("under") == "draft" else None
        traced = queries.trace_routing(request.actor, form.filing(), form.cleaned_data["channel"], under)
    rules = queries.routing_in_force(request.actor)
    in_force = [
        {"purpose": one.purpose, "name": one.name, "when": one.when, "office_id": one.office_id, "office_kind": one.office_kind}
        for one in rules
    ]  # fmt: skip
    given = {
        "rules": _lines(in_force),
        "draft": draft,
        "draft_rules": _lines(draft.rules) if draft else [],
        "shadowed": queries.shadowed(draft.rules) if draft else [],
        "history": queries.routing_history(request.actor),
        "form": form,
        "traced": traced,
        "under": request.GET.get("under", ""),
    }
    return show(request, "desk/routing/rules.html", given)


def _lines(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rules in words: number, question, conditions, and who gets it."""
    offices = {office.id: office.name for office in people.offices_open(clock.now())}
    kinds = {office.kind: office.get_kind_display() for office in people.offices_open(clock.now())}
    towns = {town.code[:9]: town.name for town in people.towns()}
    names = {one.code: one.name for top in queries.categories_tree() for one in (top, *top.subs)}
    return [
        {
            "n": n,
            "place": n - 1,
            "name": rule["name"],
            "purpose": dict(PURPOSES)[rule["purpose"]],
            "when": _conditions(rule["when"], names, towns),
            "goes_to": offices.get(rule["office_id"])
            or _("事发地的%(kind)s") % {"kind": kinds.get(rule["office_kind"], rule["office_kind"])},
        }
        for n, rule in enumerate(rules, start=1)
    ]


def _conditions(when: dict[str, Any], names: dict[str, str], towns: dict[str, str]) -> list[str]:
    said = []
    if category := when.get("category"):
        said.append(_("类别是“%(name)s”") % {"name": names.get(category, category)})
    if words := when.get("words"):
        said.append(_("有这些词之一：%(words)s") % {"words": " ".join(words)})
    if inside := when.get("towns"):
        said.append(_("在%(towns)s") % {"towns": " ".join(towns.get(one, one) for one in inside)})
    if channels := when.get("channels"):
        labels = dict(CHANNELS)
        said.append(
            _("渠道是%(channels)s") % {"channels": " ".join(str(labels.get(one, one)) for one in channels)}
        )
    return said or [_("都算")]


@staff(ROUTES)
@verb
def draft(request: HttpRequest) -> HttpResponse:
    """起草新的一版."""
    actions.draft_routing(by=request.actor, at=clock.now())
    return redirect("desk-routing")


@staff(ROUTES)
@once
def route(request: HttpRequest, place: str) -> HttpResponse:
    """一条规则 of the draft; `new` adds one at the end."""
    found = queries.routing_draft(request.actor)
    number = None if place == "new" else int(place) if place.isdecimal() and len(place) < 4 else -1
    if found is None or (number is not None and not 0 <= number < len(found.rules)):
        raise Refusal("not_visible", _("没有找到这条规则。"))
    at = clock.now()
    initial = {"revision": found.revision, **(Route.of(found.rules[number]) if number is not None else {})}
    form = Route(request.POST or None, at=at, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_route(
                found.id,
                number,
                form.rule(),
                by=request.actor,
                at=at,
                revision=form.cleaned_data["revision"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            form.data = form.data.copy()
            form.data["revision"] = found.revision
        else:
            messages.success(request, _("已保存。"))
            return redirect("desk-routing")
    return show(request, "desk/routing/rule.html", {"form": form, "new": number is None})


@staff(ROUTES)
@verb
def change(request: HttpRequest) -> HttpResponse:
    """上移、删除、发布、放弃: whichever button was pressed."""
    found = queries.routing_draft(request.actor)
    if found is None:
        raise Refusal("no_draft", _("这份草稿已经发布或放弃了。"))
    said = {"by": request.actor, "at": clock.now(), "revision": _number(request, "revision")}
    if "up" in request.POST:
        actions.move_route(found.id, _number(request, "up"), **said)
    elif "drop" in request.POST:
        actions.drop_route(found.id, _number(request, "drop"), **said)
    elif "publish" in request.POST:
        version = actions.publish_routing_draft(found.id, **said)
        messages.success(request, _("第 %(n)d 版分派规则已发布，从现在登记的开始用。") % {"n": version})
    else:
        actions.discard_routing(found.id, by=request.actor, at=said["at"])
        messages.success(request, _("草稿已放弃。"))
    return redirect("desk-routing")


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


@staff(ROUTES)
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """预演: which of last month's cases would go elsewhere."""
    found = queries.routing_draft(request.actor)
    if found is None:
        raise Refusal("not_visible", _("现在没有草稿。"))
    told = queries.preview_routing(request.actor, found, at=clock.now())
    return show(request, "desk/routing/preview.html", {"told": told, "draft": found})
