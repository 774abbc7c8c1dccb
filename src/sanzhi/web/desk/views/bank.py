"""核对积分证明: a bank's officer types or scans, sees what the resident chose, and may say what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.exchange.bank import actions, queries
from sanzhi.kit import clock, ids
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.statements import Answering, Checking
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import statements as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.guessing import COUNTED
from sanzhi.web.ui.posting import once, verb

CHECK = "statement.check"


@staff(CHECK)
@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """核对: type or paste; what was checked lately, and what residents want looked at again."""
    return _page(request, Checking())


@staff(CHECK)
@require_safe
def statement_ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    """From the QR: the code is typed already; looking is a press, because it goes on record."""
    return _page(request, Checking(initial={"typed": ids.normalise_code(ticket)}))


@staff(CHECK)
@verb
def check_statement(request: HttpRequest) -> HttpResponse:
    """核对, on record; the result stands on a page of its own for half an hour."""
    form = Checking(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    check = actions.check_text if form.is_text() else actions.check_code
    try:
        made = check(form.cleaned_data["typed"], by=request.actor, at=clock.now())
    except Refusal as refusal:
        if refusal.code in COUNTED:
            raise
        form.add_error("typed", refusal.sentence)
        return _page(request, form, 422)
    return redirect("desk-statement-seen", made.id)


@staff(CHECK)
@require_safe
def statement_seen(request: HttpRequest, checking: int) -> HttpResponse:
    """核对结果."""
    made, seen = queries.seen_again(request.actor, checking, clock.now())
    words, tone = said.state_words(seen.verdict)
    given = {
        "statement": made.statement,
        "verdict": seen.verdict,
        "said": said.said(seen.claims),
        "words": words,
        "tone": tone,
    }
    answer = show(request, "desk/statement_seen.html", given)
    answer["Cache-Control"] = "no-store"
    return answer


@staff(CHECK)
@once
def answer_statement(request: HttpRequest, statement: int) -> HttpResponse:
    """把结果告诉居民."""
    form = Answering(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.tell_outcome(statement, **form.cleaned_data, by=request.actor, at=clock.now())
        messages.success(request, _("已经告诉居民。"))
        return redirect("desk-statements")
    return show(request, "desk/statement_answer.html", {"form": form}, status=422 if form.errors else 200)


def _page(request: HttpRequest, form: Checking, status: int = 200) -> HttpResponse:
    rows = queries.checked_lately(request.actor)
    given = {
        "form": form,
        "rows": [(one, *said.outcome_words(one.outcome)) for one in rows],
        "again": queries.to_answer_again(request.actor),
    }
    return show(request, "desk/statements.html", given, status=status)
