from .calls import Caller, file_by_call, hang_up, supplement_by_call, take_call, tell_progress, urge_by_call
from .checking import send_back, verify
from .citizen import supplement, urge
from .clients import Sent, file_from_client
from .clocks import recompute_open
from .dispatch import answer_on_spot, assign, decide, not_accept
from .exporting import MOST_EXPORTED, note_export
from .following import call_back, close_unreached, no_answer, rate, reopen
from .handling import answer_as_helper, report_done, return_case, sign_for, waive_helper
from .intake import FilingRefused, Origin, register
from .reference import load_reference, map_categories
from .rulebook import NewLimit, publish_limit, publish_routing
from .sheets import SHEET_TASK, defer_sheet, import_rows, keep_sheet, start_sheet, stop_sheet

__all__ = [
    "MOST_EXPORTED",
    "Caller",
    "FilingRefused",
    "NewLimit",
    "Origin",
    "SHEET_TASK",
    "Sent",
    "answer_as_helper",
    "answer_on_spot",
    "assign",
    "call_back",
    "close_unreached",
    "decide",
    "defer_sheet",
    "file_by_call",
    "file_from_client",
    "hang_up",
    "import_rows",
    "keep_sheet",
    "load_reference",
    "map_categories",
    "no_answer",
    "not_accept",
    "note_export",
    "publish_limit",
    "publish_routing",
    "rate",
    "recompute_open",
    "register",
    "reopen",
    "report_done",
    "return_case",
    "send_back",
    "sign_for",
    "start_sheet",
    "stop_sheet",
    "supplement",
    "supplement_by_call",
    "take_call",
    "tell_progress",
    "urge",
    "urge_by_call",
    "verify",
    "waive_helper",
]
