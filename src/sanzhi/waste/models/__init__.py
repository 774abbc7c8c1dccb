from .bins import Bin, Stream
from .rounds import Fault, Grade, Inspection, WasteRound
from .second import Appeal, Conflict, Review, Sample, Visit
from .weighings import Weighing

__all__ = [
    "Appeal",
    "Bin",
    "Conflict",
    "Fault",
    "Grade",
    "Inspection",
    "Review",
    "Sample",
    "Stream",
    "Visit",
    "WasteRound",
    "Weighing",
]
