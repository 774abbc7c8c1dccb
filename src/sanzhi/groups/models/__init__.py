from .advisers import AdviserHours, AdviserTerm, Consultation, LegalAdviser
from .bids import Bid, BidScore, Grant, Milestone
from .casework import Casework, CaseworkSession
from .donations import FundDisclosure, GiftPurpose, GiftUse
from .funds import Call, Fund, FundPanelist, FundTie, Gift
from .gentry import GentryMember, GentrySuggestion
from .orders import ServiceOffer, ServiceOrder
from .register import AnnualReport, Group, Rating, ServiceCentre
from .workers import Allowance, AllowanceRule, Employment, Registration, SocialWorker, Training

__all__ = [
    "AdviserHours",
    "AdviserTerm",
    "Allowance",
    "AllowanceRule",
    "AnnualReport",
    "Bid",
    "BidScore",
    "Call",
    "Casework",
    "CaseworkSession",
    "Consultation",
    "Employment",
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
    "Registration",
    "ServiceCentre",
    "ServiceOffer",
    "ServiceOrder",
    "SocialWorker",
    "Training",
]
