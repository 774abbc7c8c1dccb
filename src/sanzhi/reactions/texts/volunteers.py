"""What a volunteer, a guardian and whoever leads an organisation are told of shifts, hours and certificates."""

from .base import Said


class GuardianAsked(Said):
    """请监护人同意."""

    code, name = "guardian_asked", "请监护人同意"
    sentence = "家里有孩子想注册志愿者，要您这位监护人同意。"


class GuardianAgreed(Said):
    """监护人已同意."""

    code, name = "guardian_agreed", "监护人已同意"
    sentence = "监护人同意了，可以报名志愿服务了。"


class MovedUp(Said):
    """候补轮到了."""

    code, name = "volunteer_moved_up", "候补轮到您了"
    sentence = "您排候补的志愿服务班次有人取消，轮到您了；来不了的请取消报名。"


class SignedFor(Said):
    """替您报了名."""

    code, name = "volunteer_signed_for", "有人替您报了名"
    sentence = "组织替您报了一个志愿服务班次；不是您要报的，请取消报名。"


class ShiftCancelled(Said):
    """班次取消了."""

    code, name = "volunteer_shift_cancelled", "班次取消了"
    sentence = "您报名的一个志愿服务班次取消了。"


class HoursConfirmed(Said):
    """时长已核定."""

    code, name = "volunteer_confirmed", "服务时长已核定"
    sentence = "您的一次志愿服务时长核定了；不对的，三十天内可以要求更正。"


class HoursCorrected(Said):
    """更正有答复了."""

    code, name = "volunteer_corrected", "时长更正有答复"
    sentence = "您要求更正的服务时长有答复了。"


class CertificateMoved(Said):
    """证明有进展."""

    code, name = "certificate_moved", "志愿服务证明有进展"
    sentence = "您申请的志愿服务记录证明有进展，可以看办到哪一步。"


class HoursToConfirm(Said):
    """时长待核定."""

    code, name = "turn_hours", "服务时长待核定"
    sentence = "有一个班次结束了，等您核定时长。"


class CorrectionToAnswer(Said):
    """更正待答复."""

    code, name = "turn_correction", "时长更正待答复"
    sentence = "有志愿者说时长不对，等您答复。"


class CertificateToShow(Said):
    """证明待公示."""

    code, name = "turn_certificate", "志愿服务证明待公示"
    sentence = "有人申请志愿服务记录证明，等您内部公示。"
