"""卷宗: which of its thirteen parts are there (domain.md §10.3)."""

from collections.abc import Sequence

from sanzhi.disputes import rules
from sanzhi.disputes.models import (
    Agreement,
    Confirmation,
    Dispute,
    Evidence,
    Instalment,
    Party,
    Session,
    Visit,
)


def dossier_of(dispute: Dispute, parties: Sequence[Party]) -> list[rules.Part]:
    """The thirteen parts, each there or not. Rights are told in a session or by a signed notice."""
    papers = set(Evidence.objects.filter(case=dispute).values_list("part", flat=True))
    held = Session.objects.filter(case=dispute, held_at__isnull=False)
    agreement = Agreement.objects.filter(case=dispute, in_force_at__isnull=False).first()
    there = {"application"} | (
        papers & {"authority", "investigation", "evidence", "performance", "confirmation"}
    )
    if held.exists() or "notice" in papers:
        there.add("notice")
    if parties and all(one.id_seen_at for one in parties):
        there.add("identity")
    if held.filter(apart=None).exists():
        there.add("record")
    if agreement:
        there |= _of(agreement)
    if Visit.objects.filter(party__case=dispute).exists():
        there.add("follow_up")
    return rules.dossier(there)


def _of(agreement: Agreement) -> set[str]:
    there = {"agreement"}
    parts = list(Instalment.objects.filter(agreement=agreement).values_list("performed_on", flat=True))
    if parts and all(parts):
        there.add("performance")
    if Confirmation.objects.filter(agreement=agreement, applied_at__isnull=False).exists():
        there.add("confirmation")
    return there


def papers_named() -> set[str]:
    """Every file that a row names, for the shelf."""
    return set(Evidence.objects.values_list("digest", flat=True))
