from .callbacks import publish_sampling, publish_script, start_call
from .checking import send_back, verify
from .citizen import supplement, urge
from .clocks import recompute_open
from .dispatch import answer_on_spot, assign, decide, not_accept
from .exporting import MOST_EXPORTED, note_export
from .following import call_back, close_unreached, decline_answer, no_answer, rate, reopen
from .handling import answer_as_helper, report_done, return_case, sign_for, waive_helper
from .intake import FilingRefused, Origin, register
from .links import note_printed, rate_by_link, revoke_link
from .reference import load_reference, map_categories
from .rulebook import NewLimit, publish_limit, publish_routing
from .sheets import import_rows, keep_sheet

__all__ = [
    "MOST_EXPORTED",
    "FilingRefused",
    "NewLimit",
    "Origin",
    "answer_as_helper",
    "answer_on_spot",
    "assign",
    "call_back",
    "close_unreached",
    "decide",
    "decline_answer",
    "import_rows",
    "keep_sheet",
    "load_reference",
    "map_categories",
    "no_answer",
    "not_accept",
    "note_export",
    "note_printed",
    "publish_limit",
    "publish_routing",
    "publish_sampling",
    "publish_script",
    "rate",
    "rate_by_link",
    "recompute_open",
    "register",
    "reopen",
    "report_done",
    "return_case",
    "revoke_link",
    "send_back",
    "sign_for",
    "start_call",
    "supplement",
    "urge",
    "verify",
    "waive_helper",
]
