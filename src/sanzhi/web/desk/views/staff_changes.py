"""安全管理员的页面: a lost second factor, a post that moves, a deputy for somebody who is away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sanzhi.kit import clock
from sanzhi.kit.masking import mask_phone
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions, queries
from sanzhi.web.desk.forms.duty import MovePost, NewDeputy
from sanzhi.web.desk.forms.settings import WorkPhone
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once, verb

ACCOUNTS = "settings.accounts"


@staff(ACCOUNTS)
@verb
def reset_factor(request: HttpRequest, person: int) -> HttpResponse:
    """重置第二道验证: after the person has come in and shown who they are; they are told."""
    account = queries.staff_account(person)
    if account is None:
        raise Refusal("not_visible", _("没有这个账号。"))
    actions.reset_second_factor(account, by=request.actor, at=clock.now())
    messages.success(request, _("已重置；本人下次登录时重新设置，并会收到消息。"))
    return redirect("desk-people")


@staff(ACCOUNTS)
@once
def work_phone(request: HttpRequest, person: int) -> HttpResponse:
    """工作电话: where texts about the work go. The present number is shown masked: keeping it needs no more."""
    account = queries.staff_account(person)
    if account is None or not account.is_active:
        raise Refusal("not_visible", _("没有这个账号。"))
    form = WorkPhone(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_work_phone(account, form.cleaned_data["phone"], by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error("phone", refusal.sentence)
        else:
            messages.success(request, _("已保存工作电话。"))
            return redirect("desk-people")
    now = mask_phone(queries.work_phone_of(person))
    title = _("%(name)s 的工作电话") % {"name": account.person.name}
    note = _("现在登记的是 %(phone)s。") % {"phone": now} if now else _("现在没有登记。")
    return show(request, "desk/person_form.html", {"form": form, "title": title, "note": note})


def _post(post: int):
    found = queries.appointment(post)
    if found is None or found.valid_to is not None:
        raise Refusal("not_visible", _("没有这个岗位。"))
    return found


@staff(ACCOUNTS)
@once
def move_post(request: HttpRequest, post: int) -> HttpResponse:
    """调岗: the same role at another office, in one step."""
    at, held = clock.now(), _post(post)
    form = MovePost(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        office = form.offices[form.cleaned_data["office"]]
        try:
            actions.move_post(held, office, by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error("office", refusal.sentence)
        else:
            messages.success(request, _("已调岗。"))
            return redirect("desk-people")
    title = _("调 %(name)s 的岗位：%(office)s %(role)s") % {
        "name": held.person.name, "office": held.office.name, "role": queries.role_name(held.role),
    }  # fmt: skip
    return show(request, "desk/person_form.html", {"form": form, "title": title})


@staff(ACCOUNTS)
@once
def name_deputy(request: HttpRequest, post: int) -> HttpResponse:
    """给不在的人请代班."""
    at, held = clock.now(), _post(post)
    form = NewDeputy(request.POST or None, posts=[held], here=queries.posts_at(held.office_id, at))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        days = {"first": said["first"], "last": said["last"]}
        try:
            actions.name_deputy(held.id, said["person"], **days, by=request.actor, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已请好代班，本人会收到消息。"))
            return redirect("desk-people")
    title = _("请人代 %(name)s 的岗位") % {"name": held.person.name}
    return show(request, "desk/person_form.html", {"form": form, "title": title})
