from .centres import Centre, Counter, Service, Shift
from .handovers import CHANNELS, Handover, Ruling
from .queueing import Booking, Ground, Ticket, Turn

__all__ = [
    "CHANNELS",
    "Booking",
    "Centre",
    "Counter",
    "Ground",
    "Handover",
    "Ruling",
    "Service",
    "Shift",
    "Ticket",
    "Turn",
]
