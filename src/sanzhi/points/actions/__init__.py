from .claims import Report, reject, report, return_claim, serve, supplement, verify, withdraw
from .corrections import approve_transfer, ask_transfer, bring_home, refuse_transfer, revise
from .members import join, leave, pledge, seat, tell_tie, unpledge, unseat
from .reference import load_reference
from .rounds import announce, close_scoring, hold_deductions, post_round, score
from .standards import NewItem, adopt_template, draft_standard, drop_draft, drop_item, set_head, set_item
from .taking import Taken, let_go, take
from .voting import (
    Vote,
    back_to_draft,
    consult,
    publish,
    record_vote,
    repeal,
    review,
    send_to_review,
    take_effect,
)
from .years import close_year, expire_year

__all__ = [
    "NewItem",
    "Report",
    "Taken",
    "Vote",
    "adopt_template",
    "announce",
    "approve_transfer",
    "ask_transfer",
    "back_to_draft",
    "bring_home",
    "close_scoring",
    "close_year",
    "consult",
    "draft_standard",
    "drop_draft",
    "drop_item",
    "expire_year",
    "hold_deductions",
    "join",
    "leave",
    "let_go",
    "load_reference",
    "pledge",
    "post_round",
    "publish",
    "record_vote",
    "refuse_transfer",
    "reject",
    "repeal",
    "report",
    "return_claim",
    "review",
    "revise",
    "score",
    "seat",
    "send_to_review",
    "serve",
    "set_head",
    "set_item",
    "supplement",
    "take",
    "take_effect",
    "tell_tie",
    "unpledge",
    "unseat",
    "verify",
    "withdraw",
]
