from .claims import CapUse, Claim, Evidence
from .members import Panelist, Participant, Pledge, Tie
from .rounds import Round, Score, Transfer
from .standards import Item, Standard

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
]
