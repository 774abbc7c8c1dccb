"""网格: what workers, villages, offices and households are told of tasks, requests and visits."""

from .base import Said


class TaskGiven(Said):
    """网格任务."""

    code, name = "grid_task", "网格任务"
    sentence = "有一个新的网格任务，是清单上的事。"


class TaskTakenOver(Said):
    """任务被接手."""

    code, name = "grid_task_over", "网格任务有人接手"
    sentence = "您在做的一个网格任务，由同事接过去了。"


class TaskLate(Said):
    """网格任务逾期."""

    code, name = "grid_task_late", "网格任务逾期"
    sentence = "有一个网格任务过了期限还没有做好，只提醒这一次。"


class AdmissionToDecide(Said):
    """准入申请待决定."""

    code, name = "turn_grid_admission", "准入申请待决定"
    sentence = "有单位申请往网格事务清单里加一项，等决定。"


class AdmissionDecided(Said):
    """准入申请有了决定."""

    code, name = "grid_admission_decided", "准入申请的决定"
    sentence = "您提的网格准入申请有了决定，请看理由。"


class CorrectionAsked(Said):
    """走访要求更正."""

    code, name = "grid_visit_correction", "走访要求更正"
    sentence = "有一户说您写的走访有不对的地方，请看一看、答复。"


class CorrectionAnswered(Said):
    """走访更正的答复."""

    code, name = "grid_visit_corrected", "走访更正的答复"
    sentence = "您要求更正的走访记录有了答复。"


class NeedToFollow(Said):
    """走访需求待跟进."""

    code, name = "grid_need", "走访需求待跟进"
    sentence = "有一户需要帮忙，说好由您跟进。"


class TakenBack(Said):
    """走访的同意由别人替本人撤回."""

    code, name = "grid_visit_taken_back", "替您撤回了走访的同意"
    sentence = "有人在窗口替您撤回了走访的同意，记的内容都删掉了；不是您要求的，请告诉村（社区）。"
