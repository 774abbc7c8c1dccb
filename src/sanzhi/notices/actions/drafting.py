"""拟稿: what is to be announced, as long as nobody has signed it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal, first_no
from sanzhi.notices import access, queries, rules
from sanzhi.notices.models import Duty, Line, Notice
from sanzhi.people.roles import Actor

from .held import a_draft


@dataclass(frozen=True, slots=True)
class NewLine:
    """一行: who it is about (vanishes when the notice is over), what, how much; `key` names the thing it is about."""

    what: str
    who: str = ""
    figure: str = ""
    key: str = ""


@dataclass(frozen=True)
class NewNotice:
    """拟稿: `days` None stands for as many as the rule of its kind says; `about` names what it is for."""

    area: str
    kind: str
    title: str
    contact: str
    body: str = ""
    days: int | None = None
    about: tuple[str, int] | None = None
    duty: str = ""
    period: str = ""
    lines: Sequence[NewLine] = ()


@transaction.atomic
def draft_notice(new: NewNotice, *, by: Actor, at: datetime) -> Notice:
    """拟稿. Raises Refusal."""
    access.may_draft(by, new.area).or_refuse()
    notice = Notice(drafted_by_id=by.person_id, drafted_at=at)
    _write(notice, new, at)
    said = {"title": notice.title, "area": notice.area_id, "hands": [by.person_id]}
    record(
        "notice.drafted", by=by.person_id, at=at, about=("notice", notice.id), content=said,
        topic="notice.drafted",
    )  # fmt: skip
    return notice


@transaction.atomic
def change_draft(notice_id: int, new: NewNotice, *, by: Actor, at: datetime) -> Notice:
    """改稿: while nobody has signed it. Whoever changes it has drawn it up. Of what another room announces by it, what it
    says stays as it follows from there. Raises Refusal."""
    notice = a_draft(notice_id)
    first_no(access.may_draft(by, notice.area_id), access.may_draft(by, new.area)).or_refuse()
    notice.drafted_by_id, notice.drafted_at = by.person_id, at
    if notice.about_type:
        new = _as_it_follows(notice, new)
    notice.lines.all().delete()
    _write(notice, new, at)
    record(
        "notice.drafted", by=by.person_id, at=at, about=("notice", notice.id), content={"title": notice.title}
    )
    return notice


def _as_it_follows(notice: Notice, new: NewNotice) -> NewNotice:
    """For how long and whom to ask may change; what it says follows from the matter it is about. Raises Refusal."""
    rows = list(notice.lines.order_by("number"))
    told = [(row.who, row.what, row.figure) for row in rows]
    same = told == [(line.who, line.what, line.figure) for line in new.lines]
    words = [
        " ".join(text.split()) for text in (notice.title, notice.body, new.title, new.body)
    ]  # browsers send other line ends
    if not same or words[:2] != words[2:] or (new.area, new.kind) != (notice.area_id, notice.kind):
        raise Refusal(
            "lines_follow", _("这份公示写什么是按办的事生成的，不能在这里改；天数和联系方式可以改。")
        )
    lines = [NewLine(row.what, row.who, row.figure, row.key) for row in rows]
    about = (notice.about_type, notice.about_id or 0)
    return replace(new, title=notice.title, body=notice.body, about=about, lines=lines)


@transaction.atomic
def drop_draft(notice_id: int, *, by: Actor, at: datetime) -> None:
    """弃稿, of one that nothing else waits for. Raises Refusal."""
    notice = a_draft(notice_id)
    access.may_draft(by, notice.area_id).or_refuse()
    if notice.about_type:
        raise Refusal("waited_for", _("有一件事等着这份公示，不能在这里删；不办了的，请到那件事里去撤。"))
    record(
        "notice.dropped", by=by.person_id, at=at, about=("notice", notice.id), content={"title": notice.title}
    )
    notice.delete()


def _write(notice: Notice, new: NewNotice, at: datetime) -> None:
    rule = queries.rule_for(new.kind, at)
    days = rule.days if new.days is None else new.days
    rules.days_stand(days, rule.least).or_refuse()
    rules.words_stand(new.title, new.contact, new.body, [line.what for line in new.lines]).or_refuse()
    duty = Duty.objects.filter(code=new.duty).first() if new.duty else None
    if duty:
        rules.period_stands(new.period, duty.every).or_refuse()
    notice.area_id, notice.kind, notice.rule, notice.days = new.area, new.kind, rule, days
    notice.title, notice.body, notice.contact = new.title.strip(), new.body.strip(), new.contact.strip()
    notice.about_type, notice.about_id = new.about or ("", None)
    notice.duty, notice.period = duty, new.period if duty else ""
    notice.save()
    Line.objects.bulk_create(
        [
            Line(notice=notice, number=number, who=line.who, what=line.what, figure=line.figure, key=line.key)
            for number, line in enumerate(new.lines, start=1)
        ]
    )
