"""Every write of this room: a verb, told `by` whom and `at` what time."""

from .accusing import (
    NewAccusation,
    conclude,
    decline,
    file_accusation,
    forward,
    inform,
    keep_out_of_trees,
    note,
    open_words,
    register_accusation,
    reroute,
    supplement_accusation,
)

__all__ = [
    "NewAccusation",
    "conclude",
    "decline",
    "file_accusation",
    "forward",
    "inform",
    "keep_out_of_trees",
    "note",
    "open_words",
    "register_accusation",
    "reroute",
    "supplement_accusation",
]
