"""扫桶: one scan and one tap; a page that opens without a network, and the one address its queue is sent to."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.waste import actions, queries, rules
from sanzhi.waste.actions import Outcome
from sanzhi.waste.files import SHELF
from sanzhi.web.desk.forms.waste import Walking, scan_from
from sanzhi.web.desk.showing import show
from sanzhi.web.desk.telling import field_owner
from sanzhi.web.ui.doors import anyone, staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.posting import once

from .field import phone_worker, whose_session
from .waste import INSPECT

MOST_PHOTOS = 6  # in one sending
FORM_IDS = NAMESPACE_URL


@staff(INSPECT)
@once
def walk(request: HttpRequest) -> HttpResponse:
    """扫桶. Where the browser can, it is kept on the phone and sent when there is a network; else it is a plain form."""
    actor = request.actor
    waiting = queries.rounds_to_walk(actor, clock.today())
    mine = [one for one in waiting if one.inspector_id == actor.person_id]
    form = Walking(
        posted(request), request.FILES or None, rounds=mine, initial={"code": request.GET.get("b", "")[:40]}
    )
    if request.method == "POST" and form.is_valid():
        outcome = _taken(request, form)
        if outcome.state != "refused":
            words = outcome.sentence or _("记下了。")
            (messages.warning if outcome.state == "conflict" else messages.success)(request, words)
            return redirect("desk-waste-walk")
        form.add_error("code", outcome.sentence)
    given = {
        "form": form, "free": [one for one in waiting if not one.inspector_id], "mine": mine,
        "rounds": [_packed(one) for one in mine], "grades": _GRADES,
    }  # fmt: skip
    return show(request, "desk/waste_walk.html", given)


# In the order of the thumb; the tone says which is which besides the word.
_GRADES = [("A", "main"), ("B", "plain"), ("C", "plain"), ("reject", "grave"), ("none", "plain")]


def _taken(request: HttpRequest, form: Walking) -> Outcome:
    """The key of the page is the id of the scan: pressed twice, it is one."""
    grade, at = request.POST.get("grade", ""), clock.now()
    offline_id = uuid5(FORM_IDS, f"{request.user.pk}:{request.POST['once']}")
    (outcome,) = actions.take_scans([form.scan(grade, offline_id, at)], by=request.actor, at=at)
    return outcome


def _packed(found: Any) -> dict[str, Any]:
    """What a phone takes along of a round: codes, house numbers and classes, no names."""
    bins = [
        [one.code, one.household.number, str(one.get_stream_display())]
        for one in queries.bins_of_round(found)
    ]
    return {"id": found.id, "route": found.route, "bins": bins}


@anyone
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the folder that is its scope."""
    return phone_worker()


@staff(INSPECT)
@require_safe
def session(request: HttpRequest) -> JsonResponse:
    """Whose session it is, and the token with which to send."""
    return whose_session(request)


@staff(INSPECT)
@require_POST
def sync(request: HttpRequest) -> JsonResponse:
    """送出一批: an answer for each. Sent again after a lost answer, nothing is doubled."""
    if request.POST.get("owner") != field_owner(request.user):
        return _refused(403, _("这些是另一个账号存下的，要由本人送出。"))
    try:
        sent = json.loads(request.POST.get("scans", ""))
        told = list(sent)[: rules.MOST_SCANS]
        names = [str(one["id"])[:40] for one in told]
    except (TypeError, ValueError, KeyError):
        return _refused(400, _("送来的内容看不懂，请刷新页面再送。"))
    if len(request.FILES) > MOST_PHOTOS:
        return _refused(400, _("一次最多送 %(most)d 张照片。") % {"most": MOST_PHOTOS})
    good, answers = [], {}
    for name, one in zip(names, told, strict=True):
        try:
            file = request.FILES.get(f"photo-{name}")
            good.append((name, scan_from(one, SHELF.keep_image(file, "") if file else None)))
        except Refusal as refusal:
            answers[name] = {"state": "refused", "sentence": refusal.sentence}
    try:
        outcomes = actions.take_scans([scan for _name, scan in good], by=request.actor, at=clock.now())
    except Refusal as refusal:
        return _refused(422, refusal.sentence)
    for (name, _scan), outcome in zip(good, outcomes, strict=True):
        answers[name] = {"state": outcome.state, "sentence": outcome.sentence}
    return JsonResponse({"told": answers})


def _refused(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)
