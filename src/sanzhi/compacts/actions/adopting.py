"""审、表决、备案、生效: a version goes to the town, to the vote of the body that adopts it, is filed and comes into force."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.compacts import access, queries, rules
from sanzhi.compacts.models import Compact, Version
from sanzhi.deliberation import actions as deliberation
from sanzhi.deliberation import queries as councils
from sanzhi.deliberation.actions import NewItem
from sanzhi.deliberation.models import Meeting
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .drafting import held, in_state, locked, names_nobody, told


@transaction.atomic
def send(version: int, *, by: Actor, at: datetime) -> Version:
    """报镇（街道）审查: after opinions were asked for and answered. Raises Refusal."""
    one = held(version, by, Version.State.DRAFTING)
    rules.clauses_stand([(each.text, each.kind) for each in queries.clauses_of(one)]).or_refuse()
    names_nobody(one, *(each.text for each in queries.clauses_of(one)))
    if one.opinions_until is None or localdate(at) <= one.opinions_until:
        raise Refusal("opinions_first", _("先征求意见，到期以后再报审查。"))
    if one.opinions.filter(settled_at=None).exists():
        raise Refusal("opinions_left", _("还有意见没有答复，请先答复。"))
    one.state, one.sent_by_id, one.sent_at, one.sent_back_because = Version.State.SENT, by.person_id, at, ""
    one.save(update_fields=["state", "sent_by", "sent_at", "sent_back_because"])
    hands = sorted(queries.wrote(one))  # they do not review it
    told("compact.sent", one.compact, by, at, version=one.pk, place=one.compact.area_id, hands=hands)
    return one


@transaction.atomic
def review(version: int, *, ok: bool, reason: str = "", by: Actor, at: datetime) -> Version:
    """审查: by the town, and by nobody who wrote of it; ok, or back with the reason. Raises Refusal."""
    one = locked(version, by)
    access.may_review(by, one.compact.area_id, queries.wrote(one)).or_refuse()
    in_state(one, Version.State.SENT)
    if ok:
        rules.clauses_stand([(each.text, each.kind) for each in queries.clauses_of(one)]).or_refuse()
    elif len(reason.strip()) < 4:
        raise Refusal("reason_missing", _("退回请写明要改什么，至少四个字。"))
    one.state = Version.State.REVIEWED if ok else Version.State.DRAFTING
    one.reviewed_by_id, one.reviewed_at = by.person_id, at
    one.sent_back_because = "" if ok else reason.strip()[:300]
    one.save(update_fields=["state", "reviewed_by", "reviewed_at", "sent_back_because"])
    told(
        "compact.reviewed", one.compact, by, at,
        version=one.pk, ok=ok, reason=one.sent_back_because, place=one.compact.area_id,
    )  # fmt: skip
    return one


@transaction.atomic
def put_to_vote(version: int, *, meeting: int, method: str, by: Actor, at: datetime) -> Version:
    """列入议题, of a called meeting of the body that adopts it: its text is the clauses, a paragraph each. Raises Refusal."""
    one = held(version, by, Version.State.REVIEWED)
    rules.adopts(one.compact.kind, one.compact.body.pack).or_refuse()
    if not Meeting.objects.filter(pk=meeting, body=one.compact.body_id).exists():
        raise Refusal("meeting_unknown", _("请选通过这份公约的机构拟开的会。"))
    with override("zh-hans"):  # what is kept does not change with who reads it
        title = (_("表决：%(name)s") % {"name": one.compact.name})[:80]
    new = NewItem(title, queries.text_of(queries.clauses_of(one)), method)
    one.item = deliberation.put_item(meeting, new, by=by, at=at)
    one.state = Version.State.VOTING
    one.save(update_fields=["state", "item"])
    told("compact.put", one.compact, by, at, version=one.pk, item=one.item.pk)
    return one


@transaction.atomic
def take_result(version: int, *, by: Actor, at: datetime) -> Version:
    """取表决结果: passed or failed as the item's resolution says, at whichever meeting it was resolved at last; an item that
    was never voted on may be put again. Raises Refusal."""
    one = held(version, by, Version.State.VOTING)
    item = queries.voted(one)
    assert item is not None
    resolution = getattr(item, "resolution", None)
    if resolution and not councils.resolved(item):
        raise Refusal("short_yet", _("没到法定人数。可以改期另开；不另开的，散会以后按没有通过记。"))
    if resolution is None:
        if not councils.resolved(item):
            raise Refusal("not_resolved", _("还没有表决结果。"))
        one.state, one.item = Version.State.REVIEWED, None
        one.save(update_fields=["state", "item"])
        told("compact.taken_back", one.compact, by, at, version=one.pk, item=item.pk)
        return one
    rules.adopts(one.compact.kind, resolution.pack).or_refuse()
    one.state = Version.State.PASSED if resolution.passed else Version.State.FAILED
    one.item, one.resolution = item, resolution
    one.save(update_fields=["state", "item", "resolution"])
    told(
        "compact.voted", one.compact, by, at,
        version=one.pk, resolution=resolution.pk, passed=resolution.passed, place=one.compact.area_id,
    )  # fmt: skip
    return one


@transaction.atomic
def file_version(version: int, *, number: str, by: Actor, at: datetime) -> Version:
    """备案: by the town, with its number. Raises Refusal."""
    one = locked(version, by)
    access.may_file(by, one.compact.area_id).or_refuse()
    in_state(one, Version.State.PASSED)
    if not 2 <= len(number.strip()) <= 40:
        raise Refusal("filing_shape", _("备案号写 2 到 40 个字。"))
    one.state, one.filing_no = Version.State.FILED, number.strip()
    one.filed_by_id, one.filed_at = by.person_id, at
    try:
        with transaction.atomic():
            one.save(update_fields=["state", "filing_no", "filed_by", "filed_at"])
    except IntegrityError as error:
        raise Refusal("filing_taken", _("这个备案号已经用过。")) from error
    told(
        "compact.filed", one.compact, by, at, version=one.pk, number=one.filing_no, place=one.compact.area_id
    )
    return one


@transaction.atomic
def bring_in_force(version: int, *, day: date, by: Actor, at: datetime) -> Version:
    """公布生效, from a day on; the version before is replaced that day. Raises Refusal."""
    one = held(version, by, Version.State.FILED)
    Compact.objects.select_for_update().get(pk=one.compact_id)  # days of its other versions stay meanwhile
    if one.force_from:
        raise Refusal("in_force_already", _("已经定了生效的日子。"))
    if not localdate(at) <= day <= localdate(at) + timedelta(days=rules.FORCE_WITHIN):
        said = {"days": rules.FORCE_WITHIN}
        raise Refusal("day_past", _("生效的日子要在今天或者以后，%(days)d 天以内（本平台约定）。") % said)
    before = Version.objects.filter(compact=one.compact, force_from__isnull=False, replaced_on=None).first()
    if before and before.force_from and before.force_from >= day:
        raise Refusal("day_before_the_last", _("要在上一版生效以后。"))
    if before:
        before.replaced_on = day
        before.save(update_fields=["replaced_on"])
    one.force_from = day
    one.save(update_fields=["force_from"])
    told("compact.in_force", one.compact, by, at, version=one.pk, day=day.isoformat())
    return one


@transaction.atomic
def move_force(version: int, *, day: date, by: Actor, at: datetime) -> Version:
    """改生效的日子, as long as it has not come; the version before goes on until then. Raises Refusal."""
    one = held(version, by, Version.State.FILED)
    Compact.objects.select_for_update().get(pk=one.compact_id)
    today = localdate(at)
    if one.force_from is None or one.force_from <= today:
        raise Refusal("in_force_already", _("已经生效，不能改日子。"))
    if one.replaced_on and day >= one.replaced_on:
        raise Refusal("day_after_the_next", _("要在下一版生效以前。"))
    if not today <= day <= today + timedelta(days=rules.FORCE_WITHIN):
        said = {"days": rules.FORCE_WITHIN}
        raise Refusal("day_past", _("生效的日子要在今天或者以后，%(days)d 天以内（本平台约定）。") % said)
    before = Version.objects.filter(compact=one.compact, replaced_on=one.force_from).first()
    if before and before.force_from and before.force_from >= day:
        raise Refusal("day_before_the_last", _("要在上一版生效以后。"))
    one.force_from = day
    one.save(update_fields=["force_from"])
    if before:
        before.replaced_on = day
        before.save(update_fields=["replaced_on"])
    told("compact.force_moved", one.compact, by, at, version=one.pk, day=day.isoformat())
    return one
