"""重复信访: what the machine points at, a person says. It costs the petitioner nothing, whatever is said."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import access, queries
from sanzhi.petitions.models import Likeness, Petition

from .held import held, work


@transaction.atomic
def compare(
    case_id: int, *, earlier: int, same: bool, new_facts: bool, reason: str, by: Actor, at: datetime
) -> Likeness:  # fmt: skip
    """比对: whether this is the same as an earlier one of one of the same people, and whether it says anything new."""
    it = held(case_id)
    work(it, by, access.registers(by, it.petition))
    known = Likeness.objects.filter(petition=it.petition, earlier_id=earlier).first()
    if known:
        return known
    if earlier not in {one.pk for one in queries.earlier_of(it.petition)}:
        raise Refusal("not_theirs", _("只能和同一信访人更早提出的信访事项比对。"))
    if len(reason.strip()) < 5:
        raise Refusal("reason_missing", _("请写明为什么这样认定，至少 5 个字。"))
    found = Likeness.objects.create(
        petition=it.petition, earlier_id=earlier, same=same, new_facts=same and new_facts,
        reason=reason.strip()[:300], by_id=by.person_id, at=at,
    )  # fmt: skip
    if same:
        it.petition.stage = Petition.Stage.REPEAT
        it.petition.save(update_fields=["stage"])
    journal.record(
        "petition.compared", by=by.person_id, at=at, about=("case", case_id),
        content={"same": same, "new_facts": new_facts, "reason": reason.strip()},
    )  # fmt: skip
    return found
