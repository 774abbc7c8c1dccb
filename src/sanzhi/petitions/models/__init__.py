from .accusation import Accusation, AccusationLook, AccusationMove, KeptOut
from .agency import Agency, Contact
from .letters import Letter
from .petition import Claim, Likeness, Petition, Petitioner

__all__ = [
    "Accusation",
    "AccusationLook",
    "AccusationMove",
    "Agency",
    "Claim",
    "Contact",
    "KeptOut",
    "Letter",
    "Likeness",
    "Petition",
    "Petitioner",
]
