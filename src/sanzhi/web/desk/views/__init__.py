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
from .map import cases_map
from .places import draw_grid, place_sheet, places, publish_places
from .sheets import run_sheet, sheet, sheet_report, sheet_template, sheets
from .staff import appoint, close_account, end_post, open_account, people
from .verdicts import verdicts

__all__ = [
    "appoint",
    "audit",
    "calendar",
    "case",
    "cases",
    "cases_map",
    "choose_post",
    "clocks",
    "close_account",
    "contact",
    "contact_seen",
    "draw_grid",
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
    "place_sheet",
    "places",
    "publish_limit",
    "publish_places",
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
