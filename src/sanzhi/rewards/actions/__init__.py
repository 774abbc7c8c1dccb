from .budgets import approve_allotment, enter_allotment
from .buying import buy
from .catalogue import NewReward, change_reward, close_reward, offer_reward, restock
from .merchants import add_hand, close_merchant, end_hand, open_merchant
from .redeeming import cancel, redeem

__all__ = [
    "NewReward",
    "add_hand",
    "approve_allotment",
    "buy",
    "cancel",
    "change_reward",
    "close_merchant",
    "close_reward",
    "end_hand",
    "enter_allotment",
    "offer_reward",
    "open_merchant",
    "redeem",
    "restock",
]
