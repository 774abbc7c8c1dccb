"""打开卷宗: the particulars of all parties are read at once, so the look is on record before anything is shown (I12)."""

from datetime import datetime

from django.db import transaction

from sanzhi.disputes import access
from sanzhi.disputes.models import Dispute
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor

from .held import held, noted

ITEMS = ("name", "phone", "particulars")


@transaction.atomic
def open_dossier(case_id: int, *, purpose: str, by: Actor, at: datetime) -> Dispute:
    """打印、导出卷宗: for whoever handles it, with a purpose that every party reads. Raises Refusal."""
    it = held(case_id)
    access.may_handle(by, it.dispute).or_refuse()
    for one in it.parties:
        people.look(one.person_id, purpose=purpose, about=("case", it.case.pk), by=by, at=at, items=ITEMS)
    noted("dispute.dossier_opened", it, by=by, at=at, purpose=purpose)
    return it.dispute
