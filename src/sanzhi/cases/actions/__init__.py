from .bulk import DONE, MOST_AT_ONCE, Chosen, move_many
from .checking import send_back, verify
from .citizen import supplement, urge
from .clocks import recompute_open
from .closing_offices import close_office
from .contesting import contest_card, contest_rating, refuse_contest, uphold_contest
from .course import ask_delay, grant_delay, refuse_delay, resume, suspend
from .daily import count_days
from .dispatch import answer_on_spot, assign, decide, not_accept
from .editing import end_editing, forget_editing, note_editing
from .exporting import MOST_EXPORTED, note_export
from .following import call_back, close_unreached, no_answer, rate, reopen
from .handling import answer_as_helper, report_done, return_case, sign_for, waive_helper
from .intake import FilingRefused, Origin, register
from .phrases import end_phrase, write_phrase
from .reference import load_reference, map_categories
from .rerouting import escalate, reassign, transfer
from .rulebook import NewLimit, publish_limit, publish_routing
from .saved_filters import drop_filter, prefer_filter, rename_filter, save_filter
from .sheets import import_rows, keep_sheet

__all__ = [
    "close_office",
    "DONE",
    "MOST_AT_ONCE",
    "Chosen",
    "drop_filter",
    "end_editing",
    "end_phrase",
    "forget_editing",
    "move_many",
    "note_editing",
    "prefer_filter",
    "rename_filter",
    "save_filter",
    "write_phrase",
    "MOST_EXPORTED",
    "FilingRefused",
    "NewLimit",
    "Origin",
    "answer_as_helper",
    "answer_on_spot",
    "ask_delay",
    "assign",
    "call_back",
    "close_unreached",
    "count_days",
    "contest_card",
    "contest_rating",
    "decide",
    "escalate",
    "grant_delay",
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
    "reassign",
    "recompute_open",
    "refuse_contest",
    "refuse_delay",
    "register",
    "reopen",
    "report_done",
    "resume",
    "return_case",
    "send_back",
    "sign_for",
    "supplement",
    "suspend",
    "transfer",
    "uphold_contest",
    "urge",
    "verify",
    "waive_helper",
]
