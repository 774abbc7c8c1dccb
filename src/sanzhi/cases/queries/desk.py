"""What makes a day at the desk shorter: filters with a name, texts to start from, who is writing now."""

from datetime import datetime

from django.db.models import Q

from sanzhi.cases.models import Editing, Phrase, SavedFilter
from sanzhi.people.roles import Actor


def saved_filters(actor: Actor) -> list[SavedFilter]:
    """One's own first, then one's office's."""
    mine = Q(office=None, person_id=actor.person_id)
    shared = Q(office_id=actor.office_id) if actor.office_id else Q(pk=None)
    rows = SavedFilter.objects.filter(mine | shared)
    return sorted(rows, key=lambda kept: (kept.office_id is not None, kept.name))


def preferred_filter(kept: list[SavedFilter]) -> SavedFilter | None:
    """The default: one's own before one's office's."""
    return next((one for one in kept if one.is_default), None)


def phrases(actor: Actor, use: str = "") -> list[Phrase]:
    """Texts in use at this office and for the whole county."""
    rows = Phrase.objects.filter(Q(office=None) | Q(office_id=actor.office_id), ended_at=None)
    if use:
        rows = rows.filter(use=use)
    return list(rows.select_related("written_by").order_by("use", "office_id", "title"))


def phrase(actor: Actor, phrase_id: int) -> Phrase | None:
    """One text, with what it took the place of."""
    rows = Phrase.objects.filter(Q(office=None) | Q(office_id=actor.office_id), ended_at=None)
    return rows.filter(pk=phrase_id).first()


def phrase_history(kept: Phrase) -> list[Phrase]:
    """What this text took the place of, the newest first."""
    rows = Phrase.objects.filter(office_id=kept.office_id, use=kept.use, written_at__lt=kept.written_at)
    by_id = {one.id: one for one in rows.select_related("written_by")}
    found, at = [], kept.replaces_id
    while at in by_id:
        found.append(by_id[at])
        at = by_id[at].replaces_id
    return found


def editing_now(case_id: int, actor: Actor, at: datetime) -> list[Editing]:
    """Who else has a form of this case open; the caller has checked that the actor may see it."""
    rows = Editing.objects.filter(case_id=case_id, until__gt=at).exclude(person_id=actor.person_id)
    return list(rows.select_related("person").order_by("until"))
