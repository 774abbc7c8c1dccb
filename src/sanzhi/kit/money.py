"""钱: amounts are kept in whole fen and read in yuan."""


def yuan(fen: int) -> str:
    """元: 1050 → "¥10.50"; nothing is rounded."""
    return f"{'-' if fen < 0 else ''}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
