from .administration import (
    calendar,
    limits,
    load_year,
    offices,
    publish_limit,
    set_day,
)
from .auditing import audit, looks, proof
from .case import case, clocks, contact, contact_seen, paper, photo, route, step
from .counter import file, receipt
from .lists import cases, choose_post, export, exported, todo
from .sheets import run_sheet, sheet, sheet_report, sheet_template, sheets
from .staff import appoint, close_account, end_post, open_account, people
from .supervision import publish_supervision_rule, supervision_paper, supervision_rules, supervisions
from .verdicts import verdicts

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
    "publish_supervision_rule",
    "receipt",
    "route",
    "run_sheet",
    "set_day",
    "sheet",
    "sheet_report",
    "sheet_template",
    "sheets",
    "step",
    "supervision_paper",
    "supervision_rules",
    "supervisions",
    "todo",
    "verdicts",
]
