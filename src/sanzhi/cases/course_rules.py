"""Pure rules of what may happen to a case on its way. Numbers marked 本平台约定 are ours."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sanzhi.kit import deadlines, spoken
from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.kit.deadlines import Limit
from sanzhi.kit.verdict import YES, Verdict, no

from . import rules
from .elsewhere import LINES
from .flow.course import GRANTORS

MOST_REASSIGNS = 3  # 本平台约定: who is sent round more often goes up to the county
LOW_SCORE = 2  # 本平台约定: so low a score for a helper is explained
CONTEST_WITHIN = Limit(5, "wd")  # 本平台约定: from the rating, or from the card
UNSATISFIED = 2  # 本平台约定: of the five grades, the two that an office may contest


def may_reassign(*, already: int, same_lead: bool, bound: bool, county: bool) -> Verdict:
    """May the case go to another lead without a return? What was decided bindingly is for the county alone."""
    if same_lead:
        return no("lead_same", _("主办单位没有变，请选择另一个单位。"))
    if bound and not county:
        return no("binding", _("承办单位已经裁定，只有市社会治理中心可以改派。"))
    if already >= MOST_REASSIGNS and not county:
        return no(
            "reassigned_enough",
            _("已经改派 %(times)d 次，请由市社会治理中心改派。") % {"times": already},
        )
    return YES


def in_time(due_at: datetime, at: datetime) -> Verdict:
    """A delay is asked for and granted before the limit passes, never after."""
    if at >= due_at:
        return no("limit_passed", _("期限已经过了，不能再延期。"))
    return YES


def may_delay(*, more: int, most: Limit, unit: str, times: int, already: int) -> Verdict:
    """Is what is asked for within the rule, which speaks in the limit's own unit?"""
    if most.unit != unit:
        return no("delay_other_unit", _("延期规则和办理时限的单位不同，请系统管理员先改规则。"))
    if already >= times:
        return no("delayed_enough", _("这一环节最多延期 %(times)d 次，已经用完。") % {"times": times})
    if not 1 <= more <= most.amount:
        return no("delay_too_long", _("每次最多延期%(most)s。") % {"most": most})
    return YES


def may_stretch(most: Limit, limit: Limit, granted_by: Collection[str]) -> Verdict:
    """May a delay rule be so? In the unit of its limit, and granted by a desk or a supervisor."""
    if most.unit != limit.unit:
        return no(
            "delay_other_unit",
            _("这类事项的办理时限是%(limit)s，延期要用同一个单位。") % {"limit": limit},
        )
    if not granted_by or not set(granted_by) <= set(GRANTORS):
        return no("grantor_missing", _("请选择由谁审核。"))
    return YES


def names_an_article(basis: str) -> Verdict:
    """A clock stands still only where a published text lets it: "《…》第…条"."""
    if re.search(r"《[^《》]+》第[〇零一二三四五六七八九十百千\d]+条", basis):
        return YES
    return no("article_missing", _("中止要有法规依据：写明文件名和第几条，如“《行政许可法》第四十五条”。"))


def may_answer_delay(
    *,
    asked_by: int,
    asked_office: int | None,
    by: int | None,
    office: int | None,
    role: str,
    granted_by: Collection[str],
) -> Verdict:
    """The role that the rule names, and neither who asked nor their office."""
    if role not in granted_by:
        return no("role_may_not_grant", _("按延期规则，这一项不由您的岗位审核。"))
    if by == asked_by or office == asked_office:
        return no("own_ask", _("延期要由申请单位以外的人审核。"))
    return YES


def may_suspend(*, at: datetime, until: datetime, latest: datetime, times: int, already: int) -> Verdict:
    """On this ground, for so long, and no more often than its rule allows."""
    if already >= times:
        return no("suspended_enough", _("这一事由最多中止 %(times)d 次，已经用完。") % {"times": times})
    if until <= at:
        return no("until_past", _("恢复日期要晚于现在。"))
    if until > latest:
        return no(
            "suspended_too_long",
            _("按这一事由，最迟要在%(latest)s前恢复。") % {"latest": spoken.last_moment(latest)},
        )
    return YES


def contest_ends(since: datetime, calendar: WorkingCalendar) -> datetime:
    """The first moment that is too late for a contest."""
    return deadlines.end(CONTEST_WITHIN, since, calendar)


def may_contest(since: datetime, at: datetime, calendar: WorkingCalendar) -> Verdict:
    if at >= contest_ends(since, calendar):
        return no("contest_too_late", _("申诉要在%(within)s内提出，已经过了。") % {"within": CONTEST_WITHIN})
    return YES


def may_decide_contest(*, by: int | None, office: int | None, asked_by: int, asked_office: int) -> Verdict:
    if by == asked_by or office == asked_office:
        return no("own_contest", _("申诉要由其他单位的人裁定。"))
    return YES


def may_decline(kind: str, called: str, known: Mapping[str, Any]) -> Verdict:
    """One of the six kinds; an emergency only once its line was called."""
    if kind and kind not in known:
        return no("kind_unknown", _("请选择属于哪一种。"))
    if kind == "emergency" and called not in {line.number for line in LINES}:
        return no("line_not_called", _("危急的先打电话转报，再登记：请选择打的是哪个电话。"))
    return YES


def may_object(objected: bool, ended_at: datetime | None, at: datetime) -> Verdict:
    """Once, and as long as a closed matter may be asked for again."""
    if objected:
        return no("objected_already", _("已经提过一次异议；还有不服的，请按告知的途径办理。"))
    if ended_at and at > ended_at + rules.REOPEN_WITHIN:
        return no(
            "object_too_late", _("已超过 %(days)d 天，请重新提交诉求。") % {"days": rules.REOPEN_WITHIN.days}
        )
    return YES


def may_set_secrecy(present: str, asked: str, known: Collection[str]) -> Verdict:
    if asked not in known:
        return no("secrecy_missing", _("请选择保密程度。"))
    if asked == present:
        return no("secrecy_same", _("现在就是这个保密程度。"))
    return YES


def may_score(score: int, reason: str) -> Verdict:
    """A helper's score: 1 to 5, a low one with its reason."""
    if not 1 <= score <= 5:
        return no("score_missing", _("请打 1 到 5 分。"))
    if score <= LOW_SCORE and len(reason.strip()) < 4:
        return no("reason_missing", _("打 2 分以下，请写明理由（至少 4 个字）。"))
    return YES
