"""事项页与每一步."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases import access, actions, queries
from sanzhi.cases.flow import every_state, flow_of, is_county
from sanzhi.kit import clock, papers
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as persons
from sanzhi.web.desk import writing
from sanzhi.web.desk.belonging import belonging
from sanzhi.web.desk.forms.contact import Purpose
from sanzhi.web.desk.forms.kind_steps import form_of
from sanzhi.web.desk.showing import READ, show
from sanzhi.web.desk.telling import lines_of, routing_of, sheet_of
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.paper import photo as show_photo
from sanzhi.web.ui.paper import route as show_route
from sanzhi.web.ui.posting import once
from sanzhi.web.ui.rooms import room_page

DIRECT = ("sign_for", "no_answer", "close_unreached")  # nothing to fill in: one press from the case page
FORWARD = (
    "sign_for",
    "resume",
    "report_done",
    "assign",
    "decide",
    "verify",
    "call_back",
)  # what a desk does on a good day
CONTACT = "case.view_contact"


@staff(*READ)
@require_safe
def case(request: HttpRequest, code: str) -> HttpResponse:
    """事项页: facts, course, clocks, parts, and every next step, open or closed with the reason."""
    at = clock.now()
    page = queries.case_page(request.actor, code, at=at)
    offers = [offer for offer in page.offers if form_of(offer.step.name)]
    ready = [offer for offer in offers if offer.verdict]
    given = {
        "page": page,
        "case": page.case,
        "state": _state(page.case),
        "room_page": room_page(page.case, "desk"),
        "states": every_state(),
        "timeline": lines_of(page),
        "routing": routing_of(page.case),
        "main": next((offer for offer in ready if _forward(offer.step.name)), None),
        "ready": ready,
        "closed": [offer for offer in offers if not offer.verdict],
        "direct": DIRECT,
        "may_look": request.actor.may(CONTACT) and access.may_know_reporter(request.actor, page.case).ok,
        "last_day": queries.last_day_of(page.case),
        "may_keep": access.may_keep(request.actor, page.case).ok,
        "may_cover": access.may_cover(request.actor, page.case).ok,
        "editing": queries.editing_now(page.case.id, request.actor, at),
        **belonging(request.actor, page, at),
        **queries.asking_of(request.actor, page.case, at),
    }
    return show(request, "desk/case.html", given)


def _forward(step: str) -> bool:
    return step in FORWARD or is_county(step)


def _state(case: Any) -> Any:
    return flow_of(case.kind, case.kind_version).states[case.state]


@staff(*READ)
@once
def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """走一步: GET shows the form, POST takes the step; what was typed is shown again when it cannot be taken."""
    form_class = form_of(step)
    if form_class is None:
        raise Http404(step)
    actor, at = request.actor, clock.now()
    page = queries.case_page(actor, code, at=at)
    offer = next((offer for offer in page.offers if offer.step.name == step), None)
    if offer is None:
        raise Refusal("role_may_not", _("这一步不由您的岗位办理。"))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_class(*sent, case=page.case, actor=actor, at=at)
    if not sent and "code" in request.GET:
        form.initial["code"] = request.GET["code"]  # chosen from what is alike on the case page
    status, advice = _sent(request, form, step) if sent else (200, [])
    if status == 302:
        messages.success(request, _("已%(step)s。") % {"step": offer.step.label})
        return _after(actor, page.case)
    if status == 409:  # somebody moved it meanwhile: the page shows how it stands now
        page = queries.case_page(actor, code, at=at)
        offer = next((one for one in page.offers if one.step.name == step), offer)
    given = {"page": page, "case": page.case, "state": _state(page.case), "form": form, "offer": offer}
    beside = writing.beside(actor, page.case, offer, at, opened=not sent)
    return show(request, "desk/step.html", {**given, **beside, "advice": advice}, status=status)


def _after(actor: Any, case: Any) -> HttpResponse:
    """The case again; the desk where a confidential one has just gone out of sight."""
    closed = case.secrecy == case.Secrecy.CLOSED
    if closed and not queries.visible_to(actor).filter(pk=case.pk).exists():
        return redirect("desk")
    return redirect("desk-case", case.public_code)


def _sent(request: HttpRequest, form: Any, step: str) -> tuple[int, list[Any]]:
    """(how a sending is to be answered, what to look at once more); 302 when the step was taken."""
    version, refusal, status, advice = form.data.get("version"), None, 200, []
    not_yet = "insert" in request.POST or "another" in request.POST
    if not_yet:
        form.is_valid()  # so that photos chosen already are carried along
    elif not form.is_valid():
        status = 422
    elif not (advice := form.advice()):
        try:
            form.act()
        except Refusal as refused:
            status, refusal = 409, refused
            version = queries.case_by_code(form.actor, form.case.public_code).version
        else:
            actions.end_editing(form.case.id, by=form.actor)
            return 302, []
    _show_again(form, version, refusal)
    if not_yet:
        writing.put_in(form, request, step)
    return status, advice


def _show_again(form: Any, version: Any, refusal: Refusal | None) -> None:
    """Everything typed stays; the version becomes the present one, so that sending again is a fresh decision."""
    if hasattr(form, "remember_photos"):
        form.remember_photos()
    form.data = form.data.copy()
    form.data["version"] = version
    if refusal:
        form.add_error(None, refusal.sentence)


@staff(*READ)
@require_safe
def clocks(request: HttpRequest, code: str) -> HttpResponse:
    """期限说明: how each due time was counted out."""
    found = queries.case_by_code(request.actor, code)
    return show(request, "desk/clocks.html", {"case": found, "explained": queries.explain(found)})


@staff(*READ)
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """事项单: the case on paper, without anybody's contact data."""
    at = clock.now()
    page = queries.case_page(request.actor, code, at=at)
    content = papers.pdf("letter", sheet_of(page, request.actor, at))
    return _pdf(content, page.number)


@staff(*READ)
@require_safe
def letter(request: HttpRequest, code: str, letter: str) -> HttpResponse:
    """文书 of a county's own kind, to print."""
    told = queries.letter(request.actor, code, letter, at=clock.now())
    return _pdf(papers.pdf("letter", told), f"{told['number']}-{letter}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@staff(*READ)
@require_safe
def route(request: HttpRequest, code: str) -> HttpResponse:
    """办理途径告知单: to be handed over or posted."""
    return show_route(queries.case_page(request.actor, code, at=clock.now()))


@staff(*READ)
@require_safe
def photo(request: HttpRequest, code: str, photo: int) -> FileResponse:
    """照片: only of a case one may see, and never run by a browser."""
    return show_photo(*queries.attachment(request.actor, code, photo).shown)


@staff(CONTACT)
@once
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """查看联系方式: a purpose first; the look is on record before anything is shown (I12)."""
    found = queries.case_by_code(request.actor, code)
    access.may_know_reporter(request.actor, found).or_refuse()
    form = Purpose(request.POST or None, initial={"purpose": Purpose.usual(request.actor)})
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        actions.look_at_reporter(found, purpose=purpose, by=request.actor, at=clock.now())
        request.session["looked"] = found.id
        return redirect("desk-contact-seen", found.public_code)
    return show(request, "desk/contact.html", {"case": found, "form": form})


@staff(CONTACT)
@require_safe
def contact_seen(request: HttpRequest, code: str) -> HttpResponse:
    """Shown once for each look; opened again, it asks again."""
    found = queries.case_by_code(request.actor, code)
    if request.session.pop("looked", None) != found.id:
        return redirect("desk-contact", found.public_code)
    given = {"case": found, "name": found.reporter.name, "phone": persons.phone_of(found.reporter)}
    answer = show(request, "desk/contact_seen.html", given)
    answer["Cache-Control"] = "no-store"
    return answer
