"""社会组织, for everybody: who there is, what each does, how to reach it, where the service centres are."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanzhi.groups import queries
from sanzhi.groups.queries import Asked
from sanzhi.kit import clock
from sanzhi.web.ui.doors import anyone
from sanzhi.web.ui.groups import WhichGroups
from sanzhi.web.ui.paging import number_in, paged, paged_lists


@anyone
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """名录: by words, kind and town."""
    form = WhichGroups(request.GET or None)
    asked = Asked(**form.cleaned_data) if form.is_valid() else Asked()
    given = paged(
        request, queries.directory(asked, number_in(request, "after")), queries.PAGE_SIZE, name="after"
    )
    given |= {"form": form, "asked": asked, "centres": queries.centres()}
    return render(request, "resident/groups.html", given)


@anyone
@require_safe
def group(request: HttpRequest, group: int) -> HttpResponse:
    """一个组织."""
    return render(request, "resident/group.html", {"page": queries.group_page(group, clock.today())})


@anyone
@require_safe
def funds(request: HttpRequest) -> HttpResponse:
    """发展基金."""
    rows = queries.funds(number_in(request, "after"))
    return render(request, "resident/funds.html", paged(request, rows, queries.PAGE_SIZE, name="after"))


@anyone
@require_safe
def fund(request: HttpRequest, fund: int) -> HttpResponse:
    """一个基金: what came in, what was called for, who has it, what was paid."""
    page = queries.fund_page(fund, {name: number_in(request, name) for name in ("gifts", "calls", "grants")})
    lists: dict[str, list[Any]] = {"gifts": page.gifts, "calls": page.calls, "grants": page.grants}
    given = paged_lists(request, lists, queries.PAGE_SIZE)
    return render(request, "resident/fund.html", {**given, "page": page})
