"""奖励金: put to the collective's meeting, its result taken, reviewed by the town, split by points, announced. Paying is the bank's to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.deliberation import actions as deliberation
from sanzhi.deliberation import queries as councils
from sanzhi.deliberation.actions import NewItem
from sanzhi.journal.actions import record
from sanzhi.kit.money import yuan
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import actions as notices
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people.roles import Actor
from sanzhi.rewards import access, pool_rules, queries, rules
from sanzhi.rewards.models import Pool, PoolShare

from .settling import NOTICE_KIND


@dataclass(frozen=True)
class NewPool:
    """奖励金: see `models.Pool`. `meeting`: of the collective, called, of which nobody was told yet; it says whose the pool is."""

    year: int
    name: str
    fen: int
    threshold: int
    source: str
    party_studied_on: date
    meeting: int
    method: str


@transaction.atomic
def enter_pool(new: NewPool, *, by: Actor, at: datetime) -> Pool:
    """拟一笔奖励金, and put it on the agenda of the collective's meeting, with everything that is resolved. Raises Refusal."""
    meeting = queries.meeting_to_put_to(by, new.meeting)
    if meeting is None:
        raise Refusal("meeting_unknown", _("请选成员大会或者成员代表大会拟开、还没通知的会。"))
    area = meeting.body.area_id
    access.may_manage(by, area).or_refuse()
    if not 2 <= len(new.name.strip()) <= 40:
        raise Refusal("name_shape", _("名称请写 2 到 40 个字。"))
    if not (0 < new.fen <= rules.MOST_FEN and 0 <= new.threshold <= rules.MOST_POINTS):
        raise Refusal("amount_shape", _("金额请写大于零的数，起点分不能小于零。"))
    rules.reason_stands(new.source, 200).or_refuse()
    pool_rules.studied_first(new.party_studied_on, localdate(meeting.starts_at)).or_refuse()
    if Pool.objects.filter(area=area, year=new.year, name=new.name.strip()).exists():
        raise Refusal("pool_there", _("这个村今年已经有同名的奖励金。"))
    pool = Pool(
        area_id=area, year=new.year, name=new.name.strip(), fen=new.fen, threshold=new.threshold, source=new.source,
        body=meeting.body.pack, party_studied_on=new.party_studied_on, entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip
    item = NewItem(queries.put_title(pool), queries.text_of(pool), new.method)
    pool.put_as = deliberation.put_item(meeting.pk, item, by=by, at=at)
    pool.save()
    _told("pool.entered", pool, by, at, {"fen": pool.fen, "item": pool.put_as_id})
    return pool


@transaction.atomic
def take_pool_result(pool_id: int, *, by: Actor, at: datetime) -> Pool:
    """取表决结果: the figures are the resolution's own, passed or not; the town is told of what passed. Raises Refusal."""
    pool = _held(pool_id)
    access.may_manage(by, pool.area_id).or_refuse()
    if pool.put_as is None or pool.resolution_id:
        raise Refusal("resolved_already", _("已经取过表决结果。"))
    verdict = councils.came_to(pool.put_as)
    if verdict.code in ("not_resolved", "never_voted"):
        verdict.or_refuse()
    found = councils.resolved_as(pool.put_as)
    pool.put_as, pool.resolution = found.resolution.item, found.resolution
    pool.notified_on, pool.met_on = found.notified_on, found.met_on
    pool.entitled, pool.present, pool.in_favour = found.entitled, found.present, found.in_favour
    pool.save(
        update_fields=["put_as", "resolution", "notified_on", "met_on", "entitled", "present", "in_favour"]
    )
    passed = bool(queries.passes(pool))
    _told("pool.resolved", pool, by, at, {"resolution": found.resolution.pk, "passes": passed}, tell=passed)
    return pool


@transaction.atomic
def review_pool(pool_id: int, *, text: str, by: Actor, at: datetime) -> Pool:
    """法律审核: by the town, of a pool whose resolution passed. Raises Refusal."""
    pool = _held(pool_id)
    access.may_review(by, pool.area_id, pool.entered_by_id).or_refuse()
    queries.passes(pool).or_refuse()
    rules.reason_stands(text, 300).or_refuse()
    if pool.reviewed_at:
        raise Refusal("reviewed", _("已经审核过了。"))
    pool.review, pool.reviewed_by_id, pool.reviewed_at = text.strip(), by.person_id, at
    pool.save(update_fields=["review", "reviewed_by", "reviewed_at"])
    _told("pool.reviewed", pool, by, at, {"review": pool.review}, tell=True)
    return pool


@transaction.atomic
def draw_pool(
    pool_id: int, points: Mapping[int, int], *, points_at: datetime, contact: str, by: Actor, at: datetime
) -> Pool:
    """分配: `points` as {household: points} at `points_at`. Kept line by line, and drawn up as a notice, which somebody
    else signs; once. Raises Refusal."""
    pool = _held(pool_id)
    access.may_manage(by, pool.area_id).or_refuse()
    _may_be_split(pool, points, points_at, at)
    shares = pool_rules.split(pool.fen, pool.threshold, points)
    if not sum(shares.values()):
        raise Refusal("nobody_above", _("没有一户超过起点分，分不了。"))
    PoolShare.objects.bulk_create(
        [PoolShare(pool=pool, household_id=one, points=points[one], fen=fen) for one, fen in shares.items()],
        batch_size=1000,
    )
    pool.points_at, pool.drawn_at = points_at, at
    pool.notice = notices.draft_notice(_notice(pool, shares, contact), by=by, at=at)
    pool.save(update_fields=["notice", "points_at", "drawn_at"])
    _told(
        "pool.drawn", pool, by, at, {"fen": pool.fen, "households": sum(fen > 0 for fen in shares.values())}
    )
    return pool


def _may_be_split(pool: Pool, points: Mapping[int, int], points_at: datetime, at: datetime) -> None:
    queries.passes(pool).or_refuse()
    if not pool.reviewed_at:
        raise Refusal("not_reviewed", _("镇（街道）还没有作法律审核。"))
    if pool.drawn_at:
        raise Refusal("drawn", _("已经分配过了。"))
    if points_at > at:
        raise Refusal("to_come", _("截止时间还没有到。"))
    if queries.households_elsewhere(pool.area_id, list(points)):
        raise Refusal("household_elsewhere", _("有的户不是本村（社区）的。"))


@override(settings.LANGUAGE_CODE)  # what is kept is Chinese, whoever presses the button
def _notice(pool: Pool, shares: Mapping[int, int], contact: str) -> NewNotice:
    paid = {one: fen for one, fen in sorted(shares.items()) if fen}
    labels = queries.labels_of(list(paid))
    said = {
        "name": pool.name,
        "sum": yuan(pool.fen),
        "threshold": pool.threshold,
        "when": f"{localtime(pool.points_at):%Y-%m-%d %H:%M}",
        "source": pool.source,
        "body": pool.get_body_display(),
        "met": pool.met_on,
        "basis": pool_rules.BASIS[pool.body],
    }
    return NewNotice(
        pool.area_id,
        NOTICE_KIND,
        _("%(name)s分配表") % said,
        contact,
        body=_(
            "%(sum)s，来源：%(source)s。%(met)s %(body)s通过，依据%(basis)s。按 %(when)s 的积分超过 %(threshold)d 分的部分分配，与股份分红无关。"
        )
        % said,
        about=("pool", pool.id),
        lines=[
            NewLine(_("奖励金"), who=labels[one], figure=yuan(fen), key=f"pool:{pool.id}:{one}")
            for one, fen in paid.items()
        ],
    )


def _held(pool_id: int) -> Pool:
    return Pool.objects.select_for_update(of=("self",)).select_related("put_as").get(pk=pool_id)


def _told(kind: str, pool: Pool, by: Actor, at: datetime, content: dict, *, tell: bool = False) -> None:
    said = {"area": pool.area_id, "year": pool.year, **content}
    if tell and pool.reviewed_at is None:
        said["hands"] = [pool.entered_by_id]  # who entered it does not review it
    topic = kind if tell else None
    record(kind, by=by.person_id, at=at, about=("pool", pool.id), content=said, topic=topic)
