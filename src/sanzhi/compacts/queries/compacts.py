"""公约: which there are, in which version, and what stands in it."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import override

from sanzhi.compacts import access, rules
from sanzhi.compacts.models import Clause, Compact, Version
from sanzhi.deliberation import queries as deliberation
from sanzhi.deliberation.models import Body, Item, Meeting
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor

PAGE_SIZE = 30
KINDS = Compact.Kind.choices
FIELDS = Clause.Field.choices
CLAUSE_KINDS = Clause.Kind.choices


def missing() -> Refusal:
    verdict = access.not_there()
    return Refusal(verdict.code, verdict.sentence)


def _page(rows: QuerySet[Compact], before: int) -> list[Compact]:
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.select_related("area__parent").order_by("-pk")[: PAGE_SIZE + 1])


def _of_reach(reach: str) -> QuerySet[Compact]:
    return Compact.objects.filter(area__gte=reach or "~", area__lt=reach + "~")


def compacts_kept(actor: Actor, before: int = 0) -> list[Compact]:
    """Of the actor's place, the newest first, a page and one more; each with its `latest` version."""
    rows = _page(_of_reach(actor.reach), before)
    latest: dict[int, Version] = {}
    for one in Version.objects.filter(compact__in=rows).order_by("number"):
        latest[one.compact_id] = one
    for row in rows:
        row.latest = latest.get(row.pk)
    return rows


def compacts_shown(place: str, day: date, before: int = 0) -> list[Compact]:
    """For anybody: those in force or being asked about, of one place (a code's beginning) or of all."""
    shown = Version.objects.filter(Q(force_from__lte=day) | Q(asked_at__isnull=False)).values("compact")
    return _page(_of_reach(place).filter(pk__in=shown), before)


def compact_shown(compact: int) -> Compact:
    """One that anybody may read. Raises Refusal."""
    shown = Version.objects.filter(Q(force_from__isnull=False) | Q(asked_at__isnull=False)).values("compact")
    found = Compact.objects.select_related("area__parent", "body").filter(pk=compact, pk__in=shown).first()
    if found is None:
        raise missing()
    return found


def compact_here(actor: Actor, compact: int) -> Compact:
    """One of the actor's place. Raises Refusal."""
    rows = _of_reach(actor.reach).select_related("area__parent", "body")
    found = rows.filter(pk=compact).first()
    if found is None:
        raise missing()
    return found


def version_here(actor: Actor, version: int) -> Version:
    """One version of a compact of the actor's place. Raises Refusal."""
    rows = Version.objects.select_related("compact__area", "compact__body", "resolution", "item__meeting")
    found = rows.filter(pk=version, compact__in=_of_reach(actor.reach)).first()
    if found is None:
        raise missing()
    return found


def clause_here(actor: Actor, clause: int) -> Clause:
    """One clause of a compact of the actor's place. Raises Refusal."""
    rows = Clause.objects.select_related("version__compact__area")
    found = rows.filter(pk=clause, version__compact__in=_of_reach(actor.reach)).first()
    if found is None:
        raise missing()
    return found


def clause_asked(clause: int) -> Clause:
    """One clause of a version that anybody may read. Raises Refusal."""
    rows = Clause.objects.select_related("version__compact")
    found = rows.filter(pk=clause, version__asked_at__isnull=False).first()
    if found is None:
        raise missing()
    return found


def versions_of(compact: Compact) -> list[Version]:
    """The newest first, each with its resolution where it has one."""
    return list(Version.objects.filter(compact=compact).select_related("resolution", "item__meeting"))


def last_version(compact: Compact) -> Version | None:
    return compact.versions.order_by("-number").first()


def in_force(compact: Compact, day: date) -> Version | None:
    """The version that holds on a day."""
    rows = Version.objects.select_related("resolution", "compact").filter(
        Q(replaced_on=None) | Q(replaced_on__gt=day), compact=compact, force_from__lte=day
    )
    return rows.first()


def draft_asked(compact: Compact, day: date) -> Version | None:
    """What is shown to everybody and not in force on a day yet, if anything is."""
    rows = Version.objects.filter(
        Q(force_from=None) | Q(force_from__gt=day), compact=compact, asked_at__isnull=False
    )
    return rows.exclude(state=Version.State.FAILED).select_related("compact").first()


def clauses_of(version: Version) -> list[Clause]:
    return list(version.clauses.all())


def text_of(clauses: Sequence[Clause]) -> str:
    """The clauses as they are put to the vote: one paragraph each."""
    with override("zh-hans"):  # what is voted on does not change with who reads it
        return "\n".join(f"第{one.number}条　{one.get_kind_display()}：{one.text}" for one in clauses)


def compared(version: Version) -> list[tuple[str, str]]:
    """What it says otherwise than the version that held before it, old beside new, a paragraph each; of the first nothing."""
    rows = Version.objects.filter(
        compact=version.compact_id, number__lt=version.number, force_from__isnull=False
    )
    before = rows.first()
    if before is None:
        return []
    return rules.compared(*(_sentences(one) for one in (before, version)))


def _sentences(version: Version) -> list[str]:
    """As they are read, without their numbers: those move when one before is dropped."""
    return [f"{one.get_kind_display()}：{one.text}" for one in clauses_of(version)]


def wrote(version: Version) -> frozenset[int]:
    """Whoever drafted or sent it, or ever wrote, changed or dropped one of its clauses: also as an opinion that was taken, or by
    taking it."""
    hands = {version.drafted_by_id, *version.clauses.values_list("written_by", flat=True)}
    hands |= set(version.hands.values_list("person", flat=True))
    with walls.the_house():
        for person, settler in version.opinions.filter(taken=True).values_list("person", "settled_by"):
            hands |= {person, settler}
    return frozenset(hands | ({version.sent_by_id} if version.sent_by_id else set()))


def body_in(area: str, body: int) -> Body | None:
    """A body of a place that has not ended."""
    return Body.objects.filter(pk=body, area=area, ended_at=None).first()


def bodies_to_adopt(compact: Compact) -> list[Body]:
    """The bodies of its place that may adopt it."""
    rows = Body.objects.filter(area=compact.area_id, ended_at=None).order_by("id")
    return [
        one for one in rows
        if rules.adopts(compact.kind, one.pack) and rules.owners_of(compact.kind, compact.host, one.name)
    ]  # fmt: skip


def meetings_to_put_to(compact: Compact) -> list[Meeting]:
    """Meetings of the adopting body of which nobody was told yet."""
    return list(
        Meeting.objects.filter(body=compact.body_id, state=Meeting.State.CALLED).order_by("starts_at")
    )


def voted(version: Version) -> Item | None:
    """The item as which it was put at last, with its meeting and its resolution."""
    return deliberation.followed(version.item) if version.item else None


def opinions_wait(version: Version) -> bool:
    """Whether an opinion has no answer yet."""
    return version.opinions.filter(settled_at=None).exists()


def names_in(area: str) -> Collection[str]:
    """The names of a place's registered people, so that no check names one: they reach no page."""
    with walls.the_house():
        there = Q(household__area=area) | Q(area=area)
        return set(Person.objects.filter(there, erased_at=None).values_list("name", flat=True))
