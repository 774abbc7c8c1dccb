"""个案换人: handed over with the client's word, which may be refused; another supervisor; the cases of a worker who is in post no longer."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.groups import access, queries
from sanzhi.groups.models import Casework, SocialWorker
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .casework import held, hold_workers, mine, theirs, told
from .funds import a_reason


@transaction.atomic
def hand_casework(casework: int, to: int, *, by: Actor, at: datetime) -> Casework:
    """转给别的社工: asked; nothing of it is read there before the client agrees. Raises Refusal."""
    hold_workers(to)
    one = mine(casework, by)
    _open(one)
    _may_work(one, to, at)
    one.hand_to_id = to
    one.save(update_fields=["hand_to"])
    told("casework.hand_asked", one, by, at)
    return one


@transaction.atomic
def agree_to_hand(casework: int, *, by: Actor, at: datetime) -> Casework:
    """同意换社工, by the client or the guardian. Raises Refusal."""
    offered = Casework.objects.filter(pk=casework).values_list("hand_to", flat=True).first()
    hold_workers(offered or 0)
    one = theirs(casework, by, at)
    _open(one)
    if one.hand_to_id is None or one.hand_to_id != offered:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    _may_work(one, one.hand_to_id, at)
    with walls.the_house():
        one.worker_id, one.hand_to = one.hand_to_id, None
        one.save(update_fields=["worker", "hand_to"])
        told("casework.handed", one, by, at)
    return one


@transaction.atomic
def decline_hand(casework: int, *, by: Actor, at: datetime) -> Casework:
    """不换社工, by the client or the guardian in one step, no reason asked; or not handed over after all, by the worker. Asked for no
    longer, it stays as it was. Raises Refusal."""
    one = held(casework)
    if not access.may_work_on(by, one):
        one = theirs(casework, by, at)
    _open(one)
    if one.hand_to_id is not None:
        one.hand_to = None
        one.save(update_fields=["hand_to"])
        told("casework.hand_declined", one, by, at)
    return one


@transaction.atomic
def change_supervisor(casework: int, to: int, *, reason: str, by: Actor, at: datetime) -> Casework:
    """换督导, by the worker, with a reason that the client reads; whoever supervised reads it no more. Raises Refusal."""
    hold_workers(to)
    one = mine(casework, by)
    _open(one)
    _may_take(one, to, at, one.worker_id, one.supervisor_id, one.hand_to_id)
    former = one.supervisor.person_id
    one.supervisor_id = to
    _by_hand(one, reason, by, at)
    told("casework.supervised", one, by, at, former=[former])
    return one


@transaction.atomic
def reassign_caseload(worker: int, to: int, *, reason: str, by: Actor, at: datetime) -> int:
    """转交个案, by whoever keeps the register and reads none of it: everything open of a worker who is in post no longer and so hands
    over nothing. Each client is told by whom and why, and may end it in one step. Returns how many. Raises Refusal."""
    hold_workers(worker, to)
    gone = SocialWorker.objects.filter(pk=worker).first()
    verdict = access.may_keep(by, gone.area_id) if gone else access.not_there()
    verdict.or_refuse()
    assert gone  # or it was refused
    if queries.in_post(gone, at):
        raise Refusal("in_post", _("这位社工还在岗位上，个案由本人转给别的社工。"))
    if to not in {one.pk for one in queries.colleagues(gone, localdate(at))}:
        raise Refusal("choice_unknown", _("请选择另一位在岗的社工。"))
    with walls.the_house():
        rows = list(queries.caseload_of(gone).select_for_update(of=("self",)).select_related("supervisor"))
        if any(to in (one.worker_id, one.supervisor_id) or _works_for(one.client_id, to) for one in rows):
            raise Refusal("has_part_already", _("其中有的个案这位已经在做或者督导，请另选一位。"))
        for one in rows:
            _moved_to(one, gone, to, reason, by, at)
    return len(rows)


def _moved_to(one: Casework, gone: SocialWorker, to: int, reason: str, by: Actor, at: datetime) -> None:
    if one.hand_to_id in (gone.pk, to):  # offered to somebody who cannot take it, or has it now
        one.hand_to = None
        one.save(update_fields=["hand_to"])
        told("casework.hand_declined", one, by, at)
    if one.worker_id == gone.pk:
        one.worker_id = to
    elif one.supervisor_id == gone.pk:
        one.supervisor_id = to
    else:
        return
    _by_hand(one, reason, by, at)
    told("casework.reassigned", one, by, at)


def _by_hand(one: Casework, reason: str, by: Actor, at: datetime) -> None:
    one.moved_by_id, one.moved_at, one.moved_why = by.person_id, at, a_reason(reason)
    one.save(update_fields=["worker", "supervisor", "moved_by", "moved_at", "moved_why"])


def _open(one: Casework) -> None:
    if one.stage == "closed":
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))


def _may_work(one: Casework, to: int, at: datetime) -> None:
    """Raises Refusal."""
    _may_take(one, to, at, one.worker_id, one.supervisor_id)
    if _works_for(one.client_id, to):
        raise Refusal("open_already", _("这位社工已经有这个人的个案没有结案，请另选。"))


def _works_for(client: int, to: int) -> bool:
    """Whether they have a case with the same client already; and nothing else of it."""
    with walls.the_house():
        return Casework.objects.filter(client=client, worker=to, closed_at=None).exists()


def _may_take(one: Casework, to: int, at: datetime, *part: int | None) -> None:
    """Whoever it is put into the hands of, and is held, is employed and in post, and has no `part` in it yet. Raises Refusal."""
    if to in part or to not in {row.pk for row in queries.colleagues(one.worker, localdate(at))}:
        raise Refusal("choice_unknown", _("请选择另一位在岗的社工，不能是社工或者督导本人。"))
