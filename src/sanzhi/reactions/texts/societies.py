"""三社: what whoever asked for help, whoever leads a team and the desk that took a call are told."""

from .base import Said


class OrderAsked(Said):
    """来了服务单."""

    code, name = "turn_order", "来了服务单"
    sentence = "有人请您的团队上门帮忙，请在您说的时间里答复。"


class OrderMoved(Said):
    """服务单有进展."""

    code, name = "order_moved", "服务单有进展"
    sentence = "您下的（替人下的）服务单有进展，请看办到哪一步。"


class OrderLate(Said):
    """服务单过了答复时间."""

    code, name = "order_late", "服务单过了答复时间"
    sentence = "有一张服务单过了团队自己说的答复时间，还没有答复。"


class OrderContradicted(Said):
    """服务单没有做好."""

    code, name = "order_contradicted", "服务单没有做好"
    sentence = "有一张服务单本人说没有做好，请和本人约时间再去。"


class AdviceAsked(Said):
    """有人来咨询."""

    code, name = "turn_advice", "有人来咨询"
    sentence = "有居民向您咨询法律问题，请答复；要回避的请回避。"


class AdviceMoved(Said):
    """咨询有进展."""

    code, name = "advice_moved", "法律咨询有进展"
    sentence = "您的一次法律咨询有进展，只有您看得到内容。"


class QuestionWaits(Said):
    """咨询过了答复时间."""

    code, name = "advice_waits", "咨询过了答复时间"
    sentence = "有一次法律咨询过了答复时间，请尽快答复；要回避的请回避。"


class AnswerLate(Said):
    """顾问还没有答复."""

    code, name = "advice_late", "法律顾问还没有答复"
    sentence = "您的一次法律咨询过了答复时间，可以接着等，也可以问别的法律顾问。"


class UseToAgree(Said):
    """捐赠使用待同意."""

    code, name = "turn_gift_use", "捐赠使用待同意"
    sentence = "有一笔捐赠的使用等另一个人同意。"


class UseToPay(Said):
    """捐赠使用待付款."""

    code, name = "turn_gift_pay", "捐赠使用待付款"
    sentence = "有一笔捐赠的使用同意了，等另一个人登记付款。"


class PurposeRefused(Said):
    """改用途没有同意."""

    code, name = "gift_purpose_refused", "改用途没有同意"
    sentence = "您提出的一笔捐赠改用途没有同意，请看理由。"


class QuarterOwed(Said):
    """捐赠收支待公开."""

    code, name = "turn_gift_quarter", "捐赠收支待公开"
    sentence = "有一个季度的捐赠收支过了公开的时间，请拟公示。"


class SuggestionHere(Said):
    """乡贤建议待答复."""

    code, name = "turn_suggestion", "乡贤建议待答复"
    sentence = "有一条乡贤的建议等答复。"


class SuggestionAnswered(Said):
    """建议有答复了."""

    code, name = "suggestion_answered", "建议有答复"
    sentence = "您提的建议有答复了。"


class AllowanceToAgree(Said):
    """社工补贴待同意."""

    code, name = "turn_allowance", "社工补贴待同意"
    sentence = "有一个月的社工补贴拟好了，等另一个人同意。"


class CaseworkMoved(Said):
    """您的个案."""

    code, name = "casework_moved", "您的个案有进展"
    sentence = "社工为您（您的孩子）做的事有进展，只有您看得到内容。"


class CaseworkHere(Said):
    """个案要您看."""

    code, name = "turn_casework", "个案要您看"
    sentence = "有一个个案交到您这里，请打开看。"


class HandDeclined(Said):
    """个案还由您做."""

    code, name = "hand_declined", "个案不转了"
    sentence = "有一个个案不转给别的社工了，还由您做。"


class CaseworkGone(Said):
    """个案不再由您督导."""

    code, name = "casework_gone", "个案换了督导"
    sentence = "有一个个案换了督导，您不再看得到。"
