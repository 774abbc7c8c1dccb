"""督办: what stands, the paper for each, and the rules by which the clock raises one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.kit import clock, papers
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.belonging import supervision_sheet
from sanzhi.web.desk.forms.supervision import Narrow, RuleForm
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import verb

SEE = ("case.supervise", "case.handle", "case.dispatch")
SET_RULES = ("case.supervise", "settings.clocks")


@staff(*SEE)
@require_safe
def supervisions(request: HttpRequest) -> HttpResponse:
    """督办列表: a supervisor's area, or what one's own office has to answer; the soonest due first."""
    actor = request.actor
    form = Narrow(request.GET, offices=queries.offices_supervised(actor))
    page = queries.supervision_page(actor, form.filters(), after=request.GET.get("after", ""))
    asked = {name: value for name, value in request.GET.items() if name != "after" and value}
    words, cards = queries.supervision_words(page.rows), queries.unanswered(page.rows, clock.now())
    given = {
        "form": form,
        "rows": [(row, words[row.id], cards.get(row.id, "")) for row in page.rows],
        "waiting": queries.supervisions_waiting(actor),
        "older": "?" + urlencode({**asked, "after": page.onward}) if page.onward else "",
        "newer": "?" + urlencode(asked) if page.back else "",
        "supervisor": actor.may("case.supervise"),
    }
    return show(request, "desk/supervision.html", given)


@staff(*SEE)
@require_safe
def supervision_paper(request: HttpRequest, number: int) -> HttpResponse:
    """督办单, to print, seal and send."""
    one = queries.supervision_by_id(request.actor, number)
    words = queries.supervision_words([one])[one.id]
    content = papers.pdf("letter", supervision_sheet(one, words, request.actor, clock.now()))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="supervision-{one.id}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _rules_page(request: HttpRequest, form: RuleForm, status: int | None = None) -> HttpResponse:
    at = clock.now()
    tried: Any = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        tried = queries.preview(request.actor, said["measure"], said["at_least"], at=at)
    history = queries.supervision_history()
    given = {
        "form": form,
        "tried": tried,
        "rules": queries.supervision_rules(at),
        "history": history,
        "version": history[0].version if history else 0,
    }
    return show(request, "desk/supervision_rules.html", given, status)


@staff(*SET_RULES)
@require_safe
def supervision_rules(request: HttpRequest) -> HttpResponse:
    """督办规则: those in force, every version before, and a rule tried on the last thirty days before it is published."""
    code = request.GET.get("edit", "")
    chosen = next((rule for rule in queries.supervision_rules(clock.now()) if rule.code == code), None)
    if chosen:
        fields = RuleForm.base_fields
        return _rules_page(request, RuleForm(initial={name: getattr(chosen, name) for name in fields}))
    return _rules_page(request, RuleForm())


@staff(*SET_RULES)
@verb
def publish_supervision_rule(request: HttpRequest) -> HttpResponse:
    """预演 or 发布: a new version; supervisions that stand keep the rule they were raised by."""
    form = RuleForm(request.POST)
    if form.is_valid() and "try" in request.POST:
        return _rules_page(request, form, status=200)
    if form.is_valid():
        try:
            version = actions.publish_supervision_rule(form.new_rule(), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("已发布第 %(version)d 版督办规则；已经发出的督办不变。") % {"version": version}
            )
            return redirect("desk-supervision-rules")
    return _rules_page(request, form)
