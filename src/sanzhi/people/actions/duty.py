"""值班和代班: who sits at an office, half a day at a time, and who may act in a colleague's post for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access, queries
from sanzhi.people.models import Appointment, Deputy, Duty
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class Turn:
    """一班: who is to be on duty then, and who was when the table was drawn; nobody is None."""

    day: date
    half: str
    person: int | None
    before: int | None


@transaction.atomic
def fill_roster(turns: Sequence[Turn], *, by: Actor, at: datetime) -> int:
    """排班 for one's own office: only what was changed is written, and only where nobody changed it meanwhile."""
    access.may_fill_roster(by).or_refuse()
    changed = [turn for turn in turns if turn.person != turn.before]
    here = {post.person_id for post in queries.posts_at(by.office_id or 0, at)}
    if not {turn.person for turn in changed if turn.person} <= here:
        raise Refusal("not_of_this_office", _("只能排本单位在岗的人。"))
    try:
        with transaction.atomic():
            fits = all([_turn(by.office_id, turn) for turn in changed])
    except IntegrityError:
        fits = False
    if not fits:
        raise Refusal("moved_meanwhile", _("这张表刚刚有人改过，请看最新的再改。"))
    if changed:
        told = [[f"{turn.day} {turn.half}", turn.person] for turn in changed]
        about = ("office", by.office_id or 0)
        journal.record("roster.filled", by=by.person_id, at=at, about=about, content={"turns": told})
    return len(changed)


def _turn(office_id: int | None, turn: Turn) -> bool:
    """Write one half day, if it still stands as it was seen."""
    if turn.before is None:
        Duty.objects.create(office_id=office_id, day=turn.day, half=turn.half, person_id=turn.person)
        return True
    stood = Duty.objects.filter(office_id=office_id, day=turn.day, half=turn.half, person_id=turn.before)
    if turn.person is None:
        return bool(stood.delete()[0])
    return bool(stood.update(person_id=turn.person))


@transaction.atomic
def name_deputy(post_id: int, person_id: int, *, first: date, last: date, by: Actor, at: datetime) -> Deputy:
    """指定代班: a colleague of the same office acts in this post from a day to a day, under their own name."""
    post = Appointment.objects.select_for_update(of=("self",)).select_related("office").get(pk=post_id)
    theirs = queries.appointments_of(person_id, at)
    access.may_name_deputy(by, post, theirs, first, last, at.date()).or_refuse()
    after = date.fromordinal(last.toordinal() + 1)
    if Deputy.objects.filter(post=post, valid_from__lt=after, valid_to__gt=first).exists():
        raise Refusal("deputy_named", _("这几天已经有人代班，请先结束原来的。"))
    kept = Deputy.objects.create(
        post=post, person_id=person_id, valid_from=first, valid_to=after, named_by_id=by.person_id
    )
    journal.record(
        "deputy.named",
        by=by.person_id,
        at=at,
        about=("person", person_id),
        content={
            "post": post.id,
            "name": post.person.name,
            "office": post.office.name,
            "first": str(first),
            "last": str(last),
        },
        topic="deputy.named",
    )
    return kept


@transaction.atomic
def end_deputy(deputy_id: int, *, by: Actor, at: datetime) -> None:
    """结束代班: from now on; what was done stands."""
    rows = Deputy.objects.select_for_update(of=("self",)).select_related("post")
    kept = rows.filter(pk=deputy_id, valid_to__gt=at.date()).first()
    if kept is None:
        raise Refusal("moved_meanwhile", _("这次代班已经结束。"))
    access.may_end_deputy(by, kept.post, kept.person_id).or_refuse()
    kept.valid_to = max(at.date(), kept.valid_from)
    kept.save(update_fields=["valid_to"])
    journal.record(
        "deputy.ended",
        by=by.person_id,
        at=at,
        about=("person", kept.person_id),
        content={"post": kept.post_id},
    )
