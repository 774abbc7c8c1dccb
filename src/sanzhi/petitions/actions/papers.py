"""材料: shown with a petition by whoever petitions, whoever registers it, and the organs that work on it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import access, queries, rules
from sanzhi.petitions.models import Paper

from .held import Held, held


@transaction.atomic
def add_papers(case_id: int, kept: Sequence[Kept], *, side: str = "", by: Actor, at: datetime) -> list[Paper]:
    """交材料, while the course is open. The same paper again is the same one. At the desk that registers, `side` says whether the
    petitioner brought it. Raises Refusal."""
    it = held(case_id)
    whose = _side(it, side, by)
    rules.still_open(it.case.closed_at, it.case.erased_at).or_refuse()
    rules.papers_stand(len(kept), it.petition.papers.count()).or_refuse()
    rows = [
        Paper.objects.get_or_create(
            petition=it.petition, digest=one.digest,
            defaults={
                "side": whose, "office_id": None if by.is_resident else by.office_id, "name": one.name[:120],
                "mime": one.mime, "by_id": by.person_id, "at": at,
            },
        )[0]
        for one in kept
    ]  # fmt: skip
    journal.record(
        "petition.papers_added", by=by.person_id, at=at, about=("case", case_id),
        content={"side": whose, "files": [one.digest for one in kept]},
    )  # fmt: skip
    return rows


def _side(it: Held, side: str, by: Actor) -> str:
    if by.is_resident:
        access.may_ask(by, it.persons).or_refuse()
        return str(Paper.Side.PETITIONER)
    acts = by.person_id == it.agent and by.may("petition.agent")
    registers = access.registers(by, it.petition)
    joint = queries.joint_offices(it.petition.pk)
    if not (acts or registers or access.handles(by, it.petition, joint) or access.reviews(by, it.petition)):
        raise Refusal("not_in_your_hands", _("材料由信访人、登记单位、办理和复查、复核的单位放入。"))
    if acts or (registers and side == Paper.Side.PETITIONER):
        return str(Paper.Side.PETITIONER)
    return str(Paper.Side.ORGAN)
