"""达成与履行: the agreement is drafted, signed, in force, performed bit by bit; or it fails and the other ways are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.cases import queries as cases
from sanzhi.disputes import access, queries, rules
from sanzhi.disputes.flow import ASKED, CLOSED, PERFORM, SIGNING, TALKS
from sanzhi.disputes.models import Agreement, Answer, Confirmation, Dispute, Diversion, Instalment, Visit
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .consenting import put
from .held import Held, held, noted, step


@dataclass(frozen=True)
class NewInstalment:
    debtor: int  # the party
    what: str
    due_on: date
    amount_cents: int | None = None


@dataclass(frozen=True)
class NewAgreement:
    """协议内容 (人民调解法 art. 29): facts, issues and each side's responsibility; terms, manner and time of performance."""

    form: str
    facts: str
    terms: str
    manner: str
    perform_by: date
    place: str = ""
    instalments: Sequence[NewInstalment] = ()


@transaction.atomic
def draft_agreement(
    case_id: int, new: NewAgreement, *, by: Actor, at: datetime, version: int | None = None
) -> Agreement:
    """写协议: by the mediator, in the talks. A written one waits for signatures; an oral one is in force as every party's
    word is taken down with it (art. 30). Raises Refusal."""
    it = held(case_id, version)
    access.may_mediate(by, it.dispute).or_refuse()
    _stands(new, it, localdate(at))
    if it.case.state != TALKS:
        raise Refusal("not_in_talks", _("调解中才能写协议。"))
    one = Agreement.objects.create(
        case=it.dispute, version=Agreement.objects.filter(case=it.dispute).count() + 1, form=new.form,
        facts=new.facts.strip(), terms=new.terms.strip(), manner=new.manner.strip(), place=new.place.strip(),
        perform_by=new.perform_by, paper_only=not rules.may_sign_online(it.dispute.type),
        drafted_by_id=by.person_id, drafted_at=at,
    )  # fmt: skip
    Instalment.objects.bulk_create(
        Instalment(
            agreement=one, seq=seq, debtor=it.party(part.debtor), what=part.what.strip(),
            amount_cents=part.amount_cents, due_on=part.due_on,
        )
        for seq, part in enumerate(new.instalments, start=1)
    )  # fmt: skip
    if new.form == Agreement.Form.WRITTEN:
        step(it, "dispute-draft", by=by, at=at)
        return one
    for party in it.parties:
        put(it, party, str(Answer.About.AGREEMENT), True, subject=one.pk, means="oral", by=by, at=at)
    _in_force(it, one, "dispute-oral", by, at)
    return one


def _stands(new: NewAgreement, it: Held, today: date) -> None:
    if new.form not in Agreement.Form.values:
        raise Refusal("choice_unknown", _("请选择书面协议还是口头协议。"))
    if len(new.facts.strip()) < 10 or len(new.terms.strip()) < 5 or len(new.manner.strip()) < 2:
        raise Refusal(
            "agreement_incomplete",
            _("请写明主要事实、争议事项和各方责任，协议内容，履行方式（人民调解法第二十九条）。"),
        )
    if new.perform_by < today:
        raise Refusal("perform_by", _("履行期限不能是过去的日子。"))
    for part in new.instalments:
        it.party(part.debtor)
        if not part.what.strip() or part.due_on > new.perform_by:
            raise Refusal("instalment", _("每一期请写明做什么，日期不晚于履行期限。"))


def _standing(it: Held) -> Agreement:
    found = Agreement.objects.select_for_update().filter(case=it.dispute, dropped_at=None).first()
    if found is None:
        raise Refusal("no_agreement", _("还没有协议。"))
    return found


@transaction.atomic
def redraft(case_id: int, *, by: Actor, at: datetime) -> Dispute:
    """重新协商: what was drafted is dropped before it is in force, and all signatures with it. Raises Refusal."""
    it = held(case_id)
    own = access.party_of(by, it.parties)
    if own is None:
        access.may_handle(by, it.dispute).or_refuse()
    step(it, "dispute-redraft", by=by, at=at)
    one = _standing(it)
    one.dropped_at = at
    one.save(update_fields=["dropped_at"])
    return it.dispute


@transaction.atomic
def sign(case_id: int, *, party: int, means: str = "", by: Actor, at: datetime) -> Agreement:
    """签字: by a party online, where the law lets them, or on paper as taken down. Complete, it comes into force. Raises
    Refusal."""
    it = held(case_id)
    one = it.party(party)
    access.may_answer(by, it.dispute, one).or_refuse()
    agreement = _to_sign(it)
    if by.is_resident:
        rules.may_sign_online(it.dispute.type).or_refuse()
    elif means not in (Answer.Means.SIGNED, Answer.Means.FINGERPRINT):
        raise Refusal("choice_unknown", _("请选择在纸上签名还是按手印。"))
    put(it, one, str(Answer.About.AGREEMENT), True, subject=agreement.pk, means=means, by=by, at=at)
    _perhaps_in_force(it, agreement, by, at)
    return agreement


@transaction.atomic
def sign_as_mediator(case_id: int, *, by: Actor, at: datetime) -> Agreement:
    """调解员签字. Raises Refusal."""
    it = held(case_id)
    access.may_mediate(by, it.dispute).or_refuse()
    agreement = _to_sign(it)
    if not agreement.mediator_signed_at:
        agreement.mediator_signed_at = at
        agreement.save(update_fields=["mediator_signed_at"])
        noted("dispute.mediator_signed", it, by=by, at=at)
        _perhaps_in_force(it, agreement, by, at)
    return agreement


@transaction.atomic
def seal(case_id: int, *, by: Actor, at: datetime) -> Agreement:
    """盖章: the body's, by its clerk. Raises Refusal."""
    it = held(case_id)
    access.may_keep(by, it.dispute).or_refuse()
    agreement = _to_sign(it)
    if not agreement.sealed_at:
        agreement.sealed_at = at
        agreement.save(update_fields=["sealed_at"])
        noted("dispute.sealed", it, by=by, at=at)
        _perhaps_in_force(it, agreement, by, at)
    return agreement


def _to_sign(it: Held) -> Agreement:
    if it.case.state != SIGNING:
        raise Refusal("nothing_to_sign", _("现在没有等签字的协议。"))
    return _standing(it)


def _perhaps_in_force(it: Held, one: Agreement, by: Actor, at: datetime) -> None:
    signed = queries.all_said_yes(it.parties, str(Answer.About.AGREEMENT), one.pk)
    if signed and one.mediator_signed_at and one.sealed_at:
        _in_force(it, one, "dispute-agree", by, at)


def _in_force(it: Held, one: Agreement, name: str, by: Actor, at: datetime) -> None:
    """From here on it binds (arts 30, 31), and the thirty days for asking the court run."""
    one.in_force_at = at
    one.save(update_fields=["in_force_at"])
    step(it, name, by=by, at=at)
    if rules.may_confirm(it.dispute.type, one.form):
        sent = Diversion.objects.filter(case=it.dispute).select_related("court").first()
        court, why = rules.court_for(
            sent.court.name if sent else "", [party.home_id or "" for party in it.parties], it.case.area_id,
            it.dispute.body.area_id, queries.local_court(),
        )  # fmt: skip
        until = rules.apply_by(at, people.working_calendar())
        Confirmation.objects.create(agreement=one, court_name=court, court_why=why, apply_by=until)


@transaction.atomic
def note_performance(instalment_id: int, *, on: date, by: Actor, at: datetime) -> Instalment:
    """登记履行: by whoever handles it. The last one done, the parties are asked whether it is solved. Raises Refusal."""
    found = Instalment.objects.select_related("agreement").get(pk=instalment_id)
    it = held(found.agreement.case_id)
    access.may_handle(by, it.dispute).or_refuse()
    one = Instalment.objects.select_for_update().get(pk=instalment_id)
    if one.performed_on:
        return one
    if it.case.state != PERFORM or on > localdate(at):
        raise Refusal("not_performing", _("协议履行期间才能登记，日期不能在今天以后。"))
    one.performed_on, one.noted_by_id = on, by.person_id
    one.save(update_fields=["performed_on", "noted_by"])
    noted("dispute.performed", it, by=by, at=at, tell=True, seq=one.seq)
    if not Instalment.objects.filter(agreement=found.agreement, performed_on=None).exists():
        done(it, by, at)
    return one


@transaction.atomic
def all_performed(case_id: int, *, by: Actor, at: datetime) -> Dispute:
    """履行完毕: of an agreement without instalments, or with none left open. Raises Refusal."""
    it = held(case_id)
    access.may_handle(by, it.dispute).or_refuse()
    if Instalment.objects.filter(agreement=_standing(it), performed_on=None).exists():
        raise Refusal("instalments_open", _("还有没履行的，请逐期登记。"))
    done(it, by, at)
    return it.dispute


def done(it: Held, by: Actor, at: datetime) -> None:
    handled = it.dispute.mediator.person_id if it.dispute.mediator else by.person_id
    centre = cases.centre_id()
    step(
        it, "dispute-done", by=by, at=at, done_at=at, done_late=False, holder_id=centre, handled_by_id=handled
    )


@transaction.atomic
def fail(case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Dispute:
    """调解不成, or an agreement that is not performed: ended, and the other ways are told (arts 26, 32). Raises Refusal."""
    it = held(case_id, version)
    access.may_handle(by, it.dispute).or_refuse()
    name = "dispute-lapse" if it.case.state == PERFORM else "dispute-fail"
    step(it, name, by=by, at=at, content={"reason": reason.strip()})
    return it.dispute


@transaction.atomic
def visit(
    case_id: int, *, party: int, performance: str, satisfied: int, risk: str = "", by: Actor, at: datetime
) -> Visit:
    """回访: one party asked how it goes, after the agreement. Raises Refusal."""
    it = held(case_id)
    access.may_handle(by, it.dispute).or_refuse()
    if it.case.state not in (PERFORM, ASKED, CLOSED):
        raise Refusal("nothing_agreed", _("达成协议以后再回访。"))
    if not 1 <= satisfied <= 5 or not performance.strip():
        raise Refusal("satisfied_missing", _("请写明履行情况，选择满意程度。"))
    one = Visit.objects.create(
        party=it.party(party), performance=performance.strip()[:200], satisfied=satisfied, risk=risk.strip()[:300],
        by_id=by.person_id, at=at,
    )  # fmt: skip
    noted("dispute.visited", it, by=by, at=at, satisfied=satisfied)
    return one


@transaction.atomic
def archive(case_id: int, *, by: Actor, at: datetime) -> Dispute:
    """归档: when the dispute has ended and no required part of its dossier is missing. Raises Refusal."""
    it = held(case_id)
    access.may_keep(by, it.dispute).or_refuse()
    if not it.case.closed_at:
        raise Refusal("not_ended", _("纠纷结束以后再归档。"))
    lacking = rules.missing(queries.dossier_of(it.dispute, it.parties))
    if lacking:
        raise Refusal("dossier_incomplete", _("卷宗还缺：%(parts)s。") % {"parts": _("、").join(lacking)})
    if not it.dispute.archived_at:
        it.dispute.archived_at = at
        it.dispute.save(update_fields=["archived_at"])
        noted("dispute.archived", it, by=by, at=at)
    return it.dispute
