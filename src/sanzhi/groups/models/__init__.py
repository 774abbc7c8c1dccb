from .advisers import AdviserHours, AdviserTerm, Consultation, LegalAdviser
from .bids import Bid, BidScore, Grant, Milestone
from .funds import Call, Fund, FundPanelist, FundTie, Gift
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
    "FundPanelist",
    "FundTie",
    "Gift",
    "Grant",
    "Group",
    "LegalAdviser",
    "Milestone",
    "Rating",
    "ServiceCentre",
    "ServiceOffer",
    "ServiceOrder",
]
