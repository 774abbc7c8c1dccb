"""细则的路: opinions asked, read by the town, voted on, filed, announced for fifteen days, then in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.deliberation.rules import Count
from sanzhi.kit.verdict import Refusal, Verdict, no
from sanzhi.notices import actions as notices
from sanzhi.notices import queries as posted
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people.roles import THE_CLOCK, Actor
from sanzhi.points import access, lint, queries, rules
from sanzhi.points.files import SHELF
from sanzhi.points.models import Item, Standard

from .held import a_standard_in, noted, reason_of

A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Vote:
    """表决: until councils are built, what a clerk enters from the minutes; the verdict is computed."""

    body: str
    notified_on: date
    held_on: date
    entitled: int
    present: int
    votes_for: int
    minutes: BinaryIO
    minutes_name: str
    measure: str = "heads"


@transaction.atomic
def consult(standard_id: int, *, contact: str, by: Actor, at: datetime) -> Standard:
    """征求意见: the whole draft on the wall; nothing unlawful gets that far. Raises Refusal."""
    standard = a_standard_in(standard_id, "draft")
    access.may_write_standard(by, standard.area_id).or_refuse()
    items = queries.items_of(standard)
    _lawful(standard, items)
    title = f"{standard.title}（征求意见稿）"
    standard.consulted = _announced(standard, "other", title, items, contact, by, at)
    return _moved(standard, "consultation", "points.standard_consulted", by, at, ["consulted"])


@transaction.atomic
def send_to_review(standard_id: int, *, by: Actor, at: datetime) -> Standard:
    """送镇（街道）审查: when opinions could be given for as long as the notice said. Raises Refusal."""
    standard = a_standard_in(standard_id, "consultation")
    access.may_write_standard(by, standard.area_id).or_refuse()
    _stood(standard.consulted_id, at)
    return _moved(standard, "town_review", "points.standard_sent", by, at)


@transaction.atomic
def review(standard_id: int, *, lawful: bool, note: str, by: Actor, at: datetime) -> Standard:
    """审查: lawful, or back with what is to be mended. Raises Refusal."""
    standard = a_standard_in(standard_id, "town_review")
    access.may_review_standard(by, standard).or_refuse()
    _lawful(standard, queries.items_of(standard))
    standard.reviewed_by_id, standard.reviewed_at = by.person_id, at
    standard.review_note = note.strip()[:300] if lawful else reason_of(note)[:300]
    state = "voting" if lawful else "draft"
    fields = ["reviewed_by", "reviewed_at", "review_note"]
    return _moved(standard, state, "points.standard_reviewed", by, at, fields, lawful=lawful)


@transaction.atomic
def record_vote(standard_id: int, vote: Vote, *, contact: str, by: Actor, at: datetime) -> Standard:
    """登记表决: passed, it is filed with the town and drawn up as a notice of fifteen days; else refused, and why."""
    standard = a_standard_in(standard_id, "voting")
    access.may_write_standard(by, standard.area_id).or_refuse()
    if vote.held_on > localdate(at):
        raise Refusal("to_come", _("日期不能晚于今天。"))
    _passed(vote).or_refuse()
    standard.minutes = SHELF.keep_image(vote.minutes, vote.minutes_name).digest
    standard.body, standard.measure, standard.notified_on = vote.body, vote.measure, vote.notified_on
    standard.adopted_on, standard.filed_on = vote.held_on, localdate(at)
    standard.entitled, standard.present, standard.votes_for = vote.entitled, vote.present, vote.votes_for
    items = queries.items_of(standard)
    standard.notice = _announced(standard, "standard", standard.title, items, contact, by, at)
    counts = {"entitled": vote.entitled, "present": vote.present, "votes_for": vote.votes_for}
    fields = ["minutes", "body", "measure", "notified_on", "adopted_on", "filed_on", "notice", *counts]
    return _moved(standard, "published", "points.standard_adopted", by, at, fields, **counts)


def _passed(vote: Vote) -> Verdict:
    if vote.body not in Standard.Body.values:
        return no("body_unknown", _("请选择村民会议或村民代表会议。"))
    counts = {vote.measure: Count(vote.entitled, vote.present, vote.votes_for)}
    return rules.vote_passes(vote.body, counts, told=vote.notified_on, met=vote.held_on)


@transaction.atomic
def publish(standard_id: int, *, by: Actor, at: datetime) -> Standard:
    """发布模板: the county's own, by a second person; no village is bound by it before it adopts. Raises Refusal."""
    standard = a_standard_in(standard_id, "draft")
    access.may_write_standard(by, standard.area_id).or_refuse()
    if standard.area_id[6:] != "000000":
        raise Refusal("village_votes", _("村里的细则要征求意见、审查、表决，不能直接发布。"))
    if by.person_id == standard.drafted_by_id:
        raise Refusal("own_draft", _("起草的人不能自己发布。"))
    _lawful(standard, queries.items_of(standard))
    return _in_force(standard, localdate(at), by, at)


@transaction.atomic
def take_effect(standard_id: int, *, at: datetime) -> Standard:
    """生效: when its notice has stood; the version before ends on the same day. By the clock. Raises Refusal."""
    standard = a_standard_in(standard_id, "published")
    _stood(standard.notice_id, at)
    notice = standard.notice
    assert notice and notice.until and notice.posted_at
    last_day = localdate(notice.until - A_MOMENT)
    since = max(rules.takes_effect_from(last_day, notice.posted_at), localdate(at))
    return _in_force(standard, since, THE_CLOCK, at)


@transaction.atomic
def back_to_draft(standard_id: int, *, reason: str, by: Actor, at: datetime) -> Standard:
    """退回起草: before it was adopted. Raises Refusal."""
    standard = a_standard_in(standard_id, "consultation", "voting")
    access.may_write_standard(by, standard.area_id).or_refuse()
    return _moved(standard, "draft", "points.standard_back", by, at, reason=reason_of(reason))


@transaction.atomic
def repeal(standard_id: int, *, reason: str, by: Actor, at: datetime) -> Standard:
    """废止: from tomorrow nothing more counts; what was entered stays. By the town. Raises Refusal."""
    standard = a_standard_in(standard_id, "effective", "published")
    access.may_review_standard(by, standard).or_refuse()
    fields = []
    if standard.effective_from:
        standard.effective_to, fields = (
            max(localdate(at) + timedelta(days=1), standard.effective_from),
            ["effective_to"],
        )
    return _moved(standard, "repealed", "points.standard_repealed", by, at, fields, reason=reason_of(reason))


def _in_force(standard: Standard, since: date, by: Actor, at: datetime) -> Standard:
    before = Standard.objects.select_for_update().filter(area=standard.area_id, state="effective").first()
    if before:
        assert before.effective_from
        before.effective_to = max(since, before.effective_from)
        _moved(before, "superseded", "points.standard_superseded", by, at, ["effective_to"])
    standard.effective_from = since
    return _moved(standard, "effective", "points.standard_effective", by, at, ["effective_from"])


def _moved(
    standard: Standard,
    state: str,
    kind: str,
    by: Actor,
    at: datetime,
    fields: Sequence[str] = (),
    **content: object,
) -> Standard:
    standard.state = state
    standard.save(update_fields=["state", *fields])
    noted(kind, standard, by, at, **content)
    return standard


def _lawful(standard: Standard, items: Sequence[Item]) -> None:
    """Nothing that the lint refuses goes further. Raises Refusal with the first."""
    found = lint.refusing(items, standard.base_points)
    if found:
        first = found[0]
        raise Refusal(
            first.code, f"{first.item}：{first.sentence}（{first.ground}）" if first.item else first.sentence
        )


def _stood(notice_id: int | None, at: datetime) -> None:
    if notice_id is None:
        raise Refusal("not_posted", _("还没有公示。"))
    posted.stands(notice_id, at).or_refuse()


@override(settings.LANGUAGE_CODE)  # what is kept is Chinese, whoever presses the button
def _announced(
    standard: Standard, kind: str, title: str, items: Sequence[Item], contact: str, by: Actor, at: datetime
):
    lines = [
        NewLine(f"{item.get_field_display()}：{item.title}", figure=_worth(item), key=f"item:{item.code}")
        for item in items
    ]
    about = ("standard", standard.id)
    new = NewNotice(standard.area_id, kind, title, contact, about=about, lines=lines)
    return notices.draft_notice(new, by=by, at=at)


def _worth(item: Item) -> str:
    worth = f"{item.least}" if item.least == item.most else f"{item.least}～{item.most}"
    return f"{item.direction}{worth} / {item.unit}"
