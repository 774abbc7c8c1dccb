"""收尾: numbers of a past day end; names are forgotten after their time."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from sanzhi.journal.actions import record
from sanzhi.windows import rules
from sanzhi.windows.models import Booking, Handover, Ruling, Ticket


@transaction.atomic
def sweep_day(*, at: datetime) -> int:
    """日终清号: whoever was not served on a day that is over was not. Returns how many."""
    open_ones = Ticket.objects.filter(day__lt=localdate(at), state__in=("waiting", "called"))
    done = open_ones.update(state=Ticket.State.SWEPT, ended_at=at)
    if done:
        record("window.swept", by=None, at=at, about=("window_day", 0), content={"tickets": done})
    return done


@transaction.atomic
def forget_names(*, at: datetime) -> int:
    """姓名保存期满: who came, and what case it led to, is forgotten; that somebody came is not. Returns how many rows."""
    before = at - rules.days("names_kept")
    tickets = Ticket.objects.filter(day__lt=localdate(before), person__isnull=False)
    done = tickets.update(person=None, case=None)
    done += Booking.objects.filter(starts_at__lt=before, person__isnull=False).update(person=None)
    if done:
        record("window.forgotten", by=None, at=at, about=("window_day", 0), content={"rows": done})
    return done


@transaction.atomic
def forget_words(*, at: datetime) -> int:
    """保存期满: what was said of a handover goes when the words of its case do; its course stays. Returns how many."""
    gone = Handover.objects.filter(case__erased_at__isnull=False).exclude(reason="")
    done = gone.update(reason="", ground="", answer="", their_no="")
    Ruling.objects.filter(first__erased_at__isnull=False).exclude(reason="").update(reason="")
    if done:
        record("handover.forgotten", by=None, at=at, about=("window_day", 0), content={"rows": done})
    return done
