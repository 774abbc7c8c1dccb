from .budgets import approve_allotment, enter_allotment
from .buying import buy
from .catalogue import NewReward, change_reward, close_reward, offer_reward, restock
from .merchants import add_hand, close_merchant, end_hand, open_merchant
from .pools import NewPool, draw_pool, enter_pool, review_pool, take_pool_result
from .redeeming import cancel, redeem
from .settling import draw_settlement, drop_settlement, pay_settlement, sign_for_merchant, sign_for_village

__all__ = [
    "NewPool",
    "NewReward",
    "add_hand",
    "approve_allotment",
    "buy",
    "cancel",
    "change_reward",
    "close_merchant",
    "close_reward",
    "draw_pool",
    "draw_settlement",
    "drop_settlement",
    "end_hand",
    "enter_allotment",
    "enter_pool",
    "offer_reward",
    "open_merchant",
    "pay_settlement",
    "redeem",
    "restock",
    "review_pool",
    "take_pool_result",
    "sign_for_merchant",
    "sign_for_village",
]
