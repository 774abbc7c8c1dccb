from .administration import (
    calendar,
    limits,
    load_year,
    offices,
    publish_limit,
    set_day,
)
from .auditing import audit, looks, proof
from .case import case, clocks, contact, contact_seen, paper, photo, step
from .clients import admit_client, client_token, clients, withdraw_client
from .counter import file, receipt
from .field import field, field_session, field_sync, field_worker
from .lists import cases, choose_post, export, exported, todo
from .phone import call, file_by_call, hang_up, phone, supplement_by_call, tell_progress, urge_by_call
from .sheets import run_sheet, sheet, sheet_progress, sheet_report, sheet_template, sheets, stop_sheet
from .staff import appoint, close_account, end_post, open_account, people

__all__ = [
    "admit_client",
    "appoint",
    "audit",
    "calendar",
    "call",
    "case",
    "cases",
    "choose_post",
    "client_token",
    "clients",
    "clocks",
    "close_account",
    "contact",
    "contact_seen",
    "end_post",
    "export",
    "exported",
    "field",
    "field_session",
    "field_sync",
    "field_worker",
    "file",
    "file_by_call",
    "hang_up",
    "limits",
    "load_year",
    "looks",
    "offices",
    "open_account",
    "paper",
    "people",
    "phone",
    "photo",
    "proof",
    "publish_limit",
    "receipt",
    "run_sheet",
    "set_day",
    "sheet",
    "sheet_progress",
    "sheet_report",
    "sheet_template",
    "sheets",
    "step",
    "stop_sheet",
    "supplement_by_call",
    "tell_progress",
    "todo",
    "urge_by_call",
    "withdraw_client",
]
