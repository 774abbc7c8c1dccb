"""What the clock makes due of alarms. May run twice, or in two workers at once, and proposes each thing once."""

from datetime import datetime

from . import actions


def propose(*, at: datetime) -> int:
    """研判: nails, nails that came back, early signs. Returns how many were proposed."""
    return len(actions.propose(at=at))
