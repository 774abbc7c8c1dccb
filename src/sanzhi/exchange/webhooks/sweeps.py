"""推送: what is due goes out, several at once, so that one slow receiver holds up no other."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from sanzhi.kit import clock

from . import actions, sending

TURN = 4  # seconds, so that whatever else waits for the worker gets its turn


def send_due() -> int:
    """Until nothing is due, or the turn is over. Returns how many were tried. Must not run inside a transaction."""
    tried, ends = 0, monotonic() + TURN
    with ThreadPoolExecutor(actions.AT_ONCE) as posts:
        while monotonic() < ends:
            at = clock.now()
            letters = actions.claim(at=at)
            if not letters:
                break
            outcomes = posts.map(lambda letter, at=at: sending.send(letter, at), letters)
            actions.settle(dict(zip(letters, outcomes, strict=True)), at=clock.now())
            tried += len(letters)
    return tried
