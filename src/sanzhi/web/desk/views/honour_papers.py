"""签字纸 at the counter: what somebody without a phone answered, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.honours import actions, queries
from sanzhi.honours.actions import Signed
from sanzhi.honours.files import PAPERS
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.honour_papers import Signing
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import paper as files
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once, verb

from .honours import KEEP, WORK


@staff(KEEP)
@once
def named_paper(request: HttpRequest, named: int) -> HttpResponse:
    """登记答复 of somebody named with a deed."""
    found, by, at = queries.named_in(request.actor, named), request.actor, clock.now()
    form = Signing(
        posted(request), request.FILES or None, photo=bool(found.deed.photo_digest), today=at.date()
    )

    def answer(said: str, signed: Signed) -> None:
        if said == "no":
            actions.refuse_at_counter(found.pk, by=by, at=at)
        else:
            actions.agree_on_paper(found.pk, photo=said == "photo", paper=signed, by=by, at=at)

    sentence = _("我同意在红榜上公布我的名字：“%(title)s”。随时可以撤回。") % {"title": found.deed.title}
    given = {"who": found.person.name, "sentence": sentence}
    return _page(request, form, answer, ("desk-honour-deed", found.deed_id), given)


@staff(KEEP)
@once
def good_paper(request: HttpRequest, nomination: int) -> HttpResponse:
    """登记答复 of a nominee."""
    one, by, at = queries.nomination_by_id(request.actor, nomination), request.actor, clock.now()
    if one.nominee is None:
        raise Refusal("not_visible", _("没有找到这一条推荐。"))
    form = Signing(posted(request), request.FILES or None, photo=False, today=at.date())

    def answer(said: str, signed: Signed) -> None:
        if said == "no":
            actions.refuse_nomination_at_counter(one.pk, by=by, at=at)
        else:
            actions.agree_to_nomination_on_paper(one.pk, paper=signed, by=by, at=at)

    sentence = _("我同意参加%(level)s好人评选，评上了公布我的名字。随时可以撤回。") % {
        "level": one.get_level_display()
    }
    given = {"who": one.nominee.name, "sentence": sentence}
    return _page(request, form, answer, ("desk-honour-good", one.pk), given)


def _page(
    request: HttpRequest, form: Signing, answer: Any, to: tuple[Any, ...], given: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            answer(form.cleaned_data["answer"], form.signed())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已登记。"))
            return redirect(*to)
    if form.is_bound:
        form.remember_photos()
    return show(request, "desk/honour_paper.html", given | {"form": form})


@staff(*WORK)
@require_safe
def paper_photo(request: HttpRequest, paper: int) -> FileResponse:
    """签字纸 as photographed, for whoever keeps, checks, publishes and awards there."""
    found = queries.paper_by_id(request.actor, paper)
    if not found.digest:
        raise Refusal("not_visible", _("照片已经按期删除。"))
    return files.photo(found.digest, found.mime, PAPERS.path_of)


@staff(KEEP)
@verb
def take_paper_back(request: HttpRequest, paper: int) -> HttpResponse:
    """在窗口撤回."""
    found = queries.paper_by_id(request.actor, paper)
    actions.take_back_at_counter(found.pk, by=request.actor, at=clock.now())
    messages.success(request, _("已撤回，名字和照片从现在起哪里都不再显示。"))
    _ours, kind, number = found.consent.purpose.split("-")
    return redirect("desk-honour-good" if kind == "good" else "desk-honour-deed", int(number))
