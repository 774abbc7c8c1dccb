from .drafting import (
    NewContest,
    add_gauge,
    add_rubric,
    announce,
    call_off,
    draft,
    drop_indicator,
    set_entrants,
    set_judges,
)
from .scoring import appeal, close, count_anew, decide, freeze, mark

__all__ = [
    "NewContest", "add_gauge", "add_rubric", "announce", "appeal", "call_off", "close", "count_anew", "decide", "draft",
    "drop_indicator", "freeze", "mark", "set_entrants", "set_judges",
]  # fmt: skip
