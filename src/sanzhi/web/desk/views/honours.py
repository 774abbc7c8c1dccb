"""荣誉工作台: what waits at each step; deeds entered, announced, published, ended."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.honours import access, actions, queries
from sanzhi.honours.actions import NewDeed
from sanzhi.honours.files import SHELF
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.honours import Praising, WhichHomes
from sanzhi.web.desk.forms.points import Announcing, Reasoning
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import honours as said
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

KEEP, PUBLISH, CHECK, AWARD = "honour.keep", "honour.publish", "honour.check", "honour.award"
WORK = (KEEP, PUBLISH, CHECK, AWARD)


@staff(*WORK)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """荣誉: how many wait at each step, and where to go."""
    actor = request.actor
    given = {
        "waiting": queries.counts(actor), "may_keep": actor.may(KEEP), "may_publish": actor.may(PUBLISH),
        "may_check": actor.may(CHECK), "may_award": actor.may(AWARD) or actor.may(PUBLISH),
    }  # fmt: skip
    return show(request, "desk/honours.html", given)


@staff(KEEP, PUBLISH)
@require_safe
def deeds(request: HttpRequest) -> HttpResponse:
    """红榜事迹 of one's place."""
    at, given = (
        clock.now(),
        paged(request, queries.deeds_in_hand(request.actor, number_in(request)), queries.PAGE_SIZE),
    )
    given["rows"] = [(one, *said.deed_words(one, at)) for one in given["rows"]]
    return show(request, "desk/honour_deeds.html", given | {"may_keep": request.actor.may(KEEP)})


@staff(KEEP)
@once
def new_deed(request: HttpRequest) -> HttpResponse:
    """登记事迹: first the households, then whom of them and what."""
    actor, at = request.actor, clock.now()
    which = WhichHomes(request.GET or None, reach=actor.reach)
    homes: list[Any] = []
    if which.is_valid():
        homes = queries.households_numbered(which.cleaned_data["area"], which.cleaned_data["numbers"])
        if not homes:
            which.add_error("numbers", _("没有这一户，请核对户号。"))
    if not homes:
        return show(request, "desk/honour_deed_new.html", {"which": which}, status=200)
    grown = queries.grown_of([one.pk for one in homes], at.date())
    form = Praising(posted(request), request.FILES or None, homes=homes, people=grown, today=at.date())
    if request.method == "POST" and form.is_valid():
        try:
            deed = actions.enter_deed(_new(form, which.cleaned_data["area"]), by=actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已登记，已经问本人愿不愿意。"))
            return redirect("desk-honour-deed", deed.pk)
    if form.is_bound:
        form.remember_photos()
    return show(
        request, "desk/honour_deed_new.html", {"which": which, "homes": homes, "form": form, "grown": grown}
    )


def _new(form: Praising, area: str) -> NewDeed:
    given = {name: form.cleaned_data[name] for name in ("category", "title", "text", "happened_on")}
    photo = next(iter(form.photos_kept()), None)
    home = form.cleaned_data["home"]
    return NewDeed(area, persons=form.cleaned_data["who"], household=home, photo=photo, **given)


@staff(KEEP, PUBLISH)
@require_safe
def deed(request: HttpRequest, deed: int) -> HttpResponse:
    """一条事迹: who was asked and what they said, and what may be done now."""
    actor, at, found = request.actor, clock.now(), queries.deed_by_id(request.actor, deed)
    words, tone = said.deed_words(found, at)
    named = queries.named_with(found)
    papers = queries.papers_of(row.consent_id for row in named)
    rows = [
        {"id": row.pk, "person": row.person, "consent": row.consent, "refused_at": row.refused_at,
         "paper": papers.get(row.consent_id or 0), "live": bool(row.consent and not row.consent.withdrawn_at)}
        for row in named
    ]  # fmt: skip
    hands = {one.entered_by_id for one in papers.values()}
    given = {
        "deed": found, "named": rows, "words": words, "tone": tone, "may_keep": actor.may(KEEP),
        "publish": access.may_publish(actor, found.area_id, found.entered_by_id, *hands),
        "stands": queries.stands(found.notice_id, at) if found.notice_id else None,
    }  # fmt: skip
    return show(request, "desk/honour_deed.html", given)


@staff(KEEP, PUBLISH)
@require_safe
def deed_photo(request: HttpRequest, deed: int) -> HttpResponse:
    """Its photo, for whoever works on it."""
    found = queries.deed_by_id(request.actor, deed)
    if not found.photo_digest:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return paper.photo(found.photo_digest, found.photo_mime, SHELF.path_of)


@staff(KEEP)
@once
def announce_deed(request: HttpRequest, deed: int) -> HttpResponse:
    """拟公示."""
    found, form = queries.deed_by_id(request.actor, deed), Announcing(posted(request))

    def do() -> None:
        actions.announce_deed(found.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    told = _("公示已拟好，等别人审签。")
    return filled(request, form, do, _("拟公示"), told, ("desk-honour-deed", found.pk), found.title)


@staff(PUBLISH)
@verb
def publish_deed(request: HttpRequest, deed: int) -> HttpResponse:
    """发布."""
    found = queries.deed_by_id(request.actor, deed)
    actions.publish_deed(found.pk, by=request.actor, at=clock.now())
    messages.success(request, _("已发布，名字公布三十天。"))
    return redirect("desk-honour-deed", found.pk)


@staff(KEEP)
@once
def end_deed(request: HttpRequest, deed: int) -> HttpResponse:
    """撤下."""
    found, form = queries.deed_by_id(request.actor, deed), Reasoning(posted(request))

    def do() -> None:
        actions.end_deed(found.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("撤下"), _("已撤下。"), ("desk-honour-deed", found.pk), found.title)
