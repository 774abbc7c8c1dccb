"""我也遇到了: somebody who has met the same thing joins instead of filing again; leaving is one step."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import kinship, queries
from sanzhi.cases.models import Case, Join
from sanzhi.journal import actions as journal
from sanzhi.kit import crypto, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor


@walls.the_house()
def join(case_id: int, *, person_id: int, note: str = "", by: Actor, at: datetime) -> bool:
    """加入: counted once, however often it is pressed. Returns whether it is new.

    Not a move of the case: nobody who has it open at a desk is interrupted by it.
    """
    # Held, so that the case does not end or move elsewhere meanwhile.
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    own = person_id in (case.reporter_id, *queries.merged_reporters(case.id))
    kinship.may_join(case.state, own=own, shown=queries.shown_to_strangers(case)).or_refuse()
    row, new = Join.objects.get_or_create(case=case, person_id=person_id, left_at=None, defaults={"at": at})
    if new:
        if note.strip():
            row.note = crypto.encrypt(note.strip()[:200], table="cases_join", column="note", row=row.id)
            row.save(update_fields=["note"])
        journal.record(
            "case.joined", by=by.person_id, at=at, about=("case", case.id), content={}, topic="case.joined"
        )
    return new


@transaction.atomic
def leave(case_id: int, *, by: Actor, at: datetime) -> None:
    """退出: no reason asked; no more messages about it."""
    rows = Join.objects.filter(case_id=case_id, person_id=by.person_id, left_at=None)
    if not rows.update(left_at=at):
        raise Refusal("not_joined", _("您没有加入这件事。"))
    journal.record("case.left", by=by.person_id, at=at, about=("case", case_id), content={})
