from .administration import (
    calendar,
    limits,
    load_year,
    offices,
    publish_limit,
    set_day,
)
from .auditing import audit, looks, proof
from .bulk import bulk, bulk_end
from .case import case, clocks, contact, contact_seen, paper, photo, route, step
from .counter import file, receipt
from .keys import keys
from .lists import cases, choose_post, export, exported, todo
from .phrases import change_phrase, end_phrase, new_phrase, phrases
from .roster import end_deputy, fill_roster, name_deputy, roster
from .saved_filters import drop_filter, filters, keep_filter, prefer_filter, rename_filter
from .sheets import run_sheet, sheet, sheet_report, sheet_template, sheets
from .staff import appoint, close_account, end_post, open_account, people
from .staff_changes import move_post, reset_factor
from .staff_changes import name_deputy as name_deputy_for
from .upkeep import close_office, data, rename_office, retry_parked
from .verdicts import verdicts

__all__ = [
    "bulk",
    "bulk_end",
    "change_phrase",
    "close_office",
    "data",
    "drop_filter",
    "end_deputy",
    "end_phrase",
    "fill_roster",
    "filters",
    "keep_filter",
    "keys",
    "move_post",
    "name_deputy",
    "name_deputy_for",
    "new_phrase",
    "phrases",
    "prefer_filter",
    "rename_filter",
    "rename_office",
    "reset_factor",
    "retry_parked",
    "roster",
    "appoint",
    "audit",
    "calendar",
    "case",
    "cases",
    "choose_post",
    "clocks",
    "close_account",
    "contact",
    "contact_seen",
    "end_post",
    "export",
    "exported",
    "file",
    "limits",
    "load_year",
    "looks",
    "offices",
    "open_account",
    "paper",
    "people",
    "photo",
    "proof",
    "publish_limit",
    "receipt",
    "route",
    "run_sheet",
    "set_day",
    "sheet",
    "sheet_report",
    "sheet_template",
    "sheets",
    "step",
    "todo",
    "verdicts",
]
