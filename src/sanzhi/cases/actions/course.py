"""延期和中止: how the time of a case is lengthened or stands still, by rule and in the open."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.cases import course_rules, queries
from sanzhi.cases.files import Kept
from sanzhi.cases.models import Case, ClockPause, ClockRun, DelayRule, Extension, Suspension
from sanzhi.kit import deadlines, spoken
from sanzhi.kit.deadlines import Limit
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from . import clocks, files
from .core import hold, take


@transaction.atomic
def ask_delay(
    case_id: int,
    *,
    more: int,
    reason: str,
    kept: Sequence[Kept] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """申请延期: by the lead, before the limit passes, in the limit's own unit and within the rule."""
    case = hold(case_id, version)
    run = _running(case)
    course_rules.in_time(run.due_at, at).or_refuse()
    rule = _delay_rule(case, run, more, at)
    content = {"reason": reason.strip(), "more": _kept(Limit(more, Limit.parse(run.rule.limit).unit))}
    move = take(case, "delay_ask", by=by, at=at, content=content)
    files.attach(case, move.seq, kept, public=False)
    Extension.objects.create(
        clock=run,
        case=case,
        rule=rule,
        more=more,
        asked_by_id=by.person_id,
        asked_at=at,
        due_before=run.due_at,
    )
    return case


def _delay_rule(case: Case, run: ClockRun, more: int, at: datetime) -> DelayRule:
    """The rule by which the clock may be put off by so much more. Refused where none allows it."""
    rule = queries.delay_rule_for(run, case.category_id, at)
    if rule is None:
        raise Refusal("no_delay_rule", _("这类事项没有延期规则，不能延期。"))
    _one_unit(run)
    earlier = Extension.objects.filter(clock=run)
    if earlier.filter(state="asked").exists():
        raise Refusal("already_asked", _("已经申请延期，正在等待审核。"))
    course_rules.may_delay(
        more=more,
        most=Limit.parse(rule.most),
        unit=Limit.parse(run.rule.limit).unit,
        times=rule.times,
        already=earlier.filter(state="granted").count(),
    ).or_refuse()
    return rule


@transaction.atomic
def grant_delay(case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """同意延期: by the role that the rule names, of another office. The new due time is counted, never typed."""
    case = hold(case_id, version)
    run, asked = _asked(case, by=by)
    course_rules.in_time(run.due_at, at).or_refuse()
    Extension.objects.filter(pk=asked.pk).update(state="granted", answered_by=by.person_id, answered_at=at)
    clocks.recount(run)
    more = Limit(asked.more, Limit.parse(run.rule.limit).unit)
    content = {"reason": reason.strip(), "more": _kept(more), "text": _new_date(more, run.due_at)}
    take(case, "delay_grant", by=by, at=at, content=content, changes={"due_at": run.due_at})
    return case


def extend_as_agreed(
    case: Case, more: int, *, asked_by: int, asked_at: datetime, answered_by: int, at: datetime
) -> datetime:
    """延长 the running clock of a room's case that is held, by so many of its unit: where the room's law leaves it to those
    concerned, of whom one asked and another answered last. Returns the new due time. Raises Refusal."""
    run = _running(case)
    course_rules.in_time(run.due_at, at).or_refuse()
    rule = _delay_rule(case, run, more, at)
    Extension.objects.create(
        clock=run, case=case, rule=rule, more=more, state="granted", asked_by_id=asked_by, asked_at=asked_at,
        due_before=run.due_at, answered_by_id=answered_by, answered_at=at,
    )  # fmt: skip
    clocks.recount(run)
    return run.due_at


@transaction.atomic
def refuse_delay(case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """不同意延期: the limit stands as it was."""
    case = hold(case_id, version)
    _run, asked = _asked(case, by=by)
    take(case, "delay_refuse", by=by, at=at, content={"reason": reason.strip()})
    Extension.objects.filter(pk=asked.pk).update(state="refused", answered_by=by.person_id, answered_at=at)
    return case


def _running(case: Case) -> ClockRun:
    run = queries.running_clock(case)
    if run is None:
        raise Refusal("not_being_handled", _("办理时限没有在走，不能延期或者中止。"))
    return run


def _one_unit(run: ClockRun) -> None:
    """An extension moves the cards with the limit, which takes one unit for all three."""
    if len({Limit.parse(text).unit for text in (run.rule.limit, run.rule.yellow, run.rule.red)}) > 1:
        raise Refusal("delay_other_unit", _("这条时限和它的黄红牌单位不同，不能延期。"))


def _asked(case: Case, *, by: Actor) -> tuple[ClockRun, Extension]:
    """The delay that waits for an answer, and that this person may answer."""
    asked = Extension.objects.filter(case=case, state="asked").select_related("clock__rule", "rule").first()
    if asked is None:
        raise Refusal("nothing_asked", _("没有等待审核的延期申请。"))
    course_rules.may_answer_delay(
        asked_by=asked.asked_by_id,
        asked_office=case.lead_id,
        by=by.person_id,
        office=by.office_id,
        role=by.role.code,
        granted_by=asked.rule.granted_by,
    ).or_refuse()
    return asked.clock, asked


def _kept(limit: Limit) -> str:
    with override(settings.LANGUAGE_CODE):  # what is kept is Chinese, whoever presses the button
        return str(limit)


def _new_date(more: Limit, due_at: datetime) -> str:
    with override(settings.LANGUAGE_CODE):
        return _("延长%(more)s，新的期限是%(due)s。") % {"more": more, "due": spoken.last_moment(due_at)}


@transaction.atomic
def suspend(
    case_id: int,
    *,
    ground: str,
    reason: str,
    until: datetime,
    kept: Sequence[Kept] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """中止办理: only on a ground in the table, until a stated time at the latest; the handling clock stands still."""
    case = hold(case_id, version)
    run = _running(case)
    known = queries.suspension_grounds(at).filter(code=ground).first()
    if known is None:
        raise Refusal("ground_missing", _("请选择中止的事由。"))
    latest = deadlines.end(Limit.parse(known.most), at, people.working_calendar())
    already = Suspension.objects.filter(case=case, ground__code=ground).count()
    course_rules.may_suspend(
        at=at, until=until, latest=latest, times=known.times, already=already
    ).or_refuse()
    with override(settings.LANGUAGE_CODE):
        told = _("事由：%(ground)s。最迟到%(until)s恢复。") % {
            "ground": known.name,
            "until": spoken.last_moment(until),
        }
    content = {
        "ground": known.name,
        "basis": known.basis,
        "reason": reason.strip(),
        "until": until.isoformat(),
        "text": told,
    }
    move = take(case, "suspend", by=by, at=at, content=content, paused_for=known.name)
    files.attach(case, move.seq, kept, public=False)
    pause = ClockPause.objects.get(clock=run, ended_at=None)
    Suspension.objects.create(case=case, ground=known, pause=pause, started_at=at, until=until)
    return case


@transaction.atomic
def resume(case_id: int, *, note: str = "", by: Actor, at: datetime, version: int | None = None) -> Case:
    """恢复办理: the clock runs on without the time it stood; by the holder, whoever stands over it, or the clock."""
    case = hold(case_id, version)
    take(case, "resume", by=by, at=at, content={"text": note.strip()})
    clocks.end_suspension(case, at=at)
    return case
