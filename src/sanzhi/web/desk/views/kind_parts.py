"""设计事项种类: one page for the basics, and one for each state, step, clock, field and letter."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sanzhi.cases import actions, kinds, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.kinds import PARTS, Basics
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once, verb

from .kinds import DESIGN


@staff(DESIGN)
@once
def basics(request: HttpRequest, version: int) -> HttpResponse:
    """基本情况."""
    found = queries.kind_version(request.actor, version)
    kind = kinds.read(found.code, found.spec)
    form = Basics(request.POST or None, kind=kind, initial={**found.spec, "revision": found.revision})
    if request.method == "POST" and form.is_valid():
        said = form.values()
        if _done(
            form,
            lambda revision: actions.set_basics(
                version, actions.Basics(**said), by=request.actor, at=clock.now(), revision=revision
            ),
        ):
            messages.success(request, _("已保存。"))
            return redirect("desk-kind", version)
    return _page(request, found, form, _("基本情况"))


@staff(DESIGN)
@once
def part(request: HttpRequest, version: int, part: str, item: str) -> HttpResponse:
    """一项: its own page; `new` adds one."""
    name, form_class = _of(part)
    found = queries.kind_version(request.actor, version)
    kind = kinds.read(found.code, found.spec)
    code = "" if item == "new" else item
    held = next((one for one in found.spec.get(part, []) if one["code"] == code), None)
    if code and held is None:
        raise Refusal("not_visible", _("这一项已经不在草稿里了。"))
    form = form_class(request.POST or None, kind=kind, initial={**(held or {}), "revision": found.revision})
    if code:
        form.fields.pop("ended", None)
    if request.method == "POST" and form.is_valid():
        said = form.values()
        if _done(
            form,
            lambda revision: actions.put_part(
                version, part, code, said, by=request.actor, at=clock.now(), revision=revision
            ),
        ):
            messages.success(request, _("已保存。"))
            return redirect("desk-kind", version)
    heading = str(name) if code else _("加一个%(part)s") % {"part": name}
    return _page(request, found, form, heading, part if code else "", code)


@staff(DESIGN)
@verb
def drop(request: HttpRequest, version: int, part: str, item: str) -> HttpResponse:
    """删一项."""
    _of(part)
    found = queries.kind_version(request.actor, version)
    actions.drop_part(version, part, item, by=request.actor, at=clock.now(), revision=found.revision)
    messages.success(request, _("已删除；用到它的地方请看体检。"))
    return redirect("desk-kind", version)


def _of(part: str) -> tuple[Any, Any]:
    if part not in PARTS:
        raise Http404(part)
    return PARTS[part]


def _done(form: Any, act: Any) -> bool:
    """Whether the change was made; if not, the form says why, and sending again is a fresh decision."""
    try:
        act(form.cleaned_data["revision"])
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def _page(
    request: HttpRequest, found: Any, form: Any, heading: str, part: str = "", item: str = ""
) -> HttpResponse:
    if form.is_bound:
        form.data = form.data.copy()
        form.data["revision"] = queries.kind_version(request.actor, found.id).revision
    given = {
        "version": found,
        "form": form,
        "heading": heading,
        "part": part,
        "item": item,
        "editable": found.state == "draft",
    }
    return show(request, "desk/kinds/part.html", given)
