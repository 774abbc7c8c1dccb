"""乡贤名册, for everybody, of those whose word stands; one's own entry; suggestions of a member and to a place."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from sanzhi.deliberation import queries as deliberation
from sanzhi.groups import access
from sanzhi.groups.models import GentryMember, GentrySuggestion
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Consent
from sanzhi.people.roles import Actor

from .register import PAGE_SIZE, missing

GENTRY_KINDS = GentryMember.Kind.choices


def gentry(area: str, words: str = "", past: int = 0) -> list[GentryMember]:
    """Who is listed: in the register, and with a word that stands. A page and one more."""
    stands = Consent.objects.filter(person=OuterRef("person"), purpose="gentry.register", withdrawn_at=None)
    rows = GentryMember.objects.filter(Exists(stands), left_at=None, pk__gt=past).select_related("area")
    if area:
        rows = rows.filter(area__gte=area, area__lt=area + "~")
    if words.strip():
        rows = rows.filter(expertise__icontains=words.strip())
    with walls.the_house():  # only what they agreed to be public
        return list(rows.defer("person")[: PAGE_SIZE + 1])


def gentry_of(actor: Actor) -> GentryMember | None:
    return GentryMember.objects.filter(person_id=actor.person_id, left_at=None).select_related("area").first()


def gentry_self(actor: Actor) -> GentryMember:
    """Raises Refusal."""
    one = gentry_of(actor) if actor.is_resident else None
    if one is None:
        refusal = access.not_in_register()
        raise Refusal(refusal.code, refusal.sentence)
    return one


def _suggestions() -> QuerySet[GentrySuggestion]:
    return GentrySuggestion.objects.select_related("member", "area", "answered_by")


def suggestions_of(actor: Actor, before: int = 0) -> list[GentrySuggestion]:
    """One's own, also after one left."""
    rows = _suggestions().filter(member__person_id=actor.person_id)
    return list((rows.filter(pk__lt=before) if before else rows)[: PAGE_SIZE + 1])


def suggestions_to(actor: Actor, before: int = 0) -> list[GentrySuggestion]:
    """Those to one's own place."""
    reach = actor.reach or "-"
    rows = _suggestions().filter(area__gte=reach, area__lt=reach + "~")
    return list((rows.filter(pk__lt=before) if before else rows)[: PAGE_SIZE + 1])


def suggestion_here(actor: Actor, suggestion: int) -> GentrySuggestion:
    """Fetching is checking. Raises Refusal."""
    one = _suggestions().filter(pk=suggestion).first()
    if one is None:
        raise missing()
    if not (actor.is_resident and one.member.person_id == actor.person_id):
        access.may_keep_gentry(actor, one.area_id).or_refuse()
    return one


def councils_for(actor: Actor) -> list[tuple[int, str]]:
    """To which bodies this resident may propose."""
    return [(one.pk, one.name) for one in deliberation.bodies_to_propose_to(actor)]


def suggestions_late(today: date) -> list[int]:
    with walls.the_house():
        rows = GentrySuggestion.objects.filter(state="sent", late_told_at=None, answer_by__lt=today)
        return list(rows.values_list("id", flat=True)[:500])
