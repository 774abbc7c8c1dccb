"""A county's own kinds: their versions, what may be filed now, what the lint says, and how a draft would have fared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sanzhi.cases import access, kinds
from sanzhi.cases.flow import FLOWS, is_county, of_county, published, room_kind, room_kinds
from sanzhi.cases.models import Case, KindVersion, Move
from sanzhi.kit.flow import Flow
from sanzhi.kit.verdict import Refusal, Verdict, no
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class FiledUnder:
    """登记所依: which kind and version a new matter gets, and what that kind asks."""

    kind: kinds.Kind
    version: int

    @property
    def open_states(self) -> list[str]:
        """The states of its own in which a matter is still being handled."""
        return [f"{self.kind.code}-{one.code}" for one in self.kind.states if not one.ended]


def kind_versions(actor: Actor) -> QuerySet[KindVersion]:
    """Every version of every kind, for those who design them."""
    access.may_design(actor).or_refuse()
    return KindVersion.objects.select_related("created_by", "published_by").order_by("code", "-version")


def built_in_flows() -> list[tuple[str, int, Flow]]:
    """What comes with the platform, to be looked at."""
    rooms = ((kind.code, version, flow) for kind in room_kinds() for version, flow in kind.flows.items())
    return [*((code, version, flow) for (code, version), flow in FLOWS.items()), *rooms]


def kind_version(actor: Actor, version_id: int) -> KindVersion:
    """One version, for those who design them. Refusal like that of a page that does not exist."""
    found = kind_versions(actor).filter(pk=version_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这个版本。"))
    return found


def in_force(code: str) -> KindVersion | None:
    """The newest version of a kind, if it has not been withdrawn; what new filings get."""
    newest = KindVersion.objects.filter(code=code, state__in=KindVersion.IN_USE).order_by("-version").first()
    return newest if newest and newest.state == KindVersion.Standing.PUBLISHED else None


def kinds_to_file(actor: Actor, door: str = "") -> list[FiledUnder]:
    """The county's own kinds that this person may file now; a resident only what is open to residents, and at one of
    `kinds.DOORS` only what may be filed there."""
    if not access.may_file(actor):
        return []
    newest: dict[str, KindVersion] = {}
    for found in KindVersion.objects.filter(state__in=KindVersion.IN_USE).order_by("code", "version"):
        newest[found.code] = found
    open_now = [one for one in newest.values() if one.state == KindVersion.Standing.PUBLISHED]
    offered = [FiledUnder(kinds.read(one.code, one.spec), one.version) for one in open_now]
    return [one for one in offered if _open_to(actor, one.kind, door)]


def _open_to(actor: Actor, kind: kinds.Kind, door: str) -> bool:
    return (kind.for_residents or not actor.is_resident) and (not door or door in kind.doors)


def kinds_published() -> list[tuple[str, str]]:
    """(code, newest name) of every kind beside the built-in one: the rooms', and all that the county has published,
    withdrawn ones too: cases were filed under them."""
    newest = {kind.code: str(kind.name) for kind in room_kinds()}
    published = KindVersion.objects.filter(state__in=KindVersion.IN_USE).order_by("code", "version")
    for code, name in published.values_list("code", "spec__name"):
        newest[code] = name
    return list(newest.items())


def taking(switch: str) -> list[FiledUnder]:
    """The county's published versions that take along one of `kinds.BESIDE`, withdrawn ones too: cases run under them."""
    own = KindVersion.objects.filter(state__in=KindVersion.IN_USE, spec__beside__contains=[switch])
    return [FiledUnder(published(*one), one[1]) for one in own.values_list("code", "version")]


def of_them(taken: list[FiledUnder]) -> Q:
    """Their cases, and those of the built-in matter, which has all of it since its second version."""
    found = Q(kind="matter", kind_version__gte=2)
    for one in taken:
        found |= Q(kind=one.kind.code, kind_version=one.version)
    return found


def kind_name(code: str) -> str:
    """What a room, or the county, calls a kind of its own, withdrawn or not; "" for what is built in."""
    if room := room_kind(code):
        return str(room.name)
    return dict(kinds_published()).get(code, "") if of_county(code) else ""


def filed_under(actor: Actor, code: str, door: str = "") -> FiledUnder:
    """The version that a filing under this kind gets now. Refusal when none may be filed, or not at this door."""
    found = in_force(code)
    kind = kinds.read(code, found.spec) if found else None
    if found is None or kind is None or not _open_to(actor, kind, door):
        raise Refusal("kind_not_open", _("这一类现在不能登记，请按一般诉求登记。"))
    return FiledUnder(kind, found.version)


def kind_of(case: Case) -> kinds.Kind | None:
    """The county's own kind a case was filed under; None for what is built in."""
    return published(case.kind, case.kind_version) if of_county(case.kind) else None


def handled_by(case: Case, kind: kinds.Kind) -> int | None:
    """Who last took a step while it was in the hands of the office that leads it, since it came in or was reopened."""
    led = last_led(case, kind)
    return led.by_id if led else None


def last_led(case: Case, kind: kinds.Kind, before: datetime | None = None) -> Move | None:
    """The step that `handled_by` speaks of; `before`: as it was at that moment, not counting what the moment led to."""
    led = {f"{kind.code}-{one.code}" for one in kind.states if one.holder == "lead"}
    moves = Move.objects.filter(case=case).order_by("-seq")
    for move in moves.filter(at__lt=before) if before else moves:
        if move.step.startswith("reopen"):
            break
        if move.from_state in led and is_county(move.step):
            return move
    return None


def lint_of(version: KindVersion, at: datetime) -> list[kinds.Finding]:
    """What is wrong with it, against the version in force."""
    before = in_force(version.code)
    return kinds.lint(
        kinds.read(version.code, version.spec),
        at=at,
        calendar=people.working_calendar(),
        before=kinds.read(before.code, before.spec) if before and before.pk != version.pk else None,
    )


def may_publish(actor: Actor, version: KindVersion, findings: list[kinds.Finding]) -> Verdict:
    """Why the button is open or closed; `publish_kind` asks the same again."""
    errors = sum(one.level == "error" for one in findings)
    if errors:
        return no("lint_refuses", _("还有 %(n)d 处错误，改好才能发布。") % {"n": errors})
    return access.may_publish_kind(actor, version.writers)


def details_of(case: Case) -> list[tuple[kinds.Field, str]]:
    """The county's own fields of a case that have been answered, as words."""
    kind = kind_of(case)
    return answered(kind, case.details) if kind else []


def answered(kind: kinds.Kind, values: Mapping[str, Any]) -> list[tuple[kinds.Field, str]]:
    return [(field, in_words(values[field.code])) for field in kind.fields if field.code in values]


def in_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)
