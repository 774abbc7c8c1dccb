"""说给居民: short, with the number of the matter; what it is about stands on its page."""

from .base import Said


class Registered(Said):
    """已登记."""

    code, name = "registered", "已登记"
    sentence = "您反映的事（{number}）已登记，可以随时查看办理到哪一步。"
    sms = "您反映的事（{number}）已登记，进展请看 "


class Answered(Said):
    """当场答复."""

    code, name, group, rates = "answered", "当场答复", "rating", True
    sentence = "您反映的事（{number}）已有答复，请您评价。"
    sms = "您反映的事（{number}）已有答复，请您评价（不用登录） "


class NotAccepted(Said):
    """不予受理."""

    code, name = "not_accepted", "不予受理"
    sentence = "您反映的事（{number}）不属于本平台受理范围，应当去哪里办理已写在事项页上。"
    sms = "您反映的事（{number}）不属于本平台受理范围，去哪里办理请看 "


class Assigned(Said):
    """已交办."""

    code, name = "assigned", "已交办"
    sentence = "您反映的事（{number}）已交给{office}办理。"
    sms = "您反映的事（{number}）已交给{office}办理，进展请看 "


class Decided(Said):
    """已裁定."""

    code, name = "decided", "已裁定"
    sentence = "您反映的事（{number}）已确定由{office}办理。"


class Returned(Said):
    """被退回."""

    code, name = "returned", "承办单位退回"
    sentence = "您反映的事（{number}）被承办单位退回，正在重新分派。"


class ReturnedThrice(Said):
    """第三次退回."""

    code, name = "returned_thrice", "第三次退回"
    sentence = "您反映的事（{number}）已第三次退回，由市社会治理中心裁定。"


class AskedToRate(Said):
    """请您评价."""

    code, name, group, rates = "asked_to_rate", "请您评价", "rating", True
    sentence = "您反映的事（{number}）已办理，请您评价。"
    sms = "您反映的事（{number}）已办理，请您评价（不用登录） "


class NotReached(Said):
    """未接通."""

    code, name, group, rates = "not_reached", "回访未接通", "rating", True
    sentence = "给您打了回访电话（{number}），没有接通。您也可以自己评价。"
    sms = "给您打了回访电话（{number}），没有接通。也可以自己评价 "


class Closed(Said):
    """已办结."""

    code, name = "closed", "已办结"
    sentence = "您反映的事（{number}）已办结。如果还没有解决，30 天内可以要求重新办理。"


class ClosedUnreached(Said):
    """未联系上办结."""

    code, name, group, rates = "closed_unreached", "未联系上办结", "rating", True
    sentence = "三次未能联系到您，您反映的事（{number}）先行办结。您仍可以评价或要求重新办理。"
    sms = "三次未能联系到您，您反映的事（{number}）先行办结。仍可评价 "


class ClosedUnasked(Said):
    """未评价办结."""

    code, name = "closed_unasked", "未评价办结"
    sentence = "没有收到您的评价，您反映的事（{number}）先行办结。30 天内仍可评价或要求重新办理。"


class ClosedDeclined(Said):
    """不愿回答."""

    code, name = "closed_declined", "不愿回答办结"
    sentence = "您反映的事（{number}）已办结，回访未作回答。30 天内仍可评价或要求重新办理。"


class ToldWhere(Said):
    """告知进度."""

    code, name = "told_where", "告知进度"
    sentence = "您来信问的事（{number}），现在的进展写在事项页上。"
    sms = "您来信问的事（{number}），进展请看 "


class Reopened(Said):
    """重新办理."""

    code, name = "reopened", "重新办理"
    sentence = "您反映的事（{number}）正在重新办理。"
    sms = "您反映的事（{number}）正在重新办理，进展请看 "


class TakenBack(Said):
    """收回重办."""

    code, name = "taken_back", "收回重办"
    sentence = "您反映的事（{number}）已收回重新办理。"
    sms = "您反映的事（{number}）已收回重新办理，进展请看 "


class Escalated(Said):
    """已上报."""

    code, name = "escalated", "已上报"
    sentence = "您反映的事（{number}）已上报市社会治理中心，由市里分派。"


class Reassigned(Said):
    """已改派."""

    code, name = "reassigned", "已改派"
    sentence = "您反映的事（{number}）改由{office}办理，办理时限连续计算。"


class Transferred(Said):
    """转其他渠道."""

    code, name = "transferred", "转其他渠道"
    sentence = "您反映的事（{number}）转到其他渠道办理，怎么走写在事项页上，可以打印。"


class Shielded(Said):
    """已注明被反映单位."""

    code, name = "shielded", "注明被反映单位"
    sentence = "您反映的事（{number}）已注明被反映的单位，它看不到是您反映的，也不参与核验和回访。"


class Unshielded(Said):
    """已撤销被反映单位."""

    code, name = "unshielded", "撤销被反映单位"
    sentence = "您反映的事（{number}）原来注明的被反映单位有误，已撤销，理由写在事项页上。"


class DelayGranted(Said):
    """延期."""

    code, name = "delay_granted", "延期"
    sentence = "您反映的事（{number}）经批准延期，新的期限和理由写在事项页上。"


class DelayRefused(Said):
    """延期未批准."""

    code, name = "delay_refused", "延期未批准"
    sentence = "您反映的事（{number}）没有批准延期，仍按原来的期限办理。"


class Suspended(Said):
    """中止办理."""

    code, name = "suspended", "中止办理"
    sentence = "您反映的事（{number}）暂时中止办理，依据和最迟恢复的日子写在事项页上。"


class Resumed(Said):
    """恢复办理."""

    code, name = "resumed", "恢复办理"
    sentence = "您反映的事（{number}）恢复办理，期限接着计算。"


class ContestUpheld(Said):
    """申诉成立."""

    code, name = "contest_upheld", "申诉成立"
    sentence = "承办单位对您反映的事（{number}）的申诉成立，不计入对它的考核；您的评价和办理记录原样保留。"


class KindMoved(Said):
    """有新进展."""

    code, name = "kind_moved", "有新进展"
    sentence = "您反映的事（{number}）有新进展，点开可以看。"


class Supervised(Said):
    """已列入督办."""

    code, name = "supervised", "已列入督办"
    sentence = "您反映的事（{number}）已列入督办，正在督促承办单位办理。"


class SupervisedHarder(Said):
    """督办升级."""

    code, name = "supervised_harder", "督办升级"
    sentence = "您反映的事（{number}）的督办已升级。"


class HandedOver(Said):
    """经办单位有调整."""

    code, name = "handed_over", "经办单位有调整"
    sentence = "您反映的事（{number}）的经办单位有调整，由{office}接着办，期限不变。"


class ObjectionAnswered(Said):
    """异议已答复."""

    code, name = "objection_answered", "异议、询问已答复"
    sentence = "您对公示提的异议或询问已经答复。"


class PointsReturned(Said):
    """积分申报退回补充."""

    code, name = "points_returned", "积分申报退回补充"
    sentence = "您申报的积分要补充说明，请打开看一看。"


class PointsRejected(Said):
    """积分申报不予计分."""

    code, name = "points_rejected", "积分申报不予计分"
    sentence = "您申报的积分没有计分，理由写在申报页上。"


class PointsEntered(Said):
    """积分已入账."""

    code, name = "points_entered", "积分已入账"
    sentence = "您家有积分公示期满，已经入账。"


class PointsRevised(Said):
    """积分已更正."""

    code, name = "points_revised", "积分已更正"
    sentence = "您家有一笔积分已经更正，理由写在申报页上。"
