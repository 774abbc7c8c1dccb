"""听证: held in the re-examination of what is grave, complicated or difficult; for the time it takes the clock stands still
(《信访工作条例》第三十一条、第三十六条). It ends with its record, or it counts for nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.cases import actions as cases
from sanzhi.kit import spoken
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import access
from sanzhi.petitions.models import Hearing, Letter, Petition

from .held import Held, Section, held, issue, step, work


@dataclass(frozen=True)
class HearingRecord:
    """听证笔录: when, where and before whom; what was asked, what everybody said, and what was concluded. `present`: who took
    part and as what, one each. `open`: whether anybody could listen."""

    held_on: date
    place: str
    chair: str
    recorder: str
    present: Sequence[str]
    questions: str
    statements: str
    conclusion: str
    open: bool = True


@transaction.atomic
def hold_hearing(
    case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Petition:
    """举行听证: the only thing for which a clock of a petition stands still."""
    it = held(case_id, version)
    work(it, by, access.reviews(by, it.petition), "petition-hearing")
    if _running(it):
        raise Refusal("hearing_already", _("听证正在进行，期限已经停计。"))
    Hearing.objects.create(petition=it.petition, began_at=at)
    step(it, "petition-hearing", by=by, at=at, content={"reason": reason.strip()})
    return it.petition


@transaction.atomic
def end_hearing(
    case_id: int, record: HearingRecord, *, by: Actor, at: datetime, version: int | None = None
) -> Letter:
    """听证结束: the record is drawn up, and the clock goes on. Raises Refusal."""
    it = held(case_id, version)
    work(it, by, access.reviews(by, it.petition), "petition-heard")
    hearing = _of(it)
    _stands(record, hearing, at)
    letter = issue(
        it, "hearing", office=by.office_id or 0, by=by, at=at, fields=_heads(record), sections=_said(record)
    )
    hearing.ended_at, hearing.held_on, hearing.record = at, record.held_on, letter
    hearing.place, hearing.chair, hearing.open = (
        record.place.strip()[:120],
        record.chair.strip()[:60],
        record.open,
    )
    hearing.save()
    step(it, "petition-heard", by=by, at=at, content={"letter": letter.number})
    return letter


@transaction.atomic
def call_off_hearing(
    case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Petition:
    """听证没有举行: the days that it was waited for count after all, so that announcing one buys no time (I17)."""
    it = held(case_id, version)
    work(it, by, access.reviews(by, it.petition), "petition-notheard")
    hearing = _of(it)
    hearing.ended_at, hearing.off = at, True
    hearing.save(update_fields=["ended_at", "off"])
    cases.count_pause_after_all(it.case)
    step(it, "petition-notheard", by=by, at=at, content={"reason": reason.strip()})
    return it.petition


def _running(it: Held) -> Hearing | None:
    return Hearing.objects.select_for_update().filter(petition=it.petition, ended_at=None).first()


def _of(it: Held) -> Hearing:
    found = _running(it)
    if found is None:
        raise Refusal("no_hearing", _("没有正在进行的听证。"))
    return found


def _stands(record: HearingRecord, hearing: Hearing, at: datetime) -> None:
    if not localdate(hearing.began_at) <= record.held_on <= localdate(at):
        raise Refusal("hearing_day_wrong", _("听证的日期要在停计的第一天和今天之间。"))
    words = (
        record.place,
        record.chair,
        record.recorder,
        record.questions,
        record.statements,
        record.conclusion,
    )
    if any(len(one.strip()) < 2 for one in words) or not record.present:
        raise Refusal(
            "record_incomplete", _("笔录要写明地点、主持人、记录人、参加人、听证的问题、各方陈述和结论。")
        )


def _heads(record: HearingRecord) -> list[tuple[str, str]]:
    return [
        ("听证日期", spoken.day(record.held_on)),
        ("地点", record.place.strip()),
        ("主持人", record.chair.strip()),
        ("记录人", record.recorder.strip()),
        ("是否公开", "公开举行" if record.open else "不公开举行"),
    ]


def _said(record: HearingRecord) -> list[Section]:
    return [
        Section("参加人", [one.strip() for one in record.present]),
        Section("听证的问题", [record.questions.strip()]),
        Section("各方陈述、质询和评议", [record.statements.strip()]),
        Section("结论", [record.conclusion.strip()]),
        Section("签名", ["以上笔录经核对无误。", "信访人：　　　　　　　　　　　责任单位：", "主持人：　　　　　　　　　　　记录人："]),
    ]  # fmt: skip
