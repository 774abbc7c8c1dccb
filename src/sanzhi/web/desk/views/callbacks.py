"""回访席: whom to call now, the page of one call, and how many answered."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.cases.flow import flow_of, room_kind
from sanzhi.cases.rules import CALL_BACK_TRIES
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as persons
from sanzhi.web.desk.forms.callbacks import CallAnswer, RevokeLink
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once, verb

CALL = "case.call_back"
FIGURES = (CALL, "board.view")
PURPOSE = "电话回访"  # becomes part of the record
WEEKS = 8


@staff(CALL)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """回访: due now, longest waiting first; or those whose hour is still to come."""
    now, later = clock.now(), request.GET.get("show") == "later"
    rows, older = queries.to_call(request.actor, now, later=later, after=request.GET.get("after", ""))
    tab = "later" if later else ""
    given = {
        "rows": rows,
        "later": later,
        "counts": queries.callback_counts(request.actor, now),
        "older": f"?show={tab}&after={older}" if older else "",
        "newer": f"?show={tab}" if "after" in request.GET else "",
        "most": CALL_BACK_TRIES,
    }
    return show(request, "desk/callbacks.html", given)


@staff(CALL)
@require_safe
def call(request: HttpRequest, code: str) -> HttpResponse:
    """一个电话: what to say, the number for a purpose, and what came of it."""
    return _call_page(request, code)


def _call_page(
    request: HttpRequest, code: str, form: CallAnswer | None = None, status: int | None = None
) -> HttpResponse:
    case = queries.case_by_code(request.actor, code)
    now = clock.now()
    looked = request.session.pop("looked", None) == case.id
    given = {
        "case": case,
        "number": queries.number_of(case),
        "follow_up": queries.last_follow_up(case),
        "tries": queries.tries_of(case),
        "most": CALL_BACK_TRIES,
        "lines": _lines(case),
        "again": any(one.name.startswith("reopen") for one in flow_of(case.kind, case.kind_version).steps),
        "form": form or CallAnswer(initial={"version": case.version}),
        "offers": {
            offer.step.name: offer.verdict for offer in queries.offers(request.actor, case, frozenset(), now)
        },
        "miss": queries.may_try_now(case, now),
        "name": case.reporter.name if looked else "",
        "phone": persons.phone_of(case.reporter) if looked else "",
        "looked": looked,
    }
    answer = show(request, "desk/callback.html", given, status)
    answer["Cache-Control"] = "no-store"
    return answer


def _lines(case: Any) -> Any:
    """What to say: the county's script, or that of the room whose matter it is."""
    room = room_kind(case.kind)
    if room and room.script:
        return room.script
    script = queries.script_for(case.category_id)
    return script.lines if script else ()


@staff(CALL)
@verb
def start(request: HttpRequest, code: str) -> HttpResponse:
    """开始: colleagues see it is taken."""
    case = queries.case_by_code(request.actor, code)
    actions.start_call(case.id, by=request.actor, at=clock.now())
    return redirect("desk-callback", case.public_code)


@staff(CALL)
@verb
def look(request: HttpRequest, code: str) -> HttpResponse:
    """看号码: on record before it is shown (I12), and shown once."""
    case = queries.case_by_code(request.actor, code)
    actions.look_at_reporter(case, purpose=PURPOSE, by=request.actor, at=clock.now())
    request.session["looked"] = case.id
    return redirect("desk-callback", case.public_code)


@staff(CALL)
@verb
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """接通了: two verdicts; not solved sends it back. Or: did not want to answer."""
    case = queries.case_by_code(request.actor, code)
    form = CallAnswer(request.POST)
    if form.is_valid():
        try:
            landed = _act(case.id, form.cleaned_data, {"by": request.actor, "at": clock.now()})
        except Refusal as refusal:
            form.data = form.data.copy()
            form.data["version"] = queries.case_by_code(request.actor, code).version
            form.add_error(None, refusal.sentence)
            return _call_page(request, code, form, 409)
        told = {"closed": _("已记下，事项办结。")}
        messages.success(request, told.get(landed.state, _("已记下，没有解决，已退回重新办理。")))
        return redirect("desk-callbacks")
    return _call_page(request, code, form)


def _act(case_id: int, said: dict[str, Any], who: dict[str, Any]) -> Any:
    who = who | {"version": said["version"]}
    if said["answers"] == "no":
        return actions.decline_answer(case_id, said=said["said"], **who)
    return actions.call_back(
        case_id, solved=said["solved"], satisfied=said["satisfied"], said=said["said"], **who
    )


@staff(CALL)
@verb
def miss(request: HttpRequest, code: str) -> HttpResponse:
    """没接通: when to try again; after the third, close as not reached."""
    case = queries.case_by_code(request.actor, code)
    at = clock.now()
    if "close" in request.POST:
        actions.close_unreached(case.id, by=request.actor, at=at)
        messages.success(request, _("已按“三次未联系上”办结。"))
        return redirect("desk-callbacks")
    actions.no_answer(case.id, by=request.actor, at=at)
    row = queries.follow_up_of(case)
    if row and row.next_try_at:
        messages.success(
            request,
            _("已记下没接通，下次 %(when)s 再打。") % {"when": f"{localtime(row.next_try_at):%m-%d %H:%M}"},
        )
    return redirect("desk-callbacks")


@staff(*FIGURES)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """回访率: of the last eight weeks, with every denominator."""
    now = clock.now()
    since = now - timedelta(weeks=WEEKS)
    found = queries.response(request.actor, since=since, until=now)
    return show(request, "desk/callback_figures.html", {"found": found, "since": since, "weeks": WEEKS})


@staff("case.file_for")
@verb
def rating(request: HttpRequest, code: str) -> HttpResponse:
    """打印评价单: first the record, then the paper at its own address."""
    case = queries.case_by_code(request.actor, code)
    link = actions.note_printed(case.id, by=request.actor, at=clock.now())
    request.session["printing"] = link.id
    return redirect("desk-rating-paper", case.public_code, link.id)


@staff(CALL, "case.file_for")
@once
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """作废评价链接: the paper was lost, or the telephone is somebody else's."""
    case = queries.case_by_code(request.actor, code)
    form = RevokeLink(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            done = actions.revoke_link(
                case.id, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error("reason", refusal.sentence)
        else:
            messages.success(request, _("链接已作废。") if done else _("本来就没有可用的链接。"))
            return redirect("desk-case", case.public_code)
    return show(request, "desk/revoke_link.html", {"case": case, "form": form})


@staff("case.file_for")
@require_safe
def rating_paper(request: HttpRequest, code: str, link: int) -> HttpResponse:
    """评价单: the QR and the short address; only for who just had it recorded."""
    case = queries.case_by_code(request.actor, code)
    at = clock.now()
    live = queries.live_link(case, at)
    if request.session.get("printing") != link or live is None or live.id != link:
        raise Refusal("not_visible", _("没有找到这张评价单，请重新打印。"))
    address = request.build_absolute_uri(f"/r/{queries.token_of(live)}/")
    return paper.rating(case, number=queries.number_of(case), address=address, until=live.expires_at, at=at)
