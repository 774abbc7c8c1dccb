from sanzhi.alarms.rules import Row

from .feed import Taken, alarms_from_client, day_from_client, import_alarms, report_day
from .nails import (
    Confirmed,
    add_step,
    confirm,
    finish_step,
    follow_up,
    note_performed,
    propose,
    reject,
    remove,
    review,
)
from .nets import add_party, answer_joint, ask_joint, close_clue, file_clue, take_clue
from .rulebook import NewNailRule, draft_nail_rule, publish_nail_rule
from .sheets import (
    ALARM_SHEET_TASK,
    defer_alarm_sheet,
    keep_alarm_sheet,
    start_alarm_sheet,
    stop_alarm_sheet,
    take_next_part,
)
