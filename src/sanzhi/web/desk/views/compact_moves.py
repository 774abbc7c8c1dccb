"""公约怎么走: to the town, to the vote, filed, in force."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sanzhi.compacts import actions, queries
from sanzhi.kit import clock
from sanzhi.web.desk.forms import compacts as forms
from sanzhi.web.desk.forms.councils import PuttingToVote
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once, verb

from .compacts import KEEP, REVIEW, on_draft


@staff(KEEP)
@verb
def send(request: HttpRequest, draft: int) -> HttpResponse:
    """报审查."""
    actions.send(draft, by=request.actor, at=clock.now())
    messages.success(request, _("已报镇（街道）审查。"))
    return redirect("desk-compact-draft", draft)


@staff(REVIEW)
@once
def review(request: HttpRequest, draft: int) -> HttpResponse:
    """审查."""
    form = forms.Reviewing(posted(request))

    def do() -> None:
        actions.review(draft, **form.cleaned_data, by=request.actor, at=clock.now())

    return on_draft(request, draft, form, do, _("审查公约"))


@staff(KEEP)
@once
def put_to_vote(request: HttpRequest, draft: int) -> HttpResponse:
    """列入议题."""
    one = queries.version_here(request.actor, draft)
    form = PuttingToVote(posted(request), meetings=queries.meetings_to_put_to(one.compact))

    def do() -> None:
        actions.put_to_vote(draft, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("条款一条一段列进议题；通知、到会、计票都在会议里，结果从会议里取，不用填。")
    return on_draft(request, draft, form, do, _("列入会议议题"), note)


@staff(KEEP)
@verb
def take_result(request: HttpRequest, draft: int) -> HttpResponse:
    """取表决结果."""
    one = actions.take_result(draft, by=request.actor, at=clock.now())
    messages.success(request, _("表决结果：%(state)s。") % {"state": one.get_state_display()})
    return redirect("desk-compact-draft", draft)


@staff(REVIEW)
@once
def file_version(request: HttpRequest, draft: int) -> HttpResponse:
    """备案."""
    form = forms.Filing(posted(request))

    def do() -> None:
        actions.file_version(draft, **form.cleaned_data, by=request.actor, at=clock.now())

    return on_draft(request, draft, form, do, _("备案"))


@staff(KEEP)
@once
def bring_in_force(request: HttpRequest, draft: int) -> HttpResponse:
    """公布生效."""
    form = forms.Bringing(posted(request), initial={"day": clock.today()})

    def do() -> None:
        actions.bring_in_force(draft, **form.cleaned_data, by=request.actor, at=clock.now())

    return on_draft(request, draft, form, do, _("公布生效"))


@staff(KEEP)
@once
def move_force(request: HttpRequest, draft: int) -> HttpResponse:
    """改生效的日子."""
    form = forms.Bringing(posted(request))

    def do() -> None:
        actions.move_force(draft, **form.cleaned_data, by=request.actor, at=clock.now())

    return on_draft(request, draft, form, do, _("改生效的日子"))
