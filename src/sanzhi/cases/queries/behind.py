"""The cases under a figure: the same conditions that counted them, so the list is as long as the number says."""

from django.db.models import QuerySet

from sanzhi.cases.models import Case
from sanzhi.people.roles import Actor

from .by_office import OFFICE_MEASURES, office_tallies
from .lists import Page, page_of
from .measures import MEASURES, pick, tallies
from .scope import Scope, scoped


def behind(actor: Actor, scope: Scope, figure: str, part: str = "part") -> QuerySet[Case]:
    """What a figure counts: a rate's numerator ("part"), denominator ("whole") or "rest"; a plain count's "part".

    With `scope.office`, as `by_office.offices` counts that office. Raises KeyError for a figure or part unknown.
    """
    rows = scoped(actor, scope)
    if scope.office is None:
        return pick(rows, figure, part, tallies(scope.at), MEASURES)
    return pick(rows, figure, part, office_tallies(scope.office, scope.at), OFFICE_MEASURES)


def cases_behind(actor: Actor, scope: Scope, figure: str, part: str, *, after: str = "") -> Page:
    """A page of those cases, newest first."""
    return page_of(behind(actor, scope, figure, part), after)
