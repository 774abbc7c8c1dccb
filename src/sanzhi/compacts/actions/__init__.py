from .adopting import bring_in_force, file_version, move_force, put_to_vote, review, send, take_result
from .appraising import call_off_appraisal, close_appraisal, open_appraisal, score
from .drafting import (
    NewCompact,
    add_clause,
    ask_opinions,
    change_clause,
    drop_clause,
    name_body,
    open_compact,
    revise,
)
from .keeping import check, pledge, pledge_from_paper, put_right, withdraw
from .opinions import give_opinion, settle_opinion

__all__ = [
    "NewCompact",
    "add_clause",
    "ask_opinions",
    "bring_in_force",
    "call_off_appraisal",
    "change_clause",
    "check",
    "close_appraisal",
    "drop_clause",
    "file_version",
    "give_opinion",
    "move_force",
    "name_body",
    "open_appraisal",
    "open_compact",
    "pledge",
    "pledge_from_paper",
    "put_right",
    "put_to_vote",
    "review",
    "revise",
    "score",
    "send",
    "settle_opinion",
    "take_result",
    "withdraw",
]
