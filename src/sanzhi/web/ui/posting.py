"""递交: every form that changes something goes through here: one transaction, one key, one effect.

The page carries a fresh key in `{% once %}`. Sent twice (a double tap, a reload, a retry after a lost answer),
the second sending is answered as the first was. The same key with other content is refused.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanzhi.journal import actions as journal
from sanzhi.kit import clock, walls
from sanzhi.kit.verdict import Refusal

View = Callable[..., HttpResponse]
NOT_CONTENT = ("csrfmiddlewaretoken", "once")


def fresh_key() -> str:
    return secrets.token_urlsafe(18)


def once(view: View) -> View:
    """Let a POST view take effect once per key. The view redirects on success; any other answer undoes everything.

    `request.at` is the database's time when the key was taken.
    """

    @wraps(view)
    def take(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = request.POST.get("once", "")
        if not 16 <= len(key) <= 64:
            raise Refusal("key_missing", _("页面已过期，请刷新后重新提交；您填写的内容可以先复制保存。"))
        # Behind a door the transaction is the door's, and what undoes the one undoes the other.
        with transaction.atomic(savepoint=not walls.walled()):
            with journal.once(_scope(request), key, digest_of(request)) as earlier:
                if earlier.replayed and earlier.answer:
                    return HttpResponseRedirect(earlier.answer["to"])
                request.at = clock.told(earlier.at)
                answer = view(request, *args, **kwargs)
                if isinstance(answer, HttpResponseRedirect):
                    earlier.store({"to": answer["Location"]}, _saved_session(request))
                else:
                    transaction.set_rollback(True)
            return answer

    return take


def _saved_session(request: HttpRequest) -> tuple[str, list[Any]] | None:
    """In the transaction of the effect, not after it: a kill between the two would show an error for what was done.

    A session that was just made or ended is left to Django, which has a cookie to send.
    """
    session = request.session
    if session.modified and session.session_key == request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        session.modified = False
        return session.saving()
    return None


def verb(view: View) -> View:
    """A view that only ever changes something: POST, once."""
    return require_POST(once(view))


def _scope(request: HttpRequest) -> str:
    known = request.user.is_authenticated and not getattr(request, "nameless", False)
    who = request.user.pk if known else "anyone"
    where = getattr(
        request, "once_scope", request.path
    )  # a page whose address is a secret names itself otherwise
    return f"web:{who}:{where}"[:200]


def digest_of(request: HttpRequest) -> bytes:
    """What was sent, in an order that does not depend on the browser."""
    parts = [
        f"{name}={value}"
        for name in sorted(request.POST)
        if name not in NOT_CONTENT
        for value in request.POST.getlist(name)
    ]
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            parts.append(f"{name}:{file.size}:{sha256(file.read()).hexdigest()}")
            file.seek(0)
    return "\x1f".join(parts).encode()
