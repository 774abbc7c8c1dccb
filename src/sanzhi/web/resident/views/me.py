"""我: what is kept about me, what I agreed to, who looked, and where I am signed in."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sanzhi.alarms import queries as alarms
from sanzhi.cases import queries as cases
from sanzhi.exchange.bank import queries as bank
from sanzhi.groups import actions as groups
from sanzhi.honours import actions as honours
from sanzhi.honours import queries as honoured
from sanzhi.kit import clock, masking
from sanzhi.leadership import queries as leading
from sanzhi.patrols import queries as patrols
from sanzhi.people import actions, queries
from sanzhi.points import queries as points
from sanzhi.waste import queries as waste
from sanzhi.web.ui import told
from sanzhi.web.ui.doors import resident
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import verb

# What browsers call themselves, in words; the first that fits.
DEVICES = (
    ("iPhone", _("苹果手机")),
    ("iPad", _("苹果平板")),
    ("Android", _("安卓手机")),
    ("Windows", _("Windows 电脑")),
    ("Macintosh", _("苹果电脑")),
)
BROWSERS = (
    ("MicroMessenger", _("微信")),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


@resident
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """我的资料."""
    person = request.user.person
    phone = queries.phone_of(person)
    context = {
        "person": person,
        "phone": phone if request.GET.get("show") == "phone" else masking.mask_phone(phone),
        "consents": queries.consents_of(person.id),
        "sessions": [
            (row, device_of(row.user_agent)) for row in UserSession.objects.purge_and_list(request.user)
        ],
        "here": request.session.session_key,
        "member": leading.mine(request.actor),
        "contact": leading.contact_of(person.household_id),
    }
    return render(request, "resident/me.html", context)


def device_of(agent: str) -> str:
    """“安卓手机 · 微信”, from what the browser said of itself at sign-in."""
    device = next((words for mark, words in DEVICES if mark in agent), _("电脑"))
    browser = next((words for mark, words in BROWSERS if mark in agent), _("浏览器"))
    return f"{device} · {browser}"


@resident
@require_safe
def looked(request: HttpRequest) -> HttpResponse:
    """谁看过我的资料."""
    before = number_in(request)
    looks = queries.looks_at(request.actor.person_id, before=before or None)
    return render(request, "resident/looked.html", {"looks": looks, "before": before})


@resident
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """消息: what the platform told me; opening the page marks them read."""
    page = told.page(request)
    codes = [(row, row.link.removeprefix("/c/").rstrip("/")) for row in page.rows]
    titles = cases.titles_of(request.actor, {code for _row, code in codes})
    shown = [(row, titles.get(code, "")) for row, code in codes]
    return render(request, "resident/inbox.html", {"told": shown, "older": page.older, "newer": page.newer})


@resident
@require_safe
def export(request: HttpRequest) -> JsonResponse:
    """导出我的资料: everything kept about me, in one file (个人信息保护法 art. 45)."""
    person = request.user.person
    matters = cases.find(request.actor, cases.Filters(), size=1000).rows
    told = {
        "name": person.name,
        "phone": queries.phone_of(person),
        "consents": [
            {"purpose": row.purpose, "given_at": row.given_at, "withdrawn_at": row.withdrawn_at}
            for row in queries.consents_of(person.id)
        ],
        "looked_at_by": [
            {"at": row.at, "office": row.office.name if row.office else "", "purpose": row.purpose}
            for row in queries.looks_at(person.id, limit=1000)
        ],
        "matters": [
            {"code": row.public_code, "title": row.title, "text": row.text, "reported_at": row.reported_at}
            for row in matters
        ],
        "points": points.kept_of(person.id, clock.now()),
        "statements": bank.kept_of(request.actor),
        "waste": waste.kept_of(request.actor),
        "clues": alarms.clues_kept_of(request.actor.person_id),
        "visits": patrols.kept_of(request.actor, clock.now()),
        "weighings": waste.weighings_kept_of(request.actor),
        "honours": honoured.kept_of(person.id),
    }
    headers = {"Content-Disposition": 'attachment; filename="my-data.json"'}
    return JsonResponse(told, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 2})


@resident
@verb
def withdraw(request: HttpRequest, purpose: str) -> HttpResponse:
    """撤回同意: one step, no reason asked. What is under way goes on; nothing new is filed without asking again."""
    if honours.is_ours(purpose):  # to be named: the name goes at once, and whatever hangs with it
        honours.take_back(purpose, by=request.actor, at=clock.now())
        messages.success(request, _("已撤回，名字和照片从现在起哪里都不再显示。"))
        return redirect("resident-me")
    if purpose == groups.CASEWORK_CONSENT:  # no case goes on without it
        groups.take_back_word(by=request.actor, at=clock.now())
        messages.success(request, _("已撤回，个案也结案了。"))
        return redirect("resident-me")
    actions.withdraw_consent(request.user.person, purpose, by=request.actor, at=clock.now())
    messages.success(request, _("已撤回。正在办理的事项不受影响。"))
    return redirect("resident-me")


@resident
@verb
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """让另一处退出登录."""
    for session in UserSession.objects.filter(user=request.user, pk=session_id):
        session.end()
    messages.success(request, _("那一处已经退出登录。"))
    return redirect("resident-me")
