from .pools import Pool, PoolShare
from .settlements import Settlement, SettlementLine
from .shop import Allotment, Budget, Merchant, MerchantHand, Reward
from .vouchers import Purchase, Tally, Voucher

__all__ = [
    "Allotment",
    "Budget",
    "Merchant",
    "MerchantHand",
    "Pool",
    "PoolShare",
    "Purchase",
    "Reward",
    "Settlement",
    "SettlementLine",
    "Tally",
    "Voucher",
]
