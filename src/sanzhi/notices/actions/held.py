"""How a notice is held and what is told of it, in the caller's transaction."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import rules
from sanzhi.notices.models import Notice
from sanzhi.people.roles import Actor


def _held(notice_id: int) -> Notice:
    return Notice.objects.select_for_update(of=("self",)).get(pk=notice_id)


def a_draft(notice_id: int) -> Notice:
    notice = _held(notice_id)
    if notice.posted_at:
        raise Refusal("posted_already", _("已经公示，不能再改；要改请撤回后另发。"))
    return notice


def a_posted(notice_id: int) -> Notice:
    notice = _held(notice_id)
    if notice.posted_at is None:
        raise Refusal("not_posted", _("还没有公示。"))
    return notice


def a_running(notice_id: int, at: datetime) -> Notice:
    notice = a_posted(notice_id)
    if notice.until is None or at >= notice.until or notice.withdrawn_at:
        raise Refusal("notice_over", _("公示已经结束。"))
    return notice


def told(kind: str, notice: Notice, by: Actor, at: datetime, content: dict[str, Any]) -> None:
    said = {"area": notice.area_id, **content}
    record(kind, by=by.person_id, at=at, about=("notice", notice.id), content=said, topic=kind)


def reason_of(reason: str) -> str:
    if len(reason.strip()) < rules.LEAST_TEXT:
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    return reason.strip()
