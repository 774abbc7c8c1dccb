from .consents import is_ours, take_back
from .diary import (
    NewEntry,
    claim_for,
    delete_entry,
    hang_note,
    share_entry,
    take_note_down,
    turn_note_away,
    write_entry,
)
from .exposure import (
    NewExposure,
    answer_takedown,
    ask_takedown,
    clear_cells,
    draw_exposure,
    end_exposure,
    mark_fixed,
    release,
    reply_to_exposure,
)
from .good import (
    NewNomination,
    accept,
    agree_to_nomination,
    announce_nomination,
    answer_revocation,
    ask_to_revoke,
    award,
    check,
    close_objected,
    decline,
    nominate,
    refuse_nomination,
    revoke,
    show_longer,
)
from .openings import agree_to_opening, close_opening, propose_opening
from .papers import (
    Signed,
    agree_on_paper,
    agree_to_nomination_on_paper,
    refuse_at_counter,
    refuse_nomination_at_counter,
    take_back_at_counter,
)
from .red import (
    NewDeed,
    agree_to_be_named,
    announce_deed,
    end_deed,
    enter_deed,
    publish_deed,
    refuse_to_be_named,
)
