"""收券: the merchant's phone. Scan or type, see what it is, press once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock, ids
from sanzhi.kit.money import yuan
from sanzhi.kit.verdict import Refusal
from sanzhi.rewards import actions, queries
from sanzhi.web.desk.forms.rewards import Typing
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import vouchers as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.guessing import COUNTED, may_try, note_miss
from sanzhi.web.ui.paging import number_in, paged, row_number
from sanzhi.web.ui.posting import verb

REDEEM = "reward.redeem"


@staff(REDEEM)
@require_safe
def redeem(request: HttpRequest) -> HttpResponse:
    """收券: type a code, and what was taken lately."""
    form = Typing(request.GET if "code" in request.GET else None)
    if form.is_valid():
        may_try(request)
        try:
            code = ids.normalise_code(form.cleaned_data["code"])
            queries.found_by_code(code)
        except Refusal as refusal:
            note_miss(request)
            form.add_error("code", refusal.sentence)
        else:
            return redirect("desk-redeem-ticket", code)
    return _page(request, form, 422 if form.errors else 200)


@staff(REDEEM)
@require_safe
def redeem_ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    """一张券 as the merchant sees it: what it is, what it is worth, until when. Nothing of whose it is."""
    try:
        found = queries.found_by_code(ticket)
    except Refusal as refusal:
        note_miss(request)
        form = Typing({"code": ticket[:40]})
        form.add_error("code", refusal.sentence)
        return _page(request, form, 404)
    return _ticket(request, found, ticket)


@staff(REDEEM)
@verb
def take_ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    """收下: once; whoever comes second is told when and where it was used."""
    given = request.POST.get("merchant", "")
    try:
        taken = actions.redeem(ticket, merchant=row_number(given) or None, by=request.actor, at=clock.now())
    except Refusal as refusal:
        if refusal.code in COUNTED:
            raise
        return _ticket(request, queries.found_by_code(ticket), ticket, refusal)
    worth = yuan(taken.face_fen) if taken.face_fen else ""
    messages.success(request, _("已收下：%(name)s %(worth)s") % {"name": taken.reward.name, "worth": worth})
    return redirect("desk-redeem")


def _ticket(request: HttpRequest, found, ticket: str, refusal: Refusal | None = None) -> HttpResponse:
    at = clock.now()
    taken, mine = queries.taken_by(request.actor, found)
    verdict = taken if not taken.ok else queries.usable(found, at)
    words, tone = said.state_words(found, at)
    given = {
        "voucher": found,
        "ticket": ticket,
        "shops": mine,
        "verdict": verdict,
        "refusal": refusal,
        "words": words,
        "tone": tone,
        "last": said.last_day(found),
    }
    answer = show(request, "desk/redeem_ticket.html", given)
    answer["Cache-Control"] = "no-store"
    return answer


def _page(request: HttpRequest, form: Typing, status: int) -> HttpResponse:
    shops = queries.merchants_for(request.actor)
    rows = paged(request, queries.redeemed_at(shops, number_in(request)), queries.PAGE_SIZE)
    given = {"form": form, "shops": shops, **rows}
    return show(request, "desk/redeem.html", given, status=status)
