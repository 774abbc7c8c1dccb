"""积分细则: written, checked against the law, compared, tried on last year's deeds, and walked along its road."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.points import access, actions, comparing, dryrun, lint, queries
from sanzhi.points.actions import NewItem
from sanzhi.web.desk.forms.choices import villages
from sanzhi.web.desk.forms.councils import PuttingToVote
from sanzhi.web.desk.forms.points import Announcing, Reasoning
from sanzhi.web.desk.forms.standards import Head, ItemForm, Reviewing, WhichArea
from sanzhi.web.desk.showing import show
from sanzhi.web.ui import notices
from sanzhi.web.ui import points as said
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import UiForm, posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

WRITE = ("points.standard", "points.template")
WORK = (*WRITE, "points.review")


@staff(*WORK)
@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """细则清单, with what waits for whoever reads it."""
    found = queries.working_on(request.actor, number_in(request, "after"))
    given = paged(request, found, queries.PAGE_SIZE, name="after")
    given["rows"] = [(one, one.get_state_display(), said.STANDARD_TONES[one.state]) for one in given["rows"]]
    may_write = any(request.actor.may(one) for one in WRITE)
    return show(request, "desk/standards.html", given | {"may_write": may_write})


@staff(*WRITE)
@once
def new_standard(request: HttpRequest) -> HttpResponse:
    """拟新版本."""
    actor = request.actor
    county = people.county()
    choices = villages(actor.reach) if actor.may("points.standard") else [(county.code, _("市级模板"))]
    form = WhichArea(posted(request), choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_standard(form.cleaned_data["area"], by=actor, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("已从现行版本或市级模板拟出草稿，请逐项修改。"))
            return redirect("desk-standard", made.id)
    return show(request, "desk/notice_form.html", {"form": form, "title": _("拟积分细则")})


@staff(*WORK)
@require_safe
def standard(request: HttpRequest, standard: int) -> HttpResponse:
    """一份细则 at the desk: items, what the lint says, how it differs, where it is on its road, what is next."""
    actor, at = request.actor, clock.now()
    found = queries.standard_by_id(actor, standard)
    items = queries.items_of(found)
    basis, name = _compared_with(found, at)
    wall = found.notice or found.consulted
    given = {
        "standard": found, "words": found.get_state_display(), "tone": said.STANDARD_TONES[found.state],
        "groups": said.by_field(items), "remarks": lint.remarks(items, found.base_points),
        "differences": comparing.differences(queries.items_of(basis), items) if basis else [], "against": name,
        "may_write": access.may_write_standard(actor, found.area_id).ok, "review": access.may_review_standard(actor, found),
        "is_template": found.area_id.endswith("000000"), "wall": wall,
        "wall_words": notices.standing_words(wall, at) if wall else None,
        "stands": queries.standing(wall.id, at) if wall else None, "put": queries.put_to(found),
    }  # fmt: skip
    return show(request, "desk/standard.html", given)


def _compared_with(found: Any, at: Any) -> tuple[Any, str]:
    """The version in force, else the county's template."""
    force = queries.in_force(found.area_id, at.date())
    if force and force.pk != found.pk:
        return force, _("现行版本")
    template = queries.template(at.date())
    return (template, _("市级模板")) if template and template.pk != found.pk else (None, "")


@staff(*WORK)
@require_safe
def try_standard(request: HttpRequest, standard: int) -> HttpResponse:
    """试算: what last year's deeds would have given under it."""
    found, at = queries.standard_by_id(request.actor, standard), clock.now()
    items = {item.code: item for item in queries.items_of(found)}
    outcome = dryrun.tried(queries.deeds_of_a_year(found.area_id, at.date()), items)
    rows = [(row, items[row.code].title if row.code in items else row.code) for row in outcome.rows.values()]
    given = {"standard": found, "outcome": outcome, "rows": rows}
    return show(request, "desk/standard_try.html", given)


@staff(*WRITE)
@once
def head(request: HttpRequest, standard: int) -> HttpResponse:
    """改总则."""
    found = queries.standard_by_id(request.actor, standard)
    names = ("title", "base_points", "scope", "ceiling", "carry_cap")
    form = Head(posted(request), initial={name: getattr(found, name) for name in names})

    def do(given: dict[str, Any]) -> None:
        actions.set_head(found.id, **given, by=request.actor, at=clock.now())

    return _done(request, found, form, do, _("改总则"), _("已保存。"))


@staff(*WRITE)
@once
def item(request: HttpRequest, standard: int, item: str) -> HttpResponse:
    """增改一项: "new" makes a code of its own."""
    found = queries.standard_by_id(request.actor, standard)
    known = queries.by_code(found, item)
    now = (
        {name: getattr(known, name) for name in comparing.COMPARED}
        if known
        else {"direction": "+", "unit": "次", "evidence": "photo"}
    )
    form = ItemForm(posted(request), initial=now)

    def do(given: dict[str, Any]) -> None:
        named = known.code if known else f"own-{clock.now():%Y%m%d%H%M%S}"
        actions.set_item(found.id, NewItem(code=named, **given), by=request.actor, at=clock.now())

    return _done(request, found, form, do, known.title if known else _("加一项"), _("已保存。"))


@staff(*WRITE)
@verb
def drop_item(request: HttpRequest, standard: int, item: str) -> HttpResponse:
    """删一项."""
    found = queries.standard_by_id(request.actor, standard)
    actions.drop_item(found.id, item, by=request.actor, at=clock.now())
    messages.success(request, _("已删除。"))
    return redirect("desk-standard", found.id)


@staff(*WRITE)
@verb
def adopt(request: HttpRequest, standard: int) -> HttpResponse:
    """补进市级模板里有、草稿里没有的."""
    found = queries.standard_by_id(request.actor, standard)
    actions.adopt_template(found.id, by=request.actor, at=clock.now())
    messages.success(request, _("已补进市级模板的项目。"))
    return redirect("desk-standard", found.id)


@staff(*WRITE)
@verb
def drop(request: HttpRequest, standard: int) -> HttpResponse:
    """删草稿."""
    actions.drop_draft(queries.standard_by_id(request.actor, standard).id, by=request.actor, at=clock.now())
    messages.success(request, _("已删除草稿。"))
    return redirect("desk-standards")


@staff("points.template")
@verb
def publish(request: HttpRequest, standard: int) -> HttpResponse:
    """发布模板."""
    actions.publish(queries.standard_by_id(request.actor, standard).id, by=request.actor, at=clock.now())
    messages.success(request, _("模板已发布，各村可以采用。"))
    return redirect("desk-standard", standard)


@staff(*WRITE)
@once
def consult(request: HttpRequest, standard: int) -> HttpResponse:
    """征求意见."""
    found = queries.standard_by_id(request.actor, standard)

    def do(given: dict[str, Any]) -> None:
        actions.consult(found.id, **given, by=request.actor, at=clock.now())

    return _done(
        request, found, Announcing(posted(request)), do, _("征求意见"), _("征求意见稿已拟好，请别人审签。")
    )


@staff(*WRITE)
@verb
def send(request: HttpRequest, standard: int) -> HttpResponse:
    """送审."""
    actions.send_to_review(
        queries.standard_by_id(request.actor, standard).id, by=request.actor, at=clock.now()
    )
    messages.success(request, _("已送镇（街道）审查。"))
    return redirect("desk-standard", standard)


@staff("points.review")
@once
def review(request: HttpRequest, standard: int) -> HttpResponse:
    """审查."""
    found = queries.standard_by_id(request.actor, standard)

    def do(given: dict[str, Any]) -> None:
        lawful = given["lawful"] == "yes"
        actions.review(found.id, lawful=lawful, note=given["note"], by=request.actor, at=clock.now())

    return _done(request, found, Reviewing(posted(request)), do, _("审查"), _("已审查。"))


@staff(*WRITE)
@once
def vote(request: HttpRequest, standard: int) -> HttpResponse:
    """列入议题: of the assembly or the representatives of the village; the result is read from there."""
    found = queries.standard_by_id(request.actor, standard)

    def do(given: dict[str, Any]) -> None:
        actions.put_to_vote(found.id, **given, by=request.actor, at=clock.now())

    form = PuttingToVote(posted(request), meetings=queries.meetings_to_put_to(found))
    return _done(request, found, form, do, _("列入会议议题"), _("已列入议题；通知、到会、计票都在会议里。"))


@staff(*WRITE)
@once
def take_result(request: HttpRequest, standard: int) -> HttpResponse:
    """取表决结果, and the notice is drawn up."""
    found = queries.standard_by_id(request.actor, standard)

    def do(given: dict[str, Any]) -> None:
        actions.adopt(found.id, **given, by=request.actor, at=clock.now())

    form, told = Announcing(posted(request)), _("表决通过，已备案，公示稿已拟好，请别人审签。")
    return _done(request, found, form, do, _("取表决结果"), told)


@staff(*WRITE)
@once
def back(request: HttpRequest, standard: int) -> HttpResponse:
    """退回起草."""
    found = queries.standard_by_id(request.actor, standard)

    def do(given: dict[str, Any]) -> None:
        actions.back_to_draft(found.id, **given, by=request.actor, at=clock.now())

    return _done(request, found, Reasoning(posted(request)), do, _("退回起草"), _("已退回起草。"))


@staff("points.review")
@once
def repeal(request: HttpRequest, standard: int) -> HttpResponse:
    """废止."""
    found = queries.standard_by_id(request.actor, standard)

    def do(given: dict[str, Any]) -> None:
        actions.repeal(found.id, **given, by=request.actor, at=clock.now())

    return _done(request, found, Reasoning(posted(request)), do, _("废止"), _("已废止，明天起不再计分。"))


def _done(
    request: HttpRequest,
    found: Any,
    form: UiForm,
    do: Callable[[dict[str, Any]], None],
    title: str,
    told: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            do(dict(form.cleaned_data))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, told)
            return redirect("desk-standard", found.id)
    return show(request, "desk/standard_form.html", {"form": form, "title": title, "standard": found})
