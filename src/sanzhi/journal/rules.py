"""Pure rules of the outbox and of keys. The numbers are ours (本平台约定)."""

from datetime import timedelta

from sanzhi.kit.verdict import YES, Verdict, no

MOST_TRIES = 8
KEYS_KEPT = timedelta(days=30)


def wait_before(tries: int) -> timedelta:
    """How long to wait before try number `tries` + 1: 5 s, 20 s, 80 s, … up to an hour."""
    return min(timedelta(seconds=5 * 4**tries), timedelta(hours=1))


def same_body(stored: bytes, sent: bytes) -> Verdict:
    if stored == sent:
        return YES
    return no("key_reused", "这次提交的编号已经用于另一份内容，请刷新页面后重新提交。")
