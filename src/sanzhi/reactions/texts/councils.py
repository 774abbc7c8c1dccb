"""开会和表决: what whoever is on a roster is told; of what, the page of the meeting says."""

from .base import Said


class MeetingNoticed(Said):
    """请您参加会议."""

    code, name = "meeting_noticed", "请您参加会议"
    sentence = "有一个会请您参加，时间、地点和议题请打开看。"
    sms = "有一个会请您参加，时间、地点和议题："


class MeetingCancelled(Said):
    """会议取消."""

    code, name = "meeting_cancelled", "会议取消"
    sentence = "请您参加的一个会取消了。"
    sms = "请您参加的会取消了："


class MeetingShort(Said):
    """会议没有开成."""

    code, name = "meeting_short", "会议没有开成，另开"
    sentence = "请您参加的一个会人数不够，改期另开，会再通知您。"


class MeetingOpen(Said):
    """开始签到."""

    code, name = "meeting_open", "开始签到"
    sentence = "会议开始签到，您的签到码在会议的页面上。"


class VoteOpen(Said):
    """开始表决."""

    code, name = "vote_open", "开始表决"
    sentence = "有一个议题开始表决，请打开看。"


class VoteDecided(Said):
    """表决有了结果."""

    code, name = "vote_decided", "表决有了结果"
    sentence = "您有表决权的一个议题有了结果，请打开看。"


class ProposalAnswered(Said):
    """您的提议有了答复."""

    code, name = "proposal_answered", "您的提议有了答复"
    sentence = "您的提议有了答复，请打开看。"


class SafetyWanted(Said):
    """有人需要保护."""

    code, name = "safety_wanted", "有人需要保护"
    sentence = "议事会保密转来一件事，可能有家庭暴力：请马上联系那个村（社区）的文书，登记时勾上有危险。"


class TaskMoved(Said):
    """您提的事有了进展."""

    code, name = "task_moved", "您提的事有了进展"
    sentence = "您提的事通过以后有了进展，请打开看。"


class TaskDone(Said):
    """请您验收."""

    code, name = "task_done", "请您验收"
    sentence = "决议要做的一件事报了办好，请您看看，说满意不满意。"


class Drawn(Said):
    """您被抽中了."""

    code, name = "drawn", "您被抽中了"
    sentence = "名册上抽签，您被抽中了，来做什么、怎么抽的请打开看；不能来的，告诉村（社区）一声。"


class SeatMoved(Said):
    """抽签的席位变了."""

    code, name = "seat_moved", "抽签的席位变了"
    sentence = "有一次抽签登记了有人不来、由下一位补上，和您有关，请打开看；不是您说的，请马上找村（社区）。"
