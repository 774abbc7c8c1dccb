from .bins import BinRow, Issued, end_bin, issue, replace_bin
from .deciding import answer_appeal, appeal, draw_sample, review, settle
from .helping import note_visit
from .rewarding import HandedOver, correct, hand_over, hand_over_weighings
from .rounds import NewRound, drop_round, finish_round, plan_round, start_round
from .scans import Outcome, Scan, take_scans
from .weighing import Reading, Weighed, import_weighings, weigh_from_client

__all__ = [
    "BinRow",
    "HandedOver",
    "Issued",
    "NewRound",
    "Outcome",
    "Reading",
    "Scan",
    "Weighed",
    "answer_appeal",
    "appeal",
    "correct",
    "draw_sample",
    "drop_round",
    "end_bin",
    "finish_round",
    "hand_over",
    "hand_over_weighings",
    "import_weighings",
    "issue",
    "note_visit",
    "plan_round",
    "replace_bin",
    "review",
    "settle",
    "start_round",
    "take_scans",
    "weigh_from_client",
]
