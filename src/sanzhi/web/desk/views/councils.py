"""议事机构和名册: opened, kept, printed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanzhi.deliberation import access, actions, queries
from sanzhi.kit import papers
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk.forms.councils import AddingMember, ImportingMembers, OpeningCouncil
from sanzhi.web.desk.showing import show
from sanzhi.web.ui.doors import staff
from sanzhi.web.ui.forms import posted
from sanzhi.web.ui.paging import number_in, paged
from sanzhi.web.ui.posting import once, verb

from .rewards import filled

KEEP, COUNT = access.KEEP, access.COUNT
SHOWN = 50  # problems of a table on one page


@staff(KEEP, COUNT)
@require_safe
def councils(request: HttpRequest) -> HttpResponse:
    """议事机构: those of one's place."""
    rows = queries.bodies(request.actor, after=number_in(request, "after"))
    given = paged(request, rows, queries.PAGE_SIZE, name="after")
    return show(request, "desk/councils.html", given | {"may_keep": request.actor.may(KEEP)})


@staff(KEEP)
@once
def new_council(request: HttpRequest) -> HttpResponse:
    """设议事机构."""
    form = OpeningCouncil(posted(request), actor=request.actor)

    def do() -> None:
        actions.open_body(**form.cleaned_data, by=request.actor, at=request.at)

    note = _("选了什么会，就按那种会的规矩算到会和通过，以后不能改。")
    return filled(request, form, do, _("设议事机构"), _("已设立，接下来填名册。"), ("desk-councils",), note)


@staff(KEEP, COUNT)
@require_safe
def council(request: HttpRequest, council: int) -> HttpResponse:
    """一个议事机构: how it is made up, who sits there, its meetings."""
    body, ended = queries.body_here(request.actor, council), request.GET.get("ended") == "yes"
    rows = queries.roster(body, after=number_in(request, "after"), ended=ended)
    given = paged(request, rows, queries.PAGE_SIZE, name="after", key=lambda one: one.number) | {
        "body": body, "pack": queries.pack_of(body), "made": queries.made_of(body, localdate(request.at)),
        "ended": ended, "rate": queries.rate_of(body), "meetings": queries.meetings(request.actor, body=body.pk)[:10],
        "may_keep": bool(access.may_keep(request.actor, body.area_id)) and not body.ended_at,
    }  # fmt: skip
    return show(request, "desk/council.html", given)


@staff(KEEP)
@once
def add_member(request: HttpRequest, council: int) -> HttpResponse:
    """加进名册."""
    body = queries.body_here(request.actor, council)
    form = AddingMember(posted(request))

    def do() -> None:
        actions.add_member(body.pk, form.new(), by=request.actor, at=request.at)

    title = _("加进名册：%(name)s") % {"name": body.name}
    return filled(request, form, do, title, _("已加进名册。"), ("desk-council", body.pk))


@staff(KEEP)
@once
def import_members(request: HttpRequest, council: int) -> HttpResponse:
    """导入名册: all of a table, or with its broken rows left out; else nothing, and every broken row is named."""
    body = queries.body_here(request.actor, council)
    form = ImportingMembers(posted(request), request.FILES or None)
    problems: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            added, problems = actions.import_members(body.pk, form.rows(), by=request.actor, at=request.at)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            if not problems or form.cleaned_data["skip"]:
                told = {"n": added, "broken": len(problems)}
                messages.success(request, _("加进 %(n)d 人；跳过有错的 %(broken)d 行。") % told)
                return redirect("desk-council", body.pk)
            said = _("有 %(n)d 行有错，一行也没有收。请改好，或者勾选跳过。") % {"n": len(problems)}
            form.add_error(None, said)
    given = {"form": form, "body": body, "problems": problems[:SHOWN], "more": max(0, len(problems) - SHOWN)}
    return show(request, "desk/council_import.html", given)


@staff(KEEP)
@verb
def end_member(request: HttpRequest, member: int) -> HttpResponse:
    """离任、迁出."""
    one = actions.end_member(member, by=request.actor, at=request.at)
    messages.success(request, _("已结束；以前的表决不变。"))
    return redirect("desk-council", one.body_id)


@staff(KEEP)
@verb
def end_council(request: HttpRequest, council: int) -> HttpResponse:
    """撤销议事机构."""
    actions.end_body(council, by=request.actor, at=request.at)
    messages.success(request, _("已撤销。"))
    return redirect("desk-councils")


@staff(KEEP, COUNT)
@require_safe
def roster_paper(request: HttpRequest, council: int) -> HttpResponse:
    """名册, to print: with a line to sign on."""
    body, today = queries.body_here(request.actor, council), localdate(request.at)
    rows = [
        [str(one.number), one.person.name, one.represents or one.get_origin_display(), ""]
        for one in queries.whole_roster(body, today)
    ]
    data = {
        "title": body.name, "note": _("名册 · %(n)d 人") % {"n": len(rows)}, "rows": rows,
        "head": [_("号"), _("姓名"), _("代表谁"), _("签名")], "office": body.area.name, "date": f"{today:%Y-%m-%d}",
    }  # fmt: skip
    return a_paper(papers.pdf("roster", data), f"roster-{body.pk}")


def a_paper(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at or to print, never kept on the way."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
