"""外出登记: a page that opens without a network, and the one address its queue is sent to, each filing once."""

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sanzhi.cases import actions, queries
from sanzhi.cases.actions import FilingRefused, Origin
from sanzhi.cases.kinds import Kind
from sanzhi.journal import actions as journal
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.web.desk.forms.away import AskedAway, WhichKind
from sanzhi.web.desk.forms.filing import CounterFiling
from sanzhi.web.desk.showing import show
from sanzhi.web.desk.telling import field_owner
from sanzhi.web.ui.doors import anyone, staff
from sanzhi.web.ui.posting import digest_of

FIELD = "field"  # the door, as a kind calls it
FILE_FOR = "case.file_for"
WORKER = Path(__file__).parents[2] / "static/sanzhi/js/field-worker.js"
FRESH = timedelta(minutes=10)  # a filing that waited longer says when it was written down


@staff(FILE_FOR)
@require_safe
def field(request: HttpRequest) -> HttpResponse:
    """外出登记: the counter's form; where the browser can, it is kept on the phone and sent when there is a network."""
    kinds = [one.kind for one in queries.kinds_to_file(request.actor, FIELD)]
    given = {"form": CounterFiling(actor=request.actor), "kinds": [(one, AskedAway(one)) for one in kinds]}
    return show(request, "desk/field.html", {**given, "which": WhichKind(kinds)})


@anyone
@require_safe
def field_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the folder that is its scope."""
    return phone_worker()


def phone_worker() -> HttpResponse:
    """One worker for every page that opens without a network: it keeps the page of the folder it is registered for."""
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _worker() -> bytes:
    return WORKER.read_bytes()


@staff(FILE_FOR)
@require_safe
def field_session(request: HttpRequest) -> JsonResponse:
    """Whose session it is, and the token with which to send."""
    return whose_session(request)


def whose_session(request: HttpRequest) -> JsonResponse:
    """The same for every page that keeps a queue on the phone."""
    answer = JsonResponse({"owner": field_owner(request.user), "token": get_token(request)})
    answer["Cache-Control"] = "no-store"
    return answer


@staff(FILE_FOR)
@require_POST
def field_sync(request: HttpRequest) -> JsonResponse:
    """送出一件: the phone's own id is the key. Sent again after a lost answer, it gets the answer of the first time."""
    if request.POST.get("owner") != field_owner(request.user):
        return _refused(403, _("这些是另一个账号存下的，要由本人送出。"))
    try:
        form = CounterFiling(request.POST, request.FILES, actor=request.actor, kind=_kind(request))
        with transaction.atomic():
            key = (f"field:{request.user.pk}", request.POST.get("id", ""), digest_of(request))
            with journal.once(*key) as earlier:
                if not (earlier.replayed and earlier.answer):
                    earlier.store({"code": _filed(request, form).public_code})
                return JsonResponse(earlier.answer)
    except FilingRefused as refusal:
        return _refused(422, " ".join(refusal.problems.values()))
    except Refusal as refusal:
        return _refused(409 if isinstance(refusal, journal.KeyReused) else 422, refusal.sentence)


def _kind(request: HttpRequest) -> Kind | None:
    """The county's own kind it was written down under, as it asks today. Refusal when it cannot be filed here now."""
    code = request.POST.get("kind", "")[:10]
    return queries.filed_under(request.actor, code, FIELD).kind if code else None


def _refused(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)


def _filed(request: HttpRequest, form: CounterFiling) -> Any:
    """The case. Refusal with every sentence of the form when something has to be mended."""
    if not form.is_valid():
        told = [
            f"{form[name].label}：{errors[0]}" for name, errors in form.errors.items() if name in form.fields
        ]
        raise Refusal("filing_incomplete", " ".join(told) or _("还有内容需要修改，请看标出的地方。"))
    actor, at, said = request.actor, clock.now(), form.cleaned_data
    form.cleaned_data["text"] = said["text"] + _written_down(request.POST.get("at", ""), at)
    person = people.register_caller(name=said["name"], phone=said["phone"], by=actor, at=at)
    channel = "grid" if actor.role.code == "grid_worker" else "counter"
    origin = Origin(person.id, channel, actor.person_id, kept=form.photos_kept(), door=FIELD)
    return actions.register(form.filing(), origin, by=actor, at=at)


def _written_down(stamp: str, at: datetime) -> str:
    """When the phone says it was written down, as part of the words: the clock of a phone proves nothing."""
    if not (stamp.isdecimal() and len(stamp) <= 14):
        return ""
    then = datetime.fromtimestamp(int(stamp) / 1000, tz=at.tzinfo)
    if not FRESH < at - then < timedelta(days=60):
        return ""
    return f"\n（外出时记下，手机时间 {then:%Y-%m-%d %H:%M}）"
