from .appeals import appeal, close, decide
from .drafting import (
    NewContest,
    add_gauge,
    add_rubric,
    announce,
    call_off,
    draft,
    drop_indicator,
    redraft,
    set_entrants,
    set_judges,
)
from .scoring import count_anew, freeze, mark

__all__ = [
    "NewContest", "add_gauge", "add_rubric", "announce", "appeal", "call_off", "close", "count_anew", "decide", "draft",
    "drop_indicator", "freeze", "mark", "redraft", "set_entrants", "set_judges",
]  # fmt: skip
