"""公示天数和公开事项: what a county starts with, and what it changes of it."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import access, queries, rules
from sanzhi.notices.models import Duty, NoticeRule
from sanzhi.people.roles import Actor

FIRST_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


@transaction.atomic
def publish_notice_rule(kind: str, *, days: int, by: Actor, at: datetime) -> NoticeRule:
    """公示天数: from now on; running notices keep theirs. Never below what the kind needs at least. Raises Refusal."""
    access.may_set_rules(by).or_refuse()
    before = queries.rule_for(kind, at)
    rules.days_stand(days, before.least).or_refuse()
    if before.days == days:
        return before
    rule = NoticeRule.objects.create(
        kind=kind, name=before.name, days=days, least=before.least, basis=before.basis,
        confidence=before.confidence, effective_from=at,
    )  # fmt: skip
    said = {"kind": kind, "days": days, "before": before.days}
    record("notice.rule", by=by.person_id, at=at, about=("notice_rule", rule.id), content=said)
    return rule


@transaction.atomic
def set_duty_areas(code: str, *, areas: Sequence[str], by: Actor, at: datetime) -> Duty:
    """哪些村要公开: of a duty that not every village has. Raises Refusal."""
    access.may_set_rules(by).or_refuse()
    duty = Duty.objects.select_for_update().get(code=code)
    if duty.everywhere:
        raise Refusal("duty_everywhere", _("这一项每个村都要公开。"))
    duty.areas = sorted(set(areas))
    duty.named_on = {code: duty.named_on.get(code, localdate(at).isoformat()) for code in duty.areas}
    duty.save(update_fields=["areas", "named_on"])
    record("notice.duty", by=by.person_id, at=at, about=("duty", duty.id), content={"areas": duty.areas})
    return duty


@transaction.atomic
def load_reference(*, at: datetime) -> dict[str, int]:
    """Load what is missing; never change what a county has edited. Returns how many of each were added."""
    kinds = set(NoticeRule.objects.values_list("kind", flat=True))
    duties = set(Duty.objects.values_list("code", flat=True))
    rows = [
        NoticeRule(**row, effective_from=FIRST_MOMENT)
        for row in _shipped("rules")
        if row["kind"] not in kinds
    ]
    owed = [
        Duty(**{**row, "everywhere": row["everywhere"] == "yes"}, since=at.date())
        for row in _shipped("duties")
        if row["code"] not in duties
    ]
    return {
        "notice_rules": len(NoticeRule.objects.bulk_create(rows)),
        "duties": len(Duty.objects.bulk_create(owed)),
    }


def _shipped(name: str) -> list[dict[str, Any]]:
    with (files("sanzhi.notices") / "data" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
