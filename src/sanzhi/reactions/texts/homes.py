"""What a household is told of its bins, and a person of the statement they gave a bank."""

from .base import Said


class StatementChecked(Said):
    """银行核对了积分证明."""

    code, name = "statement_checked", "银行核对了证明"
    sentence = "您开给银行的积分证明有人核对了，可以看是谁、什么时候。"


class StatementAnswered(Said):
    """银行有了答复."""

    code, name = "statement_answered", "银行有了答复"
    sentence = "银行对您的申请有了答复，理由写在证明页上。"


class WasteGuidance(Said):
    """垃圾分类提示: help, and that nothing is taken."""

    code, name = "waste_guidance", "垃圾分类提示"
    sentence = "您家的垃圾分类还可以更好，怎么分写在“我家的垃圾分类”里。不扣分，有不同意见可以申诉。"


class WasteAnswered(Said):
    """垃圾分类申诉已答复."""

    code, name = "waste_answered", "垃圾分类申诉已答复"
    sentence = "您家的垃圾分类申诉有答复了。"


class ClueDecided(Said):
    """线索有了结果."""

    code, name = "clue_decided", "线索有了结果"
    sentence = "您报的线索有人处理了，结果写在“我报的线索”里。"
