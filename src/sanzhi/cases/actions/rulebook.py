"""Publishing a new limit or a new set of routes: a version is added, nothing is edited, running clocks keep theirs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.deadlines import Limit
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .. import access
from ..models import LimitRule, RoutingRule


@transaction.atomic
def publish_limit(
    *,
    clock: str,
    pace: str,
    name: str,
    limit: str,
    yellow: str,
    red: str,
    basis: str,
    by: Actor,
    at: datetime,
    effective_from: datetime | None = None,
) -> LimitRule:
    """发布时限: from `effective_from` (now, unless later) for clocks that start then. Never applied backwards."""
    access.may_keep_clocks(by).or_refuse()
    for text in (limit, yellow, red):
        try:
            Limit.parse(text)
        except ValueError as error:
            raise Refusal("limit_unreadable", _("时限请写成“2h”“15d”“5wd”这样的形式。")) from error
    if len(basis.strip()) < 4:
        raise Refusal("basis_missing", _("请写明依据；没有依据的，写“本地约定”并注明会议或文件。"))
    starts = effective_from or at
    if starts < at:
        raise Refusal("backwards", _("新时限不能溯及既往，生效时间不能早于现在。"))
    rule = LimitRule.objects.create(
        clock=clock,
        pace=pace,
        name=name.strip(),
        limit=limit,
        yellow=yellow,
        red=red,
        basis=basis.strip(),
        confidence=LimitRule.Confidence.OURS,
        effective_from=starts,
    )
    journal.record(
        "limit.published",
        by=by.person_id,
        at=at,
        about=("limit", rule.id),
        content={"clock": clock, "pace": pace, "limit": limit, "basis": basis.strip()},
    )
    return rule


@transaction.atomic
def publish_routing(rules: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime) -> int:
    """发布分派规则: a whole new version, in the order given within each purpose. Returns its number."""
    access.may_keep_clocks(by).or_refuse()
    version = (RoutingRule.objects.aggregate(last=Max("version"))["last"] or 0) + 1
    RoutingRule.objects.bulk_create(
        RoutingRule(version=version, order=order, effective_from=at, **rule)
        for order, rule in enumerate(rules, start=1)
    )
    journal.record("routing.published", by=by.person_id, at=at, about=("routing", version), content={"rules": len(rules)})
    return version
