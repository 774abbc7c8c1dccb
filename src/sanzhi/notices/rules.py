"""公示的规则: how long a notice stands, who may not answer an objection, which period a disclosure is for. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from sanzhi.kit import deadlines, limits
from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.kit.verdict import YES, Verdict, no

# Asked of a notice: answered within this. 《浙江省村民委员会组织法实施办法》: what is questioned is decided within 15 days.
ANSWER_WITHIN = limits.Limit(15, "d")
FURTHER_WITHIN = timedelta(days=15)  # 本平台约定
LONGEST = 365  # days; 本平台约定
MOST_LINES = 5_000
LEAST_TEXT = 4
A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Standing:
    """What is known of a notice, or of one line of it, when it is asked whether it stands."""

    posted_at: datetime | None
    until: datetime | None
    withdrawn: bool
    proven: bool
    open_objections: int
    upheld: int


@dataclass(frozen=True)
class Asked:
    """What is known of an objection, when somebody wants to take it further."""

    sort: str
    due_at: datetime
    answered_at: datetime | None
    upheld: bool | None
    taken_further_at: datetime | None


def ends_at(posted_at: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    """When a notice of so many days is over: the day of posting does not count, the last day counts whole and is a
    working day (民法典 arts 201, 203). The first moment after it."""
    return deadlines.end(limits.Limit(days, "d"), posted_at, calendar)


def days_stand(days: int, least: int) -> Verdict:
    """Longer than the rule says is free, shorter is not."""
    if days < least:
        return no("notice_too_short", _("这一类公示至少 %(least)d 天。") % {"least": least})
    if days > LONGEST:
        return no("notice_too_long", _("公示最长一年。"))
    return YES


def stands(known: Standing, at: datetime) -> Verdict:
    """May what was announced take effect? Only when its time is over, it was seen, and nobody's objection is open or upheld."""
    if known.posted_at is None or known.until is None:
        return no("not_posted", _("还没有公示。"))
    if known.withdrawn:
        return no("withdrawn", _("公示已经撤回。"))
    if known.upheld:
        return no("objection_upheld", _("有异议成立，这一项不生效。"))
    if at < known.until:
        return no("notice_running", _("公示还没有期满。"))
    if known.open_objections:
        return no("objection_open", _("还有异议没有答复。"))
    if not known.proven:
        return no("not_proven", _("还没有上墙张贴的照片。"))
    return YES


def words_stand(title: str, contact: str, body: str, lines: Sequence[str]) -> Verdict:
    """A notice says what it is about, and where to object."""
    if not 4 <= len(title.strip()) <= 80:
        return no("title_shape", _("标题请写 4 到 80 个字。"))
    if not 2 <= len(contact.strip()) <= 120:
        return no("contact_missing", _("请写明有异议找谁、打什么电话。"))
    if not body.strip() and not lines:
        return no("nothing_said", _("正文和明细至少要有一样。"))
    if len(lines) > MOST_LINES:
        return no("too_many_lines", _("一份公示最多 %(most)d 行。") % {"most": MOST_LINES})
    if any(not line.strip() or len(line) > 200 for line in lines):
        return no("line_shape", _("每一行要写明是什么事，最多 200 个字。"))
    return YES


def may_object(sort: str, until: datetime | None, withdrawn_at: datetime | None, at: datetime) -> Verdict:
    """An objection while it stands; a question at any time, 村民委员会组织法 art. 35: villagers may ask."""
    if sort not in ("objection", "question"):
        return no("sort_unknown", _("请选择异议或询问。"))
    if withdrawn_at and sort == "objection":
        return no("withdrawn", _("公示已经撤回。"))
    if sort == "objection" and (until is None or at >= until):
        return no("notice_over", _("公示期已满，不能再提异议；可以询问，或者在网上提交诉求。"))
    return YES


def may_take_further(asked: Asked, at: datetime) -> Verdict:
    """To the town (二级复核): once, when it was refused, within fifteen days of the answer; or when no answer came in time."""
    if asked.sort != "objection":
        return no("not_an_objection", _("询问不能要求复核，可以再问一次。"))
    if asked.taken_further_at:
        return no("taken_further", _("已经请镇（街道）复核了。"))
    if asked.answered_at is None:
        return YES if at >= asked.due_at else no("not_due_yet", _("还在答复期内，请再等等。"))
    if asked.upheld:
        return no("upheld_already", _("异议已经成立，不用复核。"))
    if at >= asked.answered_at + FURTHER_WITHIN:
        return no("too_late", _("答复已经过了十五天，可以在网上另外提交诉求。"))
    return YES


def third_person(answerer: int | None, *, raised_by: int, hands: tuple[int | None, ...]) -> Verdict:
    """Whoever objects does not answer, nor whoever drew up or signed what is objected to."""
    if answerer is None or answerer == raised_by:
        return no("own_objection", _("提出的人不能自己答复。"))
    if answerer in hands:
        return no("own_notice", _("拟稿和审签的人不能答复对它的异议，请由别人答复。"))
    return YES


def period_of(day: date, every: str) -> str:
    """The period a day lies in: "2026-09", "2026Q3"."""
    return f"{day:%Y-%m}" if every == "month" else f"{day.year}Q{(day.month + 2) // 3}"


def last_ended(day: date, every: str) -> str:
    """The last period that was over before the one this day lies in."""
    year, month = day.year, day.month if every == "month" else (day.month - 1) // 3 * 3 + 1
    return period_of(date(year, month, 1) - timedelta(days=1), every)


def period_stands(period: str, every: str) -> Verdict:
    """Is this the name of a period of that length?"""
    try:
        right = period_of(last_day_of(period), every) == period
    except (ValueError, IndexError):
        right = False
    return YES if right else no("period_shape", _("请选择是哪一期。"))


def last_day_of(period: str) -> date:
    """The last day of a period. ValueError for anything that is none."""
    year, month = (int(period[:4]), int(period[5:]) * 3) if "Q" in period else map(int, period.split("-"))
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return first_after - timedelta(days=1)


def periods_due(every: str, within_days: int, since: date, today: date) -> Iterator[str]:
    """The periods that ended since a duty came into force and whose disclosure is late today, oldest first."""
    day = since
    while True:
        period = period_of(day, every)
        ended = last_day_of(period)
        if ended + timedelta(days=within_days) >= today:
            return
        yield period
        day = ended + timedelta(days=1)
