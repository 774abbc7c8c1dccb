from .funds import Bid, BidScore, Call, Fund, FundPanelist, FundTie, Gift, Grant, Milestone
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
