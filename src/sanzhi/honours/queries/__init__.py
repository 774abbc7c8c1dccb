from sanzhi.honours.models import Category, Exposure, Nomination

from .board import MOST_PLACES, board
from .diary import (
    Hung,
    days_of_year,
    diary_photos_named,
    entries,
    entry_by_id,
    entry_photo,
    note_by_id,
    notes_to_read,
    village_of,
    wall,
)
from .exposure import (
    Exposed,
    blurred_named,
    board_open,
    exposed,
    exposed_by_id,
    exposure_by_id,
    exposures,
    opening_by_id,
    openings,
    originals_named,
    replies_to,
    takedowns_of,
)
from .good import (
    NOT_AWARDED,
    agreed,
    by_me,
    by_paper,
    counts,
    mine,
    name_now,
    nomination_by_id,
    nominations,
    of_me,
    place_name,
    roll,
)
from .kept import kept_of
from .naming import grown_of, head_of, households_numbered, names_in, people_of
from .papers import hands_of_papers, has_phone, named_in, paper_by_id, papers_named, papers_of
from .red import (
    PAGE_SIZE,
    Shown,
    asked_by_id,
    asked_of,
    deed_by_id,
    deed_shown,
    deeds_in_hand,
    label_of_home,
    named_with,
    photos_named,
    red_board,
    stands,
)
from .waiting import Stood, due_after

CATEGORIES = list(Category.choices)
LEVELS = list(Nomination.Level.choices)
DECLINED = list(Nomination.Declined.choices)
STATES = list(Nomination.State.choices)
PROBLEMS = list(Exposure.Category.choices)
