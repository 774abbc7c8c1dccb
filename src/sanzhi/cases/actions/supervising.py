"""督办: asked of an office, answered by it, lifted by a supervisor, or raised a level when it stays unanswered."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import kinship, queries
from sanzhi.cases.models import Case, Level, Supervision, SupervisionRule
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from . import clocks
from .core import hold, take


@transaction.atomic
def instruct(case_id: int, *, text: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """领导批示: a leader's note on a matter of their area, for whoever holds it; the rules raise a supervision over it."""
    case = hold(case_id, version)
    take(case, "instruct", by=by, at=at, content={"text": text.strip()})
    return case


@transaction.atomic
def supervise(
    case_id: int,
    *,
    level: str,
    why: str,
    ask: str,
    office: int | None = None,
    rule: SupervisionRule | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Supervision:
    """督办: one at a time for a case, of the office that holds it unless another is named."""
    case = hold(case_id, version)
    if queries.open_supervision(case.id):
        raise Refusal("supervised_already", _("这件事已经在督办，请在原督办上升级或解除。"))
    office = office or kinship.answerable(case)
    return _raise(case, "supervise", level, why, ask, office, rule=rule, by=by, at=at)


def _raise(
    case: Case,
    step: str,
    level: str,
    why: str,
    ask: str,
    office: int,
    *,
    rule: SupervisionRule | None = None,
    follows: Supervision | None = None,
    by: Actor,
    at: datetime,
) -> Supervision:
    named = _name_of(office, at)
    content = {
        "level": Level(level).value,
        "why": why.strip(),
        "ask": ask.strip(),
        "office": named,
        "office_id": office,
        "rule": rule.code if rule else None,
    }
    move = take(case, step, by=by, at=at, content=content)
    limits = queries.limit_for(f"supervise_{level}", case.category_id, at)
    return Supervision.objects.create(
        case=case,
        level=level,
        office_id=office,
        area_id=case.area_id,
        raised_by_id=by.person_id,
        rule=rule,
        rule_code=rule.code if rule else "",
        round=case.reopens,
        raised_at=at,
        limit_id=limits.rule_id,
        due_at=clocks.due_times(limits, at)[0],
        raise_entry=move.entry_id,
        follows=follows,
    )


def _name_of(office: int, at: datetime) -> str:
    named = people.offices_open(at).filter(id=office).values_list("name", flat=True).first()
    if named is None:
        raise Refusal("office_unknown", _("选择的单位不存在或已经撤并，请重新选择。"))
    return named


def _standing(case_id: int) -> Supervision:
    found = queries.open_supervision(case_id)
    if found is None:
        raise Refusal("not_supervised", _("这件事没有正在进行的督办。"))
    return found


@transaction.atomic
def reply_to_supervision(
    case_id: int, *, answer: str, by: Actor, at: datetime, version: int | None = None
) -> Supervision:
    """督办答复: by the office it was asked of."""
    case = hold(case_id, version)
    one = _standing(case.id)
    kinship.may_reply(one.office_id, by.office_id, one.state).or_refuse()
    content = {"answer": answer.strip(), "level": one.level}
    move = take(case, "supervise_reply", by=by, at=at, content=content)
    return _set(one, state="replied", replied_at=at, reply_entry=move.entry_id)


@transaction.atomic
def lift_supervision(
    case_id: int, *, note: str, by: Actor, at: datetime, version: int | None = None
) -> Supervision:
    """解除督办: by a supervisor only, whether it was answered or not."""
    case = hold(case_id, version)
    one = _standing(case.id)
    content = {"note": note.strip(), "level": one.level, "office_id": one.office_id}
    move = take(case, "supervise_lift", by=by, at=at, content=content)
    return _set(one, state="lifted", ended_at=at, end_entry=move.entry_id)


@transaction.atomic
def escalate_supervision(
    case_id: int, *, why: str, by: Actor, at: datetime, version: int | None = None
) -> Supervision:
    """升级督办: this one ends, the next level begins with its own time to answer."""
    case = hold(case_id, version)
    one = _standing(case.id)
    kinship.may_escalate(one.level).or_refuse()
    return raise_level(case, one, why, by=by, at=at)


def raise_level(case: Case, one: Supervision, why: str, *, by: Actor, at: datetime) -> Supervision:
    """The step itself, for a case already held."""
    said = queries.supervision_words([one])[one.id]
    _set(one, state="escalated", ended_at=at)
    level, ask = kinship.next_level(one.level), said.get("ask", "") or "请按期答复。"
    following = _raise(
        case, "supervise_escalate", level, why, ask, one.office_id, rule=one.rule, follows=one, by=by, at=at
    )
    _set(one, end_entry=following.raise_entry)
    return following


def _set(one: Supervision, **changes: Any) -> Supervision:
    for field, value in changes.items():
        setattr(one, field, value)
    one.save(update_fields=list(changes))
    return one


def raise_by_rule(case: Case, rule: SupervisionRule, *, by: Actor, at: datetime) -> Supervision:
    """What the clock raises: the reason is the rule and the number that it looked at."""
    facts = queries.facts_of(case, queries.joined(case.id))
    found = getattr(facts, rule.measure)
    # Kept in Chinese, whoever reads: it becomes part of the record.
    why = f"按规则“{rule.name}”：现为 {found}，达到 {rule.at_least} 即督办"
    office = kinship.answerable(case)
    return _raise(case, "supervise", rule.level, why, rule.ask, office, rule=rule, by=by, at=at)
