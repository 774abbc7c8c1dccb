"""常用语的页面: read by everybody at the office, written by its dispatchers and handlers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.day import PhraseForm
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once, verb

KEEP = ("case.dispatch", "case.handle")


@staff(*KEEP)
@require_safe
def phrases(request: HttpRequest) -> HttpResponse:
    """常用语: what is in use here and in the whole county."""
    given = {"phrases": queries.phrases(request.actor), "for_county": request.actor.may("case.decide")}
    return show(request, "desk/phrases.html", given)


@staff(*KEEP)
@once
def new_phrase(request: HttpRequest) -> HttpResponse:
    return _write(request, _("写一条常用语"), {})


@staff(*KEEP)
@once
def change_phrase(request: HttpRequest, phrase: int) -> HttpResponse:
    """改常用语: a new row in place of the old one, which is shown below."""
    kept = queries.phrase(request.actor, phrase)
    if kept is None:
        raise Refusal("not_visible", _("没有找到这条常用语，可能刚刚有人改过。"))
    initial = {"use": kept.use, "title": kept.title, "text": kept.text, "county": kept.office_id is None}
    return _write(request, _("改常用语"), initial, replaces=kept)


def _write(request: HttpRequest, title: str, initial: dict[str, Any], replaces: Any = None) -> HttpResponse:
    for_county = request.actor.may("case.decide") and replaces is None
    form = PhraseForm(request.POST or None, initial=initial, for_county=for_county)
    if request.method == "POST" and form.is_valid():
        old = replaces.id if replaces else None
        try:
            actions.write_phrase(**form.cleaned_data, replaces=old, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已保存，本单位的人马上就能用。"))
            return redirect("desk-templates")
    history = queries.phrase_history(replaces) if replaces else []
    given = {"form": form, "title": title, "history": history}
    return show(request, "desk/phrase_form.html", given)


@staff(*KEEP)
@verb
def end_phrase(request: HttpRequest, phrase: int) -> HttpResponse:
    """停用."""
    actions.end_phrase(phrase, by=request.actor, at=clock.now())
    messages.success(request, _("已停用。"))
    return redirect("desk-templates")
