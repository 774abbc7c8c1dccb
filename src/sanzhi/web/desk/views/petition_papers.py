"""信访件的材料 at the desks: put in by whoever works on it, and looked at by whoever may see the petition."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.petitions import actions, queries
from sanzhi.petitions.files import PAPERS
from sanzhi.web.desk.forms.petition_papers import AddingPapers
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once

from .petitions import REGISTER, WORK


@staff(*WORK)
@once
def add(request: HttpRequest, petition: str) -> HttpResponse:
    """放材料."""
    page = queries.petition_page(request.actor, petition)
    if not page.may_add:
        raise Refusal("step_not_open", _("现在不能放材料，请看最新情况。"))
    brings = request.actor.may(REGISTER) and page.one.case.receiver_id == request.actor.office_id
    form = AddingPapers(posted(request), request.FILES or None, brings=brings)

    if form.is_bound and form.is_valid():
        side = form.cleaned_data.get("side", "")
        try:
            actions.add_papers(page.one.pk, form.photos_kept(), side=side, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("材料已放入。"))
            return redirect("desk-petition", petition)
    if form.is_bound:
        form.remember_photos()
    given = {"form": form, "title": _("放材料"), "note": page.one.case.title}
    return show(request, "desk/reward_form.html", given)


@staff(*WORK)
@require_safe
def picture(request: HttpRequest, shown: int) -> FileResponse:
    """一页材料."""
    found = queries.paper_of(request.actor, shown)
    return paper.photo(found.digest, found.mime, PAPERS.path_of)
