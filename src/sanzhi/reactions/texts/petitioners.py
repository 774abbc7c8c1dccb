"""信访: what whoever petitions, and whoever has it in hand, is told; of what, their own page says."""

from .base import Said


class AccusationToRegister(Said):
    """有检举控告待登记."""

    code, name = "accusation_waits", "有检举控告待登记"
    sentence = "有一件检举控告等您登记，收到之日起十五日内办。"


class AccusationSupplemented(Said):
    """检举控告有补充."""

    code, name = "accusation_more", "检举控告有补充"
    sentence = "您办理的一件检举控告有补充，请打开看。"


class AccusationMoved(Said):
    """您的来件有新进展."""

    code, name = "accusation_moved", "您的来件有新进展"
    sentence = "您提交的一件来件有新进展，请打开看。"
