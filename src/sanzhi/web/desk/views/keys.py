"""快捷键的说明."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff


@staff()
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """快捷键: the whole list; none is ever needed."""
    return show(request, "desk/keys.html", {})
