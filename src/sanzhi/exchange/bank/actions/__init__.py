from .answering import ask_again, tell_outcome
from .asking import Asked, issue, revoke
from .checking import check_code, check_text

__all__ = [
    "Asked",
    "ask_again",
    "check_code",
    "check_text",
    "issue",
    "revoke",
    "tell_outcome",
]
