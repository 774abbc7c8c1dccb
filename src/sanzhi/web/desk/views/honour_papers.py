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
from sanzhi.kit import clock, papers
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

    given = {
        "who": found.person.name,
        "sentence": _to_a_deed(found),
        "form_at": ("desk-named-form", found.pk),
    }
    return _page(request, form, answer, ("desk-honour-deed", found.deed_id), given)


@staff(KEEP)
@require_safe
def named_form(request: HttpRequest, named: int) -> HttpResponse:
    """签字纸 to print, for somebody named with a deed."""
    found = queries.named_in(request.actor, named)
    photo = [_("名字和照片都同意")] if found.deed.photo_digest else []
    return _printed(found.person.name, _to_a_deed(found), [_("同意公布名字"), *photo])


@staff(KEEP)
@require_safe
def good_form(request: HttpRequest, nomination: int) -> HttpResponse:
    """签字纸 to print, for a nominee."""
    one = queries.nomination_by_id(request.actor, nomination)
    if one.nominee is None:
        raise Refusal("not_visible", _("没有找到这一条推荐。"))
    return _printed(one.nominee.name, _to_stand(one), [_("同意参评，评上了公布名字")])


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

    given = {"who": one.nominee.name, "sentence": _to_stand(one), "form_at": ("desk-good-form", one.pk)}
    return _page(request, form, answer, ("desk-honour-good", one.pk), given)


def _to_a_deed(named: Any) -> str:
    return _("我同意在红榜上公布我的名字：“%(title)s”。随时可以撤回。") % {"title": named.deed.title}


def _to_stand(nomination: Any) -> str:
    return _("我同意参加%(level)s好人评选，评上了公布我的名字。随时可以撤回。") % {
        "level": nomination.get_level_display()
    }


def _printed(who: str, sentence: str, choices: list[str]) -> HttpResponse:
    data = {
        "title": _("同意书"),
        "fields": [[_("本人"), who]],
        "paragraphs": [sentence, _("只为这一件事，别的事另签。不签，不影响办任何事。")],
        "choices": [*choices, _("不愿意")],
        "lines": [_("本人签名或按手印"), _("日期")],
        "note": _("撤回不用说理由，手机上按一下，或者在窗口说一声（《个人信息保护法》第十五条）。"),
    }
    answer = HttpResponse(papers.pdf("consent", data), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="consent.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


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
