"""积分的规矩, pure: what an item gives, what caps leave of it, who may decide, how a vote and a year come out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_low

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sanzhi.deliberation import rules as votes
from sanzhi.deliberation.packs import PACKS
from sanzhi.kit.verdict import YES, Verdict, no

# All of these are ours (本平台约定).
LEAST_SCORES = 3
LATEST_REPORT = 60  # days after the deed
NOTICE_DAYS = 15
MOST_PHOTOS = 6
TIERS = ((200, "gold"), (150, "silver"), (120, "bronze"), (100, "participant"))
TIER_NAMES = {
    "gold": gettext_noop("金星户"),
    "silver": gettext_noop("银星户"),
    "bronze": gettext_noop("铜星户"),
    "participant": gettext_noop("参与户"),
    "": "未到参与户",
}
GROWN = 18
# Whom a standard's scope lets take part. Who has not been asked is "other": where it matters, a clerk asks.
RESIDENCES = {
    "all": ("registered", "new", "other"),
    "registered": ("registered",),
    "tenants": ("registered", "new"),
}


@dataclass(frozen=True, slots=True)
class Vote:
    """一票: of a panelist; `points` for each unit, where they agree."""

    agrees: bool
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """限额: so many points in one day, month or year; `span` names which."""

    span: str
    most: int


def enough_scores(seats: int) -> int:
    """How many members must have scored: more than half of the panel, three at least."""
    return max(LEAST_SCORES, seats // 2 + 1)


def decided(votes: Sequence[Vote], seats: int) -> int | None:
    """What the panel decided: points for each unit, 0 for no points; None while too few have scored or they are even.

    More than half of those who scored must agree; how much is the lower middle of what they said.
    """
    if len(votes) < enough_scores(seats):
        return None
    agreeing = [vote.points or 0 for vote in votes if vote.agrees]
    if len(agreeing) * 2 > len(votes):
        return median_low(agreeing)
    return 0 if len(agreeing) * 2 < len(votes) else None


def caps_of(per_day: int | None, per_month: int | None, per_year: int | None, day: date) -> list[Cap]:
    """The caps that a deed of this day falls under."""
    spans = ((per_day, day.isoformat()), (per_month, f"{day:%Y-%m}"), (per_year, f"{day:%Y}"))
    return [Cap(span, most) for most, span in spans if most is not None]


def within(points: int, caps: Iterable[Cap], used: dict[str, int]) -> int:
    """What the caps leave of `points`, when so much of each span has been used."""
    return max(0, min([points, *(cap.most - used.get(cap.span, 0) for cap in caps)]))


# From these sources nothing is reported or scored here: the room that graded or confirmed it hands it over.
COUNTED_ELSEWHERE = ("waste", "volunteer")


def within_scope(scope: str, residence: str) -> bool:
    """Whether a standard applies to somebody who lives here as this ; `models.Standard.Scope`."""
    return residence in RESIDENCES[scope]


def grown_on(birth_date: date | None, day: date) -> bool:
    """Eighteen full years on this day; whose age is not known is not (I7). Born on 29 February: on 1 March."""
    if birth_date is None:
        return False
    try:
        then = birth_date.replace(year=birth_date.year + GROWN)
    except ValueError:
        then = date(birth_date.year + GROWN, 3, 1)
    return then <= day


def may_report(happened_on: date, today: date) -> Verdict:
    if happened_on > today:
        return no("to_come", _("日期不能晚于今天。"))
    if happened_on < today - timedelta(days=LATEST_REPORT):
        return no("too_late", _("请在 %(days)d 天内申报。") % {"days": LATEST_REPORT})
    return YES


def vote_passes(body: str, counts: Mapping[str, votes.Count], *, told: date | None, met: date) -> Verdict:
    """Whether the meeting was told in time, was one, and was for it. `told`: None before that was asked for."""
    pack = PACKS[body]
    return votes.decided(pack, counts, (met - told).days if told else pack.notice_days)


def takes_effect_from(notice_last_day: date, posted_at: datetime) -> date:
    """The first day a new standard may hold: after its notice, and fifteen days after it was posted (I21)."""
    return max(notice_last_day + timedelta(days=1), posted_at.date() + timedelta(days=NOTICE_DAYS + 1))


def total(base: int, added: int, deducted: int, ceiling: int | None) -> int:
    """年度总分: of a household; never below nought."""
    earned = min(added, ceiling) if ceiling is not None else added
    return max(0, base + earned - deducted)


def tier(points: int) -> str:
    """档次: a name, and no entitlement to anything outside this scheme."""
    return next((name for least, name in TIERS if points >= least), "")


def tier_name(code: str) -> str:
    """In the reader's words."""
    return _(TIER_NAMES[code]) if code else ""
