from .administration import (
    calendar,
    limits,
    load_year,
    offices,
    publish_limit,
    set_day,
)
from .auditing import audit, looks, proof
from .case import case, clocks, contact, contact_seen, letter, paper, photo, step
from .counter import file, file_kind, receipt
from .kind_parts import basics as kind_basics
from .kind_parts import drop as kind_drop
from .kind_parts import part as kind_part
from .kinds import built_in as kind_built_in
from .kinds import discard as kind_discard
from .kinds import dry_run as kind_dry_run
from .kinds import kind, kinds_list, new_kind
from .kinds import publish as kind_publish
from .kinds import withdraw as kind_withdraw
from .lists import cases, choose_post, export, exported, todo
from .sheets import run_sheet, sheet, sheet_report, sheet_template, sheets
from .staff import appoint, close_account, end_post, open_account, people

__all__ = [
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
    "file_kind",
    "kind",
    "kind_basics",
    "kind_built_in",
    "kind_discard",
    "kind_drop",
    "kind_dry_run",
    "kind_part",
    "kind_publish",
    "kind_withdraw",
    "kinds_list",
    "letter",
    "limits",
    "new_kind",
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
    "run_sheet",
    "set_day",
    "sheet",
    "sheet_report",
    "sheet_template",
    "sheets",
    "step",
    "todo",
]
