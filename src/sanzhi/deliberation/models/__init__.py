from .bodies import Body, Member, Origin
from .meetings import Elector, Item, Meeting, Method, Proxy, Recusal
from .papers import PaperDoubt, PaperVote
from .urns import Polled, Urn
from .votes import Choice, HandCount, Resolution, Vote

__all__ = [
    "Body",
    "Choice",
    "Elector",
    "HandCount",
    "Item",
    "Meeting",
    "Member",
    "Method",
    "Origin",
    "PaperDoubt",
    "PaperVote",
    "Polled",
    "Proxy",
    "Recusal",
    "Resolution",
    "Urn",
    "Vote",
]
