"""公约: what whoever reviews, files and keeps is told, and whoever gave an opinion or sits on a panel."""

from .base import Said


class CompactToReview(Said):
    """公约待审查."""

    code, name = "turn_compact_review", "公约待审查"
    sentence = "有一份公约报上来，等没有起草的人审查。"


class CompactReviewed(Said):
    """公约审查结果."""

    code, name = "turn_compact_reviewed", "公约审查结果"
    sentence = "您这里的一份公约有了审查结果，请接着办。"


class CompactToFile(Said):
    """公约待备案."""

    code, name = "turn_compact_file", "公约待备案"
    sentence = "有一份公约表决通过了，等备案。"


class CompactFiled(Said):
    """公约已备案."""

    code, name = "turn_compact_filed", "公约已备案"
    sentence = "您这里的一份公约已经备案，请定从哪一天起生效。"


class OpinionSettled(Said):
    """公约意见答复."""

    code, name = "compact_opinion_settled", "公约意见答复"
    sentence = "您对公约提的意见有了答复。"


class AskedToScore(Said):
    """请您评公约."""

    code, name = "compact_to_score", "请您评公约"
    sentence = "请您当评议员，给一份公约打分。"
