"""推送: the security administrator says which other system is told what, and sees what arrived."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.exchange.webhooks import actions, queries, rules
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.webhooks import NAMES, STATES, Again, LogFilters, Resubscribe, Subscribe
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import once, verb

KEEP = "settings.accounts"


@staff(KEEP)
@require_safe
def webhooks(request: HttpRequest) -> HttpResponse:
    """推送: which systems are told."""
    return show(request, "desk/webhooks.html", {"rows": queries.receivers(request.actor)})


@staff(KEEP)
@once
def add_webhook(request: HttpRequest) -> HttpResponse:
    """新增接收方: the secret is shown on the next page, once."""
    form = Subscribe(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            row, secret = actions.add_receiver(form.asked(), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(_field_of(refusal), refusal.sentence)
        else:
            return _to_secret(request, row.id, secret)
    given = {"form": form, "none": not form.fields["whose"].choices}
    return show(request, "desk/webhook_form.html", given)


@staff(KEEP)
@once
def change_webhook(request: HttpRequest, receiver: int) -> HttpResponse:
    """改地址和进展."""
    row = queries.receiver(request.actor, receiver)
    initial = {"name": row.name, "url": row.url, "happenings": row.happenings}
    form = Resubscribe(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_receiver(receiver, form.asked(), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(_field_of(refusal), refusal.sentence)
        else:
            messages.success(request, _("已保存，从现在起按新的推送。"))
            return redirect("desk-webhook", receiver)
    return show(request, "desk/webhook_form.html", {"form": form, "row": row})


def _field_of(refusal: Refusal) -> str | None:
    return "url" if refusal.code in ("webhook_url", "webhook_not_found", "webhook_address_refused") else None


def _to_secret(request: HttpRequest, receiver: int, secret: str) -> HttpResponse:
    request.session["webhook_secret"] = [receiver, secret]
    return redirect("desk-webhook-secret")


@staff(KEEP)
@require_safe
def webhook_secret(request: HttpRequest) -> HttpResponse:
    """The secret, shown once: opened again, it is gone."""
    kept = request.session.pop("webhook_secret", None)
    if kept is None:
        return redirect("desk-webhooks")
    row = queries.receiver(request.actor, kept[0])
    answer = show(request, "desk/webhook_secret.html", {"row": row, "secret": kept[1]})
    answer["Cache-Control"] = "no-store"
    return answer


@staff(KEEP)
@require_safe
def webhook(request: HttpRequest, receiver: int) -> HttpResponse:
    """One receiver: how it is, what may be done, and the log of what was sent."""
    row = queries.receiver(request.actor, receiver)
    return show(request, "desk/webhook.html", _log(request, row))


def _log(request: HttpRequest, row: Any) -> dict[str, Any]:
    form = LogFilters(request.GET)
    wanted = {name: value for name, value in (form.cleaned_data if form.is_valid() else {}).items() if value}
    before = number_in(request)
    rows = queries.deliveries(request.actor, row.id, before=before or None, **wanted)
    shown, counts = rows[: queries.PAGE], queries.delivery_counts(request.actor, row.id)
    return {
        "row": row,
        "form": form,
        "names": [NAMES[one] for one in row.happenings],
        "rows": [
            (one, NAMES[one.happening], STATES[one.state], rules.REASONS.get(one.reason, "")) for one in shown
        ],
        "counts": [(label, counts[state]) for state, label in STATES.items()],
        "older": f"?{urlencode({**wanted, 'before': shown[-1].id})}" if len(rows) > queries.PAGE else "",
        "newer": f"?{urlencode(wanted)}" if before else "",
        "now": clock.now(),
    }


@staff(KEEP)
@verb
def test_webhook(request: HttpRequest, receiver: int) -> HttpResponse:
    """试发."""
    actions.send_test(receiver, by=request.actor, at=clock.now())
    messages.success(request, _("已放进推送队列，几秒后刷新这一页看结果。"))
    return redirect("desk-webhook", receiver)


@staff(KEEP)
@verb
def rotate_webhook(request: HttpRequest, receiver: int) -> HttpResponse:
    """换密钥."""
    row, secret = actions.rotate_secret(receiver, by=request.actor, at=clock.now())
    return _to_secret(request, row.id, secret)


@staff(KEEP)
@verb
def pause_webhook(request: HttpRequest, receiver: int) -> HttpResponse:
    """暂停."""
    actions.pause_receiver(receiver, by=request.actor, at=clock.now())
    messages.success(request, _("已暂停。新的进展都留着，继续推送时再发。"))
    return redirect("desk-webhook", receiver)


@staff(KEEP)
@verb
def resume_webhook(request: HttpRequest, receiver: int) -> HttpResponse:
    """继续推送."""
    actions.resume_receiver(receiver, by=request.actor, at=clock.now())
    messages.success(request, _("已继续推送，留着的会陆续发出。"))
    return redirect("desk-webhook", receiver)


@staff(KEEP)
@verb
def remove_webhook(request: HttpRequest, receiver: int) -> HttpResponse:
    """停用."""
    actions.remove_receiver(receiver, by=request.actor, at=clock.now())
    messages.success(request, _("已停用，记录还在。"))
    return redirect("desk-webhooks")


@staff(KEEP)
@verb
def resend_webhook(request: HttpRequest, receiver: int, delivery: int) -> HttpResponse:
    """重发一条, under its old id."""
    if actions.resend(receiver, delivery, by=request.actor, at=clock.now()):
        messages.success(request, _("已放回推送队列。"))
    else:
        messages.warning(request, _("这一条还在等待推送，或者不必推送。"))
    return redirect("desk-webhook", receiver)


@staff(KEEP)
@once
def resend_webhooks(request: HttpRequest, receiver: int) -> HttpResponse:
    """重发一段时间."""
    row = queries.receiver(request.actor, receiver)
    form = Again(posted(request))
    if request.method == "POST" and form.is_valid():
        since, until = form.days()
        wanted = {"since": since, "until": until, "everything": form.cleaned_data["everything"]}
        try:
            count = actions.resend_all(receiver, **wanted, by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("last", refusal.sentence)
        else:
            messages.success(request, _("放回推送队列：%(n)d 条。") % {"n": count})
            return redirect("desk-webhook", receiver)
    return show(request, "desk/webhook_again.html", {"form": form, "row": row})
