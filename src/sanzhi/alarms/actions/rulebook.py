"""认定规则: drawn up by one system administrator, published by another, in force from a day on and never backwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.alarms import access, rules
from sanzhi.alarms.models import Cause, NailRule
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class NewNailRule:
    """新规则: `words` are {cause: what a category or sub-category says}."""

    least: int
    days: int
    quiet_days: int
    words: Mapping[str, Sequence[str]]
    basis: str
    valid_from: date


@transaction.atomic
def draft_nail_rule(new: NewNailRule, *, by: Actor, at: datetime) -> NailRule:
    """拟定. Raises Refusal with everything that is wrong with it."""
    access.may_draft_rule(by).or_refuse()
    words = {cause: [one.strip() for one in said if one.strip()] for cause, said in new.words.items()}
    wrong = rules.lint(new.least, new.days, new.quiet_days, words, new.basis, Cause.values)
    if wrong:
        raise Refusal("rule_wrong", "".join(wrong))
    rules.may_apply(new.valid_from, localdate(at)).or_refuse()
    rule = NailRule.objects.create(
        least=new.least, days=new.days, quiet_days=new.quiet_days, words=words, basis=new.basis.strip(),
        valid_from=new.valid_from, drafted_by_id=by.person_id, drafted_at=at,
    )  # fmt: skip
    record(
        "nail_rule.drafted",
        by=by.person_id,
        at=at,
        about=("nail_rule", rule.pk),
        content={"least": rule.least},
    )
    return rule


@transaction.atomic
def publish_nail_rule(rule_id: int, *, by: Actor, at: datetime) -> NailRule:
    """发布: from its day on, by another than whoever drew it up. Raises Refusal."""
    rule = NailRule.objects.select_for_update().filter(pk=rule_id).first()
    if rule is None:
        raise Refusal("not_visible", _("没有找到，或者不在您的辖区。"))
    access.may_publish_rule(by, rule).or_refuse()
    if rule.published_at:
        raise Refusal("published", _("已经发布。"))
    rules.may_apply(rule.valid_from, localdate(at)).or_refuse()
    rule.published_by_id, rule.published_at = by.person_id, at
    rule.save(update_fields=["published_by", "published_at"])
    record("nail_rule.published", by=by.person_id, at=at, about=("nail_rule", rule.pk), content={})
    return rule
