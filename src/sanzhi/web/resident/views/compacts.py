"""公约, for anybody: what is in force, what is being drafted, its card, how it was scored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sanzhi.compacts import queries
from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.web.resident.compact_forms import WhichCompacts
from sanzhi.web.ui import compacts as said
from sanzhi.web.ui.doors import anyone
from sanzhi.web.ui.paging import number_in, paged

COUNTY = 6  # digits that all codes of a county begin with


@anyone
@require_safe
def compacts(request: HttpRequest) -> HttpResponse:
    """公约: of a village or of all."""
    form = WhichCompacts(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.compacts_shown(
        asked.get("area") or people.county().code[:COUNTY], clock.today(), number_in(request)
    )
    return render(
        request, "resident/compacts.html", {**paged(request, rows, queries.PAGE_SIZE), "form": form}
    )


@anyone
@require_safe
def compact(request: HttpRequest, compact: int) -> HttpResponse:
    """一份公约."""
    one, day = queries.compact_shown(compact), clock.today()
    draft = queries.draft_asked(one, day)
    given = said.holding(one, day) | {
        "compact": one, "draft": draft, "open": queries.open_checks(one), "today": day,
        "drafted": said.by_field(queries.clauses_of(draft)) if draft else [],
        "changed": queries.compared(draft) if draft else [],
        "asking": bool(draft and draft.state == "drafting" and draft.opinions_until and day <= draft.opinions_until),
    }  # fmt: skip
    return render(request, "resident/compact.html", given)


def _address(request: HttpRequest, compact: int) -> str:
    return request.build_absolute_uri(reverse("resident-compact", args=[compact]))


@anyone
@require_safe
def card(request: HttpRequest, compact: int) -> HttpResponse:
    """公约卡."""
    return said.card(queries.compact_shown(compact), _address(request, compact), clock.today())


@anyone
@require_safe
def certificate(request: HttpRequest, appraisal: int) -> HttpResponse:
    """履约证书."""
    one = queries.appraisal_shown(appraisal)
    return said.certificate(one, _address(request, one.version.compact_id))
