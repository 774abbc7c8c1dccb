"""督办规则的发布: one rule is changed or added, and the whole set becomes a new version; running ones keep theirs."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access, queries
from sanzhi.cases.models import SupervisionRule
from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class NewRule:
    """新规则: its `code` says which one it replaces."""

    code: str
    name: str
    measure: str
    at_least: int
    level: str
    ask: str
    basis: str
    active: bool = True


FIRST_RULES = (
    NewRule("red_card", "亮了红牌", "card", 2, "press", "请说明超期原因和办结时间。", "本平台约定"),
    NewRule("urged", "居民催了两次", "urges", 2, "urge", "请联系居民并说明办到哪一步。", "本平台约定"),
    NewRule("joined", "五人以上同样遇到", "joins", 5, "press", "请说明集中解决的办法。", "本平台约定"),
    NewRule("returned", "退回两次", "returns", 2, "press", "请当面会商，确定承办单位。", "本平台约定"),
    NewRule("reopened", "重新办理", "reopens", 1, "press", "请说明上次没有解决的原因。", "本平台约定"),
    NewRule(
        "repeated", "同一人第三次反映", "repeats", 2, "press", "请说明前几次为什么没有解决。", "本平台约定"
    ),
    NewRule(
        "one_place", "同一处另有五人反映", "same_place", 5, "press", "请说明集中解决的办法。", "本平台约定"
    ),
    NewRule("instructed", "领导批示", "instructed", 1, "press", "请按批示办理并答复。", "本平台约定"),
    NewRule(
        "dissatisfied",
        "居民不满意",
        "dissatisfied",
        1,
        "urge",
        "请上门或电话了解，并答复居民。",
        "本平台约定",
    ),
)


@transaction.atomic
def publish_supervision_rule(new: NewRule, *, by: Actor, at: datetime) -> int:
    """发布督办规则: returns the number of the new version."""
    access.may_publish_supervision(by).or_refuse()
    if len(new.basis.strip()) < 4:
        raise Refusal("basis_missing", _("请写明依据；没有依据的，写“本地约定”并注明会议或文件。"))
    _one_at_a_time()
    kept = [_again(rule) for rule in queries.supervision_rules(at) if rule.code != new.code]
    return publish_all([*kept, new], by=by, at=at)


def publish_all(
    rules: list[NewRule], *, by: Actor, at: datetime, effective_from: datetime | None = None
) -> int:
    """The whole set under the next number."""
    version = queries.supervision_version() + 1
    SupervisionRule.objects.bulk_create(
        SupervisionRule(version=version, effective_from=effective_from or at, **asdict(rule))
        for rule in rules
    )
    content = {"rules": [rule.code for rule in rules if rule.active]}
    journal.record(
        "supervision.published", by=by.person_id, at=at, about=("supervision_rules", version), content=content
    )
    return version


def _again(rule: SupervisionRule) -> NewRule:
    fields = ("code", "name", "measure", "at_least", "level", "ask", "basis", "active")
    return NewRule(**{field: getattr(rule, field) for field in fields})


def _one_at_a_time() -> None:
    """Two who publish at once: the second sees what the first has published."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('supervision.rules'))")
