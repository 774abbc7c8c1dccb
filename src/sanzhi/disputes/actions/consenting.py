"""自愿: every question to the parties, their answers, acceptance, the choice of a mediator, and leaving in one move."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.cases import actions as cases
from sanzhi.disputes import access, queries, rules
from sanzhi.disputes.flow import ASKING, NEW
from sanzhi.disputes.models import Answer, Dispute, Diversion, Mediator, Party
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .held import Held, held, noted, step

About, Means = Answer.About, Answer.Means


@transaction.atomic
def ask_parties(case_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dispute:
    """征求各方意见: the parties are told and asked. Raises Refusal."""
    it = held(case_id, version)
    access.may_keep(by, it.dispute).or_refuse()
    step(it, "dispute-ask", by=by, at=at)
    return it.dispute


@transaction.atomic
def answer(
    case_id: int,
    about: str,
    yes: bool,
    *,
    party: int,
    subject: int = 0,
    means: str = "",
    by: Actor,
    at: datetime,
) -> Answer:
    """答复: by the party online, or taken down from paper or word of mouth; what follows from it follows at once.

    The same answer again changes nothing. Raises Refusal.
    """
    it = held(case_id)
    one = it.party(party)
    access.may_answer(by, it.dispute, one).or_refuse()
    if about not in (
        str(About.CONSENT),
        str(str(About.MEDIATOR)),
        str(str(About.MORE_TIME)),
        str(str(About.JOINT)),
        str(str(About.RECORDING)),
    ):
        raise Refusal("choice_unknown", _("没有这个问题。"))
    if about == str(str(About.MORE_TIME)):
        subject = it.dispute.more_seq
    said, new = put(it, one, about, yes, subject=subject, means=means, by=by, at=at)
    if new:
        _follows(it, about, subject, yes, by, at)
    return said


def put(
    it: Held, party: Party, about: str, yes: bool, *, subject: int, means: str, by: Actor, at: datetime
) -> tuple[Answer, bool]:
    """The answer written down, and whether it is new. Raises Refusal."""
    if it.case.closed_at:
        raise Refusal("ended", _("这件纠纷的调解已经结束。"))
    means = "online" if by.is_resident else means or str(Means.ORAL)
    if means not in Means.values or (means == Means.ONLINE and not by.is_resident):
        raise Refusal("choice_unknown", _("请选择是签名、按手印还是口头。"))
    last = queries.answers_of([party], about, subject).get(party.pk)
    if last and last.yes == yes:
        return last, False
    said = Answer.objects.create(
        party=party, about=about, subject=subject, yes=yes, means=means, at=at, entered_by_id=by.person_id
    )
    noted("dispute.answered", it, by=by, at=at, about=about, yes=yes, party=party.place, means=means)
    return said, True


def _follows(it: Held, about: str, subject: int, yes: bool, by: Actor, at: datetime) -> None:
    if about == str(str(About.CONSENT)) and not yes and it.case.state in (NEW, ASKING):
        refused(it, by, at)
    elif about == str(str(About.CONSENT)) and not yes:
        _out(it, by, at)
    elif about == str(str(About.MEDIATOR)):
        _chosen(it, subject, by, at)
    elif about == str(str(About.MORE_TIME)) and yes:
        _longer(it, by, at)


def refused(it: Held, by: Actor, at: datetime) -> None:
    """A party clearly refuses: there is no mediation (人民调解法 art. 17); what a court sent is filed now."""
    sent = Diversion.objects.filter(case=it.dispute).exists()
    step(it, "dispute-court" if sent else "dispute-refuse", by=by, at=at)


@transaction.atomic
def accept(
    case_id: int, *, signed_by: int | None = None, by: Actor, at: datetime, version: int | None = None
) -> Dispute:
    """受理: every party has said yes. What a court sent is accepted when a mediator signs for its papers (`signed_by`), and
    its clock starts there. The dossier gets its number. Raises Refusal."""
    it = held(case_id, version)
    access.may_keep(by, it.dispute).or_refuse()
    if not queries.all_said_yes(it.parties, str(str(About.CONSENT))):
        raise Refusal("consent_missing", _("还有当事人没有表示同意调解，不能受理（人民调解法第十七条）。"))
    sent = Diversion.objects.select_for_update().filter(case=it.dispute).first()
    if sent:
        _signed_for(it, sent, signed_by, at)
    clock = rules.clock_of(it.dispute.type, sent.mode if sent else "")
    office = it.dispute.body.office_id
    name = f"dispute-accept_{clock}" if clock else "dispute-accept"
    step(it, name, by=by, at=at, lead_id=office, holder_id=office)
    year = localdate(at).year
    last = Dispute.objects.filter(body=it.dispute.body, year=year).aggregate(last=Max("serial"))["last"] or 0
    it.dispute.year, it.dispute.serial, it.dispute.accepted_at = year, last + 1, at
    it.dispute.save(update_fields=["year", "serial", "accepted_at", "proposed"])
    return it.dispute


def _signed_for(it: Held, sent: Diversion, signed_by: int | None, at: datetime) -> None:
    one = Mediator.objects.filter(pk=signed_by, body=it.dispute.body).first()
    if one is None:
        raise Refusal("signer_missing", _("请选择签字接收材料的调解员，期限从签字起算。"))
    sent.signed_at = at
    sent.save(update_fields=["signed_at"])
    it.dispute.proposed = one


@transaction.atomic
def not_accept(
    case_id: int, *, reason: str, route: str, by: Actor, at: datetime, version: int | None = None
) -> Dispute:
    """不予受理: with the reason and the way that is open. Raises Refusal."""
    it = held(case_id, version)
    access.may_keep(by, it.dispute).or_refuse()
    step(it, "dispute-not", by=by, at=at, content={"reason": reason.strip(), "route": route.strip()})
    return it.dispute


@transaction.atomic
def propose_mediator(case_id: int, mediator: int, *, by: Actor, at: datetime) -> Dispute:
    """推荐或者挑选调解员: by the clerk, or by a party, who says yes by that. Raises Refusal."""
    it = held(case_id)
    own = access.party_of(by, it.parties)
    if own is None:
        access.may_keep(by, it.dispute).or_refuse()
    day = localdate(at)
    rows = {one.pk: verdict for one, verdict in queries.choosable(it.dispute, it.parties, day)}
    if mediator not in rows:
        raise Refusal("mediator_unknown", _("没有这位调解员，或者聘期已满。"))
    rows[mediator].or_refuse()
    if it.case.closed_at or not it.dispute.accepted_at:
        raise Refusal("not_accepted_yet", _("受理以后再定调解员。"))
    it.dispute.proposed_id = mediator
    it.dispute.save(update_fields=["proposed"])
    noted("dispute.mediator_proposed", it, by=by, at=at, tell=True, mediator=mediator)
    if own:
        put(it, own, str(str(About.MEDIATOR)), True, subject=mediator, means="", by=by, at=at)
        _chosen(it, mediator, by, at)
    return it.dispute


def _chosen(it: Held, mediator: int, by: Actor, at: datetime) -> None:
    """Given to whom all parties accept; taken from whom one of them refuses (arts 23, 特邀调解规定)."""
    if it.dispute.mediator_id == mediator and queries.anybody_said_no(
        it.parties, str(str(About.MEDIATOR)), mediator
    ):
        it.dispute.mediator = None
        it.dispute.save(update_fields=["mediator"])
        step(it, "dispute-choose", by=by, at=at, content={"text": "当事人不同意这位调解员，另行选定"})
    elif it.dispute.proposed_id == mediator and queries.all_said_yes(
        it.parties, str(str(About.MEDIATOR)), mediator
    ):
        one = Mediator.objects.select_related("person", "body").get(pk=mediator)
        it.dispute.mediator = one
        it.dispute.save(update_fields=["mediator"])
        step(it, "dispute-choose", by=by, at=at, content={"text": one.person.name, "hands": [one.person_id]})


@transaction.atomic
def ask_more_time(case_id: int, days: int, *, by: Actor, at: datetime) -> Dispute:
    """请求延长: only the parties together can; each is asked. Raises Refusal."""
    it = held(case_id)
    own = access.party_of(by, it.parties)
    if own is None:
        access.may_handle(by, it.dispute).or_refuse()
    if not it.dispute.accepted_at or it.case.closed_at or not 1 <= days <= 30:
        raise Refusal("more_time", _("请写明延长几天，每次一到三十天。"))
    one = it.dispute
    one.more_days, one.more_seq, one.more_asked_at = days, one.more_seq + 1, at
    one.more_asked_by_id = by.person_id
    one.save(update_fields=["more_days", "more_seq", "more_asked_at", "more_asked_by"])
    noted("dispute.more_time_asked", it, by=by, at=at, tell=True, days=days)
    if own:
        put(it, own, str(str(About.MORE_TIME)), True, subject=one.more_seq, means="", by=by, at=at)
    return one


def _longer(it: Held, by: Actor, at: datetime) -> None:
    """All have agreed: the running clock is longer by so many days."""
    one = it.dispute
    if not queries.all_said_yes(it.parties, str(str(About.MORE_TIME)), one.more_seq):
        return
    last = queries.answers_of(it.parties, str(str(About.MORE_TIME)), one.more_seq)
    others = [said.party.person_id for said in last.values() if said.party.person_id != one.more_asked_by_id]
    due_at = cases.extend_as_agreed(
        it.case, one.more_days, asked_by=one.more_asked_by_id or 0, asked_at=one.more_asked_at or at,
        answered_by=others[-1], at=at,
    )  # fmt: skip
    step(it, "dispute-extend", by=by, at=at, content={"more": f"{one.more_days}天"}, due_at=due_at)


@transaction.atomic
def leave(case_id: int, *, party: int, means: str = "", by: Actor, at: datetime) -> Dispute:
    """退出调解: by any party, from any open state, in this one move, without a reason (I15). What a court sent is filed
    now. Left already, it is done. Raises Refusal."""
    it = held(case_id)
    one = it.party(party)
    access.may_answer(by, it.dispute, one).or_refuse()
    if it.case.closed_at:
        return it.dispute
    means = "online" if by.is_resident else means or str(Means.ORAL)
    _out(it, by, at)
    Answer.objects.create(
        party=one, about=str(str(About.LEFT)), yes=True, means=means, at=at, entered_by_id=by.person_id
    )
    return it.dispute


def _out(it: Held, by: Actor, at: datetime) -> None:
    sent = Diversion.objects.filter(case=it.dispute, returned_at=None).exists()
    step(it, "dispute-court" if sent else "dispute-leave", by=by, at=at)


@transaction.atomic
def file_now(case_id: int, *, by: Actor, at: datetime) -> Dispute:
    """转立案: by the court that sent it, from any open state. Raises Refusal."""
    it = held(case_id)
    if not access.of_the_court(by, it.dispute):
        raise Refusal("not_that_court", _("由转出这件纠纷的法院办理。"))
    if not it.case.closed_at:
        step(it, "dispute-court", by=by, at=at)
    return it.dispute


def days_left(until: datetime, at: datetime) -> int:
    """Whole days before a moment."""
    return max(0, (until - at) // timedelta(days=1))
