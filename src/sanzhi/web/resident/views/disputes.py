"""我的调解: apply by the code on a poster, follow, answer, sign, and leave in one press."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.cases.actions import FilingRefused
from sanzhi.disputes import actions, queries
from sanzhi.disputes.actions import NewDispute, NewParty
from sanzhi.disputes.files import SHELF
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.web.resident import dispute_forms as forms
from sanzhi.web.ui import paper
from sanzhi.web.ui.doors import anyone, resident
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in
from sanzhi.web.ui.posting import once, verb
from sanzhi.windows import queries as windows

QUESTIONS = ("consent", "mediator", "more_time", "joint", "recording", "confirmation")


@anyone
@require_safe
def poster(request: HttpRequest, poster: str) -> HttpResponse:
    """桐解码: what the code on a body's poster opens."""
    found = queries.body_by_poster(poster, clock.now())
    if found is None:
        raise Refusal("not_visible", _("这个码没有用了，请到就近窗口。"))
    return render(request, "resident/poster.html", {"body": found})


@resident
@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """我的调解."""
    rows, older = queries.page_of(request.actor, after=number_in(request))
    given = {
        "rows": list(zip(rows, queries.states_of(rows), strict=True)),
        "older": f"?before={older}" if older else "", "newer": "?" if number_in(request) else "",
    }  # fmt: skip
    return render(request, "resident/disputes.html", given)


@resident
@once
def new_dispute(request: HttpRequest) -> HttpResponse:
    """申请调解; by a poster's code at that body, else at the body of the place."""
    body = queries.body_by_poster(request.GET.get("p", ""), clock.now())
    form = forms.Applying(posted(request), initial={"area": body.area_id if body else ""})
    if form.is_bound and form.is_valid():
        try:
            found = actions.apply(_new(request, form, body), by=request.actor, at=clock.now())
        except FilingRefused as refused:
            form.add_error(None, "；".join(refused.problems.values()))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已收到申请。愿不愿意调解，会问对方。"))
            return redirect("resident-dispute", found.case.public_code)
    given = {"title": _("申请调解"), "form": form, "press": _("交申请"), "back": reverse("resident-disputes"),
             "lead": _("调解不收钱；随时可以退出，不影响打官司。")}  # fmt: skip
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)


def _new(request: HttpRequest, form: forms.Applying, body: Any) -> NewDispute:
    said = form.cleaned_data
    parties = [
        NewParty(1, request.actor.name, home=said["area"]),
        NewParty(2, said["name"], said["phone"], said["organisation"]),
        *form.others(),
    ]
    return NewDispute(
        title=said["title"], text=said["text"], request=said["request"], area=said["area"], parties=parties,
        key=request.POST.get("once", ""), body=body.pk if body else None, knew_on=said["knew_on"],
        dv_risk=said["afraid"],
    )  # fmt: skip


@resident
@require_safe
def dispute(request: HttpRequest, matter: str) -> HttpResponse:
    """我的调解室: where it stands, what one is asked, and the way out."""
    page = queries.dispute_page(request.actor, matter, at=clock.now())
    mine = next(line for line in page.parties if line.party == page.me)
    given = {
        "page": page, "dispute": page.dispute, "case": page.dispute.case, "mine": mine, "now": clock.now(),
        "asked": queries.asked_of(page, mine), "online": queries.may_sign_online(page.dispute),
    }  # fmt: skip
    if (
        page.dispute.case.reporter_id == request.actor.person_id
    ):  # the other side reads nothing of the first number
        given |= {"hops": windows.course_of(page.dispute.case), "owner": True}
    return render(request, "resident/dispute.html", {"hops": [], **given})


def _mine(request: HttpRequest, matter: str) -> tuple[Any, int, int]:
    """The page, the case and one's own party."""
    page = queries.dispute_page(request.actor, matter, at=clock.now())
    assert page.me is not None  # whoever sees it as a resident is a party
    return page, page.dispute.pk, page.me.pk


@resident
@verb
def answer(request: HttpRequest, matter: str, about: str, said: str) -> HttpResponse:
    """答复: yes or no, one press."""
    if about not in QUESTIONS or said not in ("yes", "no"):
        raise Http404(about)
    page, case, me = _mine(request, matter)
    yes, actor, at = said == "yes", request.actor, clock.now()
    if about == "confirmation":
        actions.join_confirmation(case, yes, party=me, by=actor, at=at)
    else:
        subject = page.dispute.proposed_id or 0 if about == "mediator" else 0
        actions.answer(case, about, yes, party=me, subject=subject, by=actor, at=at)
    messages.success(request, _("已答复。"))
    return redirect("resident-dispute", matter)


@resident
@verb
def sign(request: HttpRequest, matter: str) -> HttpResponse:
    """签协议, where the law lets it be signed online."""
    _page, case, me = _mine(request, matter)
    actions.sign(case, party=me, by=request.actor, at=clock.now())
    messages.success(request, _("已签字。"))
    return redirect("resident-dispute", matter)


@resident
@verb
def redraft(request: HttpRequest, matter: str) -> HttpResponse:
    """不签，再谈."""
    _page, case, _me = _mine(request, matter)
    actions.redraft(case, by=request.actor, at=clock.now())
    messages.success(request, _("已告诉调解员，接着谈。"))
    return redirect("resident-dispute", matter)


@resident
@verb
def leave(request: HttpRequest, matter: str) -> HttpResponse:
    """退出: one press, no reason asked (I15)."""
    _page, case, me = _mine(request, matter)
    actions.leave(case, party=me, by=request.actor, at=clock.now())
    messages.success(request, _("您已退出调解。还能走哪些路，写在下面。"))
    return redirect("resident-dispute", matter)


@resident
@verb
def end_attorney(request: HttpRequest, matter: str) -> HttpResponse:
    """撤回委托: one press, no reason asked."""
    _page, case, me = _mine(request, matter)
    actions.end_attorney(case, party=me, by=request.actor, at=clock.now())
    messages.success(request, _("已撤回委托。"))
    return redirect("resident-dispute", matter)


def _form(
    request: HttpRequest, form: Any, do: Callable[[], object], matter: str, title: str, press: str
) -> HttpResponse:
    """A form that does one thing for one dispute."""
    if form.is_bound and form.is_valid():
        try:
            do()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已收到。"))
            return redirect("resident-dispute", matter)
    if form.is_bound and hasattr(form, "remember_photos"):
        form.remember_photos()
    given = {"title": title, "form": form, "press": press, "back": reverse("resident-dispute", args=[matter])}
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)


@resident
@once
def state(request: HttpRequest, matter: str) -> HttpResponse:
    """说说情况, to the body alone."""
    _page, case, me = _mine(request, matter)
    form = forms.Stating(posted(request))

    def do() -> object:
        return actions.state(case, form.cleaned_data["text"], party=me, by=request.actor, at=clock.now())

    return _form(request, form, do, matter, _("说说情况"), _("交给调解组织"))


@resident
@once
def choose(request: HttpRequest, matter: str) -> HttpResponse:
    """挑调解员."""
    page, case, _me = _mine(request, matter)
    form = forms.Choosing(
        posted(request), choices=[(one.pk, one.person.name) for one, may in page.choices if may]
    )

    def do() -> object:
        return actions.propose_mediator(case, form.cleaned_data["mediator"], by=request.actor, at=clock.now())

    return _form(request, form, do, matter, _("挑一位调解员"), _("就请这位"))


@resident
@once
def more_time(request: HttpRequest, matter: str) -> HttpResponse:
    """请求延长; the other parties are asked."""
    _page, case, _me = _mine(request, matter)
    form = forms.MoreTime(posted(request))

    def do() -> object:
        return actions.ask_more_time(case, form.cleaned_data["days"], by=request.actor, at=clock.now())

    return _form(request, form, do, matter, _("请求延长调解期限"), _("去问对方"))


@resident
@once
def papers(request: HttpRequest, matter: str) -> HttpResponse:
    """交材料."""
    _page, case, me = _mine(request, matter)
    form = forms.Handing(posted(request), request.FILES or None)

    def do() -> object:
        said = form.cleaned_data
        kept = form.photos_kept()
        return actions.add_papers(
            case, said["part"], kept, party=me, shared=said["shared"], by=request.actor, at=clock.now()
        )

    return _form(request, form, do, matter, _("交材料"), _("交上去"))


@resident
@require_safe
def photo(request: HttpRequest, matter: str, number: int) -> FileResponse:
    """One's own paper, or one that the other side shows."""
    page = queries.dispute_page(request.actor, matter, at=clock.now())
    found = queries.paper_of(request.actor, page, number)
    return paper.photo(found.digest, found.mime, SHELF.path_of)


@resident
@require_safe
def stations(request: HttpRequest) -> HttpResponse:
    """约法官: where and when a judge or a shared court sits near by."""
    rows = queries.stations_with_days("", localdate(clock.now()))
    return render(request, "resident/stations.html", {"rows": rows})


@resident
@once
def book(request: HttpRequest, station: int, day: str) -> HttpResponse:
    """预约一个位置."""
    form = forms.Booking(posted(request))
    try:
        on = date.fromisoformat(day)
    except ValueError as error:
        raise Http404(day) from error
    if form.is_bound and form.is_valid():
        try:
            actions.book(station, on, form.cleaned_data["topic"], by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("约好了，那天带上身份证。"))
            return redirect("resident-stations")
    given = {
        "title": _("约法官"),
        "form": form,
        "press": _("约这半天"),
        "back": reverse("resident-stations"),
        "lead": day,
    }
    return render(request, "resident/honour_form.html", given, status=422 if form.is_bound else 200)
