"""服务单: asked for by page or through a clerk; accepted, done, confirmed; refused with a reason, passed on, cancelled in one step."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.groups import access, queries, rules
from sanzhi.groups.models import ServiceOffer, ServiceOrder
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.roles import THE_CLOCK, Actor

from .funds import a_reason


@dataclass(frozen=True)
class NewOrder:
    """要什么: where, which day and half-day, whatever the team should know, and whether another team may be told too."""

    place: str
    day: date
    half: str
    wish: str = ""
    passable: bool = False


@transaction.atomic
def order_service(offer: int, new: NewOrder, *, by: Actor, at: datetime) -> ServiceOrder:
    """下单, by a resident for themself. What is asked for already is the same order. Raises Refusal."""
    if not by.is_resident or by.person_id is None:
        raise Refusal("role_may_not_order", _("居民自己下单；替别人下单请到村里或者打电话。"))
    return _ordered(offer, new, by.person_id, {"channel": "page"}, by, at)


@transaction.atomic
def take_order(
    offer: int, new: NewOrder, *, name: str, phone: str, channel: str, consented: bool, by: Actor, at: datetime
) -> ServiceOrder:  # fmt: skip
    """替人下单: for whoever called or came, with their word; worth as much as by page. Raises Refusal."""
    access.may_take_orders(by).or_refuse()
    if channel not in ("phone", "counter") or not name.strip() or not phone.strip():
        raise Refusal("order_shape", _("请写清是谁、电话多少、电话来的还是当面来的。"))
    if not consented:
        raise Refusal("consent_missing", _("请先问过本人同不同意把姓名、电话、地址告诉团队。"))
    person = people.register_named(name=name, phone=phone, by=by, at=at)
    taken = {"channel": channel, "taken_by_id": by.person_id, "office_id": by.office_id}
    return _ordered(offer, new, person.pk, taken, by, at)


@transaction.atomic
def accept_order(order: int, *, helper: str, day: date, half: str, by: Actor, at: datetime) -> ServiceOrder:
    """接单: who of the team goes, on which half-day. Raises Refusal."""
    one = _run(order, ("asked",), by)
    access.in_standing(one.group).or_refuse()
    if len(helper.strip()) < 2:
        raise Refusal("helper_missing", _("请写团队里谁去。"))
    rules.day_stands(day=day, today=localdate(at)).or_refuse()
    said: dict[str, Any] = {
        "helper": helper.strip()[:30],
        "day": day,
        "half": half,
        "accepted_by_id": by.person_id,
        "accepted_at": at,
    }
    return _moved(one, "accepted", by, at, **said)


@transaction.atomic
def refuse_order(order: int, *, reason: str, by: Actor, at: datetime) -> ServiceOrder:
    """做不了, with the reason. Raises Refusal."""
    one = _run(order, ("asked", "accepted"), by)
    return _moved(one, "refused", by, at, reason=a_reason(reason), ended_at=at)


@transaction.atomic
def pass_order(order: int, *, to: int, reason: str, by: Actor, at: datetime) -> ServiceOrder:
    """转给别的团队, with the word of whoever asked, to one that does the same kind of thing; it answers within its own time, and had it
    not before. Returns the new order. Raises Refusal."""
    one = _run(order, ("asked", "accepted"), by)
    offer = _open_offer(to)
    rules.may_pass(agreed=one.passable, kind=one.offer.kind, to_kind=offer.kind).or_refuse()
    if offer.group_id in queries.teams_before(one):
        raise Refusal("had_it_already", _("这个团队已经接到过这一单，请选别的团队。"))
    if queries.has_open_order(offer, one.person_id):
        raise Refusal("has_one_there", _("这个人在那个团队已经有一单没办完，请另选团队。"))
    _moved(one, "passed", by, at, reason=a_reason(reason), ended_at=at)
    taken = {"channel": one.channel, "taken_by_id": one.taken_by_id, "office_id": one.office_id}
    new = NewOrder(one.place, max(one.day, localdate(at)), one.half, one.wish, one.passable)
    return _put(offer, new, one.person_id, {**taken, "passed_from": one}, by, at)


@transaction.atomic
def finish_order(order: int, *, by: Actor, at: datetime) -> ServiceOrder:
    """服务好了, by whoever runs the team; from its day on. Raises Refusal."""
    one = _run(order, ("accepted",), by)
    if localdate(at) < one.day:
        raise Refusal("day_not_come", _("约好的日子还没有到。"))
    return _moved(one, "done", by, at, done_by_id=by.person_id, done_at=at)


@transaction.atomic
def allow_passing(order: int, *, by: Actor, at: datetime) -> ServiceOrder:
    """同意转给别的团队, by whoever asked, or by a clerk on their word: another team may be told who they are and where. Raises Refusal."""
    one = _spoken_for(order, ("asked", "accepted"), by)
    if not one.passable:
        one.passable = True
        one.save(update_fields=["passable"])
        _told("order.passable", one, by, at)
    return one


@transaction.atomic
def confirm_order(
    order: int, *, rating: int | None, comment: str, heard_at: datetime | None = None, by: Actor, at: datetime
) -> ServiceOrder:
    """确认服务好了, by whoever asked, or by a clerk who called them, and when; with what they say of it. Raises Refusal."""
    one = _spoken_for(order, ("done",), by)
    heard = _heard(one, heard_at, by, at)
    if rating is not None and not 1 <= rating <= 5:
        raise Refusal("rating_shape", _("请选一到五。"))
    said: dict[str, Any] = {
        "rating": rating,
        "comment": comment.strip()[:200],
        "confirmed_by_id": by.person_id,
    }
    return _moved(one, "confirmed", by, at, **said, **heard, ended_at=at)


@transaction.atomic
def contradict_order(
    order: int, *, why: str, heard_at: datetime | None = None, by: Actor, at: datetime
) -> ServiceOrder:
    """没有做好, by whoever asked, or by a clerk who called them, and when: it is open again with the team. Raises Refusal."""
    one = _spoken_for(order, ("done",), by)
    heard = _heard(one, heard_at, by, at)
    said: dict[str, Any] = {
        "contradiction": a_reason(why),
        "contradicted_at": at,
        "done_by_id": None,
        "done_at": None,
    }
    return _moved(one, "accepted", by, at, kind="contradicted", **said, **heard)


def _heard(one: ServiceOrder, heard_at: datetime | None, by: Actor, at: datetime) -> dict[str, Any]:
    """By whom and when they were called, where it is a clerk who says so. Raises Refusal."""
    if by.person_id == one.done_by_id:
        raise Refusal("own_hand", _("上一步是您办的，这一步要由别人来办。"))
    if by.is_resident and by.person_id == one.person_id:
        return {"heard_by_id": None, "heard_at": None}
    rules.was_heard(heard_at=heard_at, done_at=one.done_at, at=at).or_refuse()
    return {"heard_by_id": by.person_id, "heard_at": heard_at}


@transaction.atomic
def cancel_order(order: int, *, by: Actor, at: datetime) -> ServiceOrder:
    """取消, in one step, no reason asked. Raises Refusal."""
    return _moved(_spoken_for(order, ("asked", "accepted"), by), "cancelled", by, at, ended_at=at)


@transaction.atomic
def look_at_asker(order: int, *, purpose: str, by: Actor, at: datetime) -> dict[str, str]:
    """看姓名和电话, by whoever runs the team, while the order runs; whoever asked reads who looked. Raises Refusal."""
    one = _run(order, ("asked", "accepted"), by)
    return people.look(one.person_id, purpose=purpose, about=("order", one.pk), by=by, at=at)


@transaction.atomic
def tell_late(order: int, *, at: datetime) -> bool:
    """催答复: the team let its own time pass; once. Returns whether it was told now."""
    with walls.the_house():
        late = ServiceOrder.objects.filter(pk=order, state="asked", late_told_at=None, answer_by__lt=at)
        if not late.update(late_told_at=at):
            return False
        one = ServiceOrder.objects.get(pk=order)
        _told("order.late", one, THE_CLOCK, at)
    return True


def _ordered(
    offer: int, new: NewOrder, person: int, taken: dict[str, Any], by: Actor, at: datetime
) -> ServiceOrder:
    one = _open_offer(offer)
    rules.may_ask_for(day=new.day, today=localdate(at), weekdays=one.weekdays, place=new.place).or_refuse()
    return _put(one, new, person, taken, by, at)


def _put(
    offer: ServiceOffer, new: NewOrder, person: int, taken: dict[str, Any], by: Actor, at: datetime
) -> ServiceOrder:
    said = {
        "place": new.place.strip()[:100],
        "day": new.day,
        "half": new.half,
        "wish": new.wish.strip()[:300],
        "passable": new.passable,
    }
    due = at + timedelta(hours=offer.answer_hours)
    with walls.the_house():  # what is passed on goes out of the sight of whoever passes it
        one, made = ServiceOrder.objects.get_or_create(
            offer=offer, person_id=person, state__in=("asked", "accepted"),
            defaults={"group_id": offer.group_id, **said, **taken, "state": "asked", "asked_at": at, "answer_by": due},
        )  # fmt: skip
        if made:
            _told("order.asked", one, by, at)
    return one


def _open_offer(offer: int) -> ServiceOffer:
    """Locked against being ended meanwhile. Raises Refusal."""
    rows = ServiceOffer.objects.select_for_update(of=("self",), no_key=True).select_related("group")
    one = rows.filter(pk=offer).first()
    if one is None or one.ended_at or not one.group.active:
        raise Refusal("offer_ended", _("这项服务已经停办，请选别的服务。"))
    return one


def _held(order: int, by: Actor) -> ServiceOrder:
    """Locked; only what one may read is there. Raises Refusal."""
    rows = ServiceOrder.objects.select_for_update(of=("self",)).select_related("group", "offer")
    one = rows.filter(pk=order).first()
    verdict = access.may_read_order(by, one) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    return one


def _run(order: int, states: tuple[str, ...], by: Actor) -> ServiceOrder:
    one = _held(order, by)
    access.may_wind_up(by, one.group).or_refuse()
    _in_state(one, states)
    return one


def _spoken_for(order: int, states: tuple[str, ...], by: Actor) -> ServiceOrder:
    one = _held(order, by)
    access.may_speak_for(by, one).or_refuse()
    _in_state(one, states)
    return one


def _in_state(one: ServiceOrder, states: tuple[str, ...]) -> None:
    if one.state not in states:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))


def _moved(
    one: ServiceOrder, state: str, by: Actor, at: datetime, kind: str = "", **said: Any
) -> ServiceOrder:
    for name, value in {"state": state, **said}.items():
        setattr(one, name, value)
    one.save(update_fields=["state", *(name.removesuffix("_id") for name in said)])
    _told(f"order.{kind or state}", one, by, at)
    return one


def _told(kind: str, one: ServiceOrder, by: Actor, at: datetime) -> None:
    asker, taker = ([who] if who and who != by.person_id else [] for who in (one.person_id, one.taken_by_id))
    said = {"group": one.group_id, "asker": asker, "taker": taker}
    record(kind, by=by.person_id, at=at, about=("order", one.pk), content=said, topic=kind)
