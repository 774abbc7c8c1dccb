"""账户编号: what the account of a household, a person or a village is called, so that every room above finds the same."""

POINT, FEN = "point", "fen"  # 计量单位: what is counted; money in whole fen


def of_household(household: int) -> str:
    """户账户: what a household has earned and may spend."""
    return f"household:{household}"


def of_person(person: int) -> str:
    """个人账户: what a person answers for alone."""
    return f"person:{person}"


def of_issuer(area: str) -> str:
    """发放方: a village's own side of every point it gives; falls without end by as much as is out."""
    return f"issuer:{area}"


def of_spent(area: str) -> str:
    """已兑换: where a village's points go when they are spent."""
    return f"spent:{area}"


def of_treasury(area: str) -> str:
    """拨款来源: where a village's approved money comes from; falls without end by as much as was approved."""
    return f"treasury:{area}"


def of_fund(area: str) -> str:
    """兑换资金: what a village may still pay its merchants."""
    return f"fund:{area}"


def of_merchant(merchant: int) -> str:
    """商户账户: what a merchant has been owed, by settlements that both have signed."""
    return f"merchant:{merchant}"


def of_gifts(fund: int) -> str:
    """基金来源: where a development fund's money comes from; falls without end by as much as came in."""
    return f"gifts:{fund}"


def of_development_fund(fund: int) -> str:
    """发展基金: what may still be granted or paid; never below nought."""
    return f"development:{fund}"


def of_grantee(group: int) -> str:
    """受资助组织: what a social organisation was paid for accepted milestones."""
    return f"grantee:{group}"


def of_used(fund: int) -> str:
    """捐赠使用: what gifts were used for, by payments that three agreed on."""
    return f"used:{fund}"
