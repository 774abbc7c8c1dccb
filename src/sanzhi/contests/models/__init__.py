from .contests import Contest, Entrant, Indicator, Judge
from .scores import Appeal, Mark, Reading, ReadingMark, Run, Standing

__all__ = [
    "Appeal",
    "Contest",
    "Entrant",
    "Indicator",
    "Judge",
    "Mark",
    "Reading",
    "ReadingMark",
    "Run",
    "Standing",
]
