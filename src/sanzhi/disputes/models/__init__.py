from .agreements import Agreement, Instalment, Subsidy, Visit
from .bodies import Body, Conflict, Mediator, Seat, Term, Type
from .courts import Booking, Confirmation, Diversion, Report, Station
from .disputes import Answer, Dispute, Party
from .sessions import Attorney, CaucusNote, Evidence, Session, Statement

__all__ = [
    "Agreement",
    "Answer",
    "Attorney",
    "Body",
    "Booking",
    "CaucusNote",
    "Conflict",
    "Confirmation",
    "Dispute",
    "Diversion",
    "Evidence",
    "Instalment",
    "Mediator",
    "Party",
    "Report",
    "Seat",
    "Session",
    "Statement",
    "Station",
    "Subsidy",
    "Term",
    "Type",
    "Visit",
]
