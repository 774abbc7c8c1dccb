"""One dispute, as its page shows it to whoever asks: each side reads its own, and nobody reads what was said apart."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.cases import queries as cases
from sanzhi.cases.models import ClockRun
from sanzhi.disputes import access, rules
from sanzhi.disputes.flow import ASKING, NEW, SIGNING, TAKEN, TALKS
from sanzhi.disputes.models import (
    Agreement,
    Answer,
    Attorney,
    CaucusNote,
    Confirmation,
    Dispute,
    Diversion,
    Evidence,
    Instalment,
    Mediator,
    Party,
    Report,
    Session,
    Statement,
    Visit,
)
from sanzhi.kit import crypto, ids
from sanzhi.kit.flow import State
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .dossier import dossier_of
from .finding import answers_of, choosable, court_is_here, dispute_by_code, parties_of

NOTE = {"table": "disputes_caucusnote", "column": "words"}


@dataclass
class PartyLine:
    """一位当事人 with their last words."""

    party: Party
    consent: Answer | None
    mediator: Answer | None
    more_time: Answer | None
    signed: Answer | None
    confirms: Answer | None


@dataclass
class DisputePage:
    """纠纷页: all that the page needs, read in a fixed number of queries."""

    dispute: Dispute
    number: str
    state: State
    parties: list[PartyLine]
    me: Party | None
    sessions: list[Session]
    statements: list[Statement]
    papers: list[Evidence]
    agreement: Agreement | None
    instalments: list[Instalment]
    confirmation: Confirmation | None
    diversion: Diversion | None
    visits: list[Visit]
    reports: list[Report]
    clocks: list[ClockRun]
    limitation: date | None
    limitation_basis: str
    attorneys: list[Attorney] = field(default_factory=list)
    ruled_elsewhere: bool = False  # it is asked for, at a court that does not work with this platform
    second_by: datetime | None = None  # the police mediate a second time before this
    dossier: list[rules.Part] = field(default_factory=list)
    choices: list[tuple[Mediator, object]] = field(default_factory=list)
    keeps: bool = False
    mediates: bool = False
    court: bool = False

    @property
    def missing(self) -> list[str]:
        return rules.missing(self.dossier)

    @property
    def open(self) -> bool:
        return self.dispute.case.closed_at is None


def dispute_page(actor: Actor, code: str, *, at: datetime) -> DisputePage:
    """What this actor may read of it. Raises Refusal when they may not see it."""
    dispute = dispute_by_code(actor, code)
    parties = parties_of(dispute.pk)
    me = access.party_of(actor, parties)
    agreement = Agreement.objects.filter(case=dispute, dropped_at=None).first()
    keeps, mediates = access.keeps(actor, dispute), access.mediates(actor, dispute)
    handles = keeps or mediates
    return DisputePage(
        dispute=dispute,
        number=ids.case_number("TX", dispute.case.reported_at.year, dispute.pk),
        state=cases.with_states([dispute.case])[0][1],
        parties=_lines(dispute, parties, agreement),
        me=me,
        sessions=_sessions(dispute, me, handles),
        statements=_statements(parties, me, handles),
        papers=_papers(dispute, me, handles),
        agreement=agreement,
        instalments=list(Instalment.objects.filter(agreement=agreement).select_related("debtor__person")),
        confirmation=(asked := Confirmation.objects.filter(agreement=agreement).first()),
        ruled_elsewhere=bool(asked and asked.applied_at and not asked.ruling and not court_is_here(asked.court_name)),
        attorneys=_attorneys(parties, me, handles),
        diversion=Diversion.objects.filter(case=dispute).select_related("court").first(),
        visits=list(Visit.objects.filter(party__in=parties).order_by("id")) if handles else [],
        reports=list(Report.objects.filter(case=dispute).order_by("id")) if handles else [],
        clocks=list(ClockRun.objects.filter(case=dispute.case, stopped_at=None).select_related("rule")),
        limitation=rules.limitation_ends(dispute.knew_on, dispute.type),
        limitation_basis=rules.limitation_basis(dispute.type),
        second_by=_second_by(dispute),
        dossier=dossier_of(dispute, parties) if handles else [],
        choices=choosable(dispute, parties, localdate(at)) if handles or me else [],
        keeps=keeps, mediates=mediates, court=access.of_the_court(actor, dispute),
    )  # fmt: skip


def _second_by(dispute: Dispute) -> datetime | None:
    first = dispute.police_first_at
    return rules.second_mediation_by(first, people.working_calendar()) if first else None


def _lines(dispute: Dispute, parties: list[Party], agreement: Agreement | None) -> list[PartyLine]:
    about = Answer.About
    asked = dispute.proposed_id or 0
    said = {
        "consent": answers_of(parties, str(about.CONSENT)),
        "mediator": answers_of(parties, str(about.MEDIATOR), asked),
        "more_time": answers_of(parties, str(about.MORE_TIME), dispute.more_seq),
        "signed": answers_of(parties, str(about.AGREEMENT), agreement.pk if agreement else 0),
        "confirms": answers_of(parties, str(about.CONFIRMATION), agreement.pk if agreement else 0),
    }
    return [PartyLine(one, **{what: rows.get(one.pk) for what, rows in said.items()}) for one in parties]


def _sessions(dispute: Dispute, me: Party | None, handles: bool) -> list[Session]:
    """A party knows of the joint sessions and of its own apart."""
    rows = Session.objects.filter(case=dispute).select_related("apart__person").order_by("seq")
    found = list(rows)
    return found if handles else [one for one in found if one.apart_id in (None, me.pk if me else 0)]


def _statements(parties: list[Party], me: Party | None, handles: bool) -> list[Statement]:
    whose = parties if handles else [me] if me else []
    return list(Statement.objects.filter(party__in=whose).select_related("party__person").order_by("id"))


def _attorneys(parties: list[Party], me: Party | None, handles: bool) -> list[Attorney]:
    """Who speaks for whom: for the desk all of them, for a party their own."""
    whose = parties if handles else [one for one in parties if one == me]
    return list(Attorney.objects.filter(party__in=whose, ended_at=None).select_related("party__person"))


def _papers(dispute: Dispute, me: Party | None, handles: bool) -> list[Evidence]:
    rows = Evidence.objects.filter(case=dispute).select_related("party__person").order_by("id")
    if handles:
        return list(rows)
    return [one for one in rows if one.shared or (me and one.party_id == me.pk)]


def notes_of(actor: Actor, dispute: Dispute) -> dict[int, str]:
    """背靠背笔记 of this mediator's own: session → words. Empty for everybody else."""
    if not access.mediates(actor, dispute):
        return {}
    rows = CaucusNote.objects.filter(session__case=dispute, person_id=actor.person_id, words__isnull=False)
    return {one.session_id: crypto.decrypt(one.words, row=one.pk, **NOTE) for one in rows if one.words}


def note_of(actor: Actor, session_id: int) -> tuple[Session, str]:
    """One session apart and the mediator's own note of it. Raises Refusal for anybody else, as for none at all."""
    found = Session.objects.filter(pk=session_id, by_id=actor.person_id, apart__isnull=False).select_related(
        "case__case", "case__mediator", "apart__person"
    ).first()  # fmt: skip
    if found is None or not access.mediates(actor, found.case):
        raise Refusal("not_visible", _("没有找到这次谈话。"))
    return found, notes_of(actor, found.case).get(found.pk, "")


def may_sign_online(dispute: Dispute) -> Verdict:
    """Whether the law lets its agreement be signed online."""
    return rules.may_sign_online(dispute.type)


def asked_of(page: DisputePage, mine: PartyLine) -> list[tuple[str, str]]:
    """What a party is asked now and has not answered: (question, words)."""
    one, state = page.dispute, page.dispute.case.state
    asked = []
    if state in (NEW, ASKING) and not mine.consent:
        asked.append(("consent", _("愿意由%(body)s来调解吗？") % {"body": one.body}))
    if state in (TAKEN, TALKS) and one.proposed and not mine.mediator:
        asked.append(("mediator", _("同意由%(name)s调解吗？") % {"name": one.proposed}))
    if state in (TAKEN, TALKS, SIGNING) and one.more_seq and not mine.more_time:
        asked.append(("more_time", _("同意延长%(days)d天吗？") % {"days": one.more_days}))
    if page.confirmation and not page.confirmation.applied_at and page.open and not mine.confirms:
        asked.append(
            ("confirmation", _("要一起请法院确认这份协议吗？确认以后，对方不履行可以申请强制执行。"))
        )
    return asked
