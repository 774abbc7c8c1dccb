"""分派规则的草稿: the next set of routes, written rule by rule, looked at, then published whole."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sanzhi.cases import access
from sanzhi.cases.models import RoutingDraft, RoutingRule
from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .rulebook import publish_routing

Rules = list[dict[str, Any]]
MOST_RULES = 200


@transaction.atomic
def draft_routing(*, by: Actor, at: datetime) -> RoutingDraft:
    """起草: from the rules in force; the draft that is open already, when there is one."""
    access.may_route(by).or_refuse()
    open_now = RoutingDraft.objects.filter(state=RoutingDraft.Standing.OPEN).first()
    if open_now:
        return open_now
    version = RoutingRule.objects.aggregate(last=Max("version"))["last"] or 0
    rules = RoutingRule.objects.filter(version=version).order_by("order")
    draft = RoutingDraft.objects.create(
        rules=[
            {
                "purpose": rule.purpose,
                "name": rule.name,
                "when": rule.when,
                "office_id": rule.office_id,
                "office_kind": rule.office_kind,
            }
            for rule in rules
        ],
        based_on=version,
        created_by_id=by.person_id,
        created_at=at,
    )
    journal.record(
        "routing.drafted",
        by=by.person_id,
        at=at,
        about=("routing_draft", draft.id),
        content={"from": version},
    )
    return draft


def put_route(
    draft_id: int, place: int | None, rule: Mapping[str, Any], *, by: Actor, at: datetime, revision: int
) -> RoutingDraft:
    """改一条 at `place` (from 0), or add one at the end."""
    _check(rule, at)

    def change(rules: Rules) -> Rules:
        if place is None:
            if len(rules) >= MOST_RULES:
                raise Refusal("too_many", _("分派规则最多 %(most)d 条。") % {"most": MOST_RULES})
            return [*rules, dict(rule)]
        return [dict(rule) if n == _there(rules, place) else one for n, one in enumerate(rules)]

    return _change(draft_id, change, {"put": place, "rule": dict(rule)}, by=by, at=at, revision=revision)


def move_route(draft_id: int, place: int, *, by: Actor, at: datetime, revision: int) -> RoutingDraft:
    """上移一条: before the one above it, so that it is tried earlier."""

    def change(rules: Rules) -> Rules:
        here = _there(rules, place)
        if here == 0:
            return rules
        rules[here - 1], rules[here] = rules[here], rules[here - 1]
        return rules

    return _change(draft_id, change, {"up": place}, by=by, at=at, revision=revision)


def drop_route(draft_id: int, place: int, *, by: Actor, at: datetime, revision: int) -> RoutingDraft:
    """删一条."""

    def change(rules: Rules) -> Rules:
        here = _there(rules, place)
        return [one for n, one in enumerate(rules) if n != here]

    return _change(draft_id, change, {"dropped": place}, by=by, at=at, revision=revision)


@transaction.atomic
def publish_routing_draft(draft_id: int, *, by: Actor, at: datetime, revision: int) -> int:
    """发布: the whole draft, for what is filed from now on. Refused when other rules came into force meanwhile."""
    draft = _hold(draft_id, by, revision)
    last = RoutingRule.objects.aggregate(last=Max("version"))["last"] or 0
    if last != draft.based_on:
        raise Refusal("changed_meanwhile", _("起草之后分派规则已经换过一版，请放弃草稿，照新的一版再起草。"))
    if not draft.rules:
        raise Refusal("no_rules", _("没有一条规则，不能发布。"))
    for rule in draft.rules:
        _check(rule, at)
    version = publish_routing(draft.rules, by=by, at=at)
    RoutingDraft.objects.filter(pk=draft.pk).update(state=RoutingDraft.Standing.PUBLISHED)
    return version


@transaction.atomic
def discard_routing(draft_id: int, *, by: Actor, at: datetime) -> None:
    """放弃草稿."""
    draft = _hold(draft_id, by, None)
    RoutingDraft.objects.filter(pk=draft.pk).update(state=RoutingDraft.Standing.DISCARDED)
    journal.record("routing.discarded", by=by.person_id, at=at, about=("routing_draft", draft.id), content={})


@transaction.atomic
def _change(
    draft_id: int,
    change: Callable[[Rules], Rules],
    said: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    revision: int,
) -> RoutingDraft:
    draft = _hold(draft_id, by, revision)
    draft.rules = change(list(draft.rules))
    draft.revision += 1
    draft.save(update_fields=["rules", "revision"])
    journal.record(
        "routing.changed", by=by.person_id, at=at, about=("routing_draft", draft.id), content=dict(said)
    )
    return draft


def _hold(draft_id: int, by: Actor, revision: int | None) -> RoutingDraft:
    access.may_route(by).or_refuse()
    draft = RoutingDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None or draft.state != RoutingDraft.Standing.OPEN:
        raise Refusal("no_draft", _("这份草稿已经发布或放弃了。"))
    if revision is not None and draft.revision != revision:
        raise Refusal("changed_meanwhile", _("这份草稿刚刚有人改过，请看最新内容后再改。"))
    return draft


def _there(rules: Rules, place: int) -> int:
    if not 0 <= place < len(rules):
        raise Refusal("not_there", _("这一项已经不在草稿里了。"))
    return place


def _check(rule: Mapping[str, Any], at: datetime) -> None:
    """A rule has a name, a purpose, and one office or one kind of office, that exists."""
    if not str(rule.get("name", "")).strip():
        raise Refusal("no_name", _("请给规则起个名字。"))
    office = rule.get("office_id")
    if bool(office) == bool(rule.get("office_kind")):
        raise Refusal("office_missing", _("请选一个单位，或选一种单位，二者选一。"))
    if office and not people.offices_open(at).filter(id=office).exists():
        raise Refusal("office_unknown", _("选择的单位不存在或已经撤并，请重新选择。"))
