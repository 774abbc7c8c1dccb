"""信访, for whoever petitions: write, follow, read the papers, ask for a review and a re-examination, take it back, rate."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases.actions import FilingRefused
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.petitions import actions, queries
from sanzhi.petitions.files import PAPERS
from sanzhi.web.resident.petition_forms import Disagreeing, HandingIn, Petitioning, Rating, Withdrawing
from sanzhi.web.ui import paper
from sanzhi.web.ui import petitions as said
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb
from sanzhi.windows import queries as windows

FIELDS = {"text": "facts", "area_code": "area", "category_code": "field"}


@resident
@require_safe
def petitions(request: HttpRequest) -> HttpResponse:
    """信访: what it is, and one's own."""
    given = paged(request, queries.my_petitions(request.actor, number_in(request)), queries.PAGE_SIZE)
    given["rows"] = [(one, said.state_of(one)) for one in given["rows"]]
    return render(request, "resident/petitions.html", given)


@resident
@once
def new(request: HttpRequest) -> HttpResponse:
    """提出."""
    form = Petitioning(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.file_petition(form.new(request.POST["once"]), by=request.actor, at=clock.now())
        except FilingRefused as refusal:
            for name, sentence in refusal.problems.items():
                form.add_error(FIELDS.get(name, name if name in form.fields else None), sentence)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已提交市信访局，十五日内会书面告诉您接收情况。"))
            return redirect(f"{reverse('resident-petition', args=[one.case.public_code])}?filed=yes")
    status = 422 if form.is_bound else 200
    return render(request, "resident/petition_new.html", {"form": form}, status=status)


@resident
@require_safe
def petition(request: HttpRequest, petition: str) -> HttpResponse:
    """一件: where it stands, what was said, what may be asked next and until when."""
    page = queries.petition_for_petitioner(request.actor, petition)
    given = {
        "page": page, "one": page.one, "case": page.one.case, "lines": said.lines_of(page.lines), "at": clock.now(),
        "filed": request.GET.get("filed") == "yes", "hops": windows.course_of(page.one.case), "owner": True,
    }  # fmt: skip
    return render(request, "resident/petition.html", given)


def _asked(
    request: HttpRequest, petition: str, form: UiForm, offer: str, do: Callable[..., Any], words: tuple[str, str, str]
) -> HttpResponse:  # fmt: skip
    """One form that does one thing to one's own petition: title, note and what is told after it."""
    page = queries.petition_for_petitioner(request.actor, petition)
    if offer not in page.offers:
        raise Refusal("step_not_open", _("现在不能这样办，请看最新情况。"))
    if request.method == "POST" and form.is_valid():
        try:
            do(page.one.pk, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, words[2])
            return redirect("resident-petition", petition)
    given = {"form": form, "case": page.one.case, "title": words[0], "note": words[1]}
    return render(request, "resident/petition_ask.html", given, status=422 if form.is_bound else 200)


@resident
@once
def ask_review(request: HttpRequest, petition: str) -> HttpResponse:
    """申请复查."""
    note = _("由原办理单位的上一级机关、单位复查，收到之日起三十日内书面答复（《信访工作条例》第三十五条）。")
    words = (_("申请复查"), note, _("已提交复查申请。"))
    return _asked(request, petition, Disagreeing(posted(request)), "review", actions.ask_review, words)


@resident
@once
def ask_reexam(request: HttpRequest, petition: str) -> HttpResponse:
    """申请复核."""
    note = _(
        "由复查机关的上一级机关、单位复核，收到之日起三十日内提出意见；复核意见是终结意见（《信访工作条例》第三十六条）。"
    )
    words = (_("申请复核"), note, _("已提交复核申请。"))
    return _asked(request, petition, Disagreeing(posted(request)), "reexam", actions.ask_reexam, words)


@resident
@once
def withdraw(request: HttpRequest, petition: str) -> HttpResponse:
    """撤回."""
    words = (_("撤回信访事项"), _("撤回以后停止办理；以后还可以再提出。"), _("已撤回。"))
    return _asked(request, petition, Withdrawing(posted(request)), "withdraw", actions.withdraw, words)


@resident
@once
def rate(request: HttpRequest, petition: str) -> HttpResponse:
    """评价."""
    words = (_("评价办理情况"), _("只用来算各单位的满意率，不影响您办任何事。"), _("谢谢您的评价。"))
    return _asked(request, petition, Rating(posted(request)), "rate", actions.rate, words)


@resident
@verb
def open_letter(request: HttpRequest, sent: int) -> HttpResponse:
    """打开文书: whoever chose to be answered online signs for it by this."""
    letter = queries.letter_of(request.actor, sent)
    actions.read_letter(letter.pk, by=request.actor, at=clock.now())
    return redirect("resident-petition-letter", sent)


@resident
@require_safe
def letter(request: HttpRequest, sent: int) -> HttpResponse:
    """一份文书, once it was opened or otherwise served."""
    found = queries.letter_of(request.actor, sent)
    if found.served_at is None:
        return redirect("resident-petition", found.petition.case.public_code)
    return said.pdf_of(found)


@resident
@once
def add_papers(request: HttpRequest, petition: str) -> HttpResponse:
    """交材料: seen by whoever works on it, and by nobody else."""
    page = queries.petition_for_petitioner(request.actor, petition)
    form = HandingIn(posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            actions.add_papers(page.one.pk, form.photos_kept(), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("材料已交上去。"))
            return redirect("resident-petition", petition)
    if form.is_bound:
        form.remember_photos()
    given = {
        "title": _("交材料"),
        "form": form,
        "press": _("交上去"),
        "back": reverse("resident-petition", args=[petition]),
    }
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)


@resident
@require_safe
def picture(request: HttpRequest, shown: int) -> FileResponse:
    """一页材料 of one's own petition."""
    found = queries.paper_of(request.actor, shown)
    return paper.photo(found.digest, found.mime, PAPERS.path_of)
