"""审核: what waits for somebody else's verdict: delays asked for, contests raised."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sanzhi.cases import queries
from sanzhi.kit import clock
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.paging import number_in

LISTS: dict[str, Callable[..., Sequence[Any]]] = {
    "delays": queries.delays_asked,
    "contests": queries.contests_open,
}


@staff("case.verify", "case.judge")
@require_safe
def verdicts(request: HttpRequest) -> HttpResponse:
    """审核: both lists, the first asked first, each paged by its own key."""
    at = clock.now()
    given: dict[str, Any] = {"now": at}
    for name, ask in LISTS.items():
        rows = ask(request.actor, after=number_in(request, name))
        given[name] = rows[: queries.PAGE_SIZE]
        given[f"{name}_older"] = _older(name, rows)
    late = queries.undecided(given["contests"], at)
    given["contests"] = [(one, late.get(one.id, "")) for one in given["contests"]]
    return show(request, "desk/verdicts.html", given)


def _older(name: str, rows: Sequence[Any]) -> str:
    more = len(rows) > queries.PAGE_SIZE
    return "?" + urlencode({name: rows[queries.PAGE_SIZE - 1].id}) if more else ""
