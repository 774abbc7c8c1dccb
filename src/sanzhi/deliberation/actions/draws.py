"""抽签: lots laid out, witnesses heard, drawn; whoever steps down is followed by the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.deliberation import access, lots, queries
from sanzhi.deliberation.models import Draw, Ticket, Witness
from sanzhi.kit import crypto, ids
from sanzhi.kit.masking import mask_name
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .bodies import held_body, noted
from .gates import let_in


@dataclass(frozen=True)
class NewDraw:
    """抽签 as called: how many seats, and how many of them are kept for women."""

    title: str
    purpose: str
    seats: int
    women: int = 0
    again_because: str = ""  # where the same was drawn before


@transaction.atomic
def lay_out(body_id: int, new: NewDraw, *, by: Actor, at: datetime) -> Draw:
    """摆签: a lot for each on the roster today, and the fingerprint of a secret nobody knows yet. Raises Refusal."""
    body = held_body(body_id, by)
    if not (2 <= len(new.title.strip()) <= 80 and 4 <= len(new.purpose.strip()) <= 300):
        raise Refusal("draw_shape", _("请写明抽什么（2 到 80 个字）、抽来做什么（4 到 300 个字）。"))
    members = list(queries.whole_roster(body, localdate(at)))
    lots.may_open(new.seats, new.women, len(members), sum(one.woman for one in members)).or_refuse()
    before, because = _drawn_before(body.pk, new)
    code = ids.tag_code()
    draw = Draw.objects.create(
        body=body, title=new.title.strip(), purpose=new.purpose.strip(), seats=new.seats, women=new.women, code=code,
        commitment=lots.digest(_secrets(code)[0]), opened_by_id=by.person_id, opened_at=at,
        again_of=before, again_because=because,
    )  # fmt: skip
    Ticket.objects.bulk_create(
        Ticket(draw=draw, member=one, number=one.number, shown=mask_name(one.person.name), woman=one.woman)
        for one in members
    )
    noted("draw.laid_out", ("draw", draw.pk), by, at, council=body.pk, lots=len(members), seats=new.seats)
    return draw


def _drawn_before(body: int, new: NewDraw) -> tuple[Draw | None, str]:
    """The last draw of the same, also where it was called off, and why there is another. Raises Refusal."""
    before = queries.drawn_before(body, new.title, new.purpose)
    if before is None:
        return None, ""
    said = {"title": before.title, "day": f"{localdate(before.opened_at):%Y-%m-%d}"}
    if before.state == Draw.State.OPEN:
        raise Refusal("draw_open", _("“%(title)s”的签（%(day)s）还摆着，请先抽完，或者写明理由不抽。") % said)
    if not 4 <= len(new.again_because.strip()) <= 200:
        raise Refusal(
            "drawn_before",
            _("同一件事 %(day)s 抽过（“%(title)s”），请写明为什么再抽（4 到 200 个字）。") % said,
        )
    return before, new.again_because.strip()


@transaction.atomic
def bar(draw_id: int, number: int, because: str, *, by: Actor, at: datetime) -> Ticket:
    """不进这次抽签, with the reason, before a witness has spoken. Raises Refusal."""
    draw = _held(draw_id, by)
    if draw.witnesses.exists():
        raise Refusal("witnessed", _("见证人已经报了数，名单不能再改。"))
    ticket = _ticket(draw, number)
    if ticket.barred:
        raise Refusal("barred_already", _("%(number)d 号已经不在签里了。") % {"number": number})
    ticket.barred = _a_reason(because)
    ticket.save(update_fields=["barred"])
    there = list(Ticket.objects.filter(draw=draw, barred="").values_list("woman", flat=True))
    lots.may_open(draw.seats, draw.women, len(there), sum(there)).or_refuse()
    noted("draw.barred", ("draw", draw.pk), by, at, number=number, because=ticket.barred)
    return ticket


@transaction.atomic
def witness(draw_id: int, name: str, digits: str, *, by: Actor, at: datetime) -> Witness:
    """见证: somebody in the room says a number, and it is entered, by whoever keeps or counts there; not of those in the draw, nor
    who called it. Raises Refusal."""
    draw = _held(draw_id, by, may=access.may_count)
    if not 2 <= len(name.strip()) <= 60:
        raise Refusal("name_missing", _("请填写姓名。"))
    if name.strip() in (by.name, draw.opened_by.name):
        raise Refusal("own_draw", _("办抽签的人不能做见证人。"))
    return _witnessed(draw, name.strip(), digits, by, at)


@transaction.atomic
def witness_self(draw_id: int, digits: str, *, by: Actor, at: datetime) -> Witness:
    """见证, as a resident of the place, by oneself. Raises Refusal."""
    draw = Draw.objects.select_for_update(of=("self",)).select_related("body").filter(pk=draw_id).first()
    if draw is None:
        raise queries.refused()
    queries.may_witness(by, draw).or_refuse()
    if by.person_id == draw.opened_by_id:
        raise Refusal("own_draw", _("办抽签的人不能做见证人。"))
    return _witnessed(draw, by.name, digits, by, at)


@transaction.atomic
def draw_lots(draw_id: int, *, by: Actor, at: datetime) -> Draw:
    """抽: the secret is told, and the order follows. Raises Refusal."""
    draw = _held(draw_id, by)
    said = list(draw.witnesses.values_list("digits", flat=True))
    if len(said) < lots.WITNESSES:
        raise Refusal("witnesses_short", _("至少要有 %(n)d 位见证人。") % {"n": lots.WITNESSES})
    if not draw.witnesses.exclude(by=by.person_id).exists():
        raise Refusal(
            "one_hand", _("见证人不能都由来抽的人登记：请一位居民用自己的手机报数，或者请别的工作人员登记。")
        )
    tickets = {one.number: one for one in draw.tickets.filter(barred="")}
    draw.secret = next((one for one in _secrets(draw.code) if lots.digest(one) == draw.commitment), "")
    if not draw.secret:
        raise Refusal("key_gone", _("平台换过密钥，这次抽签的秘密数算不出来了，请写明理由不抽，再重新摆签。"))
    draw.seed = lots.seed(draw.secret, tickets, said)
    for rank, number in enumerate(lots.order(draw.seed, tickets), start=1):
        tickets[number].rank = rank
    Ticket.objects.bulk_update(tickets.values(), ["rank"], batch_size=1_000)
    draw.state, draw.ended_at = Draw.State.DRAWN, at
    draw.save(update_fields=["secret", "seed", "state", "ended_at"])
    noted("draw.drawn", ("draw", draw.pk), by, at, tell=True, council=draw.body_id, seed=draw.seed)
    return draw


@transaction.atomic
def call_off(draw_id: int, because: str, *, by: Actor, at: datetime) -> Draw:
    """不抽了, with the reason; it stays to be read. What is drawn is not called off. Raises Refusal."""
    draw = _held(draw_id, by)
    draw.because = _a_reason(because)
    draw.state, draw.ended_at = Draw.State.CALLED_OFF, at
    draw.save(update_fields=["because", "state", "ended_at"])
    noted("draw.called_off", ("draw", draw.pk), by, at, because=draw.because)
    return draw


@transaction.atomic
def step_down(draw_id: int, number: int, because: str, *, by: Actor, at: datetime) -> Ticket:
    """抽中了不来, with the reason, as one hand enters it: the seat is free when another says so too. Raises Refusal."""
    draw = _held(draw_id, by, state=Draw.State.DRAWN)
    ticket = _ticket(draw, number)
    if number not in queries.seated(draw):
        raise Refusal("not_seated", _("%(number)d 号没有抽中。") % {"number": number})
    if ticket.leaving:
        raise Refusal("leaving_already", _("%(number)d 号已经登记了，等另一个人确认。") % {"number": number})
    ticket.leaving, ticket.leaving_by_id = _a_reason(because), by.person_id
    ticket.save(update_fields=["leaving", "leaving_by"])
    noted("draw.leaving", ("draw", draw.pk), by, at, number=number, because=ticket.leaving)
    return ticket


@transaction.atomic
def confirm_step_down(draw_id: int, number: int, *, by: Actor, at: datetime) -> Ticket:
    """确认不来, by another hand: whoever has the seat loses it, and the next in the order has it. Raises Refusal."""
    draw = _held(draw_id, by, state=Draw.State.DRAWN, may=access.may_count)
    ticket = _leaving(draw, number)
    if by.person_id == ticket.leaving_by_id:
        raise Refusal("own_entry", _("您登记的，要由另一个人确认。"))
    before = queries.drawn_people(draw.pk)
    ticket.away, ticket.away_by_id = ticket.leaving, by.person_id
    ticket.save(update_fields=["away", "away_by"])
    left = Ticket.objects.filter(pk=ticket.pk).values_list("member__person", flat=True)
    persons = [*left, *(one for one in queries.drawn_people(draw.pk) if one not in before)]
    said = {"number": number, "because": ticket.away, "persons": persons}
    noted("draw.stepped_down", ("draw", draw.pk), by, at, tell=True, **said)
    return ticket


@transaction.atomic
def take_back_step_down(draw_id: int, number: int, *, by: Actor, at: datetime) -> Ticket:
    """登记错了: they do come, as long as nobody confirmed the opposite. Raises Refusal."""
    draw = _held(draw_id, by, state=Draw.State.DRAWN, may=access.may_count)
    ticket = _leaving(draw, number)
    ticket.leaving, ticket.leaving_by = "", None
    ticket.save(update_fields=["leaving", "leaving_by"])
    noted("draw.stays", ("draw", draw.pk), by, at, number=number)
    return ticket


def _leaving(draw: Draw, number: int) -> Ticket:
    ticket = _ticket(draw, number)
    if not ticket.leaving or ticket.away:
        raise Refusal("not_leaving", _("%(number)d 号没有等确认的。") % {"number": number})
    return ticket


def _witnessed(draw: Draw, name: str, digits: str, by: Actor, at: datetime) -> Witness:
    lots.may_say(digits).or_refuse()
    if draw.tickets.filter(barred="", member__person__name=name).exists():
        raise Refusal("in_the_draw", _("%(name)s在签里（或与签里的人同名），不能做见证人。") % {"name": name})
    if draw.witnesses.filter(name=name).exists():
        raise Refusal("witnessed_already", _("%(name)s已经报过数了。") % {"name": name})
    made = Witness.objects.create(draw=draw, name=name, digits=digits, by_id=by.person_id, at=at)
    noted("draw.witnessed", ("draw", draw.pk), by, at, name=name, digits=digits)
    return made


def _secrets(code: str) -> Sequence[str]:
    """What the county's key makes of the code, under every key that is live: nobody has to keep it, and nobody finds it."""
    return [lots.digest(one.hex()) for one in crypto.blind_indexes(code, column="deliberation_draw.secret")]


def _held(draw_id: int, by: Actor, state: Any = Draw.State.OPEN, may: Any = access.may_keep) -> Draw:
    rows = Draw.objects.select_for_update(of=("self",)).select_related("body", "opened_by")
    found = rows.filter(pk=draw_id).first()
    draw = let_in(found, found and found.body, by, may)
    if draw.state != state:
        raise Refusal("draw_over", _("这次抽签已经办到别的一步，请看最新情况。"))
    return draw


def _ticket(draw: Draw, number: int) -> Ticket:
    found = draw.tickets.filter(number=number).first()
    if found is None:
        raise Refusal("number_unknown", _("没有 %(number)d 号。") % {"number": number})
    return found


def _a_reason(typed: str) -> str:
    if not 2 <= len(typed.strip()) <= 200:
        raise Refusal("reason_missing", _("请写明理由（2 到 200 个字）。"))
    return typed.strip()
