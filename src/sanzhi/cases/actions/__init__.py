from .callbacks import publish_sampling, publish_script, start_call
from .calls import Caller, file_by_call, hang_up, supplement_by_call, take_call, tell_progress, urge_by_call
from .categories import Called, add_category, change_category, map_label, retire_category
from .checking import send_back, verify
from .citizen import supplement, urge
from .clients import Sent, file_from_client
from .clocks import recompute_open
from .contesting import contest_card, contest_rating, refuse_contest, uphold_contest
from .course import ask_delay, grant_delay, refuse_delay, resume, suspend
from .daily import count_days
from .dispatch import answer_on_spot, assign, decide, not_accept
from .exporting import MOST_EXPORTED, note_export
from .family import Part, link, merge, split, unlink, unmerge
from .following import call_back, close_unreached, decline_answer, no_answer, rate, reopen
from .handling import answer_as_helper, report_done, return_case, sign_for, waive_helper
from .intake import FilingRefused, Origin, register
from .joining import join, leave
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
from .links import note_printed, rate_by_link, revoke_link
from .reference import load_reference, map_categories
from .rerouting import escalate, reassign, transfer
from .routing import discard_routing, draft_routing, drop_route, move_route, publish_routing_draft, put_route
from .rulebook import NewLimit, publish_limit, publish_routing
from .sheets import SHEET_TASK, defer_sheet, import_rows, keep_sheet, start_sheet, stop_sheet
from .supervising import escalate_supervision, lift_supervision, reply_to_supervision, supervise
from .supervision_rules import NewRule, publish_supervision_rule

__all__ = [
    "Basics",
    "Called",
    "Caller",
    "FilingRefused",
    "MOST_EXPORTED",
    "NewLimit",
    "NewRule",
    "NotYet",
    "Origin",
    "Part",
    "SHEET_TASK",
    "Sent",
    "add_category",
    "answer_as_helper",
    "answer_on_spot",
    "ask_delay",
    "assign",
    "call_back",
    "change_category",
    "close_unreached",
    "contest_card",
    "contest_rating",
    "count_days",
    "decide",
    "decline_answer",
    "defer_sheet",
    "discard_kind",
    "discard_routing",
    "draft_kind",
    "draft_routing",
    "drop_part",
    "drop_route",
    "escalate",
    "escalate_supervision",
    "file_by_call",
    "file_from_client",
    "grant_delay",
    "hang_up",
    "import_rows",
    "join",
    "keep_sheet",
    "kind_step",
    "leave",
    "lift_supervision",
    "link",
    "load_reference",
    "map_categories",
    "map_label",
    "merge",
    "move_route",
    "no_answer",
    "not_accept",
    "note_export",
    "note_printed",
    "publish_kind",
    "publish_limit",
    "publish_routing",
    "publish_routing_draft",
    "publish_sampling",
    "publish_script",
    "publish_supervision_rule",
    "put_part",
    "put_route",
    "rate",
    "rate_by_link",
    "reassign",
    "recompute_open",
    "refuse_contest",
    "refuse_delay",
    "register",
    "reopen",
    "reply_to_supervision",
    "report_done",
    "resume",
    "retire_category",
    "return_case",
    "revoke_link",
    "send_back",
    "set_basics",
    "sign_for",
    "split",
    "start_call",
    "start_sheet",
    "stop_sheet",
    "supervise",
    "supplement",
    "supplement_by_call",
    "suspend",
    "take_call",
    "tell_progress",
    "transfer",
    "unlink",
    "unmerge",
    "uphold_contest",
    "urge",
    "urge_by_call",
    "verify",
    "waive_helper",
    "withdraw_kind",
]
