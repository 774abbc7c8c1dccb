"""异议和询问: raised by anybody, answered once by a third person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import deadlines
from sanzhi.kit.verdict import Refusal, first_no
from sanzhi.notices import access, queries, rules
from sanzhi.notices.models import Line, Objection
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .held import a_posted


@transaction.atomic
def object_to(
    notice_id: int, *, line: int | None, text: str, sort: str = "objection", by: Actor, at: datetime
) -> Objection:
    """提出异议或询问: by anybody, with their own name, which nobody but who answers reads. Raises Refusal."""
    notice = a_posted(notice_id)
    if by.person_id is None:
        raise Refusal("sign_in_first", _("请先登录，答复会送到您这里。"))
    rules.may_object(sort, notice.until, notice.withdrawn_at, at).or_refuse()
    if len(text.strip()) < rules.LEAST_TEXT:
        raise Refusal("text_missing", _("请写明是什么问题（至少 4 个字）。"))
    said = Line.objects.filter(notice=notice, number=line).first() if line else None
    if line and said is None:
        raise Refusal("not_visible", _("没有找到这一行。"))
    open_one = Objection.objects.filter(
        notice=notice, line=said, raised_by=by.person_id, answered_at=None, sort=sort
    )
    if known := open_one.first():
        return known
    due_at = deadlines.end(rules.ANSWER_WITHIN, at, people.working_calendar())
    objection = Objection.objects.create(
        notice=notice,
        line=said,
        sort=sort,
        raised_by_id=by.person_id,
        text=text.strip(),
        raised_at=at,
        due_at=due_at,
    )
    told = {"notice": notice.id, "line": line, "sort": sort, "area": notice.area_id}
    about = ("objection", objection.id)
    record("notice.objected", by=by.person_id, at=at, about=about, content=told, topic="notice.objected")
    return objection


@transaction.atomic
def answer_objection(
    objection_id: int, *, upheld: bool | None, answer: str, by: Actor, at: datetime
) -> Objection:
    """答复: once, by a third person; `upheld` None for a question. Raises Refusal."""
    objection = (
        Objection.objects.select_for_update(of=("self",)).select_related("notice").get(pk=objection_id)
    )
    notice = objection.notice
    hands = (notice.drafted_by_id, notice.signed_by_id)
    first_no(
        access.may_answer(by, notice.area_id),
        rules.third_person(by.person_id, raised_by=objection.raised_by_id, hands=hands),
    ).or_refuse()
    if objection.answered_at:
        raise Refusal("answered", _("这一条已经答复。"))
    if (upheld is None) != (objection.sort == Objection.Sort.QUESTION):
        raise Refusal("verdict_missing", _("请写明异议是否成立。"))
    if len(answer.strip()) < rules.LEAST_TEXT:
        raise Refusal("answer_missing", _("请写明答复（至少 4 个字）。"))
    objection.answered_by_id, objection.answered_at = by.person_id, at
    objection.upheld, objection.answer = upheld, answer.strip()
    objection.save(update_fields=["answered_by", "answered_at", "upheld", "answer"])
    told = {"notice": notice.id, "upheld": upheld, "raised_by": objection.raised_by_id}
    about = ("objection", objection.id)
    record("notice.answered", by=by.person_id, at=at, about=about, content=told, topic="notice.answered")
    return objection


@transaction.atomic
def take_further(objection_id: int, *, by: Actor, at: datetime) -> Objection:
    """请镇（街道）复核: by who raised it. Becomes a case of the town; what the notice says goes on meanwhile. Raises Refusal."""
    rows = Objection.objects.select_for_update(of=("self",)).select_related("notice")
    objection = rows.filter(pk=objection_id, raised_by=by.person_id).first()
    if objection is None:
        raise Refusal("not_visible", _("没有找到这一条异议。"))
    queries.may_take_further(objection, at).or_refuse()
    objection.taken_further_at = at
    objection.save(update_fields=["taken_further_at"])
    told = {
        "notice": objection.notice_id,
        "area": objection.notice.area_id,
        "raised_by": objection.raised_by_id,
    }
    about = ("objection", objection.id)
    record(
        "notice.taken_further",
        by=by.person_id,
        at=at,
        about=about,
        content=told,
        topic="notice.taken_further",
    )
    return objection
