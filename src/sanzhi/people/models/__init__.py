from .calendar import CalendarDay, CalendarYear
from .offices import Appointment, Office, Organisation
from .persons import Account, Household, Person
from .places import Area, Grid
from .positions import PlaceSheet, Position
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
    "Grid",
    "Household",
    "Look",
    "Message",
    "Office",
    "Organisation",
    "Person",
    "PlaceSheet",
    "Position",
    "SignInCode",
]
