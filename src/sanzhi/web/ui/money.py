"""钱: amounts are kept in whole fen, and read and typed in yuan."""

from decimal import Decimal

from sanzhi.kit.money import yuan

from .library import register

register.filter(yuan)


def fen_of(amount: Decimal | None) -> int:
    """What somebody typed in yuan, as fen; the form lets two decimals through and no more."""
    return int((amount or Decimal(0)) * 100)
