from .booking import book, book_for, cancel, move_booking
from .centres import NewShift, end_shift, open_centre, put_counter, put_shift, set_open
from .forgetting import forget_names, sweep_day
from .queueing import Arrival, call_again, call_next, gone, pass_on, served, take_ticket, tie

__all__ = [
    "Arrival",
    "NewShift",
    "book",
    "book_for",
    "call_again",
    "call_next",
    "cancel",
    "end_shift",
    "forget_names",
    "gone",
    "move_booking",
    "open_centre",
    "pass_on",
    "put_counter",
    "put_shift",
    "served",
    "set_open",
    "sweep_day",
    "take_ticket",
    "tie",
]
