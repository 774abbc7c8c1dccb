"""What the clock makes due of teams. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from . import actions, queries
from .models import Casework, CaseworkSession, Consultation, ServiceOrder
from .rules_of_advice import KEPT_DAYS
from .rules_of_workers import KEPT_YEARS

KEPT = timedelta(days=365)  # 本平台约定


def tell_late_orders(*, at: datetime) -> int:
    """催答复: orders whose team let its own time pass. Returns how many."""
    return sum(actions.tell_late(one, at=at) for one in queries.orders_late(at))


def forget_orders(*, at: datetime) -> int:
    """A year after an order ended, or was done and never confirmed, nobody needs to know where somebody lives and what they
    said. Returns how many."""
    over = ServiceOrder.objects.filter(Q(ended_at__lt=at - KEPT) | Q(state="done", done_at__lt=at - KEPT))
    words = {"place": "", "wish": "", "comment": "", "contradiction": "", "contradicted_at": None}
    return over.exclude(place="", wish="", comment="", contradiction="").update(**words)


def forget_consultations(*, at: datetime) -> int:
    """Three years after one ended its words are taken out; that there was one stays for the counts. Returns how many."""
    over = Consultation.objects.filter(ended_at__lt=at - timedelta(days=KEPT_DAYS)).exclude(question="")
    return over.update(question="", answer="", ground="")


def tell_owed(*, at: datetime) -> int:
    """催公开、催答复: quarters of gifts not shown, suggestions and questions past their term; each once. Returns how many."""
    quarters = [actions.tell_undisclosed(*one, at=at) for one in queries.undisclosed(localdate(at))]
    suggestions = [actions.tell_unanswered(one, at=at) for one in queries.suggestions_late(localdate(at))]
    questions = [actions.tell_unanswered_question(one, at=at) for one in queries.consultations_late(at)]
    return sum(quarters) + sum(suggestions) + sum(questions)


def erase_casework(*, at: datetime) -> int:
    """Five years after a case was closed its words are taken out; that there was one stays for the counts. Returns how many."""
    over = Casework.objects.filter(closed_at__lt=at - timedelta(days=365 * KEPT_YEARS), erased_at=None)
    CaseworkSession.objects.filter(casework__in=over).update(text="")
    return over.update(problem="", assessment="", plan="", outcome="", closing="", erased_at=at)


def forget_what_was_asked(*, at: datetime) -> int:
    """服务单 after a year, 法律咨询 after three, 个案 after five. Returns how many."""
    return forget_orders(at=at) + forget_consultations(at=at) + erase_casework(at=at)
