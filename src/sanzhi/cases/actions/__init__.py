from .again import object_to_ending, set_secrecy, take_back
from .bulk import DONE, MOST_AT_ONCE, Chosen, move_many
from .callbacks import publish_sampling, publish_script, start_call
from .calls import (
    Caller,
    file_by_call,
    hang_up,
    join_by_call,
    supplement_by_call,
    take_call,
    tell_progress,
    urge_by_call,
)
from .categories import Called, add_category, change_category, map_label, retire_category
from .checking import send_back, verify
from .citizen import supplement, urge
from .clients import Sent, client_actor, file_from_client
from .clocks import count_pause_after_all, recompute_open
from .closing_offices import close_office
from .contesting import contest_card, contest_rating, refuse_contest, uphold_contest
from .core import hold, take_in_room
from .course import ask_delay, extend_as_agreed, grant_delay, refuse_delay, resume, suspend
from .covering import cover_photo, look_under, uncover_photo
from .daily import count_days
from .dispatch import answer_on_spot, assign, decide, not_accept
from .editing import end_editing, forget_editing, note_editing
from .erasing import erase_cases, forget_sheets, keep_longer
from .exporting import MOST_EXPORTED, note_export
from .family import Part, link, merge, split, unlink, unmerge
from .following import call_back, close_unreached, decline_answer, no_answer, rate, reopen
from .handling import report_done, return_case, sign_for
from .incoming import Written, put_back, receive, take_incoming
from .intake import FilingRefused, Origin, register, register_in_room
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
from .parts import answer_as_helper, score_helper, waive_helper
from .phrases import end_phrase, write_phrase
from .reference import add_delays, add_limits, load_reference, map_categories
from .repeats import note_repeats
from .rerouting import escalate, reassign, transfer
from .routing import discard_routing, draft_routing, drop_route, move_route, publish_routing_draft, put_route
from .rulebook import NewLimit, publish_limit, publish_routing
from .saved_filters import drop_filter, prefer_filter, rename_filter, save_filter
from .sheets import SHEET_TASK, defer_sheet, import_rows, keep_sheet, start_sheet, stop_sheet
from .shielding import look_at_reporter, shield, unshield
from .stretching import NewDelay, NewGround, end_ground, publish_delay, publish_ground
from .supervising import escalate_supervision, instruct, lift_supervision, reply_to_supervision, supervise
from .supervision_rules import NewRule, publish_supervision_rule
