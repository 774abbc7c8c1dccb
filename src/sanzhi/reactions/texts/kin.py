"""说给居民: of matters that are handled with another, split, or joined by others."""

from .base import Said


class Merged(Said):
    """已并案."""

    code, name = "merged", "已并案"
    sentence = "您反映的事（{number}）和另一件同样的事合并办理，进展照样告诉您。"


class Unmerged(Said):
    """恢复单独办理."""

    code, name = "unmerged", "恢复单独办理"
    sentence = "您反映的事（{number}）恢复单独办理。"


class ClosedMerged(Said):
    """随主事项办结."""

    code, name = "closed_merged", "随主事项办结"
    sentence = "您反映的事（{number}）随合并办理的事一并办结。如果还没有解决，30 天内可以要求重新办理。"


class NotAcceptedAlong(Said):
    """随主事项不予受理."""

    code, name = "not_accepted_along", "随主事项不予受理"
    sentence = "您反映的事（{number}）和合并办理的事一样，不属于本平台受理范围；理由和去处写在事项页上，可以提出异议。"
    sms = "您反映的事（{number}）不属于本平台受理范围，去哪里办理请看 "


class TransferredAlong(Said):
    """随主事项转其他渠道."""

    code, name = "transferred_along", "随主事项转其他渠道"
    sentence = "您反映的事（{number}）和合并办理的事一起转到其他渠道办理，怎么走写在事项页上，可以打印。"


class EndedAlong(Said):
    """随主事项结束."""

    code, name = "ended_along", "随主事项结束"
    sentence = "您反映的事（{number}）所合并办理的事有了结果，写在事项页上。"


class SplitUp(Said):
    """已拆分."""

    code, name = "split_up", "已拆分"
    sentence = "您反映的事（{number}）分成几件分别办理，每一件都可以查看。"


class JoinedMoved(Said):
    """也遇到的事有进展."""

    code, name = "joined_moved", "也遇到的事有进展"
    sentence = "您也遇到的事（{number}）有新进展，点开可以看。"
