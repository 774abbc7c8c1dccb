"""重点工程: what the owning office and whoever accepts are told; which project stands behind the link."""

from .base import Said


class MilestoneNear(Said):
    """节点快到期."""

    code, name = "milestone_near", "重点工程节点快到期"
    sentence = "您的单位牵头的重点工程有一个节点七天之内到期。"


class MilestoneLate(Said):
    """节点过期."""

    code, name = "milestone_late", "重点工程节点过期"
    sentence = "有一个重点工程的节点过期了，还没有报完成。"


class MilestoneToAccept(Said):
    """节点待验收."""

    code, name = "turn_milestone", "重点工程节点待验收"
    sentence = "有一个重点工程的节点报了完成，等您验收。"


class MilestoneSentBack(Said):
    """节点退回."""

    code, name = "milestone_back", "重点工程节点退回"
    sentence = "您的单位报的一个节点被退回，理由在工程页上。"


class GateToCheck(Said):
    """一次会待核对."""

    code, name = "gate_to_check", "四议两公开的会待核对"
    sentence = "村里一件大事记了一次会，请拿会议记录核对人数和票数。"


class DecisionToPublish(Said):
    """决议待公开."""

    code, name = "decision_to_publish", "决议待公开"
    sentence = "村里一件大事表决有了结果，通过的请拟公示，把决议公开。"


class DecisionGivenUp(Said):
    """决议没能实施."""

    code, name = "decision_given_up", "决议没能实施"
    sentence = "有一个村的决议没能实施，请看看原因和接下来怎么办。"


class DecisionUnpublished(Said):
    """决议没有公开."""

    code, name = "decision_unpublished", "决议没有公开"
    sentence = "有一个村的决议通过十天了还没有公开，请督促。"
