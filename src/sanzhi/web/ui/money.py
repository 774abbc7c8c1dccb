"""钱: amounts are kept in whole fen and read in yuan."""

from decimal import Decimal

from .library import register


@register.filter
def yuan(fen: int) -> str:
    """元: 1050 → "¥10.50"; nothing is rounded."""
    return f"{'-' if fen < 0 else ''}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def fen_of(amount: Decimal | None) -> int:
    """What somebody typed in yuan, as fen; the form lets two decimals through and no more."""
    return int((amount or Decimal(0)) * 100)
