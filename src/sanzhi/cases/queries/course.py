"""延期、中止、申诉: the rules in force, what waits for a verdict, and what of it a case's page shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sanzhi.cases import access, course_rules
from sanzhi.cases.models import (
    Assignment,
    CallBack,
    Card,
    Case,
    ClockRun,
    Contest,
    DelayRule,
    Extension,
    Move,
    Suspension,
    SuspensionGround,
)
from sanzhi.journal import queries as journal
from sanzhi.kit import deadlines
from sanzhi.kit.deadlines import Limit
from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .helping import help_verdict
from .kinds import kind_of, last_led
from .lists import PAGE_SIZE, visible_to
from .rulebook import rulebook

OF_THE_DESKS = (
    "dispatch",
    "sign",
    "help",
    "call_back",
)  # clocks of a desk's own turn: neither put off nor suspended
CONTESTING = frozenset({"contest_rating", "contest_card"})


def delay_rule_for(run: ClockRun, category_code: str, at: datetime) -> DelayRule | None:
    """The delay rule in force for this clock: the category's own pace, else the rule for any pace."""
    pace = rulebook().paces.get(category_code, "general")
    known = DelayRule.objects.filter(clock=run.rule.clock, pace__in=(pace, ""), effective_from__lte=at)
    return known.order_by("-pace", "-effective_from").first()


def delay_rules() -> QuerySet[DelayRule]:
    return DelayRule.objects.order_by("clock", "pace", "-effective_from")


def suspension_grounds(at: datetime) -> QuerySet[SuspensionGround]:
    """Those in force."""
    not_ended = Q(effective_to=None) | Q(effective_to__gt=at)
    return SuspensionGround.objects.filter(not_ended, effective_from__lte=at)


def last_answer(case: Case) -> CallBack | None:
    """The last time the citizen answered the two questions."""
    return CallBack.objects.filter(case=case, reached=True).order_by("-id").first()


def office_that_did(case: Case, before: datetime) -> int | None:
    """The office whose report of having done it came last before a moment; of a county's own kind, the one that last
    took a step while it led the matter."""
    if kind := kind_of(case):
        led = last_led(case, kind, before)
        return led.office_id if led else None
    done = Move.objects.filter(case=case, step="report_done", at__lte=before).order_by("-seq")
    return done.values_list("office_id", flat=True).first()


def contest_subject(contest: Contest) -> str:
    """What it is about, in the words that are kept."""
    if contest.card:
        return {"yellow": "黄牌", "red": "红牌"}[contest.card.colour]
    return "评价"


@dataclass(frozen=True)
class Course:
    """途中: delays, suspensions and contests of one case, as its page shows them."""

    extensions: list[Extension] = field(default_factory=list)
    suspensions: list[Suspension] = field(default_factory=list)
    contests: list[Contest] = field(default_factory=list)
    cards: Sequence[Card] = ()
    work_by: datetime | None = None  # of the clock that counts the work, while it is on
    parts: Sequence[Assignment] = ()

    @property
    def asked(self) -> Extension | None:
        return next((one for one in self.extensions if one.state == "asked"), None)

    @property
    def granted(self) -> list[Extension]:
        return [one for one in self.extensions if one.state == "granted"]

    @property
    def suspension(self) -> Suspension | None:
        return next((one for one in self.suspensions if one.ended_at is None), None)

    @property
    def waiting(self) -> list[Contest]:
        return [one for one in self.contests if one.upheld is None]


def course_of(
    case: Case,
    taken: Collection[str],
    cards: Sequence[Card] = (),
    clocks: Sequence[ClockRun] = (),
    parts: Sequence[Assignment] = (),
) -> Course:
    """What the steps taken so far left behind; most cases have taken none of these, and cost nothing."""
    extensions = Extension.objects.filter(case=case).select_related("rule", "clock__rule").order_by("id")
    suspensions = Suspension.objects.filter(case=case).select_related("ground").order_by("id")
    contests = Contest.objects.filter(case=case).select_related("office", "card", "call_back").order_by("id")
    return Course(
        list(extensions) if "delay_ask" in taken else [],
        list(suspensions) if "suspend" in taken else [],
        list(contests) if not CONTESTING.isdisjoint(taken) else [],
        cards,
        next((run.due_at for run in clocks if _counts_the_work(run)), None),
        parts,
    )


def more_words(extension: Extension) -> str:
    """“5个工作日”: how much, in the unit of its clock."""
    return str(Limit(extension.more, Limit.parse(extension.clock.rule.limit).unit))


def course_verdict(actor: Actor, step: str, case: Case, course: Course, at: datetime) -> Verdict:
    """What stands in the way of a step beside the flow and the role, so that its button says so before it is pressed."""
    if step == "delay_ask" and course.asked:
        return no("already_asked", _("已经申请延期，正在等待审核。"))
    if step in ("delay_grant", "delay_refuse") and not (verdict := _answering(actor, case, course)):
        return verdict
    if step in ("delay_ask", "delay_grant") and course.work_by:
        return course_rules.in_time(course.work_by, at)
    if step in ("contest_uphold", "contest_refuse") and not course.waiting:
        return no("nothing_contested", _("没有等待裁定的申诉。"))
    if step == "contest_rating":
        return _rating(actor, case, at)
    if step.startswith("help_"):
        return help_verdict(actor, step, case, course.parts)
    if step == "contest_card" and not _cards_against(actor, course):
        return no("nothing_to_contest", _("没有对您的单位亮过可以申诉的牌。"))
    return YES


def _answering(actor: Actor, case: Case, course: Course) -> Verdict:
    if course.asked is None:
        return no("nothing_asked", _("没有等待审核的延期申请。"))
    return course_rules.may_answer_delay(
        asked_by=course.asked.asked_by_id,
        asked_office=case.lead_id,
        by=actor.person_id,
        office=actor.office_id,
        role=actor.role.code,
        granted_by=course.asked.rule.granted_by,
    )


def _rating(actor: Actor, case: Case, at: datetime) -> Verdict:
    bad = case.satisfied is not None and case.satisfied <= course_rules.UNSATISFIED
    last = last_answer(case) if bad else None
    if last is None:
        return no("nothing_to_contest", _("没有可以申诉的“不满意”评价。"))
    if office_that_did(case, last.at) != actor.office_id:
        return no("not_your_work", _("只有当时承办的单位可以申诉。"))
    if Contest.objects.filter(call_back=last).exists():
        return no("contested_already", _("这次评价已经申诉过。"))
    return course_rules.may_contest(last.at, at, people.working_calendar())


def _cards_against(actor: Actor, course: Course) -> list[Card]:
    contested = {one.card_id for one in course.contests}
    return [card for card in course.cards if card.office_id == actor.office_id and card.id not in contested]


def contestable_cards(actor: Actor, case: Case) -> list[Card]:
    """The cards raised against this office that it has not contested yet."""
    cards = Card.objects.filter(case=case, office_id=actor.office_id, contest=None)
    return list(cards.select_related("clock__rule").order_by("id"))


def waiting_contests(actor: Actor, case: Case) -> list[Contest]:
    """What this person may decide of one case."""
    waiting = Contest.objects.filter(case=case, upheld=None).exclude(office_id=actor.office_id)
    return list(waiting.select_related("office", "card__clock__rule", "call_back").order_by("id"))


def delays_asked(actor: Actor, *, after: int = 0) -> list[Extension]:
    """延期待审: of the cases this person sees and whose rule names their role; the first asked first."""
    rows = Extension.objects.filter(state="asked", id__gt=after, case__in=visible_to(actor))
    rows = rows.filter(rule__granted_by__contains=[actor.role.code]).exclude(case__lead_id=actor.office_id)
    if actor.role.code == "town_dispatcher":
        rows = rows.filter(case__receiver_id=actor.office_id)
    rows = rows.select_related("case__area", "case__lead", "clock__rule", "rule")
    return list(rows.order_by("id")[: PAGE_SIZE + 1])


def contests_open(actor: Actor, *, after: int = 0) -> list[Contest]:
    """申诉待裁定: of the cases this person sees, those of other offices; the first asked first."""
    if not access.may_decide_contests(actor):
        return []
    rows = Contest.objects.filter(upheld=None, id__gt=after, case__in=visible_to(actor))
    rows = rows.exclude(office_id=actor.office_id).select_related(
        "case__area", "office", "card__clock__rule", "limit"
    )
    return list(rows.order_by("id")[: PAGE_SIZE + 1])


@dataclass(frozen=True)
class DelayTerms:
    """延期条件: what may be asked for now, in the limit's own unit."""

    unit: str
    most: Limit
    times: int
    used: int
    due_at: datetime
    basis: str


def delay_terms(case: Case, at: datetime) -> DelayTerms | None:
    """None where nothing may be put off: no work is being counted, or no rule stands."""
    run = running_clock(case)
    rule = delay_rule_for(run, case.category_id, at) if run else None
    if run is None or rule is None:
        return None
    used = Extension.objects.filter(clock=run, state="granted").count()
    most = Limit.parse(rule.most)
    return DelayTerms(most.unit, most, rule.times, used, run.due_at, rule.basis)


def running_clock(case: Case) -> ClockRun | None:
    """The clock that counts the work now: the one that may be put off or stand still. A county's own kind has its own."""
    running = ClockRun.objects.filter(case=case, stopped_at=None, paused_at=None)
    return running.exclude(rule__clock__in=OF_THE_DESKS).select_related("rule").first()


def _counts_the_work(run: ClockRun) -> bool:
    return run.stopped_at is None and run.rule.clock not in OF_THE_DESKS


def objected(case: Case) -> bool:
    """Whether the reporter has objected to its being declined or sent elsewhere before."""
    return Move.objects.filter(case=case, step="object").exists()


def handling_is_late(case_id: int, at: datetime) -> bool:
    """Whether the citizen's time, where it has begun, has run out."""
    return ClockRun.objects.filter(
        case=case_id, rule__clock="handle", stopped_at=None, paused_at=None, due_at__lte=at
    ).exists()


@dataclass(frozen=True)
class DelayWaiting:
    """待审的延期: what is asked for, in words, why, and when the matter would then be due."""

    more: str
    reason: str
    due_at: datetime


def delay_waiting(case: Case) -> DelayWaiting | None:
    """For whoever is to answer it."""
    asked = Extension.objects.filter(case=case, state="asked").select_related("clock__rule").first()
    if asked is None:
        return None
    run = asked.clock
    pauses = tuple(run.pauses.order_by("id").values_list("started_at", "ended_at"))
    granted = tuple(run.extensions.filter(state="granted").order_by("id").values_list("more", flat=True))
    limit, calendar = Limit.parse(run.rule.limit), people.working_calendar()
    due_at = deadlines.due(limit, run.started_at, calendar, pauses, (*granted, asked.more)).due_at
    return DelayWaiting(more_words(asked), _asked_because(case), due_at) if due_at else None


def _asked_because(case: Case) -> str:
    move = Move.objects.filter(case=case, step="delay_ask").order_by("-seq").first()
    entry = journal.entry(move.entry_id) if move else None
    return str((entry.content or {}).get("reason", "")) if entry else ""
