"""什么证明作数: chosen from the closed list, confirmed by oneself, in its time and not taken back. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

from .terms import BANDS, FIELDS, STEP_UP


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether a statement is worth anything now."""

    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


def band(earned: int) -> str:
    return next(name for least, name in BANDS if earned >= least)


def fields_problem(fields: Sequence[str]) -> Verdict:
    if not fields:
        return no("nothing_chosen", _("请至少选一项给银行看。"))
    if not set(fields) <= set(FIELDS):
        return no("not_to_be_told", _("这一项不能写进证明。"))
    return YES


def in_order(fields: Iterable[str]) -> list[str]:
    wanted = set(fields)
    return [one for one in FIELDS if one in wanted]


def confirmed(confirmed_at: datetime | None, at: datetime) -> Verdict:
    """A code sent to one's own phone, typed a moment ago: nobody issues a statement for somebody else."""
    if confirmed_at and at - STEP_UP <= confirmed_at <= at:
        return YES
    return no("not_confirmed", _("请先输入发到您手机上的验证码，确认是您本人。"))


def good(standing: Standing, at: datetime) -> Verdict:
    if standing.revoked_at is not None:
        return no("revoked", _("本人已经收回这份证明，不能再作依据。"))
    if not standing.issued_at <= at < standing.expires_at:
        return no("expired", _("这份证明已经过了有效期，请居民另开一份。"))
    return YES
