"""常用筛选的页面."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.day import FilterName, KeepFilter
from sanzhi.web.desk.forms.lists import CaseFilters
from sanzhi.web.desk.showing import READ, show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once, verb


@staff(*READ)
@require_safe
def filters(request: HttpRequest) -> HttpResponse:
    """常用筛选: one's own and one's office's, to rename, prefer or drop."""
    return show(request, "desk/filters.html", {"kept": queries.saved_filters(request.actor)})


def _asked(request: HttpRequest) -> str:
    """The query part that the list itself understands, in one order; nothing else is kept."""
    sent = QueryDict(mutable=True)
    for name in CaseFilters.base_fields:
        if value := request.GET.get(name, "")[:100].replace("\0", ""):
            sent[name] = value
    return sent.urlencode()


@staff(*READ)
@once
def keep_filter(request: HttpRequest) -> HttpResponse:
    """存为常用筛选: what the list was asked, under a name."""
    asked = _asked(request)
    if not asked:
        raise Refusal("filter_empty", _("请先选好筛选条件，再存。"))
    form = KeepFilter(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            actions.save_filter(**said, asked=asked, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            messages.success(request, _("已存为常用筛选。"))
            return redirect("/desk/cases/?" + asked)
    return show(request, "desk/filter_form.html", {"form": form, "title": _("存为常用筛选")})


@staff(*READ)
@once
def rename_filter(request: HttpRequest, kept: int) -> HttpResponse:
    """改名."""
    found = next((one for one in queries.saved_filters(request.actor) if one.id == kept), None)
    if found is None:
        raise Refusal("not_visible", _("没有找到这个常用筛选。"))
    form = FilterName(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_filter(kept, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return redirect("desk-filters")
    return show(request, "desk/filter_form.html", {"form": form, "title": _("给常用筛选改名")})


@staff(*READ)
@verb
def prefer_filter(request: HttpRequest, kept: int) -> HttpResponse:
    """设为默认, or no longer."""
    actions.prefer_filter(kept, by=request.actor, at=clock.now())
    return redirect("desk-filters")


@staff(*READ)
@verb
def drop_filter(request: HttpRequest, kept: int) -> HttpResponse:
    """删去."""
    actions.drop_filter(kept, by=request.actor, at=clock.now())
    messages.success(request, _("已删去。"))
    return redirect("desk-filters")
