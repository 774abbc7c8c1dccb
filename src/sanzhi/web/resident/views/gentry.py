"""乡贤, for a resident: who is in the register, being in it, leaving it, suggesting."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sanzhi.groups import actions, queries
from sanzhi.kit import clock
from sanzhi.web.resident.filling import Page, filled_by_resident
from sanzhi.web.resident.forms import villages
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb


class WhichGentry(UiForm):
    """找哪些乡贤."""

    words = forms.CharField(label=gettext_lazy("擅长什么"), required=False, max_length=40)
    area = forms.ChoiceField(label=gettext_lazy("村（社区）"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("全市")), *villages()]


class JoiningGentry(UiForm):
    """登记."""

    area = forms.ChoiceField(label=gettext_lazy("哪个村（社区）的乡贤"))
    name = forms.CharField(label=gettext_lazy("公开的称呼"), min_length=2, max_length=30)
    kind = forms.ChoiceField(
        label=gettext_lazy("哪一类"), choices=queries.GENTRY_KINDS, widget=forms.RadioSelect
    )
    expertise = forms.CharField(
        label=gettext_lazy("擅长什么"),
        min_length=2,
        max_length=100,
        help_text=gettext_lazy("只写擅长什么，不写党派、职务和家人。"),
    )
    agreed = forms.BooleanField(label=gettext_lazy("我同意把称呼和擅长什么放在公开的名册上"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages()


class Suggesting(UiForm):
    """提建议."""

    title = forms.CharField(label=gettext_lazy("题目"), min_length=2, max_length=60)
    text = forms.CharField(
        label=gettext_lazy("建议"), min_length=10, max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )


class ToCouncil(UiForm):
    """交给哪个议事会."""

    body = forms.TypedChoiceField(label=gettext_lazy("交给谁"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies


@anyone
@require_safe
def gentry(request: HttpRequest) -> HttpResponse:
    """乡贤名册."""
    form = WhichGentry(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {"area": "", "words": ""}
    rows = queries.gentry(asked["area"], asked["words"], number_in(request, "after"))
    given = paged(request, rows, queries.PAGE_SIZE, name="after")
    return render(request, "resident/gentry.html", given | {"form": form})


@resident
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """我的登记和建议."""
    given = paged(request, queries.suggestions_of(request.actor, number_in(request)), queries.PAGE_SIZE)
    return render(request, "resident/gentry_mine.html", given | {"me": queries.gentry_of(request.actor)})


@resident
@once
def join(request: HttpRequest) -> HttpResponse:
    """登记."""
    form = JoiningGentry(posted(request))

    def do() -> None:
        said = {name: form.cleaned_data[name] for name in ("kind", "name", "expertise")}
        actions.join_gentry(form.cleaned_data["area"], **said, by=request.actor, at=clock.now())

    lead = _(
        "愿意为家乡出主意、出力的人。自愿登记，随时一步退出；退出以后名册上就没有了，捐过的按您当时选的称呼留着。"
    )
    page = Page(_("登记乡贤"), lead, _("登记"), _("已登记。"), reverse("resident-gentry-mine"))
    return filled_by_resident(request, form, do, page)


@resident
@verb
def leave(request: HttpRequest) -> HttpResponse:
    """退出, in one step."""
    actions.leave_gentry(by=request.actor, at=clock.now())
    messages.success(request, _("已退出，名册上没有您了。"))
    return redirect("resident-gentry-mine")


@resident
@once
def suggest(request: HttpRequest) -> HttpResponse:
    """提建议."""
    queries.gentry_self(request.actor)
    form = Suggesting(posted(request))

    def do() -> None:
        actions.suggest(**form.cleaned_data, by=request.actor, at=clock.now())

    lead = _("村里或者镇里十五天里答复；也可以自己交给议事会。")
    page = Page(_("提建议"), lead, _("提交"), _("已提交。"), reverse("resident-gentry-mine"))
    return filled_by_resident(request, form, do, page)


@resident
@once
def council(request: HttpRequest, suggestion: int) -> HttpResponse:
    """交议事会."""
    one = queries.suggestion_here(request.actor, suggestion)
    form = ToCouncil(posted(request), bodies=queries.councils_for(request.actor))

    def do() -> None:
        actions.take_to_council(one.pk, form.cleaned_data["body"], by=request.actor, at=clock.now())

    lead = _("照原来的字交上去，成为您的一个提议，大家可以附议。")
    page = Page(one.title, lead, _("交给它"), _("已交，去“提议和落实”看。"), reverse("resident-gentry-mine"))
    return filled_by_resident(request, form, do, page)
