"""消息: what the platform told whoever works here."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sanzhi.web.desk.showing import show
from sanzhi.web.ui import told
from sanzhi.web.ui.doors import staff


@staff()
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """消息, of the person, whichever of their posts they act in."""
    page = told.page(request)
    return show(request, "desk/messages.html", {"rows": page.rows, "older": page.older, "newer": page.newer})
