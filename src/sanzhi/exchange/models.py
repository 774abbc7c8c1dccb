"""Where Django looks for tables; each stands in the folder of its system."""

from .bank.models import Answer, Checking, Statement
from .webhooks.models import Delivery, Receiver

__all__ = ["Answer", "Checking", "Delivery", "Receiver", "Statement"]
