from .feed import Alarm, AlarmParty, AlarmVersion, Batch, DayReport
from .nails import Cause, Colour, Nail, NailRule, PlanStep, Proposal, Review, Sort
from .nets import Clue, JointCall
from .sheets import AlarmSheet, AlarmSheetPart, AlarmTrouble
