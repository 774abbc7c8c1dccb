"""说给工作人员: of their own account, post and grid."""

from .base import Said


class FactorReset(Said):
    """第二道验证被重置."""

    code, name = "factor_reset", "重置第二道验证"
    sentence = "安全管理员重置了您的第二道验证。不是您要求的，请马上联系安全管理员。"


class DeputyNamed(Said):
    """指定代班."""

    code, name = "deputy_named", "指定代班"
    sentence = "由您在{office}代班；代谁、从哪天到哪天，看“值班和代班”，换岗位后就能办理。"


class GridEnded(Said):
    """网格撤销."""

    code, name = "grid_ended", "网格撤销"
    sentence = "您所在的网格从{date}起撤销，以后由村（社区）统管；您的岗位和已经登记的事都不变。"


class GridTakenOver(Said):
    """网格并入."""

    code, name = "grid_taken_over", "网格并入"
    sentence = "您所在的网格从{date}起撤销，并入同村另一个网格，您的岗位跟着过去；已经登记的事都不变。"
