"""信访代办 at the desks: opened, with the principal's word, every contact, submitted, explained; and its figures."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.petitions import actions, queries
from sanzhi.petitions.files import WORDS
from sanzhi.web.desk.forms.agency import Contacting, Explaining, OpeningAgency, SigningWord
from sanzhi.web.desk.forms.petitions import Registering
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .petitions import registered
from .rewards import filled

AGENT = "petition.agent"


@staff(AGENT)
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """代办清单 of this desk, and the year's figures of the three tiers."""
    given = paged(request, queries.agencies_of(request.actor, number_in(request)), queries.PAGE_SIZE)
    year = clock.now().year
    given["figures"] = queries.agency_figures(request.actor, year)
    return show(request, "desk/agencies.html", {**given, "year": year})


@staff(AGENT)
@once
def new_agency(request: HttpRequest) -> HttpResponse:
    """登记代办."""
    form = OpeningAgency(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.open_agency(form.new(request.POST["once"]), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已登记；本人同意以后才能提交。"))
            return redirect("desk-agency", one.pk)
    return show(request, "desk/reward_form.html", {"form": form, "title": _("登记代办")})


@staff(AGENT)
@require_safe
def agency(request: HttpRequest, agency: int) -> HttpResponse:
    """一件代办."""
    one = queries.agency_of(request.actor, agency)
    mine = one.agent_id == request.actor.person_id
    stands = bool(one.authorised_at) and one.withdrawn_at is None
    given = {"one": one, "contacts": queries.contacts_of(one), "mine": mine, "stands": stands}
    return show(request, "desk/agency.html", given)


def _done(
    request: HttpRequest, agency: int, form: UiForm, do: Callable[..., Any], title: str, told: str
) -> HttpResponse:
    one = queries.agency_of(request.actor, agency)

    def act() -> None:
        do(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = f"{one.principal.name} · {one.matter}"
    return filled(request, form, act, title, told, ("desk-agency", agency), note)


@staff(AGENT)
@once
def sign(request: HttpRequest, agency: int) -> HttpResponse:
    """登记纸质委托书."""

    def keep(one: int, *, photo: Any, **told: Any) -> None:
        actions.enter_word(one, WORDS.keep_image(photo, photo.name), **told)

    form = SigningWord(posted(request), request.FILES or None)
    return _done(request, agency, form, keep, _("登记纸质委托书"), _("委托书已登记。"))


@staff(AGENT)
@require_safe
def word(request: HttpRequest, agency: int) -> HttpResponse:
    """委托书照片."""
    one = queries.agency_of(request.actor, agency)
    if not one.digest:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return paper.photo(one.digest, one.mime, WORDS.path_of)


@staff(AGENT)
@once
def contact(request: HttpRequest, agency: int) -> HttpResponse:
    """联系记录."""
    return _done(
        request, agency, Contacting(posted(request)), actions.log_contact, _("联系记录"), _("已记下。")
    )


@staff(AGENT)
@once
def explain(request: HttpRequest, agency: int) -> HttpResponse:
    """说明结果."""
    form = Explaining(posted(request))
    return _done(request, agency, form, actions.explain_result, _("说明结果"), _("已登记，委托人可以评价。"))


@staff(AGENT)
@verb
def take_back(request: HttpRequest, agency: int) -> HttpResponse:
    """本人到窗口撤回委托."""
    actions.take_word_back(agency, by=request.actor, at=clock.now())
    messages.success(request, _("委托已撤回。"))
    return redirect("desk-agencies")


@staff(AGENT)
@once
def submit(request: HttpRequest, agency: int) -> HttpResponse:
    """代为提交."""
    one = queries.agency_of(request.actor, agency)
    form = Registering(posted(request), reach=request.actor.reach or "", agent=True)
    return registered(request, form, one.pk, _("代%(name)s提交信访事项") % {"name": one.principal.name})
