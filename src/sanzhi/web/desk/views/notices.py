"""公示: drawn up, signed, hung on the wall, objected to, answered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import access, actions, queries, rules
from sanzhi.web.desk.forms.notices import Answering, Drafting, Extending, Proving, Withdrawing, written
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import notices as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.posting import once, verb

WORK = ("notice.draft", "notice.sign", "notice.answer")


@staff(*WORK)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """公示工作台: what waits to be signed, to be answered, what stands, what is overdue."""
    actor, at = request.actor, clock.now()
    given = {
        "drafts": queries.drafts(actor),
        "objections": queries.objections_to_answer(actor)[: queries.PAGE_SIZE],
        "running": [(one, said.last_day(one)) for one in queries.running_of(actor, at)],
        "overdue": queries.overdue(actor.reach),
        "may_draft": actor.may("notice.draft"),
        "may_answer": actor.may("notice.answer"),
        "now": at,
    }
    return show(request, "desk/notices.html", given)


@staff(*WORK)
@require_safe
def notice(request: HttpRequest, notice: int) -> HttpResponse:
    """一份公示 at the desk: the draft as it will stand, or how far it is, and what may be done."""
    actor, at, found = request.actor, clock.now(), queries.notice_by_id(request.actor, notice)
    words, tone = said.standing_words(found, at)
    lines = queries.lines_of(found, at)
    within = access.may_prove(actor, found.area_id).ok
    given = {
        "notice": found,
        "lines": lines,
        "columns": said.columns(lines),
        "proofs": queries.proofs_of(found),
        "asked": queries.asked_of(found) if found.posted_at else None,
        "words": words,
        "tone": tone,
        "last": said.last_day(found) if found.until else "",
        "stands": queries.stands(found.id, at),
        "sign": access.may_sign(actor, found),
        "may_draft": access.may_draft(actor, found.area_id).ok,
        "may_prove": within and found.posted_at and not found.withdrawn_at,
        "running": found.posted_at and not found.withdrawn_at and at < found.until,
    }
    return show(request, "desk/notice.html", given)


@staff(*WORK)
@require_safe
def notice_proof(request: HttpRequest, notice: int, proof: int) -> FileResponse:
    """A photo of it on the wall: evidence that it hung there, also when it is over, for whoever works on notices there."""
    found = queries.notice_by_id(request.actor, notice)
    if not found.area_id.startswith(request.actor.reach or "-"):
        raise Refusal("not_visible", _("没有找到这个文件。"))
    content, mime = queries.proof_photo(found, proof)
    answer = FileResponse(content.open("rb"), content_type=mime)
    answer["Cache-Control"] = "no-store"
    return answer


@staff("notice.draft")
@once
def new_notice(request: HttpRequest) -> HttpResponse:
    """拟公示."""
    asked = {name: request.GET.get(name, "") for name in ("duty", "period", "area", "kind")}
    form = Drafting(posted(request), actor=request.actor, at=clock.now(), initial=asked)

    def draft(new: actions.NewNotice) -> int:
        return actions.draft_notice(new, by=request.actor, at=clock.now()).id

    return _drafted(request, form, draft, _("拟公示"))


@staff("notice.draft")
@once
def change_notice(request: HttpRequest, notice: int) -> HttpResponse:
    """改稿: as long as nobody signed it."""
    found = queries.notice_by_id(request.actor, notice)
    now = {name: getattr(found, name) for name in ("kind", "title", "body", "days", "contact", "period")}
    now |= {"area": found.area_id, "duty": found.duty.code if found.duty else ""}
    now["lines"] = written(queries.lines_of(found, clock.now()))
    form = Drafting(posted(request), actor=request.actor, at=clock.now(), initial=now)

    def change(new: actions.NewNotice) -> int:
        return actions.change_draft(found.id, new, by=request.actor, at=clock.now()).id

    return _drafted(request, form, change, _("改公示稿"))


def _drafted(
    request: HttpRequest, form: Drafting, save: Callable[[actions.NewNotice], int], title: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = save(actions.NewNotice(**form.cleaned_data))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已保存，等别人审签后公示。"))
            return redirect("desk-notice", saved)
    return show(request, "desk/notice_form.html", {"form": form, "title": title})


@staff("notice.draft")
@verb
def drop_notice(request: HttpRequest, notice: int) -> HttpResponse:
    """弃稿."""
    actions.drop_draft(queries.notice_by_id(request.actor, notice).id, by=request.actor, at=clock.now())
    messages.success(request, _("已删除草稿。"))
    return redirect("desk-notices")


@staff("notice.sign")
@verb
def post_notice(request: HttpRequest, notice: int) -> HttpResponse:
    """审签公示."""
    found = actions.post_notice(
        queries.notice_by_id(request.actor, notice).id, by=request.actor, at=clock.now()
    )
    told = _("已公示到 %(last)s。请打印公示单上墙，拍照上传。") % {"last": said.last_day(found)}
    messages.success(request, told)
    return redirect("desk-notice", found.id)


@staff("notice.draft", "notice.sign")
@once
def prove_notice(request: HttpRequest, notice: int) -> HttpResponse:
    """上墙拍照."""
    form = Proving(posted(request), request.FILES or None)

    def prove(given: dict[str, Any]) -> None:
        photo = given["photo"]
        actions.prove_posted(
            notice, photo=photo, name=photo.name, place=given["place"], by=request.actor, at=clock.now()
        )

    return _done(request, notice, form, prove, _("上传张贴照片"), _("照片已收下。"))


@staff("notice.sign")
@once
def extend_notice(request: HttpRequest, notice: int) -> HttpResponse:
    """延长公示."""
    form = Extending(posted(request))

    def extend(given: dict[str, Any]) -> None:
        actions.extend_notice(notice, **given, by=request.actor, at=clock.now())

    return _done(request, notice, form, extend, _("延长公示"), _("已延长。"))


@staff("notice.sign")
@once
def withdraw_notice(request: HttpRequest, notice: int) -> HttpResponse:
    """撤回公示."""
    form = Withdrawing(posted(request))

    def withdraw(given: dict[str, Any]) -> None:
        actions.withdraw_notice(notice, **given, by=request.actor, at=clock.now())

    return _done(request, notice, form, withdraw, _("撤回公示"), _("已撤回，公示的内容不生效。"))


def _done(
    request: HttpRequest,
    notice: int,
    form: UiForm,
    do: Callable[[dict[str, Any]], None],
    title: str,
    told: str,
) -> HttpResponse:
    found = queries.notice_by_id(request.actor, notice)
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, told)
            return redirect("desk-notice", found.id)
    return show(request, "desk/notice_form.html", {"form": form, "title": title, "notice": found})


@staff("notice.answer")
@once
def answer_objection(request: HttpRequest, objection: int) -> HttpResponse:
    """答复异议、询问: by somebody who neither made the notice nor objects."""
    one = queries.objection_by_id(request.actor, objection)
    form = Answering(posted(request), question=one.sort == "question")
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_objection(
                one.id,
                upheld=form.verdict(),
                answer=form.cleaned_data["answer"],
                by=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已答复，本人会收到。"))
            return redirect("desk-notices")
    hands = (one.notice.drafted_by_id, one.notice.signed_by_id)
    third = rules.third_person(request.actor.person_id, raised_by=one.raised_by_id, hands=hands)
    return show(request, "desk/objection.html", {"one": one, "form": form, "third": third})
