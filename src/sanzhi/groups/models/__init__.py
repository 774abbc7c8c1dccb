from .bids import Bid, BidScore, Grant, Milestone
from .funds import Call, Fund, FundPanelist, FundTie, Gift
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
]
