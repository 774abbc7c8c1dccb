"""联动表的一部分: key projects, compacts, contests, volunteers. Read as one with `table`."""

from collections.abc import Mapping, Sequence

from sanzhi.journal.delivery import Handler

from . import turns
from .agreed import author, panel
from .contended import entrants, judges, whoever_appealed
from .led import keepers_of_projects, owners
from .served import guardian, leaders, signed_up, to_points, volunteer
from .texts import compacts, contests, leading, volunteers
from .waiting import whoever_may

OF_COMMON_LIFE: Mapping[str, Sequence[Handler]] = {
    # --- key projects ---
    "project.soon": (owners(leading.MilestoneNear),),
    "project.late": (owners(leading.MilestoneLate), keepers_of_projects(leading.MilestoneLate)),
    "project.reported": (whoever_may(turns.MILESTONE_TO_ACCEPT),),
    "project.sent_back": (owners(leading.MilestoneSentBack),),
    # --- what a village decides ---
    "matter.gate_entered": (whoever_may(turns.GATE_TO_CHECK),),
    "matter.decided": (whoever_may(turns.DECISION_TO_PUBLISH),),
    "matter.late": (whoever_may(turns.DECISION_UNPUBLISHED),),
    "matter.given_up": (whoever_may(turns.DECISION_GIVEN_UP),),
    # --- compacts ---
    "compact.opinion_settled": (author(compacts.OpinionSettled),),
    "compact.sent": (whoever_may(turns.COMPACT_TO_REVIEW),),
    "compact.reviewed": (whoever_may(turns.COMPACT_REVIEWED),),
    "compact.voted": (whoever_may(turns.COMPACT_TO_FILE, when="passed"),),
    "compact.filed": (whoever_may(turns.COMPACT_FILED),),
    "compact.appraising": (panel(compacts.AskedToScore),),
    # --- contests ---
    "contest.announced": (entrants(contests.ContestAnnounced), judges(contests.AskedToJudge)),
    "contest.called_off": (entrants(contests.ContestOff), judges(contests.ContestOff)),
    "contest.frozen": (entrants(contests.StandingsShown),),
    "contest.appealed": (whoever_may(turns.CONTEST_APPEALED),),
    "contest.decided": (
        whoever_appealed(contests.AppealDecided),
        judges(contests.MarksAnew, when="marked_anew"),
    ),
    "contest.counted_anew": (entrants(contests.CountedAnew),),
    "contest.closed": (entrants(contests.ContestOver),),
    # --- volunteers ---
    "volunteer.guardian_asked": (guardian(volunteers.GuardianAsked),),
    "volunteer.guardian_agreed": (volunteer(volunteers.GuardianAgreed),),
    "volunteer.signed_for": (volunteer(volunteers.SignedFor),),
    "volunteer.moved_up": (volunteer(volunteers.MovedUp),),
    "volunteer.shift_cancelled": (signed_up(volunteers.ShiftCancelled),),
    "volunteer.closed": (leaders(volunteers.HoursToConfirm),),
    "volunteer.confirmed": (to_points, volunteer(volunteers.HoursConfirmed)),
    "volunteer.correction_asked": (leaders(volunteers.CorrectionToAnswer),),
    "volunteer.corrected": (volunteer(volunteers.HoursCorrected),),
    "certificate.asked": (leaders(volunteers.CertificateToShow),),
    "certificate.issued": (volunteer(volunteers.CertificateMoved),),
    "certificate.refused": (volunteer(volunteers.CertificateMoved),),
    "certificate.revoked": (volunteer(volunteers.CertificateMoved),),
}
