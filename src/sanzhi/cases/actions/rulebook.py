"""Publishing a new limit or a new set of routes: a version is added, nothing is edited, running clocks keep theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sanzhi.cases import access
from sanzhi.cases.models import LimitRule, RoutingRule
from sanzhi.journal import actions as journal
from sanzhi.kit import deadlines
from sanzhi.kit.deadlines import Limit
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class NewLimit:
    """新时限: what one clock of one pace of matter is to get, and on what ground."""

    clock: str
    pace: str
    name: str
    limit: str
    yellow: str
    red: str
    basis: str


@transaction.atomic
def publish_limit(
    new: NewLimit, *, by: Actor, at: datetime, effective_from: datetime | None = None
) -> LimitRule:
    """发布时限: from `effective_from` (now, unless later) for clocks that start then. Never applied backwards."""
    access.may_keep_clocks(by).or_refuse()
    _readable(new, at)
    starts = effective_from or at
    if starts < at:
        raise Refusal("backwards", _("新时限不能溯及既往，生效时间不能早于现在。"))
    ours = LimitRule.Confidence.OURS
    rule = LimitRule.objects.create(**asdict(new), confidence=ours, effective_from=starts)
    journal.record("limit.published", by=by.person_id, at=at, about=("limit", rule.id), content=asdict(new))
    return rule


def _readable(new: NewLimit, at: datetime) -> None:
    for text in (new.limit, new.yellow, new.red):
        try:
            Limit.parse(text)
        except ValueError as error:
            raise Refusal("limit_unreadable", _("时限请写成“2h”“15d”“5wd”这样的形式。")) from error
    calendar = people.working_calendar()
    yellow, red = (deadlines.end(Limit.parse(text), at, calendar) for text in (new.yellow, new.red))
    if yellow > red:
        raise Refusal("cards_out_of_order", _("黄牌要在红牌之前。"))
    if len(new.basis.strip()) < 4:
        raise Refusal("basis_missing", _("请写明依据；没有依据的，写“本地约定”并注明会议或文件。"))


@transaction.atomic
def publish_routing(rules: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime) -> int:
    """发布分派规则: a whole new version, in the order given within each purpose. Returns its number."""
    access.may_keep_clocks(by).or_refuse()
    version = (RoutingRule.objects.aggregate(last=Max("version"))["last"] or 0) + 1
    RoutingRule.objects.bulk_create(
        RoutingRule(version=version, order=order, effective_from=at, **rule)
        for order, rule in enumerate(rules, start=1)
    )
    journal.record(
        "routing.published", by=by.person_id, at=at, about=("routing", version), content={"rules": len(rules)}
    )
    return version
