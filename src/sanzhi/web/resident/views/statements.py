"""积分证明: choosing what one bank may read, confirming that it is oneself, and taking it back."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sanzhi.exchange.bank import actions, queries
from sanzhi.exchange.bank.actions import Asked
from sanzhi.kit import clock, masking, papers
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.queries import phone_of
from sanzhi.web.resident.statement_forms import Choosing, Confirming, Narrowing
from sanzhi.web.ui import statements as said
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.guessing import address_of
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import verb

CONFIRMED = "confirmed_at"  # in the session: when the code was typed


@resident
@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """我的积分证明, the newest first."""
    before = number_in(request)
    rows = queries.mine(request.actor, before)
    shown, at = rows[: queries.PAGE_SIZE], clock.now()
    given = {
        "rows": [(one, *said.state_words(queries.standing(one, at))) for one in shown],
        "verdict": queries.may_ask(request.actor),
        "banks": queries.banks(at),
        "older": f"?before={shown[-1].id}" if len(rows) > queries.PAGE_SIZE else "",
        "newer": "?" if before else "",
    }
    return _private(render(request, "resident/statements.html", given))


@resident
@require_safe
def new_statement(request: HttpRequest) -> HttpResponse:
    """选：给谁看、看什么; with a choice in the address, exactly what the bank would read."""
    queries.may_ask(request.actor).or_refuse()
    at = clock.now()
    form = Choosing(request.GET if request.GET else None, banks=queries.banks(at))
    if not form.is_valid():
        return render(
            request, "resident/statement_new.html", {"form": form}, status=422 if request.GET else 200
        )
    return _preview(request, form, at)


def _preview(request: HttpRequest, form: Choosing, at: datetime, **more: Any) -> HttpResponse:
    chosen = form.cleaned_data
    claims = queries.preview(request.actor, chosen["fields_told"], chosen["purpose"], at)
    given = {
        "said": said.said(claims),
        "bank": dict(form.fields["bank"].choices)[chosen["bank"]],
        "may_answer": chosen["may_answer"],
        "hidden": _carried(form),
        "confirmed": _confirmed(request, at),
        "phone": masking.mask_phone(phone_of(request.user.person)),
        "confirming": Confirming(),
    } | more
    return _private(
        render(request, "resident/statement_check.html", given, status=422 if "refusal" in more else 200)
    )


@resident
@require_POST
def send_code(request: HttpRequest) -> HttpResponse:
    """发验证码 to one's own phone, and the page to type it on."""
    at, form = clock.now(), Choosing(request.POST, banks=queries.banks(clock.now()))
    if not form.is_valid():
        return redirect("resident-statement-new")
    try:
        shown = people.send_code(phone_of(request.user.person), address=address_of(request), at=at)
    except Refusal as refusal:
        return _preview(request, form, at, refusal=refusal)
    return _preview(request, form, at, sent=True, shown=shown)


@resident
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """本人确认: a wrong code is counted, so this page answers and does not undo."""
    at, form = clock.now(), Choosing(request.POST, banks=queries.banks(clock.now()))
    typed = Confirming(request.POST)
    if not form.is_valid():
        return redirect("resident-statement-new")
    if typed.is_valid():
        try:
            people.confirm_code(
                request.user.person, typed.cleaned_data["code"].strip(), address=address_of(request), at=at
            )
        except Refusal as refusal:
            typed.add_error("code", refusal.sentence)
        else:
            request.session[CONFIRMED] = at.isoformat()
            return redirect(f"{reverse('resident-statement-new')}?{urlencode(_carried(form), doseq=True)}")
    return _preview(request, form, at, sent=True, confirming=typed, refusal=None)


@resident
@verb
def issue_statement(request: HttpRequest) -> HttpResponse:
    """开证明."""
    at, form = clock.now(), Choosing(request.POST, banks=queries.banks(clock.now()))
    if not form.is_valid():
        return redirect("resident-statement-new")
    chosen = form.cleaned_data
    asked = Asked(chosen["bank"], chosen["purpose"], chosen["fields_told"], chosen["may_answer"])
    origin = request.build_absolute_uri("/")
    made = actions.issue(asked, confirmed_at=_confirmed(request, at), origin=origin, by=request.actor, at=at)
    messages.success(request, _("开好了。给银行扫二维码，或者报核对码。"))
    return redirect("resident-statement", made.id)


@resident
@require_safe
def statement(request: HttpRequest, statement: int) -> HttpResponse:
    """一份证明: its QR code, what it says, who looked, what the bank said, and taking it back."""
    at, found = clock.now(), queries.statement_of(request.actor, statement)
    verdict = queries.standing(found, at)
    words, tone = said.state_words(verdict)
    code = queries.code_of(found) if verdict.ok else ""
    answers = queries.answers_of(found)
    given = {
        "statement": found,
        "words": words,
        "tone": tone,
        "verdict": verdict,
        "code": code,
        "qr": papers.qr_svg(said.address_of(request, code)) if code else "",
        "said": said.said(queries.claims_of(found)),
        "checkings": queries.checkings_of(found),
        "answers": answers,
        "may_ask_again": len(answers) == 1
        and answers[0].outcome == "declined"
        and not answers[0].asked_again_at,
        "narrowing": Narrowing(told=found.fields) if len(found.fields) > 1 else None,
    }
    return _private(render(request, "resident/statement.html", given))


@resident
@require_safe
def statement_paper(request: HttpRequest, statement: int) -> HttpResponse:
    """打印的证明."""
    found = queries.statement_of(request.actor, statement)
    queries.standing(found, clock.now()).or_refuse()
    return said.paper(request, found, queries.claims_of(found), queries.code_of(found))


@resident
@require_safe
def statement_text(request: HttpRequest, statement: int) -> HttpResponse:
    """签名文本 for a bank's own system, with only the fields that were ticked."""
    found = queries.statement_of(request.actor, statement)
    queries.standing(found, clock.now()).or_refuse()
    told = [one for one in request.GET.getlist("fields_told") if one in found.fields] or found.fields
    answer = HttpResponse(queries.copy_of(found, told), content_type="application/dc+sd-jwt")
    answer["Content-Disposition"] = f'attachment; filename="statement-{found.id}.sd-jwt"'
    return _private(answer)


@resident
@verb
def revoke_statement(request: HttpRequest, statement: int) -> HttpResponse:
    """收回."""
    actions.revoke(statement, by=request.actor, at=clock.now())
    messages.success(request, _("已经收回。银行再核对，看到的是“已收回”。"))
    return redirect("resident-statement", statement)


@resident
@verb
def ask_again(request: HttpRequest, statement: int) -> HttpResponse:
    """请人工复核."""
    actions.ask_again(statement, by=request.actor, at=clock.now())
    messages.success(request, _("已经告诉银行，由人来复核并说明理由。"))
    return redirect("resident-statement", statement)


def _carried(form: Choosing) -> dict[str, Any]:
    chosen = form.cleaned_data
    return {name: chosen[name] for name in ("bank", "purpose", "fields_told")} | (
        {"may_answer": "on"} if chosen["may_answer"] else {}
    )


def _confirmed(request: HttpRequest, at: datetime) -> datetime | None:
    """When the code was typed, while that still stands for oneself."""
    told = request.session.get(CONFIRMED)
    when = datetime.fromisoformat(told) if told else None
    return when if when and queries.still_confirmed(when, at) else None


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer
