from .categories import Called, add_category, change_category, map_label, retire_category
from .checking import send_back, verify
from .citizen import supplement, urge
from .clocks import recompute_open
from .dispatch import answer_on_spot, assign, decide, not_accept
from .exporting import MOST_EXPORTED, note_export
from .following import call_back, close_unreached, no_answer, rate, reopen
from .handling import answer_as_helper, report_done, return_case, sign_for, waive_helper
from .intake import FilingRefused, Origin, register
from .kind_steps import kind_step
from .kinds import (
    Basics,
    NotYet,
    discard_kind,
    draft_kind,
    drop_part,
    publish_kind,
    put_part,
    set_basics,
    withdraw_kind,
)
from .reference import load_reference, map_categories
from .routing import (
    discard_routing,
    draft_routing,
    drop_route,
    move_route,
    publish_routing_draft,
    put_route,
)
from .rulebook import NewLimit, publish_limit, publish_routing
from .sheets import import_rows, keep_sheet

__all__ = [
    "Basics",
    "Called",
    "add_category",
    "change_category",
    "discard_routing",
    "draft_routing",
    "drop_route",
    "map_label",
    "move_route",
    "publish_routing_draft",
    "put_route",
    "retire_category",
    "NotYet",
    "discard_kind",
    "draft_kind",
    "drop_part",
    "kind_step",
    "publish_kind",
    "put_part",
    "set_basics",
    "withdraw_kind",
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
    "supplement",
    "urge",
    "verify",
    "waive_helper",
]
