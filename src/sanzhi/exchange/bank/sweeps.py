"""What the clock makes due of statements: what one said is forgotten a month after its end; who looked is kept."""

from datetime import datetime

from .models import Statement
from .terms import FORGOTTEN_AFTER


def forget_texts(*, at: datetime) -> int:
    """清除过期证明的内容. Returns how many."""
    over = Statement.objects.filter(expires_at__lt=at - FORGOTTEN_AFTER).exclude(token=b"")
    return over.update(token=b"")
