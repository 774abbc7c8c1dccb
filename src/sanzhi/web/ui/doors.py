"""门: every page names who may come in, and whoever comes in sees no further than they may (`kit.walls`). The rule stands on the view as `access_rule`; a house test sees to it."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sanzhi.kit import clock, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.access import sight_of
from sanzhi.people.roles import Actor

View = Callable[..., HttpResponse]


def anyone(view: View) -> View:
    """Open to the street."""
    return _marked(view, "anyone")


def resident(view: View) -> View:
    """Someone signed in, as the resident they are: `request.actor` is themselves, whatever post they hold."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request, "resident-sign-in")
        request.actor = people.resident_actor(request.user.person)
        return _within(request, view, *args, **kwargs)

    return _marked(enter, "resident")


def staff(*permissions: str) -> Callable[[View], View]:
    """Someone in post, signed in with a second factor, whose role has one of `permissions` (any, when none given).

    `request.actor` is the post they act in; `request.posts` are all of theirs; `request.at` is when they came in.
    """

    def lock(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request, "account_login")
            actor = _actor_in_post(request)
            if not _has_second_factor(request):
                return redirect("mfa_activate_totp")
            if permissions and not any(actor.may(permission) for permission in permissions):
                raise Refusal("role_may_not_enter", _("您的岗位没有这个页面的权限。"))
            request.actor = actor
            return _within(request, view, *args, **kwargs)

        return _marked(enter, "staff: " + (" | ".join(permissions) or "any post"))

    return lock


def came_in(request: HttpRequest) -> datetime:
    """The database's time when this request's account was read; of somebody unknown, now."""
    read_at = getattr(request.user, "read_at", None)
    return clock.told(read_at) if read_at else clock.now()


def _within(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    """The view, seeing what the actor may see; a page that is only read is read at one moment."""
    request.at = came_in(request)
    with walls.seeing(sight_of(request.actor)):
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        with clock.one_moment(request.at):
            return view(request, *args, **kwargs)


def _marked(view: View, rule: str) -> View:
    setattr(view, "access_rule", rule)  # noqa: B010 - a function's own attribute, which mypy does not know
    return view


def _actor_in_post(request: HttpRequest) -> Actor:
    posts = people.posts_to_act_in(request.user.person, came_in(request))
    if not posts:
        raise Refusal("role_none", _("这个账号现在没有工作岗位；如有需要，请联系安全管理员。"))
    chosen = request.session.get("post")
    post = next((post for post in posts if post.id == chosen), posts[0])
    request.posts = posts
    return people.actor_in(post)


def _has_second_factor(request: HttpRequest) -> bool:
    """Asked of the database once per session; allauth itself asks for the factor at sign-in once one is set."""
    if not request.session.get("second_factor"):
        request.session["second_factor"] = bool(is_mfa_enabled(request.user))
    return bool(request.session["second_factor"])


def _to_sign_in(request: HttpRequest, name: str) -> HttpResponse:
    logout(request)
    there = request.get_full_path() if request.method == "GET" else "/"
    return redirect(f"{reverse(name)}?{urlencode({'next': there})}")
