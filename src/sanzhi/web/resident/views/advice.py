"""法律咨询, for a resident: who advises where, booking a half-day, asking in writing, the answer, another adviser."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.groups import access, actions, queries
from sanzhi.kit import clock
from sanzhi.web.resident.filling import Page, filled_by_resident
from sanzhi.web.ui.advice import ChoosingAdviser, Questioning, QuestioningInWriting, WhichAdvisers
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb


@anyone
@require_safe
def advisers(request: HttpRequest) -> HttpResponse:
    """法律顾问 by place."""
    form = WhichAdvisers(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {"area": "", "words": ""}
    rows = queries.advisers(asked["area"], clock.today(), number_in(request, "after"), asked["words"])
    given = paged(request, rows, queries.PAGE_SIZE, name="after") | {"form": form}
    return render(request, "resident/advisers.html", given)


@anyone
@require_safe
def adviser(request: HttpRequest, adviser: int) -> HttpResponse:
    """一位法律顾问, with the half-days that are free."""
    return render(request, "resident/adviser.html", {"page": queries.adviser_page(adviser, clock.today())})


@resident
@once
def ask(request: HttpRequest, adviser: int) -> HttpResponse:
    """书面问."""
    page = queries.adviser_page(adviser, clock.today())
    form = QuestioningInWriting(posted(request), terms=page.terms)

    def do() -> str:
        made = actions.ask_adviser(page.one.pk, **form.cleaned_data, by=request.actor, at=clock.now())
        return reverse("resident-consultation", args=[made.pk])

    lead = _("%(name)s（%(firm)s）书面答复您，写明依据；不收钱。") % {
        "name": page.one.person.name,
        "firm": page.one.firm,
    }
    back = reverse("resident-adviser", args=[page.one.pk])
    return filled_by_resident(
        request, form, do, Page(_("书面问"), lead, _("提交"), _("收到了，答复了会告诉您。"), back)
    )


@resident
@once
def book(request: HttpRequest, advice_hours: int) -> HttpResponse:
    """约半天."""
    row, form = queries.hours_free(advice_hours, clock.today()), Questioning(posted(request))

    def do() -> str:
        made = actions.book_hours(row.pk, form.cleaned_data["question"], by=request.actor, at=clock.now())
        return reverse("resident-consultation", args=[made.pk])

    lead = _("%(day)s %(half)s，%(area)s %(place)s，%(name)s。") % {
        "day": row.day, "half": row.get_half_display(), "area": row.area.name, "place": row.place, "name": row.adviser.person.name,
    }  # fmt: skip
    back = reverse("resident-adviser", args=[row.adviser_id])
    return filled_by_resident(
        request, form, do, Page(_("约这个半天"), lead, _("就约这个半天"), _("约好了。"), back)
    )


@resident
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """我问过的."""
    rows = queries.consultations_of(request.actor, number_in(request))
    return render(request, "resident/consultations.html", paged(request, rows, queries.PAGE_SIZE))


@resident
@require_safe
def consultation(request: HttpRequest, consultation: int) -> HttpResponse:
    """一次咨询, as the person who asked."""
    one = queries.consultation_of(request.actor, consultation)
    access.may_have_asked(request.actor, one).or_refuse()
    given = {"one": one, "another": queries.may_ask_another(one, clock.now())}
    return render(request, "resident/consultation.html", given)


@resident
@once
def another(request: HttpRequest, consultation: int) -> HttpResponse:
    """问别的顾问."""
    one = queries.consultation_of(request.actor, consultation)
    form = ChoosingAdviser(posted(request), advisers=queries.other_advisers(one, clock.today()))

    def do() -> str:
        made = actions.ask_another(one.pk, form.cleaned_data["adviser"], by=request.actor, at=clock.now())
        return reverse("resident-consultation", args=[made.pk])

    conflict = _("原来的那位和这件事有关系，要回避，也不再看得到您问的。")
    lead = (
        conflict
        if one.state == "conflict"
        else _("原来的那位过了时间没有答复，或者不在岗了；换了以后，不再由他（她）答复。")
    )
    back = reverse("resident-consultation", args=[one.pk])
    return filled_by_resident(
        request, form, do, Page(_("问别的顾问"), lead, _("问这一位"), _("收到了，答复了会告诉您。"), back)
    )


@resident
@verb
def cancel(request: HttpRequest, consultation: int) -> HttpResponse:
    """取消, in one step."""
    actions.cancel_consultation(consultation, by=request.actor, at=clock.now())
    messages.success(request, _("已取消。"))
    return redirect("resident-consultation", consultation)
