"""志愿服务的规矩, pure: who may join, when one may sign up and check in, what counts as time. Ours (本平台约定) where no article is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from sanzhi.kit import codes
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import YES, Verdict, no

YOUNGEST, GROWN = 14, 18  # 个人信息保护法 art. 31; 未成年人保护法
BEFORE, AFTER = (
    timedelta(minutes=30),
    timedelta(minutes=30),
)  # so long around a shift one may check in, or out
NEAR = 300  # metres from the place
MOST_SHIFTS = 62  # built of templates at once
SHOWN = timedelta(days=7)  # inside the organisation, before a certificate is issued
CORRECTED_WITHIN = timedelta(days=30)
# 星级: hours and stars. An example that the press reported, in no regulation that we found; the county may choose otherwise.
STARS = ((1500, 5), (1000, 4), (600, 3), (300, 2), (100, 1))


def is_grown(born: date | None, day: date) -> bool:
    """Who is not known to be is not."""
    return born is not None and codes.age_on(born, day) >= GROWN


def may_join(born: date | None, guardian_born: date | None, today: date, *, has_guardian: bool) -> Verdict:
    """Grown, or from fourteen on with a grown guardian; who is not known to be old enough is not."""
    if born is None:
        return no("age_unknown", _("还没有登记出生日期，请先到村（社区）登记，再注册志愿者。"))
    if codes.age_on(born, today) < YOUNGEST:
        return no("too_young", _("未满十四周岁的不注册，可以由监护人带着参加活动。"))
    if is_grown(born, today):
        return YES
    if not has_guardian:
        return no(
            "guardian_missing",
            _("未满十八周岁的，要监护人同意：请写监护人登录用的手机号，要和您登记在同一户。"),
        )
    if not is_grown(guardian_born, today):
        return no("guardian_not_grown", _("监护人要已经登记出生日期，而且满十八周岁。"))
    return YES


def stars(minutes: int) -> int:
    """Of all confirmed hours together."""
    return next((star for hours, star in STARS if minutes >= hours * 60), 0)


def next_star(minutes: int) -> int | None:
    """The hours at which the next star begins, if there is one."""
    return min((hours for hours, _star in STARS if minutes < hours * 60), default=None)


@dataclass(frozen=True)
class Span:
    starts_at: datetime
    ends_at: datetime


def may_sign(span: Span, at: datetime, others: Iterable[Span]) -> Verdict:
    """Before it ends, and not where one is already."""
    if at >= span.ends_at:
        return no("shift_over", _("这个班次已经结束，请选后面的。"))
    if any(one.starts_at < span.ends_at and span.starts_at < one.ends_at for one in others):
        return no("elsewhere", _("这个时间您已经报了别的班次，请先取消那一个。"))
    return YES


def may_come(span: Span, at: datetime) -> Verdict:
    """签到: from half an hour before it begins until it ends."""
    if at < span.starts_at - BEFORE:
        return no("too_early", _("班次开始前半小时起可以签到。"))
    if at >= span.ends_at:
        return no("shift_over", _("班次已经结束，签不了到；来过的请告诉负责人补登。"))
    return YES


def is_near(metres: int) -> Verdict:
    if metres > NEAR:
        return no(
            "too_far",
            _("您离活动地点约 %(metres)d 米，到了再签到；手机定位不准的，请负责人代签。")
            % {"metres": metres},
        )
    return YES


def counted(span: Span, came_at: datetime, went_at: datetime) -> int:
    """服务时长: whole minutes between coming and going, within the shift: the way there and back is not in it."""
    first, last = max(came_at, span.starts_at), min(went_at, span.ends_at)
    return max(int((last - first).total_seconds() // 60), 0)


def may_confirm(minutes: int, most: int) -> Verdict:
    """核定: no more than lies between coming and going."""
    if not 0 <= minutes <= most:
        return no(
            "minutes_shape", _("从签到到签退、在班次里的是 %(most)d 分钟，时长不能再多。") % {"most": most}
        )
    return YES


def may_grant(minutes: int, now: int, asked: int) -> Verdict:
    """更正成多少: between what stands and what the volunteer said: nobody's hours fall, or rise, past their own word."""
    least, most = sorted((now, asked))
    if not least <= minutes <= most:
        return no(
            "minutes_shape", _("更正的时长要在 %(least)d 到 %(most)d 分钟之间：现在的和本人说的。") % {"least": least, "most": most}
        )  # fmt: skip
    return YES


def may_correct(confirmed_at: datetime, at: datetime, minutes: int, planned: int, reason: str) -> Verdict:
    if at > confirmed_at + CORRECTED_WITHIN:
        return no("too_late", _("核定后 %(days)d 天内可以要求更正。") % {"days": CORRECTED_WITHIN.days})
    if len(reason.strip()) < 4:  # a word is no reason
        return no("reason_missing", _("请写明哪里不对（至少 4 个字）。"))
    if not 0 <= minutes <= planned:
        return no("minutes_shape", _("时长最多是班次的 %(planned)d 分钟。") % {"planned": planned})
    return YES


def may_issue(shown_at: datetime | None, at: datetime) -> Verdict:
    """出具证明: after a week inside the organisation."""
    if shown_at is None or at < shown_at + SHOWN:
        return no("not_shown", _("在组织内部公示满 %(days)d 天才出具。") % {"days": SHOWN.days})
    return YES


@dataclass(frozen=True)
class Weekly:
    """模板: on this weekday from–to so many."""

    weekday: int
    starts: time
    ends: time
    needed: int


def template_stands(one: Weekly) -> Verdict:
    if not (0 <= one.weekday <= 6 and one.starts < one.ends and 1 <= one.needed <= 200):  # the days of a week
        return no("template_shape", _("请写周几、从几点到几点（同一天里），要 1 到 200 人。"))
    return YES


def built(templates: Sequence[Weekly], first: date, last: date) -> Iterator[tuple[Span, int]]:
    """The shifts that the templates give from one day to another: (span, how many are needed)."""
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        for one in templates:
            if one.weekday == day.weekday():
                span = Span(
                    datetime.combine(day, one.starts, COUNTY), datetime.combine(day, one.ends, COUNTY)
                )
                yield span, one.needed
