"""网格日志: made of what was recorded; words are added, it is signed, and then only an addendum."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.patrols import access, queries, rules
from sanzhi.patrols.models import Addendum, GridDiary
from sanzhi.people.roles import Actor


@transaction.atomic
def write_diary(day: date, *, words: str, by: Actor, at: datetime) -> GridDiary:
    """写几句, as often as one likes until it is signed. Raises Refusal."""
    one = _held(day, by, at)
    if len(words.strip()) > 1000:
        raise Refusal("words", _("最多写 1000 字。"))
    rules.names_no_label(words).or_refuse()
    one.words = words.strip()
    one.save(update_fields=["words"])
    record("diary.written", by=by.person_id, at=at, about=("griddiary", one.pk), content={"day": day.isoformat()})  # fmt: skip
    return one


def _held(day: date, by: Actor, at: datetime) -> GridDiary:
    access.may_walk(by, by.reach).or_refuse()
    if day > localdate(at):
        raise Refusal("day_to_come", _("这一天还没有到。"))
    GridDiary.objects.get_or_create(worker_id=by.person_id, day=day, defaults={"area_id": by.reach})
    one = GridDiary.objects.select_for_update(of=("self",)).get(worker=by.person_id, day=day)
    if one.signed_at:
        raise Refusal("diary_signed", _("这一天的日志已经签了，只能补记。"))
    return one


@transaction.atomic
def sign_diary(day: date, *, by: Actor, at: datetime) -> GridDiary:
    """签日志: what was recorded that day is kept as it stands now. Raises Refusal."""
    one = _held(day, by, at)
    lines = queries.lines_of(by, day)
    if not lines and not one.words:
        raise Refusal("diary_empty", _("这一天没有记录，也没有写，不用签。"))
    one.lines, one.signed_at = lines, at
    one.digest = rules.sealed(lines, one.words)
    one.save(update_fields=["lines", "signed_at", "digest"])
    record(
        "diary.signed", by=by.person_id, at=at, about=("griddiary", one.pk), content={"day": day.isoformat(), "digest": one.digest}
    )  # fmt: skip
    return one


@transaction.atomic
def add_to_diary(diary: int, *, words: str, by: Actor, at: datetime) -> Addendum:
    """补记, after it was signed, by whoever signed it. Raises Refusal."""
    found = queries.diary_here(by, diary)
    if found.worker_id != by.person_id or not found.signed_at:
        raise Refusal("not_your_diary", _("由本人在签了以后补记。"))
    rules.words_between(words, 2, 500, _("补记")).or_refuse()
    rules.names_no_label(words).or_refuse()
    made = Addendum.objects.create(diary=found, words=words.strip(), by_id=by.person_id, at=at)
    record("diary.added", by=by.person_id, at=at, about=("griddiary", diary), content={})
    return made
