"""Designing a county's own kind of matter: draft it, change it, publish it by a second person, withdraw it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sanzhi.cases import access, kinds, queries
from sanzhi.cases.flow import clock_code, of_county
from sanzhi.cases.models import DelayRule, KindVersion, LimitRule
from sanzhi.journal import actions as journal
from sanzhi.journal import chain
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .kind_spec import blank, dropped, put


class NotYet(Refusal):
    """体检没有通过: `findings` are the errors that keep the kind from being published."""

    def __init__(self, findings: list[kinds.Finding]) -> None:
        super().__init__("lint_refuses", _("体检还有错误，改好才能发布。"))
        self.findings = findings


@dataclass(frozen=True)
class Basics:
    """种类的基本情况."""

    name: str
    about: str
    start: str
    opens: str
    secrecy: str
    for_residents: bool
    retention_years: int
    retention_basis: str
    beside: Sequence[str] = ()
    again: str = ""
    again_clock: str = ""
    suspends: str = ""
    doors: Sequence[str] = ()


@transaction.atomic
def draft_kind(
    name: str, code: str, *, copied: Mapping[str, Any] | None = None, by: Actor, at: datetime
) -> KindVersion:
    """起草: the next version of `code`, from nothing or from a copied spec. One draft of a kind at a time."""
    access.may_design(by).or_refuse()
    if not of_county(code):
        raise Refusal("built_in", _("这个编号是平台内置的，请换一个。"))
    versions = KindVersion.objects.select_for_update().filter(code=code)
    if versions.filter(state=KindVersion.Standing.DRAFT).exists():
        raise Refusal("draft_exists", _("这个种类已经有一份草稿，请先发布或放弃它。"))
    last = versions.aggregate(last=Max("version"))["last"] or 0
    spec = {**blank(), **(copied or {}), "name": name.strip()}
    draft = KindVersion.objects.create(
        code=code,
        version=last + 1,
        name=name.strip(),
        spec=spec,
        created_by_id=by.person_id,
        created_at=at,
        writers=[by.person_id],
    )
    _note("kind.drafted", draft, {"spec": spec}, by=by, at=at)
    return draft


@transaction.atomic
def set_basics(draft_id: int, basics: Basics, *, by: Actor, at: datetime, revision: int) -> KindVersion:
    """改基本情况."""
    draft = _hold(draft_id, revision, by)
    said = asdict(basics) | {"beside": list(basics.beside), "doors": list(basics.doors)}
    return _keep(draft, {**draft.spec, **said}, {"basics": said}, by=by, at=at)


@transaction.atomic
def put_part(
    draft_id: int, part: str, code: str, values: Mapping[str, Any], *, by: Actor, at: datetime, revision: int
) -> KindVersion:
    """改一项: one state, step, clock, field or letter; with no `code`, a new one under the next free code."""
    draft = _hold(draft_id, revision, by)
    spec, code = put(draft.spec, part, code, values)
    return _keep(draft, spec, {"part": part, "item": code, "values": dict(values)}, by=by, at=at)


@transaction.atomic
def drop_part(draft_id: int, part: str, code: str, *, by: Actor, at: datetime, revision: int) -> KindVersion:
    """删一项, and every mention of it in the steps."""
    draft = _hold(draft_id, revision, by)
    return _keep(draft, dropped(draft.spec, part, code), {"part": part, "dropped": code}, by=by, at=at)


@transaction.atomic
def publish_kind(draft_id: int, *, note: str = "", by: Actor, at: datetime, revision: int) -> KindVersion:
    """发布: by someone who wrote none of it, and only what the lint lets pass. Running cases keep their version."""
    draft = _hold(draft_id, revision, by)
    access.may_publish_kind(by, draft.writers).or_refuse()
    errors = [one for one in queries.lint_of(draft, at) if one.level == "error"]
    if errors:
        raise NotYet(errors)
    kind = kinds.read(draft.code, draft.spec)
    LimitRule.objects.bulk_create(_limit(kind, draft.version, one, at) for one in kind.clocks)
    DelayRule.objects.bulk_create(_delay(kind, draft.version, one, at) for one in kind.clocks if one.delay)
    draft.state, draft.note = KindVersion.Standing.PUBLISHED, note.strip()
    draft.published_by_id, draft.published_at = by.person_id, at
    draft.save(update_fields=["state", "note", "published_by", "published_at"])
    _note("kind.published", draft, {"digest": digest(draft), "note": draft.note}, by=by, at=at)
    return draft


@transaction.atomic
def withdraw_kind(version_id: int, *, reason: str, by: Actor, at: datetime) -> KindVersion:
    """停用: nothing new is filed under it; what runs runs to its end."""
    access.may_design(by).or_refuse()
    found = KindVersion.objects.select_for_update().get(pk=version_id)
    if found.state != KindVersion.Standing.PUBLISHED:
        raise Refusal("not_published", _("只有已发布的版本可以停用。"))
    if len(reason.strip()) < 4:
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    found.state, found.withdrawn_at = KindVersion.Standing.WITHDRAWN, at
    found.save(update_fields=["state", "withdrawn_at"])
    _note("kind.withdrawn", found, {"reason": reason.strip()}, by=by, at=at)
    return found


@transaction.atomic
def discard_kind(draft_id: int, *, by: Actor, at: datetime) -> KindVersion:
    """放弃草稿: kept, but never published; its number is not used again."""
    draft = _hold(draft_id, None, by)
    draft.state = KindVersion.Standing.DISCARDED
    draft.save(update_fields=["state"])
    _note("kind.discarded", draft, {}, by=by, at=at)
    return draft


def digest(version: KindVersion) -> str:
    """What a version says, in short; the journal keeps it, and `verify` compares."""
    return sha256(chain.canonical(version.spec)).hexdigest()


def _hold(draft_id: int, revision: int | None, by: Actor) -> KindVersion:
    """Lock the draft. Refused when somebody has changed it since the page was drawn."""
    access.may_design(by).or_refuse()
    draft = KindVersion.objects.select_for_update().get(pk=draft_id)
    if draft.state != KindVersion.Standing.DRAFT:
        raise Refusal("no_draft", _("这个版本已经不是草稿，不能再改；请另起草一版。"))
    if revision is not None and draft.revision != revision:
        raise Refusal("changed_meanwhile", _("这份草稿刚刚有人改过，请看最新内容后再改。"))
    return draft


def _keep(
    draft: KindVersion, spec: dict[str, Any], said: dict[str, Any], *, by: Actor, at: datetime
) -> KindVersion:
    draft.spec, draft.name = spec, spec["name"]
    draft.revision += 1
    if by.person_id not in draft.writers:
        draft.writers = [*draft.writers, by.person_id]
    draft.save(update_fields=["spec", "name", "revision", "writers"])
    _note("kind.changed", draft, said, by=by, at=at)
    return draft


def _limit(kind: kinds.Kind, version: int, one: kinds.Clock, at: datetime) -> LimitRule:
    sure = LimitRule.Confidence.TEXT if one.law else LimitRule.Confidence.OURS
    return LimitRule(
        clock=clock_code(kind.code, version, one.code),
        pace="",
        name=f"{kind.name}·{one.name}"[:60],
        limit=one.limit,
        yellow=one.yellow,
        red=one.red,
        basis=one.basis[:200],
        confidence=sure,
        effective_from=at,
    )


def _delay(kind: kinds.Kind, version: int, one: kinds.Clock, at: datetime) -> DelayRule:
    """How far the clock may be put off, a rule like any other; the next version brings its own."""
    limit = _limit(kind, version, one, at)
    return DelayRule(
        clock=limit.clock,
        pace="",
        name=limit.name,
        most=one.delay,
        times=one.times,
        granted_by=list(one.granted_by),
        basis=limit.basis,
        confidence=limit.confidence,
        effective_from=at,
    )


def _note(what: str, version: KindVersion, said: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    content = {"code": version.code, "version": version.version, **said}
    journal.record(what, by=by.person_id, at=at, about=("kind", version.id), content=content)
