from .accusation import Accusation, AccusationLook, AccusationMove, KeptOut
from .agency import Agency, Contact
from .letters import Letter
from .oversight import Advice, Backlog, BacklogReview, Booking, Reception
from .papers import Hearing, Joint, Paper
from .petition import Claim, Likeness, Petition, Petitioner

__all__ = [
    "Advice",
    "Backlog",
    "BacklogReview",
    "Booking",
    "Reception",
    "Accusation",
    "AccusationLook",
    "AccusationMove",
    "Agency",
    "Claim",
    "Contact",
    "Hearing",
    "Joint",
    "KeptOut",
    "Letter",
    "Likeness",
    "Paper",
    "Petition",
    "Petitioner",
]
