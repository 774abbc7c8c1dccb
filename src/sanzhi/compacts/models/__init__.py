from .after import Appraisal, Assessor, Check, Mean, Score
from .compacts import Clause, Compact, Opinion, Pledge, Version

__all__ = [
    "Appraisal",
    "Assessor",
    "Check",
    "Clause",
    "Compact",
    "Mean",
    "Opinion",
    "Pledge",
    "Score",
    "Version",
]
