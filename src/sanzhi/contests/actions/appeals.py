"""申诉: for five days of every count, decided by another than who counted; then the standings are final."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.contests import access, queries, rules
from sanzhi.contests.models import Appeal, Contest, Mark
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .drafting import held, held_announced, told


@transaction.atomic
def appeal(contest: int, indicator: int, *, entrant: int, text: str, by: Actor, at: datetime) -> Appeal:
    """申诉, by the place itself, within five days of a count. Raises Refusal."""
    one = held_announced(contest)
    place = queries.entrant_at(one, entrant)
    access.may_appeal(by, place).or_refuse()
    about = one.indicators.filter(pk=indicator).first()
    if about is None:
        raise queries.missing()
    run = one.runs.order_by("-number").first()
    if run is None or one.closed_at or localdate(at) > rules.appeals_until(localdate(run.made_at)):
        raise Refusal("appeal_late", _("名次公布以后五天内可以申诉（本平台约定）。"))
    if len(text.strip()) < 10:
        raise Refusal("appeal_shape", _("请写明哪里算得不对、依据是什么，至少十个字。"))
    if Appeal.objects.filter(entrant=place, indicator=about, counted_in=None).exclude(upheld=False).exists():
        raise Refusal("appealed_already", _("这一项已经有申诉在等裁定或者重新算分。"))
    made = Appeal.objects.create(
        entrant=place, indicator=about, run=run, text=text.strip(), filed_by_id=by.person_id, filed_at=at
    )
    # whoever made the count is not asked to decide on it
    said = {"entrant": place.area_id, "indicator": about.pk, "place": one.area_id, "hands": [run.made_by_id]}
    told("contest.appealed", one, by, at, **said)
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
    access.may_decide(by, one, found, set(one.judges.values_list("person_id", flat=True))).or_refuse()
    if found.decided_at:
        raise Refusal("decided_already", _("这件申诉已经裁定。"))
    if len(reason.strip()) < 4:
        raise Refusal("reason_missing", _("请写明理由。"))
    of_data = bool(found.indicator.gauge)
    if upheld and of_data:
        if part is None or whole is None or not 0 <= part <= whole:
            raise Refusal("count_missing", _("申诉成立，请写查实的数：分子不能大于分母。"))
        found.part, found.whole = part, whole
    found.upheld, found.reason = upheld, reason.strip()
    found.decided_by_id, found.decided_at = by.person_id, at
    found.save(update_fields=["upheld", "reason", "decided_by", "decided_at", "part", "whole"])
    if upheld and not of_data:
        marks = Mark.objects.filter(entrant=found.entrant_id, indicator=found.indicator_id, set_aside_at=None)
        marks.update(set_aside_at=at)
    said = {"appeal": found.pk, "entrant": found.entrant.area_id, "upheld": upheld, "reason": found.reason}
    said["marked_anew"] = upheld and not of_data
    told("contest.decided", one, by, at, **said, part=found.part, whole=found.whole)
    return found


@transaction.atomic
def close(contest: int, *, by: Actor, at: datetime) -> Contest:
    """定名次: when the days of appeal are over, all are decided, and what was upheld is counted. Raises Refusal."""
    one = held(contest, by)
    if one.shown_at is None or localdate(at) <= rules.appeals_until(localdate(one.shown_at)):
        raise Refusal("appeals_open", _("申诉的五天过了以后才能定名次。"))
    if Appeal.objects.filter(entrant__contest=one, decided_at=None).exists():
        raise Refusal("appeals_left", _("还有申诉没有裁定。"))
    if queries.to_count_anew(one):
        raise Refusal("count_first", _("有申诉成立，请先重新算分。"))
    one.closed_at = at
    one.save(update_fields=["closed_at"])
    told("contest.closed", one, by, at)
    return one
