"""来电: a call is written down when it is taken, and ends with one outcome, recorded together with what it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access, queries, rules
from sanzhi.cases.files import Kept
from sanzhi.cases.models import Call, Case, Incoming
from sanzhi.journal import actions as journal
from sanzhi.kit import codes, crypto
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries as persons
from sanzhi.people.roles import Actor

from .citizen import supplement, urge
from .dispatch import answer_on_spot
from .intake import Origin, register
from .joining import join


@dataclass(frozen=True)
class Caller:
    """来电人: as they call themselves; nothing at all when they do not."""

    name: str = ""
    phone: str = ""


@transaction.atomic
def take_call(phone: str, *, purpose: str, by: Actor, at: datetime) -> Call:
    """接听: find the caller by the keyed index; with a look on record, which the caller will see, before anything shows."""
    access.may_take_calls(by).or_refuse()
    phone = codes.clean_phone(phone)
    if phone:
        codes.check_phone(phone).or_refuse()
    person = persons.person_by_phone(phone) if phone else None
    call = Call.objects.create(at=at, by_id=by.person_id, office_id=by.office_id, person=person)
    if person:
        people.look(person.id, purpose=purpose, about=("call", call.id), by=by, at=at)
    elif phone:
        call.phone = crypto.encrypt(phone, table="cases_call", column="phone", row=call.id)
        call.save(update_fields=["phone"])
    content = {"known": person is not None, "withheld": not phone}
    journal.record("call.taken", by=by.person_id, at=at, about=("call", call.id), content=content)
    return call


@transaction.atomic
def urge_by_call(call_id: int, code: str, *, by: Actor, at: datetime) -> Case:
    """催办: the caller asks after a matter inside its limit: a follow-up of the same order, not a new one."""
    call, case = _about(call_id, code, by)
    urge(case.id, text="来电催办", by=by, at=at)
    end_call(call, str(Call.Outcome.URGED), case, by=by, at=at)
    return case


@transaction.atomic
def supplement_by_call(
    call_id: int, code: str, *, text: str, kept: Sequence[Kept] = (), by: Actor, at: datetime
) -> Case:
    """补充情况: what the caller adds to a matter they have brought before."""
    call, case = _about(call_id, code, by)
    supplement(case.id, text=text, kept=kept, by=by, at=at)
    end_call(call, str(Call.Outcome.SUPPLEMENTED), case, by=by, at=at)
    return case


@transaction.atomic
def tell_progress(call_id: int, code: str, *, by: Actor, at: datetime) -> Case:
    """告知进度: the caller only asked how far it is (北京市接诉即办工作条例 art. 11 (3))."""
    call, case = _about(call_id, code, by)
    if in_writing(call):  # whoever asks in writing hears it in writing
        journal.record(
            "case.told", by=by.person_id, at=at, about=("case", case.id), content={}, topic="case.told"
        )
    end_call(call, str(Call.Outcome.TOLD), case, by=by, at=at)
    return case


@transaction.atomic
def hang_up(call_id: int, *, by: Actor, at: datetime) -> None:
    """没有事项: a wrong number, a silent line."""
    end_call(on_the_line(call_id, by), str(Call.Outcome.NOTHING), None, by=by, at=at)


@transaction.atomic
def file_by_call(
    call_id: int,
    filing: rules.Filing,
    caller: Caller,
    *,
    reply: str = "",
    repeats: str = "",
    kept: Sequence[Kept] = (),
    by: Actor,
    at: datetime,
) -> Case:
    """登记来电诉求: a new order, or a repeat of `repeats` after its limit; with a `reply`, answered on the spot."""
    call = on_the_line(call_id, by)
    earlier = _repeated(call, repeats, by, at) if repeats else None
    person = call.person or people.register_caller(name=caller.name, phone=caller.phone, by=by, at=at)
    channel = Case.Channel.MESSAGE if in_writing(call) else Case.Channel.PHONE
    origin = Origin(person.id, str(channel), by.person_id, kept=kept)
    case = register(filing, origin, by=by, at=at)
    call.person, call.repeats = person, earlier
    outcome = str(Call.Outcome.REPEATED) if earlier else str(Call.Outcome.FILED)
    if reply.strip():
        case, outcome = answer_on_spot(case.id, reply=reply, by=by, at=at), str(Call.Outcome.ANSWERED)
    end_call(call, outcome, case, by=by, at=at)
    return case


@transaction.atomic
def join_by_call(call_id: int, code: str, caller: Caller, *, by: Actor, at: datetime) -> Case:
    """加到已有的事: the caller has met the same thing; they go along with it instead of a second order."""
    call, case = on_the_line(call_id, by), queries.case_to_join(code)
    call.person = call.person or people.register_caller(name=caller.name, phone=caller.phone, by=by, at=at)
    join(case.id, person_id=call.person.id, by=by, at=at)
    end_call(call, str(Call.Outcome.JOINED), case, by=by, at=at)
    return case


def in_writing(call: Call) -> bool:
    """Whether it came as a message."""
    return Incoming.objects.filter(call=call).exists()


def on_the_line(call_id: int, by: Actor) -> Call:
    """Lock the operator's own call, still open."""
    queries.call_by_id(by, call_id)
    call = Call.objects.select_for_update(of=("self",)).select_related("person").get(pk=call_id)
    if call.outcome:
        raise Refusal("call_ended", _("这通来电已经记下结果。还有别的事，请再登记一通。"))
    return call


def _about(call_id: int, code: str, by: Actor) -> tuple[Call, Case]:
    """The call, and the matter it is about: the caller's own, in the operator's reach."""
    call = on_the_line(call_id, by)
    case = queries.case_by_code(by, code)
    if call.person_id is None or case.reporter_id != call.person_id:
        raise Refusal("not_the_callers", _("这不是来电人本人的事项。"))
    return call, case


def _repeated(call: Call, code: str, by: Actor, at: datetime) -> Case:
    _call, case = _about(call.id, code, by)
    if rules.contact_kind(case.closed_at is None, case.due_at, at) == "follow_up":
        raise Refusal("inside_its_limit", _("原来的事项还在办理时限内，请催办或补充，不另行登记。"))
    return case


def end_call(call: Call, outcome: str, case: Case | None, *, by: Actor, at: datetime) -> None:
    """Write down how it ended; of a caller nobody knew, and of what was written, nothing stays here."""
    call.outcome, call.case, call.ended_at, call.phone = outcome, case, at, None
    call.save(update_fields=["outcome", "case", "ended_at", "phone", "person", "repeats"])
    Incoming.objects.filter(call=call).update(phone=None, text=None, ended_at=at)
    content = {"outcome": call.outcome, "case": case.id if case else None}
    if call.repeats_id:
        content["repeats"] = call.repeats_id
    journal.record("call.ended", by=by.person_id, at=at, about=("call", call.id), content=content)
