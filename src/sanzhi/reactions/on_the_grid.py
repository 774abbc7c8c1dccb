"""联动表的一部分: grid work. Read as one with `table`."""

from collections.abc import Mapping, Sequence

from sanzhi.journal.delivery import Handler

from . import turns
from .texts import grids
from .waiting import whoever_may
from .walked import keepers, person, workers

ASKS, MINE, VISITS = "/desk/duty-list/asks/", "/grids/visits/", "/desk/visits/"

OF_GRIDS: Mapping[str, Sequence[Handler]] = {
    "patrol.given": (workers(grids.TaskGiven),),
    "patrol.taken_over": (person(grids.TaskTakenOver, "/desk/patrols/{id}/"),),
    "patrol.late": (workers(grids.TaskLate), keepers(grids.TaskLate)),
    "duty.asked": (whoever_may(turns.ADMISSION_TO_DECIDE),),
    "duty.decided": (person(grids.AdmissionDecided, ASKS),),
    "visit.correction_asked": (person(grids.CorrectionAsked, VISITS),),
    "visit.corrected": (person(grids.CorrectionAnswered, MINE),),
    "visit.withdrawn": (person(grids.TakenBack, MINE),),
    "visit.need": (person(grids.NeedToFollow, VISITS),),
}
