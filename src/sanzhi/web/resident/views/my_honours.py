"""我的荣誉: what I am asked, what I agreed to and can take back in one step, what I was given, whom I proposed."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.honours import actions, queries
from sanzhi.honours.files import SHELF
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.resident.honour_forms import Answering, Replying
from sanzhi.web.ui import honours as said
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb


@resident
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """我的荣誉."""
    person = request.actor.person_id
    asked: dict[str, Callable[[int, int], Sequence[Any]]] = {
        "named": queries.asked_of, "of_me": queries.of_me, "by_me": queries.by_me,
    }  # fmt: skip
    given = {
        name: paged(request, ask(person, number_in(request, name)), queries.PAGE_SIZE, name=name)
        for name, ask in asked.items()
    }
    for name in ("of_me", "by_me"):
        given[name]["rows"] = [said.told(one) for one in given[name]["rows"]]
    return render(request, "resident/my_honours.html", given)


@resident
@once
def named(request: HttpRequest, named: int) -> HttpResponse:
    """愿不愿意写上名字: what will be shown, then one answer; agreed, one press takes it back."""
    found = queries.asked_by_id(request.actor, named)
    open_ = not found.deed.ended_at and not found.deed.notice_id and not found.consent
    form = Answering(posted(request), photo=bool(found.deed.photo_digest)) if open_ else None
    if request.method == "POST" and form and form.is_valid():
        answer, by, at = form.cleaned_data["answer"], request.actor, clock.now()
        if answer == "no":
            actions.refuse_to_be_named(found.pk, by=by, at=at)
            messages.success(request, _("好的，不写您的名字。"))
        else:
            actions.agree_to_be_named(found.pk, photo=answer == "photo", by=by, at=at)
            messages.success(request, _("谢谢。随时可以在这里撤回，一按就不再显示。"))
        return redirect("resident-honours-mine")
    live = bool(found.consent and not found.consent.withdrawn_at)
    given = {"row": found, "form": form, "live": live}
    return render(request, "resident/my_named.html", given, status=422 if request.method == "POST" else 200)


@resident
@require_safe
def named_photo(request: HttpRequest, named: int) -> HttpResponse:
    """The photo one is asked about."""
    found = queries.asked_by_id(request.actor, named)
    if not found.deed.photo_digest:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return paper.photo(found.deed.photo_digest, found.deed.photo_mime, SHELF.path_of)


@resident
@verb
def take_back(request: HttpRequest, named: int) -> HttpResponse:
    """撤回 the consent to be named with a deed."""
    found = queries.asked_by_id(request.actor, named)
    actions.take_back(f"honour-deed-{found.deed_id}", by=request.actor, at=clock.now())
    messages.success(request, _("已撤回，名字和照片从现在起哪里都不再显示。"))
    return redirect("resident-honours-mine")


@resident
@require_safe
def good(request: HttpRequest, nomination: int) -> HttpResponse:
    """推荐我的: what was said of me, how far it is, and what I may do."""
    one, words, tone = said.told(queries.mine(request.actor, nomination))
    at = clock.now()
    given = {
        "one": one, "words": words, "tone": tone, "live": queries.agreed(one),
        "shown": bool(queries.name_now(one, at)),
    }  # fmt: skip
    return render(request, "resident/my_good.html", given)


@resident
@verb
def agree(request: HttpRequest, nomination: int) -> HttpResponse:
    """同意参评."""
    actions.agree_to_nomination(nomination, by=request.actor, at=clock.now())
    messages.success(request, _("谢谢。随时可以在这里撤回，一按就不再显示。"))
    return redirect("resident-my-good", nomination)


@resident
@verb
def refuse(request: HttpRequest, nomination: int) -> HttpResponse:
    """不参评."""
    actions.refuse_nomination(nomination, by=request.actor, at=clock.now())
    messages.success(request, _("好的，到此为止。"))
    return redirect("resident-honours-mine")


@resident
@verb
def withdraw(request: HttpRequest, nomination: int) -> HttpResponse:
    """撤回同意."""
    one = queries.mine(request.actor, nomination)
    actions.take_back(f"honour-good-{one.pk}", by=request.actor, at=clock.now())
    messages.success(request, _("已撤回，名字和照片从现在起哪里都不再显示。"))
    return redirect("resident-honours-mine")


@resident
@verb
def show_longer(request: HttpRequest, nomination: int) -> HttpResponse:
    """再公布三十天."""
    actions.show_longer(nomination, by=request.actor, at=clock.now())
    messages.success(request, _("再公布三十天。"))
    return redirect("resident-my-good", nomination)


@resident
@once
def reply(request: HttpRequest, nomination: int) -> HttpResponse:
    """申辩."""
    one, form = queries.mine(request.actor, nomination), Replying(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_revocation(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已收到，决定的人看得到。"))
            return redirect("resident-my-good", one.pk)
    given = {
        "form": form, "title": _("申辩"), "press": _("提交"), "lead": one.revoking_why,
        "back": reverse("resident-my-good", args=[one.pk]),
    }  # fmt: skip
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)


@resident
@require_safe
def certificate(request: HttpRequest, nomination: int) -> HttpResponse:
    """证书 to print."""
    one = queries.mine(request.actor, nomination)
    if one.state != "awarded":
        raise Refusal("not_visible", _("没有这张证书，请核对。"))
    return said.certificate(request, one)
