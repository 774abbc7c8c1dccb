from .accounts import (
    appoint,
    close_account,
    end_appointment,
    open_resident_account,
    open_staff_account,
    register_resident,
)
from .admission import Wording, admit
from .calendar import load_calendar_year, set_calendar_day
from .offices import open_grid, open_office
from .positions import draft_places, publish_places
from .reference import load_reference
from .signin import check_code, count_attempt, send_code, sweep_sign_in
from .trust import look, read_messages, tell, withdraw_consent

__all__ = [
    "Wording",
    "admit",
    "appoint",
    "check_code",
    "close_account",
    "count_attempt",
    "draft_places",
    "end_appointment",
    "load_calendar_year",
    "load_reference",
    "look",
    "open_grid",
    "open_office",
    "open_resident_account",
    "open_staff_account",
    "publish_places",
    "read_messages",
    "register_resident",
    "send_code",
    "set_calendar_day",
    "sweep_sign_in",
    "tell",
    "withdraw_consent",
]
