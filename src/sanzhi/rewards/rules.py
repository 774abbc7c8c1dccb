"""兑换的规则: what a reward must say, who may buy, how long a voucher lasts, which month can be settled. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from sanzhi.kit import codes
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import YES, Verdict, no

ADULT = 18  # 民法典 art. 17
MOST_AT_ONCE = 10  # 本平台约定: of one purchase
MOST_POINTS = 100_000_000
MOST_FEN = 100_000_000_00
MOST_STOCK = 1_000_000
LONGEST_VALID = 366  # days; 本平台约定
LEAST_TEXT = 4


@dataclass(frozen=True)
class Offer:
    """What a reward says of itself when somebody wants it."""

    price: int
    stock: int
    open_from: date
    open_to: date | None
    closed: bool


@dataclass(frozen=True)
class Terms:
    """What a clerk states of a reward."""

    name: str
    price: int
    face_fen: int
    stock: int
    valid_days: int
    limit_month: int | None
    limit_year: int | None
    open_from: date
    open_to: date | None
    voucher: bool
    merchants: int


def terms_stand(terms: Terms) -> Verdict:
    """Whether a reward can be offered on these terms."""
    if not 2 <= len(terms.name.strip()) <= 40:
        return no("name_shape", _("名称请写 2 到 40 个字。"))
    if not 0 < terms.price <= MOST_POINTS:
        return no("price_shape", _("要多少积分，请写大于零的整数。"))
    if not 0 <= terms.face_fen <= MOST_FEN or (terms.voucher and not terms.face_fen):
        return no("face_shape", _("面券要写面值；面值不能小于零。"))
    if not 0 <= terms.stock <= MOST_STOCK:
        return no("stock_shape", _("数量请写 0 到 %(most)d。") % {"most": MOST_STOCK})
    if not 1 <= terms.valid_days <= LONGEST_VALID:
        return no("valid_shape", _("有效期请写 1 到 %(most)d 天。") % {"most": LONGEST_VALID})
    if any(limit is not None and limit < 1 for limit in (terms.limit_month, terms.limit_year)):
        return no("limit_shape", _("每户限兑请写大于零的数；不限的不填。"))
    if terms.open_to and terms.open_to < terms.open_from:
        return no("span_shape", _("结束的日子要在开始之后。"))
    if not terms.merchants:
        return no("merchant_missing", _("请选择在哪家商户兑。"))
    return YES


def may_hold(born: date | None, guarded: bool, day: date) -> Verdict:
    """Who may spend a household's points: an adult of it. Whose birthday nobody knows is under age (本平台约定)."""
    if born is None:
        return no("age_unknown", _("村里还没有登记您的出生日期，请到村（社区）窗口登记。"))
    if guarded or codes.age_on(born, day) < ADULT:
        return no("minor", _("未满 18 周岁的不能兑换，请家里的大人来。"))
    return YES


def on_offer(offer: Offer, day: date) -> Verdict:
    """Whether a reward can be had today at all."""
    if offer.closed or (offer.open_to and day > offer.open_to):
        return no("closed", _("这一样已经停止兑换。"))
    if day < offer.open_from:
        return no("not_open_yet", _("这一样 %(day)s 起才能兑。") % {"day": offer.open_from})
    if not offer.stock:
        return no("sold_out", _("已经兑完了。"))
    return YES


def may_buy(offer: Offer, *, count: int, free: int, day: date) -> Verdict:
    """Whether a household with so many points may have so many of it."""
    if not 1 <= count <= MOST_AT_ONCE:
        return no("count_shape", _("一次兑 1 到 %(most)d 份。") % {"most": MOST_AT_ONCE})
    if not (verdict := on_offer(offer, day)):
        return verdict
    if offer.stock < count:
        return no("sold_out", _("只剩 %(left)d 份了。") % {"left": offer.stock})
    if offer.price * count > free:
        short = offer.price * count - free
        return no("short", _("积分不够，还差 %(short)d 分。") % {"short": short})
    return YES


@dataclass(frozen=True)
class Ticket:
    """What is known of a voucher that is shown to be used; `where` it was used, `ended` when it ended."""

    state: str
    expires_at: datetime
    ended: datetime | None
    where: str


def usable(ticket: Ticket, at: datetime) -> Verdict:
    """Whether a voucher is worth anything now; else what became of it."""
    ended = f"{ticket.ended.astimezone(COUNTY):%Y-%m-%d %H:%M}" if ticket.ended else ""
    if ticket.state == "redeemed":
        return no("used", _("已于 %(when)s 在 %(where)s 用过。") % {"when": ended, "where": ticket.where})
    if ticket.state == "cancelled":
        return no("cancelled", _("这张券已于 %(when)s 退掉，不能再用。") % {"when": ended})
    if ticket.state == "expired" or at >= ticket.expires_at:
        last = (ticket.expires_at - timedelta(microseconds=1)).astimezone(COUNTY)
        return no("expired", _("这张券只到 %(day)s，已经过期。") % {"day": f"{last:%Y-%m-%d}"})
    return YES


def taken_here(mine: int, shops: int, where: str) -> Verdict:
    """Whether the merchants of whoever scans (`shops`) are among those where the voucher is redeemed (`mine`)."""
    if not shops:
        return no("not_a_hand", _("您还不是哪家商户的收券人，请联系村（社区）文书。"))
    if not mine:
        return no("wrong_merchant", _("这张券不在您店里用，要到 %(where)s 用。") % {"where": where})
    return YES


def expires_at(at: datetime, days: int) -> datetime:
    """The first moment after the last good day: the day of buying does not count, the last counts whole (民法典 art. 201)."""
    return _midnight(at.astimezone(COUNTY).date() + timedelta(days=days + 1))


def periods_of(at: datetime) -> tuple[str, str]:
    """The month and the year a purchase counts in: ("2026-03", "2026")."""
    day = at.astimezone(COUNTY).date()
    return f"{day:%Y-%m}", f"{day:%Y}"


def span_of(month: str) -> tuple[datetime, datetime]:
    """The first moment of a month ("2026-03") and the first after it. ValueError for anything that is none."""
    first = date.fromisoformat(f"{month}-01")
    return _midnight(first), _midnight((first + timedelta(days=32)).replace(day=1))


def month_numbered(number: int) -> date | None:
    """The first day of a month given as year × 100 + month; None for a number that is none."""
    try:
        return date(number // 100, number % 100, 1)
    except (ValueError, OverflowError):
        return None


def month_over(month: str, at: datetime) -> Verdict:
    """Only a whole month is settled."""
    try:
        _first, after = span_of(month)
    except ValueError:
        return no("month_shape", _("月份请写成 2026-09 这样。"))
    if at < after:
        return no("month_running", _("这个月还没有过完，下个月再结算。"))
    return YES


def reason_stands(text: str, most: int) -> Verdict:
    if not LEAST_TEXT <= len(text.strip()) <= most:
        return no("text_shape", _("请写 %(least)d 到 %(most)d 个字。") % {"least": LEAST_TEXT, "most": most})
    return YES


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), COUNTY)
