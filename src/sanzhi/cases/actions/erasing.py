"""保存期满清除: the words of a matter go when its time is over; its course and the figures it is in stay."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.cases import access, queries, retention
from sanzhi.cases.models import Attachment, Case, Join, Search, Sheet, SheetPart, SheetTrouble
from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal, first_no
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor

from .core import hold

WHY = "保存期满"
SHEETS_KEPT = timedelta(days=365)  # 本平台约定: the rows of a table, to look up what was wrong with it


@transaction.atomic
def keep_longer(case_id: int, *, until: date | None, reason: str, by: Actor, at: datetime) -> Case:
    """延长保存: not erased before `until` is over, whatever its kind says; None: as its kind says again."""
    case = hold(case_id, None)
    first_no(
        access.may_keep(by, case),
        retention.may_keep_longer(case.closed_at, case.erased_at),
        *([retention.may_keep_until(until, localdate(at))] if until else []),
    ).or_refuse()
    if len(reason.strip()) < retention.LEAST_REASON:
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    if case.kept_until == until:
        return case
    case.kept_until = until
    case.save(update_fields=["kept_until"])
    said = {"until": until.isoformat() if until else None, "reason": reason.strip()}
    journal.record("case.kept", by=by.person_id, at=at, about=("case", case.id), content=said)
    return case


@transaction.atomic
def erase_cases(case_ids: Sequence[int], *, at: datetime) -> int:
    """清除: whatever of these is still due, asked again with the rows in hand. Returns how many matters were erased.

    What stays: which steps were taken when and by which post, the category, the village, the figures. Files go when
    no row names them (`sweeps.erase_due`); people whom nothing else knows are forgotten.
    """
    rows = Case.objects.filter(pk__in=case_ids).order_by("pk")
    held = list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True))
    due = list(queries.to_erase(at, held).values_list("pk", flat=True))
    if not due:
        return 0
    were = queries.reporters_of(due)
    journal.erase(queries.entries_of(due), why=WHY, by=None, at=at)
    _wipe(due, at)
    for case_id in due:
        journal.record("case.erased", by=None, at=at, about=("case", case_id), content={"why": WHY})
    people.forget(were - queries.still_here(were), besides="cases", at=at)
    return len(due)


def _wipe(due: list[int], at: datetime) -> None:
    """One statement for each table; the reporter becomes nobody in particular."""
    Attachment.objects.filter(case__in=due).delete()
    Join.objects.filter(case__in=due).update(note=None)
    Search.objects.filter(case__in=due).update(words="", square=None)
    Case.objects.filter(pk__in=due).update(
        title=retention.ERASED_TITLE,
        text="",
        place="",
        latitude=None,
        longitude=None,
        details={},
        routing={},
        outside_ref=None,
        filed_by=None,
        reporter=people.nobody(at=at),
        erased_at=at,
    )


def forget_sheets(*, at: datetime) -> int:
    """The rows of tables that were imported, or left lying, a year ago; that there was one stays. Returns how many parts."""
    old = Sheet.objects.filter(at__lt=at - SHEETS_KEPT)
    old = old.filter(Q(worked_at=None) | Q(worked_at__lt=at - SHEETS_KEPT))
    SheetTrouble.objects.filter(sheet__in=old).delete()
    return SheetPart.objects.filter(sheet__in=old).delete()[0]
