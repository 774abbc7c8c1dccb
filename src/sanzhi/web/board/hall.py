"""大厅屏: which number is called to which counter, for the screen in a hall. No name, no case, no sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.web.ui.doors import anyone
from sanzhi.windows import queries

EVERY = 15  # seconds


@anyone
@require_safe
def page(request: HttpRequest, door: str) -> HttpResponse:
    """The header asks the browser to read it anew, as a <meta> would; a screen nobody touches has no script to break."""
    at = clock.now()
    shown = queries.hall(queries.centre_by_poster(door), at)
    answer = render(request, "board/hall.html", {"shown": shown, "at": at})
    answer["Refresh"] = str(EVERY)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
