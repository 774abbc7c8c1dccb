from .accusation import Accusation, AccusationLook, AccusationMove, KeptOut

__all__ = ["Accusation", "AccusationLook", "AccusationMove", "KeptOut"]
