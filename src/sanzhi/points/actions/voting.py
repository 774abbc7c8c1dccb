"""细则的路: opinions asked, read by the town, voted on, filed, announced for fifteen days, then in force."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.deliberation import actions as deliberation
from sanzhi.deliberation import queries as councils
from sanzhi.deliberation.actions import NewItem
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import actions as notices
from sanzhi.notices import queries as posted
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people.roles import THE_CLOCK, Actor
from sanzhi.points import access, lint, queries, rules
from sanzhi.points.models import Item, Standard

from .held import a_standard_in, noted, reason_of

A_MOMENT = timedelta(microseconds=1)


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
def put_to_vote(standard_id: int, *, meeting: int, method: str, by: Actor, at: datetime) -> Standard:
    """列入议题, of a called meeting of the village's assembly or its representatives: the whole standard, a paragraph for each
    item. What was voted down, or not voted on, may be put again. Raises Refusal."""
    standard = a_standard_in(standard_id, "voting")
    access.may_write_standard(by, standard.area_id).or_refuse()
    if standard.put_as and councils.came_to(standard.put_as).code == "not_resolved":
        raise Refusal("put_already", _("已经列入会议议题，等表决结果。"))
    if meeting not in {one.pk for one in queries.meetings_to_put_to(standard)}:
        raise Refusal("meeting_unknown", _("请选本村村民会议或者村民代表会议拟开、还没通知的会。"))
    new = NewItem(queries.put_title(standard), queries.text_of(standard), method)
    standard.put_as = deliberation.put_item(meeting, new, by=by, at=at)
    return _moved(standard, "voting", "points.standard_put", by, at, ["put_as"], item=standard.put_as.pk)


@transaction.atomic
def adopt(standard_id: int, *, contact: str, by: Actor, at: datetime) -> Standard:
    """取表决结果: what its meeting resolved is read, never typed; passed, it is filed with the town and drawn up as a notice of
    fifteen days; else refused, and why."""
    standard = a_standard_in(standard_id, "voting")
    access.may_write_standard(by, standard.area_id).or_refuse()
    if standard.put_as is None:
        raise Refusal("not_put", _("还没有列入会议议题。"))
    councils.came_to(standard.put_as).or_refuse()
    found = councils.resolved_as(standard.put_as)
    standard.put_as, standard.resolution = found.resolution.item, found.resolution
    standard.body, standard.measure, standard.notified_on = found.body, found.measure, found.notified_on
    standard.adopted_on, standard.filed_on = found.met_on, localdate(at)
    standard.entitled, standard.present, standard.votes_for = found.entitled, found.present, found.in_favour
    items = queries.items_of(standard)
    standard.notice = _announced(standard, "standard", standard.title, items, contact, by, at)
    counts = {"entitled": found.entitled, "present": found.present, "votes_for": found.in_favour}
    fields = [
        "put_as",
        "resolution",
        "body",
        "measure",
        "notified_on",
        "adopted_on",
        "filed_on",
        "notice",
        *counts,
    ]
    said = {**counts, "resolution": found.resolution.pk}
    return _moved(standard, "published", "points.standard_adopted", by, at, fields, **said)


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
    standard.put_as = None  # what is written anew is put anew
    return _moved(standard, "draft", "points.standard_back", by, at, ["put_as"], reason=reason_of(reason))


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
        NewLine(
            f"{item.get_field_display()}：{item.title}",
            figure=queries.worth_of(item),
            key=f"item:{item.code}",
        )
        for item in items
    ]
    about = ("standard", standard.id)
    new = NewNotice(standard.area_id, kind, title, contact, about=about, lines=lines)
    return notices.draft_notice(new, by=by, at=at)
