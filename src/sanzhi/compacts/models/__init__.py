from .after import Appraisal, Assessor, Check, Mean, Score
from .compacts import Clause, Compact, Hand, Opinion, Pledge, Version

__all__ = [
    "Appraisal",
    "Assessor",
    "Check",
    "Clause",
    "Compact",
    "Hand",
    "Mean",
    "Opinion",
    "Pledge",
    "Score",
    "Version",
]
