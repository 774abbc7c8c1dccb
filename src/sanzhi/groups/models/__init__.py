from .advisers import AdviserHours, AdviserTerm, Consultation, LegalAdviser
from .bids import Bid, BidScore, Grant, Milestone
from .donations import FundDisclosure, GiftPurpose, GiftUse
from .funds import Call, Fund, FundPanelist, FundTie, Gift
from .gentry import GentryMember, GentrySuggestion
from .orders import ServiceOffer, ServiceOrder
from .register import AnnualReport, Group, Rating, ServiceCentre

__all__ = [
    "AdviserHours",
    "AdviserTerm",
    "AnnualReport",
    "Bid",
    "BidScore",
    "Call",
    "Consultation",
    "Fund",
    "FundDisclosure",
    "FundPanelist",
    "FundTie",
    "GentryMember",
    "GentrySuggestion",
    "Gift",
    "GiftPurpose",
    "GiftUse",
    "Grant",
    "Group",
    "LegalAdviser",
    "Milestone",
    "Rating",
    "ServiceCentre",
    "ServiceOffer",
    "ServiceOrder",
]
