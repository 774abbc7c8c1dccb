"""法律顾问工作台: the register, terms and counts of whoever keeps it; half-days and questions of an adviser."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.groups import access, actions, queries
from sanzhi.kit import clock
from sanzhi.web.desk.forms.advice import AnsweringInLaw, Appointing, EnteringAdviser, PublishingHours
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

KEEP, ADVISE = "adviser.keep", "legal.advise"


@staff(KEEP)
@require_safe
def advisers(request: HttpRequest) -> HttpResponse:
    """法律顾问 of one's place, and how many were asked: counts and nothing else."""
    today = clock.today()
    rows = queries.advisers_kept(request.actor, today, number_in(request, "after"))
    given = paged(request, rows, queries.PAGE_SIZE, name="after")
    given |= {"year": today.year, "counted": queries.consultations_counted(request.actor, today.year)}
    return show(request, "desk/advisers.html", given)


@staff(KEEP)
@once
def enter(request: HttpRequest) -> HttpResponse:
    """登记."""
    form = EnteringAdviser(posted(request), actor=request.actor)
    made: list[int] = []

    def do() -> None:
        made.append(actions.enter_adviser(form.new(), by=request.actor, at=clock.now()).pk)

    answer = filled(request, form, do, _("登记法律顾问"), _("已登记，请聘到村（社区）。"), ("desk-advisers",))
    return redirect("desk-adviser", made[0]) if made else answer


@staff(KEEP)
@require_safe
def adviser(request: HttpRequest, adviser: int) -> HttpResponse:
    """一位法律顾问."""
    one = queries.adviser_here(adviser)
    return show(request, "desk/adviser.html", {"one": one, "terms": queries.terms_of(request.actor, one)})


@staff(KEEP)
@once
def appoint(request: HttpRequest, adviser: int) -> HttpResponse:
    """聘任."""
    one, form = queries.adviser_here(adviser), Appointing(posted(request), actor=request.actor)

    def do() -> None:
        actions.appoint_adviser(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    note = _("一个村可以聘两位：一位要回避时，还有另一位。")
    return filled(request, form, do, _("聘任"), _("已聘任。"), ("desk-adviser", one.pk), note)


@staff(KEEP)
@verb
def end_term(request: HttpRequest, term: int) -> HttpResponse:
    """解聘."""
    one = actions.end_term(term, by=request.actor, at=clock.now())
    said = _("已撤销，没有开始。") if one.off_at else _("今天是最后一天；问过的还由他（她）答复。")
    messages.success(request, said)
    return redirect("desk-adviser", one.adviser_id)


@staff(ADVISE)
@require_safe
def advising(request: HttpRequest) -> HttpResponse:
    """咨询: what one was asked, and one's half-days."""
    one = queries.adviser_self(request.actor)
    given = paged(request, queries.consultations_asked(one, number_in(request)), queries.PAGE_SIZE)
    return show(request, "desk/advising.html", given | {"hours": queries.hours_of(one, clock.today())})


@staff(ADVISE)
@once
def publish(request: HttpRequest) -> HttpResponse:
    """公布坐班."""
    one = queries.adviser_self(request.actor)
    form = PublishingHours(posted(request), terms=queries.villages_advised(one, clock.today()))

    def do() -> None:
        actions.publish_hours(**form.cleaned_data, by=request.actor, at=clock.now())

    return filled(request, form, do, _("公布坐班"), _("已公布。"), ("desk-advising",), _("一个半天约一位。"))


@staff(ADVISE)
@verb
def withdraw(request: HttpRequest, advice_hours: int) -> HttpResponse:
    """撤下坐班."""
    actions.withdraw_hours(advice_hours, by=request.actor, at=clock.now())
    messages.success(request, _("已撤下；约过的人会收到消息，请书面答复。"))
    return redirect("desk-advising")


@staff(ADVISE)
@require_safe
def consultation(request: HttpRequest, consultation: int) -> HttpResponse:
    """一次咨询."""
    one = queries.consultation_of(request.actor, consultation)
    return show(request, "desk/consultation.html", {"one": one})


@staff(ADVISE)
@once
def answer(request: HttpRequest, consultation: int) -> HttpResponse:
    """答复."""
    one, form = queries.consultation_of(request.actor, consultation), AnsweringInLaw(posted(request))
    access.may_advise_on(request.actor, one).or_refuse()

    def do() -> None:
        actions.answer_consultation(one.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    return filled(
        request, form, do, _("答复咨询"), _("已答复。"), ("desk-consultation", one.pk), one.question
    )


@staff(ADVISE)
@verb
def conflict(request: HttpRequest, consultation: int) -> HttpResponse:
    """回避."""
    actions.declare_conflict(consultation, by=request.actor, at=clock.now())
    messages.success(request, _("已回避，您不再看得到；本人会请别的顾问。"))
    return redirect("desk-advising")
