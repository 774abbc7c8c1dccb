"""公约 at the desk: opened, drafted, its opinions answered; and the pages on which all of it stands."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.compacts import access, actions, queries
from sanzhi.compacts.actions import NewCompact
from sanzhi.deliberation import queries as councils
from sanzhi.kit import clock
from sanzhi.web.desk.forms import compacts as forms
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.compacts import TONES, by_field, holding, votes_of, women_of
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

KEEP, REVIEW = access.KEEP, access.REVIEW


@staff(KEEP, REVIEW)
@require_safe
def compacts(request: HttpRequest) -> HttpResponse:
    """公约."""
    given = paged(request, queries.compacts_kept(request.actor, number_in(request)), queries.PAGE_SIZE)
    return show(request, "desk/compacts.html", {**given, "keeps": request.actor.may(KEEP)})


@staff(KEEP)
@once
def new(request: HttpRequest) -> HttpResponse:
    """立一份公约."""
    form = forms.OpeningCompact(posted(request), actor=request.actor)

    def do() -> None:
        said = form.cleaned_data
        new = NewCompact(form.area(), said["kind"], said["name"], said["body"], said["host"])
        actions.open_compact(new, by=request.actor, at=clock.now())

    return filled(request, form, do, _("立一份公约"), _("已立，请写条款。"), ("desk-compacts",))


@staff(KEEP, REVIEW)
@require_safe
def compact(request: HttpRequest, compact: int) -> HttpResponse:
    """一份公约: what is in force, every version, what is checked, how it was scored."""
    one, day = queries.compact_here(request.actor, compact), clock.today()
    given = holding(one, day) | {
        "compact": one, "keeps": bool(access.may_keep(request.actor, one.area_id)), "versions": queries.versions_of(one),
        "open": queries.open_checks(one), "today": day,
        **paged(request, queries.checks_of(one, number_in(request)), queries.PAGE_SIZE),
    }  # fmt: skip
    for each in given["versions"]:
        each.tone = TONES[each.state]
    last = given["versions"][0]
    given["may_revise"] = given["keeps"] and (last.force_from or last.state == "failed")
    given["appraising"] = any(
        each.closed_at is None and each.version_id == given["version"].pk for each in given["appraisals"]
    )
    seated = queries.assessors_named(given["appraisals"]) if given["keeps"] else {}
    fresh = queries.untouched(given["appraisals"]) if given["keeps"] else set()
    for each in given["appraisals"]:
        each.over, each.panel, each.fresh = each.closes_on < day, seated.get(each.pk, []), each.pk in fresh
    return show(request, "desk/compact.html", given)


@staff(KEEP)
@once
def name_body(request: HttpRequest, compact: int) -> HttpResponse:
    """改由谁通过."""
    one = queries.compact_here(request.actor, compact)
    form = forms.NamingBody(posted(request), compact=one)

    def do() -> None:
        actions.name_body(compact, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("改由谁通过"), _("已保存。"), ("desk-compact", compact), one.name)


@staff(KEEP)
@verb
def revise(request: HttpRequest, compact: int) -> HttpResponse:
    """修订."""
    made = actions.revise(compact, by=request.actor, at=clock.now())
    messages.success(request, _("已照上一版起草，请修改条款。"))
    return redirect("desk-compact-draft", made.pk)


@staff(KEEP, REVIEW)
@require_safe
def draft(request: HttpRequest, draft: int) -> HttpResponse:
    """一稿: its clauses, what residents said of them, and what is to be done now."""
    one, actor = queries.version_here(request.actor, draft), request.actor
    area = one.compact.area_id
    clauses = queries.clauses_of(one)
    item = queries.voted(one)
    waiting = bool(request.GET.get("waiting"))
    opinions = queries.opinions_of(actor, one, waiting=waiting, before=number_in(request))
    given = {
        "version": one, "compact": one.compact, "fields": by_field(clauses), "tone": TONES[one.state],
        **paged(request, opinions, queries.PAGE_SIZE), "keeps": bool(access.may_keep(actor, area)),
        "reviews": bool(access.may_review(actor, area, queries.wrote(one))), "files": bool(access.may_file(actor, area)),
        "asking": bool(one.opinions_until and clock.today() <= one.opinions_until), "item": item, "votes": votes_of(one), "women": women_of(one), "changed": queries.compared(one),
        "resolved": bool(item and councils.resolved(item)), "waits": queries.opinions_wait(one), "today": clock.today(),
    }  # fmt: skip
    return show(request, "desk/compact_draft.html", given)


def on_draft(
    request: HttpRequest, draft: int, form: UiForm, do: Callable[[], Any], title: str, note: str = ""
) -> HttpResponse:
    """A form of one thing about a version."""
    one = queries.version_here(request.actor, draft)
    return filled(
        request, form, do, title, _("已保存。"), ("desk-compact-draft", draft), note or one.compact.name
    )


@staff(KEEP)
@once
def add_clause(request: HttpRequest, draft: int) -> HttpResponse:
    """加一条."""
    form = forms.WritingClause(posted(request))

    def do() -> None:
        actions.add_clause(draft, **form.cleaned_data, by=request.actor, at=clock.now())

    return on_draft(request, draft, form, do, _("加一条"))


@staff(KEEP)
@once
def change_clause(request: HttpRequest, clause: int) -> HttpResponse:
    """改一条."""
    one = queries.clause_here(request.actor, clause)
    now = {"field": one.field, "kind": one.kind, "text": one.text}
    form = forms.WritingClause(posted(request), initial=now)

    def do() -> None:
        actions.change_clause(clause, **form.cleaned_data, by=request.actor, at=clock.now())

    return on_draft(request, one.version_id, form, do, _("改一条"))


@staff(KEEP)
@verb
def drop_clause(request: HttpRequest, clause: int) -> HttpResponse:
    """去掉一条."""
    one = queries.clause_here(request.actor, clause)
    actions.drop_clause(clause, by=request.actor, at=clock.now())
    messages.success(request, _("已去掉。"))
    return redirect("desk-compact-draft", one.version_id)


@staff(KEEP)
@once
def ask(request: HttpRequest, draft: int) -> HttpResponse:
    """征求意见."""
    form = forms.AskingOpinions(posted(request), today=clock.today())

    def do() -> None:
        actions.ask_opinions(draft, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("从现在起，谁都看得到这一稿；本村（社区）的成年居民可以一条一条提改法。至少七天（本平台约定）。")
    return on_draft(request, draft, form, do, _("征求意见"), note)


@staff(KEEP)
@once
def settle(request: HttpRequest, opinion: int) -> HttpResponse:
    """答复一条意见."""
    one = queries.opinion_here(request.actor, opinion)
    form = forms.SettlingOpinion(posted(request))

    def do() -> None:
        actions.settle_opinion(opinion, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("原来：%(old)s　想改成：%(new)s") % {"old": one.before, "new": one.wording}
    return on_draft(request, one.version_id, form, do, _("答复意见"), note)
