from .contests import (
    LEVELS,
    PAGE_SIZE,
    ToMark,
    announced,
    appeal_at,
    appeals_of,
    contest_for,
    contest_shown,
    contests_kept,
    entrant_at,
    entrants_of,
    indicators_of,
    judges_of,
    marks_of,
    missing,
    places_entered,
    places_in,
    state_of,
    to_count_anew,
    who_may_judge,
)
from .gauges import GAUGES, Gauge, gauges_for
from .standings import (
    Counted,
    Row,
    Table,
    count_all,
    marks_behind,
    ranked,
    reading_at,
    runs_of,
    table,
)

__all__ = [
    "Counted", "GAUGES", "LEVELS", "PAGE_SIZE", "Gauge", "Row", "Table", "ToMark", "announced", "appeal_at", "appeals_of",
    "contest_for", "contest_shown", "contests_kept", "count_all", "entrant_at", "entrants_of", "gauges_for",
    "indicators_of", "judges_of", "marks_behind", "marks_of", "missing", "places_entered", "places_in", "ranked", "reading_at", "runs_of",
    "state_of", "table", "to_count_anew", "who_may_judge",
]  # fmt: skip
