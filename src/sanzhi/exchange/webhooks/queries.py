"""推送: what stands in the list of receivers and in the log of one. No public code, no body: a code opens a matter."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from . import access
from .models import Delivery, Receiver

PAGE = 50
MOST = 200  # receivers: a county has a handful
WAITING, PARKED = Delivery.State.WAITING, Delivery.State.PARKED


def visible_to(actor: Actor) -> QuerySet[Receiver]:
    """All of them for whoever keeps them, none for anybody else."""
    return Receiver.objects.all() if access.may_keep_receivers(actor).ok else Receiver.objects.none()


def receivers(actor: Actor) -> list[Receiver]:
    """Newest first, those in use before those that are not, each with how many wait and how many are parked."""
    rows = visible_to(actor).select_related("client")
    rows = rows.annotate(waiting=_counted(str(WAITING)), parked=_counted(str(PARKED)))
    return list(rows.order_by("removed_at", "-id")[:MOST])


def _counted(state: str) -> Coalesce:
    """By the index of the state, not over everything that was ever sent."""
    of_it = Delivery.objects.filter(receiver=OuterRef("pk"), state=state).order_by().values("receiver")
    return Coalesce(Subquery(of_it.annotate(n=Count("id")).values("n")), 0)


def receiver(actor: Actor, receiver_id: int) -> Receiver:
    """One of them. Refusal like that of a missing one."""
    found = visible_to(actor).select_related("client").filter(pk=receiver_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有这个订阅。"))
    return found


def deliveries(actor: Actor, receiver_id: int, *, before: int | None = None, **wanted: str) -> list[Delivery]:
    """The log of one receiver, newest first, one more than a page holds. wanted: `state`, `happening`, `number`."""
    mine = visible_to(actor).filter(pk=receiver_id)
    rows = Delivery.objects.filter(receiver__in=mine, **wanted).defer("body", "case")
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def delivery_counts(actor: Actor, receiver_id: int) -> dict[str, int]:
    """{state: how many} of one receiver."""
    mine = Delivery.objects.filter(receiver__in=visible_to(actor).filter(pk=receiver_id))
    counted = mine.values("state").annotate(n=Count("id")).values_list("state", "n")
    return dict.fromkeys(Delivery.State.values, 0) | dict(counted)


def subscribed(happenings: Collection[str], at: datetime) -> list[Receiver]:
    """Receivers in use, paused ones too, that want any of these, of clients who may still come in."""
    rows = Receiver.objects.filter(removed_at=None, happenings__overlap=list(happenings))
    return list(rows.filter(client__in=people.clients_in_force(at)).order_by("id"))


def ready(at: datetime) -> list[Receiver]:
    """Receivers to which something is due and that are neither paused nor resting; ended ones too, to end what is due."""
    due = Delivery.objects.filter(receiver=OuterRef("pk"), state=WAITING, next_try_at__lte=at)
    rows = Receiver.objects.filter(Exists(due), paused=Receiver.Paused.NO)
    rows = rows.filter(Q(rests_until=None) | Q(rests_until__lte=at)).select_related("client")
    return list(rows.order_by("?"))  # so that none with a long queue always comes first
