"""Pure rules of the outbox and of keys. The numbers are ours (本平台约定)."""

import re
from datetime import timedelta

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

MOST_TRIES = 8
KEYS_KEPT = timedelta(days=30)
SCOPE_LENGTH = 200
_KEY = re.compile(r"[!-~]{1,64}")


def wait_before(tries: int) -> timedelta:
    """How long to wait before try number `tries` + 1: 5 s, 20 s, 80 s, … up to an hour."""
    return min(timedelta(seconds=5 * 4**tries), timedelta(hours=1))


def same_body(stored: bytes, sent: bytes) -> Verdict:
    if stored == sent:
        return YES
    return no("key_reused", _("这次提交的编号已经用于另一份内容，请刷新页面后重新提交。"))


def key_shape(scope: str, key: str) -> Verdict:
    """A key is 1 to 64 visible ASCII characters; a scope is named and at most 200 characters long."""
    if _KEY.fullmatch(key) and 0 < len(scope) <= SCOPE_LENGTH:
        return YES
    return no("key_shape", _("这次提交的编号不合规范，请刷新页面后重新提交。"))
