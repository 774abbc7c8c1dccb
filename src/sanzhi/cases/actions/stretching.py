"""延期规则和中止事由: how far a limit may be stretched, published as new versions. What was granted or begun stays."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access, course_rules, queries
from sanzhi.cases.models import DelayRule, LimitRule, SuspensionGround
from sanzhi.journal import actions as journal
from sanzhi.kit import ids
from sanzhi.kit.deadlines import Limit
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

OURS = str(LimitRule.Confidence.OURS)
MOST_TIMES = 9


@dataclass(frozen=True)
class NewDelay:
    """新延期规则: for the handling of one pace of matter; `times` 0 allows no delay any more."""

    pace: str
    name: str
    most: str
    times: int
    granted_by: Sequence[str]
    basis: str


@dataclass(frozen=True)
class NewGround:
    """新中止事由: a ground, by which article, how long and how often at most. `code` names one to replace."""

    name: str
    most: str
    times: int
    basis: str
    code: str = ""


@transaction.atomic
def publish_delay(new: NewDelay, *, by: Actor, at: datetime) -> DelayRule:
    """发布延期规则: for what is asked from now on, in the unit of the limit it makes longer."""
    access.may_keep_clocks(by).or_refuse()
    most = _checked(new.most, new.times, new.basis, least=0)
    course_rules.may_stretch(most, _limit(new.pace, at), new.granted_by).or_refuse()
    told = asdict(new) | {"granted_by": list(new.granted_by)}
    rule = DelayRule.objects.create(clock="handle", **told, confidence=OURS, effective_from=at)
    journal.record(
        "delay_rule.published", by=by.person_id, at=at, about=("delay_rule", rule.id), content=told
    )
    return rule


@transaction.atomic
def publish_ground(new: NewGround, *, by: Actor, at: datetime) -> SuspensionGround:
    """发布中止事由: in place of the one with this code, or a new one. Refused without the article it rests on."""
    access.may_keep_clocks(by).or_refuse()
    _checked(new.most, new.times, new.basis, least=1)
    course_rules.names_an_article(new.basis).or_refuse()
    if new.code:
        _end(new.code, at)
    told = asdict(new) | {"code": new.code or ids.public_code()}
    ground = SuspensionGround.objects.create(**told, confidence=OURS, effective_from=at)
    journal.record("ground.published", by=by.person_id, at=at, about=("ground", ground.id), content=told)
    return ground


@transaction.atomic
def end_ground(code: str, *, by: Actor, at: datetime) -> None:
    """停用中止事由: nobody may suspend on it any more; what stands still on it goes on as it was begun."""
    access.may_keep_clocks(by).or_refuse()
    ended = _end(code, at)
    journal.record("ground.ended", by=by.person_id, at=at, about=("ground", ended), content={"code": code})


def _end(code: str, at: datetime) -> int:
    known = queries.suspension_grounds(at).select_for_update().filter(code=code).first()
    if known is None:
        raise Refusal("ground_unknown", _("这一事由已经停用或换过，请刷新后再看。"))
    SuspensionGround.objects.filter(pk=known.pk).update(effective_to=at)
    return known.id


def _limit(pace: str, at: datetime) -> Limit:
    """What is made longer: the handling limit in force for this pace."""
    for effective_from, limits in queries.rulebook().limits.get(("handle", pace), ()):
        if effective_from <= at:
            return limits.limit
    raise Refusal("pace_unknown", _("请选择适用的事项。"))


def _checked(most: str, times: int, basis: str, *, least: int) -> Limit:
    try:
        limit = Limit.parse(most)
    except ValueError as error:
        raise Refusal("limit_unreadable", _("时限请写成“2h”“15d”“5wd”这样的形式。")) from error
    if not least <= times <= MOST_TIMES:
        raise Refusal(
            "times_out_of_range", _("次数请写 %(least)d 到 %(most)d。") % {"least": least, "most": MOST_TIMES}
        )
    if len(basis.strip()) < 4:
        raise Refusal("basis_missing", _("请写明依据；没有依据的，写“本地约定”并注明会议或文件。"))
    return limit
