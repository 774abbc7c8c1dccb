from .centres import Centre, Counter, Service, Shift
from .queueing import Booking, Ground, Ticket, Turn

__all__ = ["Booking", "Centre", "Counter", "Ground", "Service", "Shift", "Ticket", "Turn"]
