from .calendar import CalendarDay, CalendarYear
from .duty import Deputy, Duty, OfficeName
from .offices import Appointment, Office, Organisation
from .persons import Account, Household, Person
from .places import Area, Grid
from .signin import Attempt, SignInCode
from .trust import Consent, Look, Message

__all__ = [
    "Account",
    "Appointment",
    "Area",
    "Attempt",
    "CalendarDay",
    "CalendarYear",
    "Consent",
    "Deputy",
    "Duty",
    "Grid",
    "Household",
    "Look",
    "Message",
    "Office",
    "OfficeName",
    "Organisation",
    "Person",
    "SignInCode",
]
