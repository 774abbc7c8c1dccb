"""调解: what the parties are told, and those who mediate; of what, their own page says."""

from .base import Said


class DisputeMoved(Said):
    """纠纷有进展."""

    code, name = "dispute_moved", "纠纷有进展"
    sentence = "您的纠纷调解有新进展，请打开看。"


class MediatorProposed(Said):
    """推荐了调解员."""

    code, name = "dispute_mediator", "推荐了调解员"
    sentence = "有一位调解员等您看同不同意，请打开答复。"


class MoreTimeAsked(Said):
    """请求延长调解期限."""

    code, name = "dispute_more_time", "请求延长调解期限"
    sentence = "有人请求延长调解期限，同不同意，请打开答复。"


class SessionPlanned(Said):
    """约了调解会."""

    code, name = "dispute_session", "约了调解会"
    sentence = "约了一次调解，时间地点请打开看。"


class PartPerformed(Said):
    """一项已履行."""

    code, name = "dispute_performed", "一项已履行"
    sentence = "协议里的一项已经登记履行。"


class PartDue(Said):
    """快到履行日子."""

    code, name = "dispute_due", "快到履行日子"
    sentence = "协议里有一项三天内要履行，请打开看。"


class PartMissed(Said):
    """到期没有履行."""

    code, name = "dispute_missed", "到期没有履行"
    sentence = "协议里有一项到期没有履行，请打开看还能怎么办。"


class ConfirmBy(Said):
    """司法确认快到期."""

    code, name = "dispute_confirm_by", "司法确认快到期"
    sentence = "要一起申请司法确认的话，只剩不到七天，请打开看。"


class ConfirmationAsked(Said):
    """已申请司法确认."""

    code, name = "dispute_confirmation", "已申请司法确认"
    sentence = "各方都同意，已经申请司法确认。"


class ConfirmationRuled(Said):
    """司法确认有结果."""

    code, name = "dispute_ruled", "司法确认有结果"
    sentence = "司法确认有了结果，请打开看。"


class FiledInCourt(Said):
    """法院已立案."""

    code, name = "dispute_filed", "法院已立案"
    sentence = "法院已经立案，案号请打开看。"


class DisputeHere(Said):
    """纠纷待办."""

    code, name = "dispute_desk", "纠纷待办"
    sentence = "有一件纠纷有了新情况，请打开看。"


class SubsidyToReview(Said):
    """以案定补待审核."""

    code, name = "turn_subsidy", "以案定补待审核"
    sentence = "有一笔以案定补等您审核。"


class SubsidyToApprove(Said):
    """以案定补待批准."""

    code, name = "turn_subsidy_second", "以案定补待批准"
    sentence = "有一笔以案定补等您批准。"


class SubsidyEnded(Said):
    """以案定补有结果."""

    code, name = "subsidy_ended", "以案定补有结果"
    sentence = "您的一笔以案定补有了结果，请打开看。"
