"""乡贤, at the desk: entered from a signed paper; what they suggest is answered."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.groups import access, actions, queries
from sanzhi.kit import clock
from sanzhi.web.desk.forms.donations import AnsweringSuggestion, EnteringGentry
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once

from .rewards import filled

KEEP = "council.keep"


@staff(KEEP)
@require_safe
def gentry(request: HttpRequest) -> HttpResponse:
    """建议 to one's own place, the newest first."""
    rows = queries.suggestions_to(request.actor, number_in(request))
    return show(request, "desk/gentry.html", paged(request, rows, queries.PAGE_SIZE))


@staff(KEEP)
@once
def enter(request: HttpRequest) -> HttpResponse:
    """照签字纸登记."""
    form = EnteringGentry(posted(request), actor=request.actor)

    def do() -> None:
        said = dict(form.cleaned_data)
        actions.enter_gentry(said.pop("area"), **said, by=request.actor, at=clock.now())

    note = _("本人能上网的请本人自己登记。")
    return filled(request, form, do, _("照签字纸登记乡贤"), _("已登记。"), ("desk-gentry",), note)


@staff(KEEP)
@once
def answer(request: HttpRequest, suggestion: int) -> HttpResponse:
    """答复."""
    one, form = queries.suggestion_here(request.actor, suggestion), AnsweringSuggestion(posted(request))
    access.may_keep_gentry(request.actor, one.area_id).or_refuse()

    def do() -> None:
        actions.answer_suggestion(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, one.title, _("已答复。"), ("desk-gentry",), one.text)
