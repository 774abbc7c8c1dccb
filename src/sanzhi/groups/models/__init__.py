from .register import AnnualReport, Group, Rating, ServiceCentre

__all__ = ["AnnualReport", "Group", "Rating", "ServiceCentre"]
