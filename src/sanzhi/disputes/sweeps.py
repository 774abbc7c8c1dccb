"""What the clock makes due of disputes. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.timezone import localdate

from sanzhi.journal.actions import record

from . import queries, rules
from .files import SHELF
from .models import (
    Agreement,
    Attorney,
    Confirmation,
    Dispute,
    Evidence,
    Instalment,
    Party,
    Report,
    Session,
    Statement,
    Visit,
)

GONE = "（已清除）"
UNNAMED_FOR = timedelta(days=7)  # a paper waits this long for the dispute it was chosen for; 本平台约定


def remind(*, at: datetime) -> int:
    """履行提醒: three days before something is to be performed, and the day after it was not. Returns how many."""
    today, done = localdate(at), 0
    owed = Instalment.objects.filter(
        performed_on=None, agreement__in_force_at__isnull=False, agreement__case__case__closed_at=None
    )
    soon = owed.filter(due_on__gte=today, due_on__lte=today + rules.REMIND_BEFORE, reminded_at=None)
    late = owed.filter(due_on__lt=today, missed_at=None)
    for rows, column, kind in ((soon, "reminded_at", "dispute.due"), (late, "missed_at", "dispute.missed")):
        for number in list(rows.order_by("id").values_list("pk", flat=True)[:500]):
            done += _said(number, column, kind, at)
    return done


@transaction.atomic
def _said(number: int, column: str, kind: str, at: datetime) -> int:
    rows = Instalment.objects.select_for_update(of=("self",)).select_related("agreement", "debtor")
    one = rows.filter(pk=number, performed_on=None, **{column: None}).first()
    if one is None:
        return 0
    setattr(one, column, at)
    one.save(update_fields=[column])
    persons = queries.persons_of(one.agreement.case_id) if column == "missed_at" else [one.debtor.person_id]
    content = {"seq": one.seq, "due_on": one.due_on.isoformat(), "persons": persons}
    record(kind, by=None, at=at, about=("case", one.agreement.case_id), content=content, topic=kind)
    return 1


def remind_of_confirmation(*, at: datetime) -> int:
    """司法确认提醒: seven days before it is too late. Returns how many."""
    rows = Confirmation.objects.filter(
        applied_at=None, reminded_at=None, apply_by__gt=at, apply_by__lte=at + rules.CONFIRM_REMIND_BEFORE
    )
    done = 0
    for number in list(rows.values_list("pk", flat=True)[:500]):
        with transaction.atomic():
            one = (
                Confirmation.objects.select_for_update(of=("self",))
                .select_related("agreement")
                .get(pk=number)
            )
            if one.reminded_at or one.applied_at:
                continue
            one.reminded_at = at
            one.save(update_fields=["reminded_at"])
            case = one.agreement.case_id
            content = {"until": localdate(one.apply_by).isoformat(), "persons": queries.persons_of(case)}
            kind = "dispute.confirm_by"
            record(kind, by=None, at=at, about=("case", case), content=content, topic=kind)
            done += 1
    return done


@transaction.atomic
def forget_words(*, at: datetime) -> int:
    """保存期满: what the case has lost, this room loses too; counts, dates and the course stay. Returns how many."""
    gone = list(
        Dispute.objects.filter(case__erased_at__isnull=False)
        .exclude(request=GONE)
        .values_list("pk", flat=True)[:500]
    )
    Dispute.objects.filter(pk__in=gone).update(request=GONE)
    Party.objects.filter(case__in=gone).update(particulars=None, organisation="", agent="")
    Session.objects.filter(case__in=gone).update(minutes="", result="", others="", recorder="")
    Statement.objects.filter(party__case__in=gone).update(text=GONE)
    Agreement.objects.filter(case__in=gone).update(facts=GONE, terms=GONE, manner=GONE)
    Instalment.objects.filter(agreement__case__in=gone).update(what=GONE)
    Visit.objects.filter(party__case__in=gone).update(performance=GONE, risk="")
    Attorney.objects.filter(party__case__in=gone).update(name="", scope=GONE, digest="")
    Report.objects.filter(case__in=gone).update(note=GONE, contact=GONE)
    Evidence.objects.filter(case__in=gone).delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT disputes_forget_notes(%s)", [gone])
    SHELF.drop_orphans(queries.papers_named(), before=at - UNNAMED_FOR)
    return len(gone)
