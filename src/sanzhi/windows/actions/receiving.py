"""接收: what was handed over becomes the receiving room's own case, with nothing asked twice; or its own number elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases.models import Case
from sanzhi.disputes import actions as disputes
from sanzhi.disputes import queries as dispute_queries
from sanzhi.disputes.actions import NewDispute
from sanzhi.disputes.rules import NewParty
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import actions as petitions
from sanzhi.petitions.actions import NewPetition, NewPetitioner
from sanzhi.windows import access
from sanzhi.windows.models import Handover

from .handing import held, tell

FORM = {"phone": "phone", "counter": "visit", "grid": "visit"}  # how it came in; all else came online


@dataclass(frozen=True)
class Received:
    """接收时要补的: for mediation who the other side is; elsewhere the number they keep it under."""

    other_name: str = ""
    other_phone: str = ""
    their_no: str = ""


@transaction.atomic
def receive(handover: int, said: Received, *, by: Actor, at: datetime) -> Handover:
    """接收. By one, once. Petition and mediation register it by their own action. Raises Refusal or FilingRefused."""
    one = held(handover, by)
    with walls.the_house():
        case = Case.objects.select_related("reporter").get(pk=one.case_id)
    if one.channel == "petition":
        one.made_id = _petition(one, case, by, at)
    elif one.channel == "mediation":
        one.made_id = _dispute(one, case, said, by, at)
    else:
        one.their_no = said.their_no.strip()[:60]
    one.state, one.ended_by_id, one.ended_at = Handover.State.RECEIVED, by.person_id, at
    one.save(update_fields=["made", "their_no", "state", "ended_by", "ended_at"])
    tell("handover.received", one, by, at, made=one.made_id)
    return one


def _petition(one: Handover, case: Case, by: Actor, at: datetime) -> int:
    """The law's fifteen days count from when it reached the bureau (《信访工作条例》第二十二条), not from when it was opened."""
    new = NewPetition(
        "claim", case.title, case.text, case.area_id, case.category_id, f"handover-{one.pk}",
        claims=(case.title,), form=FORM.get(case.channel, "online"), confidential=case.secrecy != Case.Secrecy.OPEN,
        petitioners=(NewPetitioner(case.reporter.name, person=case.reporter_id),), received_at=one.sent_at,
    )  # fmt: skip
    return petitions.file_petition(new, by=by, at=at).pk


def _dispute(one: Handover, case: Case, said: Received, by: Actor, at: datetime) -> int:
    """With the agreement that the person stated when it was handed over, taken down as theirs; the other side is asked."""
    if not said.other_name.strip():
        raise Refusal("other_missing", _("请写明对方当事人的姓名。"))
    new = NewDispute(
        case.title, case.text, case.title, case.area_id, key=f"handover-{one.pk}", source="department", place=case.place,
        parties=(
            NewParty(1, case.reporter.name, person=case.reporter_id),
            NewParty(2, said.other_name.strip(), said.other_phone.strip()),
        ),
    )  # fmt: skip
    made = disputes.apply(new, by=by, at=at)
    applicant = dispute_queries.parties_of(made.pk)[0]
    disputes.answer(made.pk, "consent", True, party=applicant.pk, means="oral", by=by, at=at)
    return made.pk


@transaction.atomic
def note_answer(handover: int, *, answer: str, their_no: str = "", by: Actor, at: datetime) -> Handover:
    """登记结果, of what is handled elsewhere: their number and, once, what came of it. The person reads it. Raises Refusal."""
    one = Handover.objects.select_for_update(of=("self",)).filter(pk=handover).first()
    verdict = access.may_receive(by, one) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    if one.state != Handover.State.RECEIVED or one.made_id:
        raise Refusal("not_received", _("先接收，再登记结果；信访和调解的结果在它们自己的页上。"))
    if one.answered_at:
        raise Refusal("answered_already", _("结果已经登记过了。"))
    if len(answer.strip()) < 4:
        raise Refusal("answer_missing", _("请写明结果（至少 4 个字），居民看得到。"))
    one.answer, one.answered_at = answer.strip()[:500], at
    one.their_no = their_no.strip()[:60] or one.their_no
    one.save(update_fields=["answer", "answered_at", "their_no"])
    tell("handover.answered", one, by, at)
    return one
