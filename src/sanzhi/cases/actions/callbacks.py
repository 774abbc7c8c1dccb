"""回访席: taking the telephone to a case, and the rules and scripts the desk works by."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sanzhi.cases import access, queries, sampling
from sanzhi.cases.models import CallScript, FollowUp, SamplingRule
from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .core import hold

MOST_RULES, MOST_LINES = 12, 20


@transaction.atomic
def start_call(case_id: int, *, by: Actor, at: datetime) -> FollowUp:
    """开始回访: colleagues see who is on the telephone, for a quarter of an hour."""
    case = hold(case_id, None)
    follow_up = queries.follow_up_of(case)
    if follow_up is None:
        raise Refusal("not_asked_now", _("这件事现在不在回访。"))
    access.may_call(by, case).or_refuse()
    sampling.may_hold(follow_up.held_by_id, follow_up.held_until, by.person_id, at).or_refuse()
    follow_up.held_by_id, follow_up.held_until = by.person_id, at + sampling.ON_THE_PHONE
    follow_up.save(update_fields=["held_by", "held_until"])
    journal.record("call.started", by=by.person_id, at=at, about=("case", case.id), content={})
    return follow_up


@transaction.atomic
def publish_sampling(rules: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime) -> int:
    """发布抽样规则: a whole new version; what was drawn before keeps its own. Returns its number."""
    access.may_keep_callbacks(by).or_refuse()
    sampling.sampling_problems(rules).or_refuse()
    if len(rules) > MOST_RULES:
        raise Refusal("too_many_rules", _("最多 %(most)d 条规则。") % {"most": MOST_RULES})
    version = queries.sampling_version() + 1
    SamplingRule.objects.bulk_create(
        SamplingRule(version=version, order=order, effective_from=at, **rule)
        for order, rule in enumerate(rules, start=1)
    )
    journal.record(
        "sampling.published",
        by=by.person_id,
        at=at,
        about=("sampling", version),
        content={"rules": len(rules)},
    )
    return version


@transaction.atomic
def publish_script(category: str | None, lines: Sequence[str], *, by: Actor, at: datetime) -> CallScript:
    """发布话术: a new version for one category (None: any); the old text stays on record."""
    access.may_keep_callbacks(by).or_refuse()
    said = [line.strip() for line in lines if line.strip()]
    if not 1 <= len(said) <= MOST_LINES or any(len(line) > 200 for line in said):
        raise Refusal("script_shape", _("话术写 1 到 20 行，每行不超过 200 个字。"))
    last = CallScript.objects.filter(category_id=category).aggregate(last=Max("version"))["last"] or 0
    script = CallScript.objects.create(category_id=category, version=last + 1, lines=said, effective_from=at)
    journal.record(
        "script.published",
        by=by.person_id,
        at=at,
        about=("script", script.id),
        content={"category": category or "", "version": script.version},
    )
    return script
