from .accounts import (
    appoint,
    close_account,
    end_appointment,
    open_resident_account,
    open_staff_account,
    register_named,
    register_resident,
    set_work_phone,
)
from .admission import Wording, admit
from .calendar import load_calendar_year, set_calendar_day, set_working_hours
from .clients import Admission, admit_client, withdraw_client
from .duty import Turn, end_deputy, fill_roster, name_deputy
from .forgetting import forget, nobody
from .grids import MOST_AHEAD, end_grid, follow_ended_grids
from .households import end_household, put_in_household, register_household
from .office_changes import close_office, hold_office, rename_office
from .office_sheet import OfficeRow, Opened, import_offices
from .offices import open_grid, open_office
from .positions import draft_places, publish_places
from .posts import move_post, reset_second_factor
from .reference import load_reference
from .signin import check_code, confirm_code, count_attempt, refuse_when_spent, send_code, sweep_sign_in
from .texts import (
    choose_texts,
    forget_texts,
    queue_text,
    retry_text,
    send_texts,
    stop_texts_by_reply,
)
from .trust import (
    enter_consent,
    forget_messages,
    give_consent,
    look,
    note_looks,
    read_messages,
    tell,
    withdraw_consent,
)
from .unnamed import register_caller
