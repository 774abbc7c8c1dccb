"""来电登记: a purpose first; then what the caller has brought before; then one outcome."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import actions, queries
from sanzhi.cases.actions import Caller, FilingRefused
from sanzhi.cases.queries.calls import SHOWN
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.phone import Added, PhoneFiling, Ringing
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import once, verb

CALLS = "case.dispatch"


@staff(CALLS)
@once
def phone(request: HttpRequest) -> HttpResponse:
    """接听: the number and the purpose; below, the desk's calls of today."""
    actor, at = request.actor, clock.now()
    form = Ringing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            call = actions.take_call(said["phone"], purpose=said["purpose"], by=actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("desk-call", call.id)
    before = number_in(request)
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    calls = queries.calls_since(actor, midnight, before=before)
    older = f"?before={calls[SHOWN - 1].id}" if len(calls) > SHOWN else ""
    paged = {"older": older, "newer": "?" if before else "", "waiting": queries.incoming_count(actor)}
    given = {"form": form, "calls": calls[:SHOWN], **paged}
    return show(request, "desk/phone.html", given)


@staff(CALLS)
@require_safe
def call(request: HttpRequest, call: int) -> HttpResponse:
    """通话中: who it is, what they have brought before, and what may be done about each."""
    found, at = queries.call_by_id(request.actor, call), clock.now()
    before = number_in(request)
    rows = queries.earlier_of(request.actor, found.person_id, at, before=before)
    earlier = rows[: queries.EARLIER]
    older = f"?before={earlier[-1].case.id}" if len(rows) > queries.EARLIER else ""
    paged = {"older": older, "newer": "?" if before else ""}
    given = {"call": found, "earlier": earlier, "kinds": queries.kinds_to_file(request.actor), **paged}
    given["written"] = queries.written_to(found)
    answer = show(request, "desk/call.html", given)
    answer["Cache-Control"] = "no-store"
    return answer


def _press(request: HttpRequest, call: int, act: Callable[..., Any], *about: str, done: str) -> HttpResponse:
    """One press about a call. A refusal is said on the call's own page, where the other ways stand."""
    try:
        act(call, *about, by=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("desk-call", call)
    messages.success(request, done)
    return redirect("desk-phone")


@staff(CALLS)
@verb
def urge_by_call(request: HttpRequest, call: int, code: str) -> HttpResponse:
    """催办: one press."""
    return _press(request, call, actions.urge_by_call, code, done=_("已催办，承办单位会收到提醒。"))


@staff(CALLS)
@verb
def tell_progress(request: HttpRequest, call: int, code: str) -> HttpResponse:
    """告知进度."""
    return _press(request, call, actions.tell_progress, code, done=_("已记下：告知进度。"))


@staff(CALLS)
@verb
def hang_up(request: HttpRequest, call: int) -> HttpResponse:
    """没有事项."""
    return _press(request, call, actions.hang_up, done=_("已记下：没有事项。"))


@staff(CALLS)
@once
def supplement_by_call(request: HttpRequest, call: int, code: str) -> HttpResponse:
    """补充情况: what the caller adds, on the matter they brought before."""
    actor = request.actor
    found, case = queries.call_by_id(actor, call), queries.case_by_code(actor, code)
    words = {"text": _words_of(queries.written_to(found))}
    form = Added(request.POST or None, request.FILES or None, initial=words)
    if request.method == "POST" and form.is_valid():
        said, kept = form.cleaned_data, form.photos_kept()
        try:
            actions.supplement_by_call(call, code, text=said["text"], kept=kept, by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("补充的内容已经送到承办单位。"))
            return redirect("desk-phone")
    if form.is_bound:
        form.remember_photos()
    given = {"form": form, "call": found, "case": case}
    return show(request, "desk/call_add.html", given)


@staff(CALLS)
@once
def file_by_call(request: HttpRequest, call: int) -> HttpResponse:
    """登记来电诉求: prefilled with what is known; after its limit, as a repeat of the earlier one; or under a kind of the
    county's own, with what that kind asks."""
    actor, found = request.actor, queries.call_by_id(request.actor, call)
    code = request.GET.get("repeats", "")[:40]
    earlier = queries.case_by_code(actor, code) if code else None
    hints: list[queries.Hint] = []
    known, asked = found.person_id is not None, request.GET.get("kind", "")[:10]
    kind = queries.filed_under(actor, asked).kind if asked else None
    written = queries.written_to(found)
    given = {"call": found, "earlier": earlier, "kind": kind, "written": written}
    if request.method != "POST":
        form = PhoneFiling(actor=actor, known=known, kind=kind, initial=_known(found, earlier, written))
        return show(request, "desk/call_file.html", {**given, "form": form})
    form = PhoneFiling(request.POST, request.FILES, actor=actor, known=known, kind=kind)
    if form.is_valid() and not (hints := _hints(form, found, earlier)):
        try:
            if "join" in request.POST:
                return _join(request, found.id, form)
            case = _file(request, found.id, form, earlier.public_code if earlier else "")
            return redirect("desk-receipt", case.public_code)
        except FilingRefused as refusal:
            form.refuse(refusal.problems)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    form.remember_photos()
    return show(request, "desk/call_file.html", {**given, "form": form, "hints": hints})


def _hints(form: PhoneFiling, call: Any, earlier: Any) -> list[queries.Hint]:
    """A repeat is of a matter that is known; everything else may be what a neighbour has said before."""
    return [] if earlier else form.hints(clock.now(), without=call.person_id)


def _join(request: HttpRequest, call: int, form: PhoneFiling) -> HttpResponse:
    """The caller says it is the same thing: they are added to it instead of a second case."""
    code = request.POST["join"]
    actions.join_by_call(call, code, _caller(form), by=request.actor, at=clock.now())
    messages.success(request, _("已把来电人加到这件事上，有进展会告诉本人。"))
    return redirect("desk-phone")


def _caller(form: PhoneFiling) -> Caller:
    return Caller(form.cleaned_data.get("name", ""), form.cleaned_data.get("phone", ""))


def _words_of(written: Sequence[queries.Waiting]) -> str:
    """What was written, when the call came in writing: to be mended, not to be typed again."""
    return "\n".join(one.text for one in written)


def _known(call: Any, earlier: Any, written: Sequence[queries.Waiting]) -> dict[str, str]:
    """What need not be asked again."""
    known = {"phone": queries.number_on_the_line(call), "text": _words_of(written)}
    if earlier:
        known |= {"title": earlier.title, "category_code": earlier.category_id, "area_code": earlier.area_id}
        known["place"] = earlier.place
    return known


def _file(request: HttpRequest, call: int, form: PhoneFiling, repeats: str) -> Any:
    said = form.cleaned_data
    return actions.file_by_call(
        call,
        form.filing(),
        _caller(form),
        reply=said.get("reply", ""),
        repeats=repeats,
        kept=form.photos_kept(),
        by=request.actor,
        at=clock.now(),
    )
