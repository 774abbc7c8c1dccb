"""打分、算分、申诉: counted once after the last day, shown, contested for five days, counted anew with its reason, closed."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sanzhi.contests import access, queries, rules
from sanzhi.contests.models import Appeal, Contest, Entrant, Indicator, Mark, Reading, Run, Standing
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .drafting import held, told

FIRST = gettext_noop("第一次公布")  # kept as it is written here, whoever reads


@transaction.atomic
def mark(
    contest: int, entrant: int, indicator: int, *, points: Decimal, evidence: str, by: Actor, at: datetime
) -> Mark:
    """评委打分, once, with what was seen; anew only where an appeal set it aside. Raises Refusal."""
    one = Contest.objects.select_for_update(of=("self",)).filter(pk=contest, opened_at__isnull=False).first()
    if one is None:
        raise queries.missing()
    place, rubric = queries.entrant_at(one, entrant), _rubric(one, indicator)
    judge = one.judges.filter(person_id=by.person_id).first()
    access.may_mark(by, judge, place).or_refuse()
    if not _marking(one, place, rubric, at):
        raise Refusal("not_marking", _("现在不能打分：要在计分开始以后、名次公布以前，或者申诉成立以后。"))
    if not 0 <= points <= 100 or len(evidence.strip()) < 4:
        raise Refusal("mark_shape", _("打 0 到 100 分，并写明看到了什么依据。"))
    if Mark.objects.filter(judge=judge, entrant=place, indicator=rubric, set_aside_at=None).exists():
        raise Refusal("marked_already", _("您已经给这一项打过分。"))
    made = Mark.objects.create(
        judge=judge, entrant=place, indicator=rubric, points=points, evidence=evidence.strip(), given_at=at
    )
    told("contest.marked", one, by, at, entrant=place.area_id, indicator=rubric.pk)
    return made


def _rubric(contest: Contest, indicator: int) -> Indicator:
    found = contest.indicators.filter(pk=indicator, gauge="").first()
    if found is None:
        raise queries.missing()
    return found


def _marking(contest: Contest, entrant: Entrant, rubric: Indicator, at: datetime) -> bool:
    if contest.closed_at or contest.called_off_at or at < contest.since:
        return False
    if contest.frozen_at is None:
        return True
    return Appeal.objects.filter(entrant=entrant, indicator=rubric, upheld=True).exists()


@transaction.atomic
def freeze(contest: int, *, by: Actor, at: datetime) -> Run:
    """算分并公布名次, once, after the last day that counts. Raises Refusal."""
    one = held(contest, by)
    if one.opened_at is None or at < one.until or one.frozen_at:
        raise Refusal("not_to_freeze", _("计分的最后一天过了以后算分，只公布一次；以后改动都是重新算分。"))
    run = _counted(one, FIRST, by, at)
    one.frozen_at = at
    one.save(update_fields=["frozen_at"])
    told("contest.frozen", one, by, at, run=run.number)
    return run


@transaction.atomic
def count_anew(contest: int, *, reason: str, by: Actor, at: datetime) -> Run:
    """重新算分, after an appeal was upheld; beside what was counted before. Raises Refusal."""
    one = held(contest, by)
    if one.frozen_at is None or not queries.to_count_anew(one):
        raise Refusal("nothing_to_count", _("申诉成立以后才重新算分。"))
    if len(reason.strip()) < 2:
        raise Refusal("reason_missing", _("请写明理由。"))
    run = _counted(one, reason.strip(), by, at)
    told("contest.counted_anew", one, by, at, run=run.number, reason=run.reason)
    return run


def _counted(contest: Contest, reason: str, by: Actor, at: datetime) -> Run:
    number = (contest.runs.aggregate(last=Max("number"))["last"] or 0) + 1
    run = Run.objects.create(
        contest=contest, number=number, reason=reason, made_by_id=by.person_id, made_at=at
    )
    counted = queries.count_all(contest, at)
    Reading.objects.bulk_create(
        Reading(
            run=run, entrant_id=one.entrant, indicator_id=one.indicator, part=one.read.part, whole=one.read.whole,
            score=one.score, appeal_id=one.appeal,
        )
        for one in counted
    )  # fmt: skip
    Appeal.objects.filter(entrant__contest=contest, upheld=True, counted_in=None).update(counted_in=run)
    standings = queries.ranked(contest, counted)
    Standing.objects.bulk_create(
        Standing(run=run, entrant_id=place, total=total, rank=rank)
        for place, (total, rank) in standings.items()
    )
    return run


@transaction.atomic
def appeal(contest: int, indicator: int, *, entrant: int, text: str, by: Actor, at: datetime) -> Appeal:
    """申诉, by the place itself, within five days of the standings. Raises Refusal."""
    one = Contest.objects.select_for_update(of=("self",)).filter(pk=contest, opened_at__isnull=False).first()
    if one is None:
        raise queries.missing()
    place = queries.entrant_at(one, entrant)
    access.may_appeal(by, place).or_refuse()
    about = one.indicators.filter(pk=indicator).first()
    if about is None:
        raise queries.missing()
    if (
        one.frozen_at is None
        or one.closed_at
        or localdate(at) > rules.appeals_until(localdate(one.frozen_at))
    ):
        raise Refusal("appeal_late", _("名次公布以后五天内可以申诉（本平台约定）。"))
    if len(text.strip()) < 10:
        raise Refusal("appeal_shape", _("请写明哪里算得不对、依据是什么，至少十个字。"))
    if Appeal.objects.filter(entrant=place, indicator=about, decided_at=None).exists():
        raise Refusal("appealed_already", _("这一项已经有申诉在等裁定。"))
    made = Appeal.objects.create(
        entrant=place, indicator=about, text=text.strip(), filed_by_id=by.person_id, filed_at=at
    )
    told("contest.appealed", one, by, at, entrant=place.area_id, indicator=about.pk, place=one.area_id)
    return made


@transaction.atomic
def decide(
    contest: int, appeal: int, *, upheld: bool, reason: str, part: int | None = None, whole: int | None = None,
    by: Actor, at: datetime,
) -> Appeal:  # fmt: skip
    """裁定申诉: by another keeper than who counted. Upheld, a count of data is set right; marks are set aside, to be given anew.

    Raises Refusal.
    """
    one = held(contest, by)
    found = queries.appeal_at(one, appeal)
    counted_by = one.runs.order_by("-number").values_list("made_by_id", flat=True).first()
    access.may_decide(by, one, found.filed_by_id, counted_by or 0).or_refuse()
    if found.decided_at:
        raise Refusal("decided_already", _("这件申诉已经裁定。"))
    if len(reason.strip()) < 4:
        raise Refusal("reason_missing", _("请写明理由。"))
    of_data = bool(found.indicator.gauge)
    if upheld and of_data and (part is None or whole is None or not 0 <= part <= whole):
        raise Refusal("count_missing", _("申诉成立，请写查实的数：分子不能大于分母。"))
    found.upheld, found.reason, found.decided_by_id, found.decided_at = (
        upheld,
        reason.strip(),
        by.person_id,
        at,
    )
    if upheld and of_data:
        found.part, found.whole = part, whole
    found.save(update_fields=["upheld", "reason", "decided_by", "decided_at", "part", "whole"])
    if upheld and not of_data:
        marks = Mark.objects.filter(entrant=found.entrant_id, indicator=found.indicator_id, set_aside_at=None)
        marks.update(set_aside_at=at)
    said = {"appeal": found.pk, "entrant": found.entrant.area_id, "upheld": upheld, "reason": found.reason}
    told("contest.decided", one, by, at, **said, part=found.part, whole=found.whole)
    return found


@transaction.atomic
def close(contest: int, *, by: Actor, at: datetime) -> Contest:
    """定名次: when the days of appeal are over, all are decided, and what was upheld is counted. Raises Refusal."""
    one = held(contest, by)
    if one.frozen_at is None or localdate(at) <= rules.appeals_until(localdate(one.frozen_at)):
        raise Refusal("appeals_open", _("申诉的五天过了以后才能定名次。"))
    if Appeal.objects.filter(entrant__contest=one, decided_at=None).exists():
        raise Refusal("appeals_left", _("还有申诉没有裁定。"))
    if queries.to_count_anew(one):
        raise Refusal("count_first", _("有申诉成立，请先重新算分。"))
    one.closed_at = at
    one.save(update_fields=["closed_at"])
    told("contest.closed", one, by, at)
    return one
