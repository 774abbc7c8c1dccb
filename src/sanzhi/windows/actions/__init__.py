from .booking import book, book_for, cancel, move_booking
from .centres import NewShift, end_shift, open_centre, put_counter, put_shift, set_open
from .forgetting import forget_names, forget_words, sweep_day
from .handing import Handing, decide, hand_over, remind, send_back, take_back
from .queueing import Arrival, call_again, call_next, gone, pass_on, served, take_ticket, tie
from .receiving import Received, note_answer, receive

__all__ = [
    "Arrival",
    "Handing",
    "NewShift",
    "Received",
    "book",
    "book_for",
    "call_again",
    "call_next",
    "cancel",
    "decide",
    "end_shift",
    "forget_names",
    "forget_words",
    "gone",
    "hand_over",
    "move_booking",
    "note_answer",
    "open_centre",
    "pass_on",
    "put_counter",
    "put_shift",
    "receive",
    "remind",
    "send_back",
    "served",
    "set_open",
    "sweep_day",
    "take_back",
    "take_ticket",
    "tie",
]
