from .bids import Bid, BidScore, Grant, Milestone
from .funds import Call, Fund, FundPanelist, FundTie, Gift
from .orders import ServiceOffer, ServiceOrder
from .register import AnnualReport, Group, Rating, ServiceCentre

__all__ = [
    "AnnualReport",
    "Bid",
    "BidScore",
    "Call",
    "Fund",
    "FundPanelist",
    "FundTie",
    "Gift",
    "Grant",
    "Group",
    "Milestone",
    "Rating",
    "ServiceCentre",
    "ServiceOffer",
    "ServiceOrder",
]
