"""开会的规矩: what every body of residents needs so that its vote holds, with the article."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanzhi.deliberation.packs import PACKS
from sanzhi.web.ui.doors import anyone


@anyone
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """怎么才算通过, for whoever has a vote, or wants to know of one that was held."""
    deciding = [pack for pack in PACKS.values() if pack.binds]
    advising = [pack for pack in PACKS.values() if not pack.binds]
    return render(request, "resident/meeting_rules.html", {"groups": ((True, deciding), (False, advising))})
