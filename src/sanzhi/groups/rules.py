"""社会组织的规矩, pure: what an entry must say, when an organisation can be rated and as what."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from sanzhi.kit import calendar, codes
from sanzhi.kit.verdict import YES, Verdict, no

MUST_BE_REGISTERED = ("association", "service_institution", "foundation")
TEAMS = ("help_team", "service_team")
# Of 1,000 points, the least for each grade (《社会组织评估管理办法》的五级；分数线是公开的评分标准里的例子).
GRADES = ((951, 5), (901, 4), (851, 3), (801, 2), (701, 1))
YEARS_VALID = 5
YEARS_REGISTERED = 2


def entry_stands(
    *, kind: str, standing: str, host: str, uscc: str, reg_no: str, legal_rep: str, founded_on: date, today: date
) -> Verdict:  # fmt: skip
    """登记的内容: who must be registered is; a registered one has its code, number and legal representative."""
    if kind in MUST_BE_REGISTERED and standing != "registered":
        return no(
            "must_be_registered",
            _("社会团体、社会服务机构、基金会要在登记机关登记，不能只在镇（街道）备案。"),
        )
    if (kind in TEAMS) != bool(host):
        return no("host_shape", _("帮帮团、服务队要写在哪里的（村、工厂、市场）；别的不写。"))
    if standing == "registered" and not (uscc and reg_no.strip() and legal_rep.strip()):
        return no("numbers_missing", _("登记的组织要写统一社会信用代码、登记证号和法定代表人。"))
    if uscc and not (verdict := codes.check_uscc(uscc)):
        return verdict
    if founded_on > today:
        return no("founded_later", _("成立日期不能在今天以后。"))
    return YES


def grade_of(points: int) -> int:
    """The grade of so many points: 5 for 5A; 0 for none."""
    return next((grade for least, grade in GRADES if points >= least), 0)


def may_be_rated(
    *, standing: str, status: str, founded_on: date, given_on: date, reports: Mapping[int, str], points: int
) -> Verdict:
    """评估: of one registered two years, in good standing, whose report of the year before did not fail.
    `reports`: {year: result}."""
    if standing != "registered" or calendar.years_after(founded_on, YEARS_REGISTERED) > given_on:
        return no("too_young", _("登记满两年的社会组织才参加评估。"))
    if status != "active":
        return no("not_in_standing", _("列入活动异常名录、正在被调查或者已注销的，不评估。"))
    if reports.get(given_on.year - 1, "failed") == "failed":
        return no("report_missing", _("上一年度的年度报告没有交或者不合格的，不评估。"))
    if not grade_of(points):
        return no("no_grade", _("不到 %(least)d 分的不评等级。") % {"least": GRADES[-1][0]})
    return YES


MOST_MILESTONES = 8
LEAST_SCORES = 3  # of a panel, before anything is decided; 本平台约定


def call_stands(*, total: int, most: int, until: datetime, at: datetime) -> Verdict:
    """征集: with money, and time to answer."""
    if not 0 < most <= total:
        return no("money_shape", _("一个项目最多的钱要大于零，不能超过一共安排的钱。"))
    if until <= at:
        return no("until_past", _("截止时间要在现在以后。"))
    return YES


def may_bid(*, posted: bool, until: datetime, most: int, fen: int, at: datetime) -> Verdict:
    """申报: once the call is announced, before it ends, within what one may have."""
    if not posted:
        return no("not_announced", _("征集还没有公示。"))
    if at >= until:
        return no("call_over", _("征集已经截止。"))
    if not 0 < fen <= most:
        return no("money_shape", _("申请的钱要大于零，不能超过一个项目最多的钱。"))
    return YES


def may_name_judge(*, until: datetime, at: datetime) -> Verdict:
    """请评审: while nobody knows yet who bids for how much; a panel named afterwards could be chosen for its scores."""
    if at >= until:
        return no("call_over", _("征集已经截止，不能再请评审。"))
    return YES


def may_score(*, until: datetime, at: datetime, tied: bool, points: int) -> Verdict:
    """评分: after the call ended, by somebody who has nothing to do with the organisation."""
    if at < until:
        return no("call_runs", _("征集截止以后才评分。"))
    if tied:
        return no("recused", _("和这个组织有关系的要回避。"))
    if not 0 <= points <= 100:
        return no("points_shape", _("评分是 0 到 100 分。"))
    return YES


def may_grant(*, scores: int, announced: bool, fen: int, asked: int, milestones: Sequence[int]) -> Verdict:
    """资助: of a bid scored by enough, no more than it asked for, in milestones that are all of it."""
    if scores < LEAST_SCORES:
        return no("scores_missing", _("至少 %(least)d 位评审评过分才能定。") % {"least": LEAST_SCORES})
    if not announced:
        return no("notice_stands_not", _("征集的公示还没有期满，或者有异议没有答复。"))
    if not 0 < fen <= asked:
        return no("money_shape", _("资助的钱要大于零，不能超过申请的钱。"))
    if not 1 <= len(milestones) <= MOST_MILESTONES or sum(milestones) != fen or min(milestones) <= 0:
        return no("milestones_shape", _("分 1 到 %(most)d 个阶段，各阶段的钱加起来要正好是资助的钱。") % {"most": MOST_MILESTONES})  # fmt: skip
    return YES


MOST_SAID = 2000  # of what is written at one step


def fits(text: str, most: int = MOST_SAID) -> Verdict:
    """写得下: what is too long is said to be so, and never cut."""
    if len(text.strip()) > most:
        return no("too_long", _("最多写 %(most)d 字，请删短一些。") % {"most": most})
    return YES


DAYS_AHEAD = 30  # an order is for a day within so many; 本平台约定
LEAST_HOURS, MOST_HOURS = 1, 168  # within which a team says that it answers; 本平台约定


def offer_stands(*, name: str, what: str, price: str, weekdays: str, answer_hours: int) -> Verdict:
    """服务项目: says what, at what price, on which days, and when the team answers."""
    if len(name.strip()) < 2 or len(what.strip()) < 4 or not price.strip():
        return no("offer_shape", _("请写清做什么、收不收钱（不收就写免费）。"))
    if not weekdays or set(weekdays) - set("0123456"):
        return no("weekdays_missing", _("请选周几可以服务。"))
    if not LEAST_HOURS <= answer_hours <= MOST_HOURS:
        return no("hours_shape", _("多少小时里答复，写 1 到 168。"))
    return YES


def may_ask_for(*, day: date, today: date, weekdays: str, place: str) -> Verdict:
    """下单: for one of the days of the service, within a month."""
    if len(place.strip()) < 2:
        return no("place_missing", _("请写到哪里去。"))
    return day_stands(day=day, today=today, weekdays=weekdays)


def day_stands(*, day: date, today: date, weekdays: str = "0123456") -> Verdict:
    """约哪一天: from today, within a month; asked for, it is one of the days of the service."""
    if not today <= day <= today + timedelta(days=DAYS_AHEAD):
        return no("day_shape", _("请选今天起三十天里的一天。"))
    if str(day.weekday()) not in weekdays:
        return no("not_on_this_day", _("这一天不服务，请看这项服务周几有。"))
    return YES


def may_pass(*, agreed: bool, kind: str, to_kind: str) -> Verdict:
    """转给别的团队: of somebody who agreed that another team is told who they are and where, to one that does that kind of thing."""
    if not agreed:
        return no(
            "not_asked",
            _("本人没有同意告诉别的团队；请先问本人，由本人（或者替他下单的单位）在服务单上同意。"),
        )
    if kind != to_kind:
        return no("other_kind", _("只能转给做同一类服务的团队。"))
    return YES


def was_heard(*, heard_at: datetime | None, done_at: datetime | None, at: datetime) -> Verdict:
    """替本人说: a clerk called them, after it was done."""
    minute = done_at.replace(second=0, microsecond=0) if done_at else at
    if heard_at is None or not minute <= heard_at <= at:  # a time is typed to the minute
        return no("heard_at_shape", _("请写什么时候问的本人：在服务好以后、现在以前。"))
    return YES


def gift_may_be_used(*, kind: str, confirmed: bool) -> Verdict:
    """用捐赠: gifts of a fund of donations, one by one; a development fund is granted under a call instead."""
    if kind != "donations":
        return no("granted_under_calls", _("发展基金的钱通过征集资助，不按一笔一笔的捐赠用。"))
    if not confirmed:
        return no("not_confirmed", _("还没有核对入账。"))
    return YES
