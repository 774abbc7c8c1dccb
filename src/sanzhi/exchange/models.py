"""Where Django looks for tables; each stands in the folder of its system."""

from .webhooks.models import Delivery, Receiver

__all__ = ["Delivery", "Receiver"]
