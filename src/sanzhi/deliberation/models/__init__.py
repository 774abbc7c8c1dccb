from .after import Acceptance, Amendment, Minutes, Proposal, Signature, Support, Task
from .bodies import Body, Member, Origin
from .draws import Draw, Ticket, Witness
from .meetings import Elector, Item, Meeting, Method, Proxy, Recusal
from .papers import READINGS, VOID, PaperDoubt, PaperVote
from .urns import Polled, Urn
from .votes import Choice, HandCount, Resolution, Vote

__all__ = [
    "READINGS",
    "VOID",
    "Acceptance",
    "Amendment",
    "Body",
    "Choice",
    "Draw",
    "Elector",
    "HandCount",
    "Item",
    "Meeting",
    "Member",
    "Method",
    "Minutes",
    "Origin",
    "PaperDoubt",
    "PaperVote",
    "Polled",
    "Proposal",
    "Proxy",
    "Recusal",
    "Resolution",
    "Signature",
    "Support",
    "Task",
    "Ticket",
    "Urn",
    "Vote",
    "Witness",
]
