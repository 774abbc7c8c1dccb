"""说明: the shortcuts, and what each post may do."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sanzhi.people.roles import ROLES
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff


@staff()
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """快捷键: the whole list; none is ever needed."""
    return show(request, "desk/keys.html", {})


@staff()
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """岗位: what each is for and may do, in a sentence anybody can check."""
    mine = {post.role for post in request.posts}
    return show(request, "desk/roles.html", {"roles": ROLES.values(), "mine": mine})
