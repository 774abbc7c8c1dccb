"""法律咨询的规矩, pure: who can be entered, when a half-day can be booked, what an answer needs."""

from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

from .rules import fits

DAYS_AHEAD = 60  # half-days are published so far ahead; 本平台约定
MOST_OPEN = 3  # questions of one person that wait at once; 本平台约定
KEPT_DAYS = 3 * 365  # what was asked and answered, after it ended; 本平台约定
ANSWERED_WITHIN = timedelta(
    days=7
)  # of being asked, or a day after the half-day that was booked, if that is later; 本平台约定
MOST_ANSWER = 3000
FEW = 10  # below so many a count of a village is told as 不到十, and not as a number; 本平台约定


def adviser_stands(*, licence: str, firm: str) -> Verdict:
    """登记法律顾问: with licence and firm."""
    if len(licence.strip()) < 5 or len(firm.strip()) < 2:
        return no("licence_missing", _("请写执业证号和所在的律师事务所（法律服务所）。"))
    return YES


def term_stands(*, starts_on: date, ends_on: date, today: date) -> Verdict:
    """聘期: that is not over already, five years at most."""
    if ends_on < starts_on or ends_on < today or (ends_on - starts_on).days > 5 * 366:
        return no("term_shape", _("聘期的最后一天要在开始以后、今天以后，一次最多五年。"))
    return YES


def hours_stand(*, day: date, today: date) -> Verdict:
    """坐班: of a day to come."""
    if not today <= day or (day - today).days > DAYS_AHEAD:
        return no("day_shape", _("请选今天起六十天里的一天。"))
    return YES


def may_put_question(question: str, waiting: int) -> Verdict:
    """问什么: in words that can be answered, and not many at once, so that half-days are there for others."""
    if waiting >= MOST_OPEN:
        return no("too_many", _("您还有 %(most)d 件在等答复，答复了再问别的。") % {"most": MOST_OPEN})
    if not 10 <= len(question.strip()) <= 2000:
        return no("question_shape", _("请写清楚事情和想问什么（10 到 2000 个字）。"))
    return YES


def answer_by(asked_at: datetime, day: date | None) -> datetime:
    """最晚什么时候答复."""
    due = asked_at + ANSWERED_WITHIN
    sat = datetime.combine(day + timedelta(days=2), time(), asked_at.tzinfo) if day else due
    return max(due, sat)


def term_ends(*, starts_on: date, ends_on: date, off: bool, today: date) -> Verdict:
    """解聘: of one that runs or is to come."""
    if off or ends_on < today:
        return no("term_over", _("这段聘期已经结束或者已经撤销。"))
    return YES


def answer_stands(*, answer: str, ground: str) -> Verdict:
    """答复: with the ground it stands on."""
    if len(answer.strip()) < 10 or len(ground.strip()) < 4:
        return no("ground_missing", _("请写答复和依据（哪部法、第几条；没有明文的写明是什么道理）。"))
    return fits(answer, MOST_ANSWER) and fits(ground, 300)
