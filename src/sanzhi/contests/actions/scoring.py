"""打分、算分: counted once after the last day and shown; counted anew with its reason, beside what was counted before."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sanzhi.contests import access, queries, rules
from sanzhi.contests.models import Appeal, Contest, Indicator, Mark, Reading, ReadingMark, Run, Standing
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .drafting import held, held_announced, told

FIRST = gettext_noop("第一次公布")  # kept as it is written here, whoever reads


@transaction.atomic
def mark(
    contest: int, entrant: int, indicator: int, *, points: Decimal, evidence: str, by: Actor, at: datetime
) -> Mark:
    """评委打分, once, with what was seen; anew only where an appeal set it aside. Raises Refusal."""
    one = held_announced(contest)
    place, rubric = queries.entrant_at(one, entrant), _rubric(one, indicator)
    judge = one.judges.filter(person_id=by.person_id).first()
    access.may_mark(by, judge, place, queries.places_covered(by.person_id or 0, at)).or_refuse()
    over = one.closed_at or one.called_off_at or at < one.since
    if over or (one.frozen_at and (place.pk, rubric.pk) not in queries.marked_anew(one)):
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


@transaction.atomic
def freeze(contest: int, *, by: Actor, at: datetime) -> Run:
    """算分并公布名次, once, in the days after the last one that counts; in the first of them only with all marks. Raises Refusal."""
    one = held(contest, by)
    if one.opened_at is None or one.frozen_at or not one.until <= at < one.until + rules.COUNT_WITHIN:
        raise Refusal(
            "not_to_freeze", _("计分的最后一天过了以后十五天内算分，只公布一次；以后改动都是重新算分。")
        )
    if at < one.until + rules.MARK_WITHIN and queries.marks_missing(one):
        raise Refusal("marks_missing", _("还有单位不足三个人打分；最后一天过了七天还没打完的，才可以不等。"))
    run = _counted(one, FIRST, queries.read_all(one, at), by, at)
    one.frozen_at = one.shown_at = at
    one.save(update_fields=["frozen_at", "shown_at"])
    told("contest.frozen", one, by, at, run=run.number)
    return run


@transaction.atomic
def count_anew(contest: int, *, reason: str, by: Actor, at: datetime) -> Run:
    """重新算分, after an appeal was upheld; beside what was counted before, and as it was but for what was upheld. Raises Refusal."""
    one = held(contest, by)
    upheld = queries.to_count_anew(one)
    if not upheld:
        raise Refusal("nothing_to_count", _("申诉成立以后才重新算分。"))
    if queries.marks_missing(one, queries.marked_anew(one)):
        raise Refusal("marks_missing_anew", _("申诉成立的那一项，要等三位评委重新打分。"))
    if len(reason.strip()) < 2:
        raise Refusal("reason_missing", _("请写明理由。"))
    run = _counted(one, reason.strip(), queries.read_again(one, upheld), by, at)
    Appeal.objects.filter(pk__in=[each.pk for each in upheld]).update(counted_in=run)
    one.shown_at = at
    one.save(update_fields=["shown_at"])
    told("contest.counted_anew", one, by, at, run=run.number, reason=run.reason)
    return run


def _counted(
    contest: Contest, reason: str, read: Mapping[tuple[int, int], queries.Read], by: Actor, at: datetime
) -> Run:
    number = (contest.runs.aggregate(last=Max("number"))["last"] or 0) + 1
    run = Run.objects.create(
        contest=contest, number=number, reason=reason, made_by_id=by.person_id, made_at=at
    )
    scores = queries.scored(contest, read)
    readings = Reading.objects.bulk_create(
        Reading(
            run=run, entrant_id=pair[0], indicator_id=pair[1], part=one.found.part, whole=one.found.whole,
            score=scores[pair], appeal_id=one.appeal,
        )
        for pair, one in read.items()
    )  # fmt: skip
    made_of = zip(readings, read.values(), strict=True)
    ReadingMark.objects.bulk_create(
        ReadingMark(reading=reading, mark=each) for reading, one in made_of for each in one.marks
    )
    Standing.objects.bulk_create(
        Standing(run=run, entrant_id=place, total=total, rank=rank)
        for place, (total, rank) in queries.ranked(contest, scores).items()
    )
    return run
