from .claims import CapUse, Claim, Evidence
from .members import Panelist, Participant, Pledge, Tie
from .rounds import Round, Score, Transfer
from .standards import Item, Standard
from .years import Year, YearTotal

__all__ = [
    "CapUse",
    "Claim",
    "Evidence",
    "Item",
    "Panelist",
    "Participant",
    "Pledge",
    "Round",
    "Score",
    "Standard",
    "Tie",
    "Transfer",
    "Year",
    "YearTotal",
]
