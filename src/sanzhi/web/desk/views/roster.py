"""值班和代班: the week's table of one's own office, and who stands in for whom."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions
from sanzhi.people import queries as people
from sanzhi.web.desk.forms.duty import NewDeputy, Roster
from sanzhi.web.desk.showing import TO_DO, show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import verb

ACCOUNTS = "settings.accounts"


def _monday(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    day = day if abs((day - today).days) < 400 else today
    return day - timedelta(days=day.weekday())


def _page(request: HttpRequest, status: int | None = None, **forms: Any) -> HttpResponse:
    actor, at = request.actor, clock.now()
    office = actor.office_id or 0
    first = _monday(request.GET.get("week", ""), at.date())
    here = people.posts_at(office, at)
    own = [post for post in here if post.person_id == actor.person_id]
    given = {
        "first": first,
        "earlier": first - timedelta(days=7),
        "later": first + timedelta(days=7),
        "table_form": forms.get("table_form") or Roster(office_id=office, first=first, at=at),
        "deputy_form": forms.get("deputy_form") or NewDeputy(posts=own, here=here),
        "deputies": people.deputies_at(office, at),
        "own": own and not actor.stands_for,
    }
    return show(request, "desk/roster.html", given, status)


@staff(*TO_DO)
@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    """值班表 of the week, and the deputies named."""
    return _page(request)


@staff(*TO_DO)
@verb
def fill_roster(request: HttpRequest) -> HttpResponse:
    """排班: only the cells that were changed are written."""
    at = clock.now()
    first = _monday(request.GET.get("week", ""), at.date())
    form = Roster(request.POST, office_id=request.actor.office_id or 0, first=first, at=at)
    if not form.is_valid():
        return _page(request, table_form=form)
    try:
        count = actions.fill_roster(form.turns(), by=request.actor, at=at)
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
        return _page(request, 409)
    messages.success(request, _("值班表已保存，改了 %(count)d 处。") % {"count": count})
    return redirect(f"/desk/roster/?week={first}")


@staff(*TO_DO)
@verb
def name_deputy(request: HttpRequest) -> HttpResponse:
    """请人代班: only in one's own post."""
    at = clock.now()
    here = people.posts_at(request.actor.office_id or 0, at)
    own = [post for post in here if post.person_id == request.actor.person_id]
    form = NewDeputy(request.POST, posts=own, here=here)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.name_deputy(
                said["post"],
                said["person"],
                first=said["first"],
                last=said["last"],
                by=request.actor,
                at=at,
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已请好代班，本人会收到消息。"))
            return redirect("desk-roster")
    return _page(request, deputy_form=form)


@staff(*TO_DO, ACCOUNTS)
@verb
def end_deputy(request: HttpRequest, deputy: int) -> HttpResponse:
    """结束代班."""
    actions.end_deputy(deputy, by=request.actor, at=clock.now())
    messages.success(request, _("代班已结束。"))
    return redirect("desk-people" if request.actor.may(ACCOUNTS) else "desk-roster")
