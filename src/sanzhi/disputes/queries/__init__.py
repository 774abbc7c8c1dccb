"""Everything read of disputes. Reads start from who is asking (`visible_to`)."""

from .dossier import dossier_of, papers_named
from .figures import Figures, figures
from .finding import (
    all_said_yes,
    answers_of,
    anybody_said_no,
    bodies_open,
    body_by_poster,
    body_for,
    choosable,
    dispute_by_code,
    mediators_of,
    page_of,
    parties_of,
    seen,
    visible_to,
)
from .page import DisputePage, dispute_page, note_of, notes_of
from .small import local_court, persons_of, stations_with_days, subsidies, subsidy_id

__all__ = [
    "DisputePage",
    "Figures",
    "all_said_yes",
    "answers_of",
    "anybody_said_no",
    "bodies_open",
    "body_by_poster",
    "body_for",
    "choosable",
    "dispute_by_code",
    "dispute_page",
    "dossier_of",
    "figures",
    "local_court",
    "mediators_of",
    "note_of",
    "notes_of",
    "page_of",
    "papers_named",
    "parties_of",
    "persons_of",
    "seen",
    "stations_with_days",
    "subsidies",
    "subsidy_id",
    "visible_to",
]
