"""安全管理员的页面: accounts and posts. No case can be seen from here."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions, queries
from sanzhi.people.roles import ROLES
from sanzhi.web.desk.forms.settings import NewAccount, Post
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once, verb

ACCOUNTS = "settings.accounts"
SHOWN = 50


@staff(ACCOUNTS)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """人员账号: who can sign in, and as what."""
    words = request.GET.get("q", "")[:40].replace("\0", "")
    after = request.GET.get("after", "")[:60].replace("\0", "")
    accounts = queries.staff_accounts(clock.now(), words=words, after=after, limit=SHOWN + 1)
    shown = accounts[:SHOWN]
    older = "?" + urlencode({"q": words, "after": shown[-1].username}) if len(accounts) > SHOWN else ""
    newer = "?" + urlencode({"q": words}) if after else ""
    given = {"accounts": shown, "older": older, "newer": newer, "words": words, "roles": ROLES}
    return show(request, "desk/people.html", given)


@staff(ACCOUNTS)
@once
def open_account(request: HttpRequest) -> HttpResponse:
    """开设账号: a person, a first password, a first post."""
    at = clock.now()
    form = NewAccount(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            account = actions.open_staff_account(
                name=said["name"],
                username=said["username"],
                password=said["password"],
                by=request.actor,
                at=at,
            )
            office = form.offices[said["office"]]
            actions.appoint(account.person, said["role"], office, grid=said["grid"], by=request.actor, at=at)
            if said["phone"]:
                actions.set_work_phone(account, said["phone"], by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(
                "phone" if "phone" in refusal.code or "mobile" in refusal.code else None, refusal.sentence
            )
        else:
            messages.success(request, _("已开设账号，请当面告知本人，第一次登录时设置第二道验证。"))
            return redirect("desk-people")
    return show(request, "desk/person_form.html", {"form": form, "title": _("开设账号")})


def _account(person: int):
    account = queries.staff_account(person)
    if account is None:
        raise Refusal("not_visible", _("没有这个账号。"))
    return account


@staff(ACCOUNTS)
@once
def appoint(request: HttpRequest, person: int) -> HttpResponse:
    """加岗位."""
    at = clock.now()
    account = _account(person)
    form = Post(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            office = form.offices[said["office"]]
            actions.appoint(account.person, said["role"], office, grid=said["grid"], by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已加岗位。"))
            return redirect("desk-people")
    title = _("给 %(name)s 加岗位") % {"name": account.person.name}
    return show(request, "desk/person_form.html", {"form": form, "title": title})


@staff(ACCOUNTS)
@verb
def end_post(request: HttpRequest, post: int) -> HttpResponse:
    """免去岗位: from today; what was done under it stands."""
    found = queries.appointment(post)
    if found is None:
        raise Refusal("not_visible", _("没有这个岗位。"))
    actions.end_appointment(found, by=request.actor, at=clock.now())
    messages.success(request, _("已免去岗位。"))
    return redirect("desk-people")


@staff(ACCOUNTS)
@verb
def close_account(request: HttpRequest, person: int) -> HttpResponse:
    """停用账号: never one's own, so that somebody is left to open it again."""
    account = _account(person)
    if account.person_id == request.actor.person_id:
        raise Refusal("own_account", _("不能停用自己的账号，请另一位安全管理员来办。"))
    actions.close_account(account, by=request.actor, at=clock.now())
    messages.success(request, _("已停用账号。"))
    return redirect("desk-people")
