"""类别: the tree, one category, and what outside labels mean in it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms import categories as forms
from sanzhi.web.desk.forms.settings import PACES
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once, verb

CATEGORIES = "settings.categories"


@staff(CATEGORIES)
@require_safe
def categories(request: HttpRequest) -> HttpResponse:
    """类别: the whole tree, retired ones too."""
    rows = [
        {"one": one, "depth": one.code.count("."), "pace": dict(PACES).get(one.pace, one.pace)}
        for one in queries.every_category(request.actor)
    ]
    return show(request, "desk/categories/tree.html", {"rows": rows})


@staff(CATEGORIES)
@once
def new_category(request: HttpRequest) -> HttpResponse:
    """加一个类别."""
    form = forms.NewCategory(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            found = actions.add_category(
                said["code"], said["parent"], form.called(), by=request.actor, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("code", refusal.sentence)
        else:
            messages.success(request, _("已加上，从今天起可以选。"))
            return redirect("desk-category", found.code)
    return show(request, "desk/categories/new.html", {"form": form})


@staff(CATEGORIES)
@once
def category(request: HttpRequest, code: str) -> HttpResponse:
    """一个类别: what it was called, what hangs on it, and how it is to be called from today on."""
    found = queries.category(request.actor, code)
    versions = queries.category_versions(request.actor, code)
    initial = {
        "name": found.name,
        "pace": found.pace,
        "words": " ".join(found.words),
        "seen": len(versions),
    }
    form = forms.Category(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_category(
                code, form.called(), seen=form.cleaned_data["seen"], by=request.actor, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            form.data = form.data.copy()
            form.data["seen"] = len(versions)
        else:
            messages.success(request, _("已改，从今天起用新的说法。"))
            return redirect("desk-category", code)
    given = {
        "category": found,
        "versions": [(one, dict(PACES).get(one.pace, one.pace)) for one in versions],
        "touch": queries.category_touch(request.actor, code, at=clock.now()),
        "form": form,
    }
    return show(request, "desk/categories/one.html", given)


@staff(CATEGORIES)
@verb
def retire_category(request: HttpRequest, code: str) -> HttpResponse:
    """停用."""
    actions.retire_category(code, by=request.actor, at=clock.now())
    messages.success(request, _("已停用：不再可选，已登记的事项不变。"))
    return redirect("desk-categories")


@staff(CATEGORIES)
@once
def category_mappings(request: HttpRequest) -> HttpResponse:
    """外部类别的对照."""
    form = forms.Mapping(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.map_label(**form.cleaned_data, by=request.actor, at=clock.now())
        messages.success(request, _("已对照，从今天起用。"))
        return redirect("desk-category-mappings")
    words = request.GET.get("q", "").strip()[:100]
    given = {"rows": queries.mappings(request.actor, words), "form": form, "words": words}
    return show(request, "desk/categories/mappings.html", given)
