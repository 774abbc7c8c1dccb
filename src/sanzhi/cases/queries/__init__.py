from .asking import (
    Ratable,
    SamplingBook,
    SamplingPreview,
    asked_of,
    asking_of,
    callback_counts,
    follow_up_of,
    last_follow_up,
    link_by_id,
    live_link,
    make_token,
    may_try_now,
    number_of,
    preview_sampling,
    ratable,
    sampling_book,
    sampling_rules,
    sampling_version,
    sampling_versions,
    script_for,
    scripts,
    titles_of,
    to_call,
    token_of,
    tries_of,
)
from .behind import behind, cases_behind
from .board import Cube, cube, top_categories, volume
from .brief import Brief, Followers, briefs, followers, rating_link
from .bulk import BulkEnd, Standing, bulk_asks_lead, bulk_end, bulk_steps, chosen_cases, standings
from .by_office import OFFICE_MEASURES, OfficeRow, cards_by_office, offices
from .by_place import tallies_by_place
from .calendar_preview import DeadlinesMoved, deadlines_moved
from .calls import EARLIER, Earlier, call_by_id, calls_since, earlier_of, number_on_the_line
from .categories import CategoryTouch, category, category_touch, category_versions, every_category, mappings
from .cells import Cell, Hexagon
from .clients import (
    CHANGES,
    Change,
    Happening,
    SentCase,
    SentPage,
    Wanted,
    case_of_client,
    changes_of_client,
    happenings,
    may_be_pushed,
    sent_by_client,
)
from .course import (
    OF_THE_DESKS,
    Course,
    contest_subject,
    contestable_cards,
    contests_open,
    course_of,
    course_verdict,
    delay_rule_for,
    delay_rules,
    delay_terms,
    delay_waiting,
    delays_asked,
    handling_is_late,
    last_answer,
    more_words,
    objected,
    office_that_did,
    running_clock,
    suspension_grounds,
    waiting_contests,
)
from .daily import Days, days_to_count
from .desk import editing_now, phrase, phrase_history, phrases, preferred_filter, saved_filters
from .digest import DigestRow, contests_late, contests_late_by_town, digest, digest_cases, digest_of_all
from .dry_run import DryRun, dry_run
from .explaining import Explained, explain
from .family import (
    JOINS_SHOWN,
    Family,
    Progress,
    case_to_join,
    ending_words,
    family,
    join_notes,
    joined,
    joined_case,
    main_of,
    main_progress,
    may_join,
    merged_reporters,
    merged_to_close,
    own_joins,
    progress,
    shown_to_strangers,
)
from .filters import Filters
from .heat import Heat, HeatCell, heat
from .helping import helpers_to_score, helpers_waited_for, helping, helping_count
from .incoming import Waiting, incoming_count, incoming_waiting, number_of_incoming, written_to
from .kin import kin, main_holder, main_state, open_children, open_supervision
from .kind_copies import kinds_to_copy, spec_to_copy
from .kinds import (
    FiledUnder,
    answered,
    built_in_flows,
    details_of,
    filed_under,
    handled_by,
    in_force,
    kind_name,
    kind_of,
    kind_version,
    kind_versions,
    kinds_published,
    kinds_to_file,
    lint_of,
    may_publish,
    taking,
)
from .letters import letter
from .lists import (
    PAGE_SIZE,
    Page,
    call_back_tries,
    cases_from,
    count,
    find,
    inbox,
    inbox_counts,
    own_cases,
    states_to_do,
    visible_to,
)
from .measures import HEADLINES, MEASURES, TALLY_NAMES, Figure, Measure, Tally
from .overrun import unanswered, undecided
from .page import (
    CasePage,
    StepOffer,
    TimelineLine,
    attachment,
    case_by_code,
    case_page,
    code_typed,
    offers,
    part_offices,
    public_page,
    with_states,
)
from .places import MOST_POINTS, CasePoint, counted_by_village, points_in
from .replies import reply_findings
from .response import Response, Way, response
from .retention import (
    ENDS_SOON,
    Ending,
    Endings,
    KindKept,
    ending_soon,
    entries_of,
    files_named,
    kept_kinds,
    last_day_of,
    reporters_of,
    still_here,
    to_erase,
)
from .routing import (
    RoutingPreview,
    Traced,
    preview_routing,
    routing_draft,
    routing_history,
    routing_in_force,
    shadowed,
    trace_routing,
)
from .rulebook import (
    STAMP,
    THE_VILLAGE,
    Limits,
    Rulebook,
    categories_tree,
    category_for_label,
    centre_id,
    complained_of,
    desk_for,
    limit_for,
    limit_rules,
    limits_from,
    may_be_complained_of,
    offices_around,
    offices_for_choice,
    offices_that_lead,
    offices_to_complain_of,
    receiver_for,
    rulebook,
    rulebook_in_hand,
    suggest_category,
    unknown_places,
)
from .scope import Scope
from .sheets import SHEETS_SHOWN, first_rows, lines_in_trouble, sheet_by_id, sheet_report, sheets_of, troubles
from .similar import Alike, Hint, hints, similar_cases
from .supervision import (
    Preview,
    SupervisionFilters,
    SupervisionPage,
    facts_of,
    fits,
    offices_supervised,
    preview,
    supervision_by_id,
    supervision_history,
    supervision_page,
    supervision_rules,
    supervision_version,
    supervision_words,
    supervisions_of,
    supervisions_waiting,
    to_escalate,
    to_raise,
    to_raise_of,
    trace,
    would_raise,
)
from .tracking import tracked
from .upkeep import ExportMade, count_open_cases, counts_of_all, exports_made, open_cases_of, rules_that_name
