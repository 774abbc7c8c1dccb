"""签字纸: for whoever works on the deed or the award; who may answer on one."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from sanzhi.honours.models import Named, Paper
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor

from .red import in_area


def named_in(actor: Actor, named_id: int) -> Named:
    """Somebody asked with a deed of one's place. Refusal "not_visible" for any other."""
    rows = Named.objects.filter(in_area(actor.reach or "-")).select_related("deed", "person", "consent")
    found = rows.filter(pk=named_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一条。"))
    return found


def has_phone(person: Person) -> bool:
    """Whether they can answer for themselves on one."""
    return person.phone_index is not None


def paper_by_id(actor: Actor, paper_id: int) -> Paper:
    """One of one's place. Refusal "not_visible" for any other."""
    rows = Paper.objects.filter(in_area(actor.reach or "-")).select_related("consent", "entered_by")
    found = rows.filter(pk=paper_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这张签字纸。"))
    return found


def papers_of(consents: Iterable[int | None]) -> dict[int, Paper]:
    """{consent: its paper}, of those that have one. One query."""
    rows = Paper.objects.filter(consent__in=[one for one in consents if one]).select_related("entered_by")
    return {one.consent_id: one for one in rows}


def hands_of_papers(consents: Iterable[int | None]) -> set[int]:
    """Who entered the papers of these consents. One query."""
    return {one.entered_by_id for one in papers_of(consents).values()}


def papers_named() -> Collection[str]:
    """Every photo of a paper that some row names."""
    return set(Paper.objects.exclude(digest="").values_list("digest", flat=True))
