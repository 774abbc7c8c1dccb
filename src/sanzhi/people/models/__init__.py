from .calendar import CalendarDay, CalendarYear, WorkingHours
from .clients import Client
from .duty import Deputy, Duty, OfficeName
from .offices import Appointment, Office, Organisation
from .persons import Account, Household, Person, WorkPhone
from .places import Area, Grid
from .positions import PlaceSheet, Position
from .signin import Attempt, SignInCode
from .texts import Text, TextStop
from .trust import Consent, Look, Message

__all__ = [
    "Deputy",
    "Duty",
    "OfficeName",
    "Account",
    "Appointment",
    "Area",
    "Attempt",
    "CalendarDay",
    "CalendarYear",
    "Client",
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
    "Text",
    "TextStop",
    "WorkPhone",
    "WorkingHours",
]
