from .categories import Called, add_category, change_category, map_label, retire_category
from .checking import send_back, verify
from .citizen import supplement, urge
from .clocks import recompute_open
from .contesting import contest_card, contest_rating, refuse_contest, uphold_contest
from .course import ask_delay, grant_delay, refuse_delay, resume, suspend
from .daily import count_days
from .dispatch import answer_on_spot, assign, decide, not_accept
from .exporting import MOST_EXPORTED, note_export
from .family import Part, link, merge, split, unlink, unmerge
from .following import call_back, close_unreached, no_answer, rate, reopen
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
from .reference import load_reference, map_categories
from .rerouting import escalate, reassign, transfer
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
from .supervising import escalate_supervision, lift_supervision, reply_to_supervision, supervise
from .supervision_rules import NewRule, publish_supervision_rule

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
    "NewRule",
    "Origin",
    "Part",
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
    "escalate_supervision",
    "import_rows",
    "join",
    "keep_sheet",
    "leave",
    "lift_supervision",
    "link",
    "load_reference",
    "map_categories",
    "merge",
    "no_answer",
    "not_accept",
    "note_export",
    "publish_limit",
    "publish_routing",
    "publish_supervision_rule",
    "rate",
    "reassign",
    "recompute_open",
    "refuse_contest",
    "refuse_delay",
    "register",
    "reopen",
    "reply_to_supervision",
    "report_done",
    "resume",
    "return_case",
    "send_back",
    "sign_for",
    "split",
    "supervise",
    "supplement",
    "suspend",
    "transfer",
    "uphold_contest",
    "unlink",
    "unmerge",
    "urge",
    "verify",
    "waive_helper",
]
