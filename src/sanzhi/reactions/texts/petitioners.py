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


class PetitionMoved(Said):
    """您的信访事项有新进展."""

    code, name = "petition_moved", "您的信访事项有新进展"
    sentence = "您的信访事项有新进展，请打开看。"


class AskingOver(Said):
    """回访结束."""

    code, name = "petition_asked", "信访事项回访结束"
    sentence = (
        "您的信访事项（{number}）回访已经结束。回访怎样都不影响您的任何权利；有新的事实，可以另行提出。"
    )


class PetitionHere(Said):
    """信访事项等您办."""

    code, name = "petition_here", "信访事项等您办"
    sentence = "有一件信访事项等您办，请打开看。"


class AgencyAsked(Said):
    """请您确认代办委托."""

    code, name = "agency_asked", "请您确认代办委托"
    sentence = "有人要替您代办一件事，您同意了才会提交，请打开看。"


class AgencyMoved(Said):
    """代办有新进展."""

    code, name = "agency_moved", "代办有新进展"
    sentence = "您委托代办的事有新进展，请打开看。"


class AgencyWordGiven(Said):
    """委托有变化."""

    code, name = "agency_word", "委托有变化"
    sentence = "您代办的一件事，本人给了或者撤回了委托，请打开看。"
