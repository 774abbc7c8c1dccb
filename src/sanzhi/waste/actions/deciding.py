"""认定、抽查、复核、申诉: a grade is looked at again by somebody who had no hand in it; what it counts as follows."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.cases.sampling import OUT_OF, lot_of
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.waste import access, queries, rules
from sanzhi.waste.models import Appeal, Conflict, Grade, Inspection, Review, Sample


@transaction.atomic
def settle(conflict_id: int, grade: str, *, by: Actor, at: datetime) -> Conflict:
    """认定: of two grades of one bin on one day, what it counts as. By neither of the two. Raises Refusal."""
    found = Conflict.objects.select_for_update(of=("self",)).select_related("inspection").get(pk=conflict_id)
    first = found.inspection
    access.may_decide(by, first.area_id, found.by_id, first.by_id).or_refuse()
    _decide(found, grade, by, at)
    found.save(update_fields=["decided_as", "decided_by", "decided_at"])
    _count_as(first, grade, by, at, "waste.settled")
    return found


@transaction.atomic
def draw_sample(
    area: str, *, first: date, last: date, percent: int, by: Actor, at: datetime, seed: str = ""
) -> Sample:
    """抽查: each photo of these days that nobody graded again yet, by a lot of its own. Raises Refusal."""
    access.may_decide(by, area).or_refuse()
    if not 1 <= percent <= 100 or not first <= last <= localdate(at):
        raise Refusal("sample_shape", _("请选今天以前的日期，比例 1 到 100。"))
    among = queries.photos_to_draw(area, first, last)
    seed = seed or secrets.token_urlsafe(12)
    drawn = [number for number in among if lot_of(f"{seed}:{number}") < percent * OUT_OF // 100]
    if not drawn:
        raise Refusal("nothing_drawn", _("这几天没有抽到照片，换个日期或比例再抽。"))
    sample = Sample.objects.create(
        area_id=area, first=first, last=last, percent=percent, seed=seed, among=len(among),
        drawn_by_id=by.person_id, drawn_at=at,
    )  # fmt: skip
    Review.objects.bulk_create([Review(sample=sample, inspection_id=number) for number in drawn])
    said = {"area": area, "seed": seed, "percent": percent, "among": len(among), "drawn": len(drawn)}
    about = ("waste_sample", sample.id)
    record("waste.sampled", by=by.person_id, at=at, about=about, content=said, topic="waste.sampled")
    return sample


@transaction.atomic
def review(review_id: int, grade: str, *, by: Actor, at: datetime) -> Review:
    """复核: what the photo shows, by somebody who was not shown the first grade. Raises Refusal."""
    found = Review.objects.select_for_update(of=("self",)).select_related("inspection").get(pk=review_id)
    first = found.inspection
    access.may_decide(by, first.area_id, first.by_id).or_refuse()
    _decide(found, grade, by, at)
    found.save(update_fields=["decided_as", "decided_by", "decided_at"])
    if grade != first.grade:
        _count_as(first, grade, by, at, "waste.reviewed")
    return found


@transaction.atomic
def appeal(inspection_id: int, *, reason: str, by: Actor, at: datetime) -> Appeal:
    """申诉: by anybody of the household whose bin it is, once, within the window. Raises Refusal."""
    found = queries.inspection_of_mine(by, inspection_id)
    there = Appeal.objects.select_for_update(of=("self",)).filter(inspection=found).exists()
    rules.may_appeal(found.counted, found.synced_at, at, there=there).or_refuse()
    said = _in_words(reason)
    made = Appeal.objects.create(inspection=found, person_id=by.person_id, reason=said, asked_at=at)
    said_of = {"area": found.area_id, "hands": [found.by_id, by.person_id]}
    about = ("inspection", found.id)
    record("waste.appealed", by=by.person_id, at=at, about=about, content=said_of, topic="waste.appealed")
    return made


@transaction.atomic
def answer_appeal(appeal_id: int, grade: str, *, answer: str, by: Actor, at: datetime) -> Appeal:
    """答复申诉: by somebody else than who graded and who asked; never to the household's loss. Raises Refusal."""
    found = Appeal.objects.select_for_update(of=("self",)).select_related("inspection").get(pk=appeal_id)
    first = found.inspection
    access.may_decide(by, first.area_id, first.by_id, found.person_id).or_refuse()
    if rules.worse(first.counted, grade) > 0:
        raise Refusal("worse", _("申诉只会维持或改好，不会改差。"))
    found.answer = _in_words(answer)
    _decide(found, grade, by, at)
    found.save(update_fields=["decided_as", "answer", "decided_by", "decided_at"])
    _count_as(first, grade, by, at, "waste.answered", told=True)
    return found


def _in_words(said: str) -> str:
    if not 4 <= len(said.strip()) <= 300:
        raise Refusal("words_missing", _("请用 4 到 300 个字写明理由。"))
    return said.strip()


def _decide(found: Conflict | Review | Appeal, grade: str, by: Actor, at: datetime) -> None:
    if found.decided_at:
        raise Refusal("decided", _("这一条已经办过了。"))
    if grade not in Grade.values:
        raise Refusal("grade_unknown", _("请选 A、B、C、拒收或没投。"))
    found.decided_as, found.decided_by_id, found.decided_at = grade, by.person_id, at


def _count_as(
    first: Inspection, grade: str, by: Actor, at: datetime, kind: str, *, told: bool = False
) -> None:
    Inspection.objects.filter(pk=first.pk).update(counted=grade)
    said = {"area": first.area_id, "was": first.counted, "now": grade, "households": [first.household_id]}
    about = ("inspection", first.id)
    record(kind, by=by.person_id, at=at, about=about, content=said, topic=kind if told else None)
