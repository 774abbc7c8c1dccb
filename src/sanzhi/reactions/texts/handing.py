"""交接: what the receiving office, the one that sent it, and whose matter it is are told; of what, their own page says."""

from .base import Said


class HandedHere(Said):
    """有一件事交给本单位."""

    code, name = "handed_here", "有一件事交给本单位"
    sentence = "有一件事交给您的单位，请打开接收，或者写明理由退回。"


class HandedLate(Said):
    """交接过了两个工作日."""

    code, name = "handed_late", "交接过了两个工作日"
    sentence = "有一件交来的事过了两个工作日还没有接收或者退回：{number}"


class HandedBack(Said):
    """交出去的事被退回."""

    code, name = "handed_back", "交出去的事被退回"
    sentence = "您交出去的一件事被退回了，请收回再办：{number}"


class HandedTaken(Said):
    """交出去的事已被接收."""

    code, name = "handed_taken", "交出去的事已被接收"
    sentence = "您交出去的一件事，{office}已经接收：{number}"


class HandedAnswered(Said):
    """交出去的事有了结果."""

    code, name = "handed_answered", "交出去的事有了结果"
    sentence = "您交出去的一件事有了结果：{number}"


class HandedRuled(Said):
    """督查员决定了由谁办."""

    code, name = "handed_ruled", "督查员决定了由谁办"
    sentence = "转了几次的一件事，督查员决定了由哪个单位办，请按决定转：{number}"


class HandedOn(Said):
    """您的事转给了别的单位."""

    code, name = "handed_on", "您的事转给了别的单位"
    sentence = "您的事（{number}）转给了{office}，不用再去说一遍，还是用原来的查询码看进展。"


class HandoverReceived(Said):
    """您的事已被接收."""

    code, name = "handover_received", "您的事已被接收"
    sentence = "您的事（{number}），{office}已经接收。"


class HandoverReturned(Said):
    """您的事要换一个单位."""

    code, name = "handover_returned", "您的事要换一个单位"
    sentence = "您的事（{number}），{office}说明理由退回了，受理单位会收回再办。"


class HandoverAnswered(Said):
    """您的事有了结果."""

    code, name = "handover_answered", "您的事有了结果"
    sentence = "您的事（{number}），{office}登记了结果，请打开看。"
