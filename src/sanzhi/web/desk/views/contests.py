"""三治擂台赛 at the desk: drafted, announced, called off; and the page on which all of it stands."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.contests import access, actions, queries
from sanzhi.contests.actions import NewContest
from sanzhi.kit import clock
from sanzhi.web.desk.forms import contests as forms
from sanzhi.web.desk.forms.leading import WithReason
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.contests import shown
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

KEEP, JUDGE, APPEAL = "contest.keep", "contest.judge", "contest.appeal"


@staff(KEEP, JUDGE, APPEAL)
@require_safe
def contests(request: HttpRequest) -> HttpResponse:
    """擂台赛."""
    rows = paged(request, queries.contests_kept(request.actor, number_in(request)), queries.PAGE_SIZE)
    at = clock.now()
    for one in rows["rows"]:
        one.stands = queries.state_of(one, at)
    return show(request, "desk/contests.html", {**rows, "keeps": request.actor.may(KEEP)})


@staff(KEEP)
@once
def new(request: HttpRequest) -> HttpResponse:
    """办一场."""
    form = forms.Drafting(posted(request), reach=request.actor.reach)

    def do() -> None:
        actions.draft(NewContest(**form.cleaned_data), by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("办一场擂台赛"), _("已起草，请加指标、分组、评委，再公布。"), ("desk-contests",)
    )


@staff(KEEP, JUDGE, APPEAL)
@require_safe
def contest(request: HttpRequest, contest: int) -> HttpResponse:
    """一场擂台赛: what is to be done now, and what stands."""
    actor, at = request.actor, clock.now()
    one = queries.contest_for(actor, contest)
    given = shown(one, at, number_in(request, "run")) | {
        "keeps": bool(access.may_keep(actor, one.area_id)),
        "judges": queries.judges_of(one), "marks": queries.marks_of(actor, one) if actor.may(JUDGE) else [],
        "mine": [each for each in queries.entrants_of(one) if actor.may(APPEAL) and access.may_appeal(actor, each)],
        "to_count": queries.to_count_anew(one),
        "appeals": queries.appeals_of(one), "runs": queries.runs_of(one),
    }  # fmt: skip
    given["waits"] = any(each.decided_at is None for each in given["appeals"])
    return show(request, "desk/contest.html", given)


def on_contest(
    request: HttpRequest, contest: int, form: UiForm, do: Callable[..., Any], title: str, note: str = ""
) -> HttpResponse:
    """A form of one thing about a contest."""
    one = queries.contest_for(request.actor, contest)

    def act() -> None:
        do(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, act, title, _("已保存。"), ("desk-contest", contest), note or one.title)


@staff(KEEP)
@once
def add_gauge(request: HttpRequest, contest: int) -> HttpResponse:
    """加一项数据指标."""
    one = queries.contest_for(request.actor, contest)
    form = forms.AddingGauge(posted(request), level=one.level)
    return on_contest(request, contest, form, actions.add_gauge, _("加一项数据指标"))


@staff(KEEP)
@once
def add_rubric(request: HttpRequest, contest: int) -> HttpResponse:
    """加一项评委打分."""
    return on_contest(
        request, contest, forms.AddingRubric(posted(request)), actions.add_rubric, _("加一项评委打分")
    )


@staff(KEEP)
@verb
def drop_indicator(request: HttpRequest, contest: int, indicator: int) -> HttpResponse:
    """去掉一项."""
    actions.drop_indicator(contest, indicator, by=request.actor, at=clock.now())
    messages.success(request, _("已去掉。"))
    return redirect("desk-contest", contest)


@staff(KEEP)
@once
def entrants(request: HttpRequest, contest: int) -> HttpResponse:
    """谁参加、分在哪一组."""
    one = queries.contest_for(request.actor, contest)
    bands = {each.area_id: each.band for each in queries.entrants_of(one)}
    form = forms.Entering(posted(request), places=queries.places_in(one), bands=bands)

    def put(pk: int, *, by: Any, at: Any, **said: str) -> None:
        actions.set_entrants(pk, said, by=by, at=at)

    note = _("组别一样的在一起比；空着的不参加。")
    return on_contest(request, contest, form, put, _("谁参加、分在哪一组"), note)


@staff(KEEP)
@once
def judges(request: HttpRequest, contest: int) -> HttpResponse:
    """请评委."""
    one = queries.contest_for(request.actor, contest)
    now = [f"{each.person_id}-{each.reach}" for each in queries.judges_of(one)]
    form = forms.ChoosingJudges(
        posted(request), judges=queries.who_may_judge(one, clock.now()), initial={"chosen": now}
    )
    return on_contest(request, contest, form, actions.set_judges, _("请评委"))


@staff(KEEP)
@verb
def announce(request: HttpRequest, contest: int) -> HttpResponse:
    """公布."""
    actions.announce(contest, by=request.actor, at=clock.now())
    messages.success(request, _("已公布，指标、分组和评委不能再改。"))
    return redirect("desk-contest", contest)


@staff(KEEP)
@once
def call_off(request: HttpRequest, contest: int) -> HttpResponse:
    """取消."""
    return on_contest(request, contest, WithReason(posted(request)), actions.call_off, _("取消这场擂台赛"))
