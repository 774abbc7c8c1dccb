"""演示账号: sign-ins that everybody may know. They exist only in an installation that says it is a demonstration."""

from base64 import b32encode
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings

from sanzhi.kit.verdict import Refusal

if TYPE_CHECKING:
    from sanzhi.people.models import Account

PASSWORD = "sanzhi-demo"  # noqa: S105 - public by purpose
# One for all, so that one authenticator entry serves; spelled out, so that nobody takes it for a secret.
TOTP_SECRET = b32encode(b"public demonstration").decode()


def enrol(account: "Account") -> None:
    """Give the account the public second factor. Refused anywhere but in a demonstration."""
    if not settings.SANZHI_DEMO:
        raise Refusal("not_a_demo", "只有演示环境可以使用公开的登录密钥。")
    TOTP.activate(account, TOTP_SECRET)


def code_now() -> str:
    """The six digits that an authenticator would show at this moment."""
    return format_hotp_value(hotp_value(TOTP_SECRET, next(yield_hotp_counters_from_time())))
