from .activities import (
    NewActivity,
    add_shift,
    build_shifts,
    cancel_shift,
    end_activity,
    end_template,
    open_activity,
    put_template,
)
from .certificates import ask_certificate, issue, refuse, revoke, show
from .hours import answer_correction, ask_correction, confirm, missed
from .presence import check_in, check_in_for, check_out, check_out_for, close_shift
from .rewarding import hand_over
from .signing import change_shift, sign_off, sign_up, sign_up_for
from .volunteers import agree, join, leave

__all__ = [
    "NewActivity",
    "add_shift",
    "agree",
    "answer_correction",
    "ask_certificate",
    "ask_correction",
    "build_shifts",
    "cancel_shift",
    "change_shift",
    "check_in",
    "check_in_for",
    "check_out",
    "check_out_for",
    "close_shift",
    "confirm",
    "end_activity",
    "end_template",
    "hand_over",
    "issue",
    "join",
    "leave",
    "missed",
    "open_activity",
    "put_template",
    "refuse",
    "revoke",
    "show",
    "sign_off",
    "sign_up",
    "sign_up_for",
]
