"""保存期限: what loses its words soon, by which kind's word, and keeping one matter longer."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import access, actions, queries, retention
from sanzhi.kit import clock
from sanzhi.web.desk.forms.retention import Keeping
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.posting import once


@staff("case.keep")
@require_safe
def endings(request: HttpRequest) -> HttpResponse:
    """保存期限: the kinds with their years, and the matters whose time ends soon, the longest ended first."""
    page = queries.ending_soon(request.actor, clock.now(), request.GET.get("after", ""))
    given = {
        "rows": page.rows,
        "kinds": queries.kept_kinds(),
        "soon": queries.ENDS_SOON.days,
        "older": "?" + urlencode({"after": page.onward}) if page.onward else "",
        "newer": "?" if page.back else "",
    }
    return show(request, "desk/retention.html", given)


@staff("case.keep")
@once
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """延长保存: until when and why; without a day, as its kind says again."""
    case = queries.case_by_code(request.actor, code)
    access.may_keep(request.actor, case).or_refuse()
    retention.may_keep_longer(case.closed_at, case.erased_at).or_refuse()
    form = Keeping(request.POST or None, initial={"until": case.kept_until})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.keep_longer(
            case.id, until=said["until"], reason=said["reason"], by=request.actor, at=clock.now()
        )
        messages.success(request, _("已延长保存。") if said["until"] else _("已改回按种类规定的年限保存。"))
        return redirect("desk-case", case.public_code)
    return show(request, "desk/keep.html", {"case": case, "form": form, "last": queries.last_day_of(case)})
