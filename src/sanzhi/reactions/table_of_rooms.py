"""联动表, of the rooms beside the cases: when this is recorded, do that. `NOTHING` says that nothing is to happen."""

from collections.abc import Mapping, Sequence

from sanzhi.journal.delivery import Handler

from . import turns
from .accused import accuser, body
from .clued import whoever_wrote
from .contended import entrants, judges, whoever_appealed
from .convened import electors, keepers_of_safety, members, proposer, proposers
from .handed import from_whom, over_it, to_whom, whose
from .led import keepers_of_projects, owners
from .petitioned import agent, principal, step_taken
from .praised import concerned, of_a_diary
from .served import guardian, leaders, signed_up, to_points, volunteer
from .sorting_waste import at_home, differing
from .texts import (
    contests,
    councils,
    handing,
    homes,
    honoured,
    leading,
    petitioners,
    volunteers,
)  # fmt: skip
from .waiting import revokers, whoever_may

NOTHING: tuple[Handler, ...] = ()

OF_ROOMS: Mapping[str, Sequence[Handler]] = {
    # --- accusations ---
    "accusation.receive": (body(petitioners.AccusationToRegister),),
    "accusation.forward": (body(petitioners.AccusationToRegister), accuser(petitioners.AccusationMoved)),
    "accusation.reroute": (body(petitioners.AccusationToRegister), accuser(petitioners.AccusationMoved)),
    "accusation.register": (accuser(petitioners.AccusationMoved),),
    "accusation.inform": (accuser(petitioners.AccusationMoved),),
    "accusation.supplement": (body(petitioners.AccusationSupplemented),),
    "accusation.note": NOTHING,
    "accusation.conclude": (accuser(petitioners.AccusationMoved),),
    "accusation.decline": (accuser(petitioners.AccusationMoved),),
    # --- claims and suggestions ---
    "petition.step": (step_taken,),
    "agency.opened": (principal(petitioners.AgencyAsked),),
    "agency.authorised": (agent(petitioners.AgencyWordGiven),),
    "agency.withdrawn": (agent(petitioners.AgencyWordGiven),),
    "agency.contacted": NOTHING,
    "agency.explained": (principal(petitioners.AgencyMoved),),
    "agency.rated": NOTHING,
    # --- honours ---
    "honour.deed_entered": (concerned(honoured.AskedToBeNamed),),
    "honour.accepted": (concerned(honoured.Nominated),),
    "honour.nominated": (whoever_may(turns.NOMINATION_TO_ACCEPT),),
    "honour.to_check": (whoever_may(turns.NOMINATION_TO_CHECK),),
    "honour.all_answered": (whoever_may(turns.DEED_ANSWERED),),
    "honour.note_asked": (whoever_may(turns.NOTE_TO_READ, daily=True),),
    "honour.turned_down": (concerned(honoured.NominationDeclined),),
    "honour.checked": (
        concerned(honoured.NominationChecked),
        whoever_may(turns.NOMINATION_TO_ANNOUNCE, when="true"),
    ),
    "honour.awarded": (concerned(honoured.Awarded),),
    "honour.objected": (concerned(honoured.NominationObjected),),
    "honour.revoking": (concerned(honoured.RevocationAsked), revokers),
    "honour.revoked": (concerned(honoured.Revoked),),
    "honour.note_shown": (of_a_diary(honoured.NoteShown),),
    "honour.note_refused": (of_a_diary(honoured.NoteRefused),),
    # --- exposures ---
    "exposure.proposed": (whoever_may(turns.OPENING_TO_AGREE),),
    "exposure.drawn": (whoever_may(turns.EXPOSURE_TO_RELEASE),),
    "exposure.first_release": (whoever_may(turns.EXPOSURE_TO_RELEASE),),
    "exposure.doubted": (whoever_may(turns.EXPOSURE_DOUBTED),),
    # --- waste ---
    "waste.planned": (whoever_may(turns.ROUND_PLANNED, daily=True),),
    "waste.poor": (at_home(homes.WasteGuidance),),
    "waste.differs": (at_home(homes.WasteGuidance), differing),
    "waste.appealed": (whoever_may(turns.WASTE_APPEALED),),
    "waste.sampled": (whoever_may(turns.SAMPLE_DRAWN),),
    "waste.answered": (at_home(homes.WasteAnswered),),
    # --- alarms ---
    "alarm.asked": (whoever_may(turns.ALARM_ASKED),),
    "nail.proposed": (whoever_may(turns.NAIL_PROPOSED, daily=True),),
    "clue.filed": (whoever_may(turns.CLUE_FILED, daily=True),),
    "clue.decided": (whoever_wrote(homes.ClueDecided),),
    # --- handed from one organ to another ---
    # --- a meeting is told of, opened, voted in ---
    "council.noticed": (members(councils.MeetingNoticed),),
    "council.cancelled": (members(councils.MeetingCancelled),),
    "council.short": (members(councils.MeetingShort),),
    "council.rolled": (electors(councils.MeetingOpen),),
    "council.vote_opened": (electors(councils.VoteOpen),),
    "council.decided": (electors(councils.VoteDecided),),
    "council.answered": (proposer(councils.ProposalAnswered), keepers_of_safety(councils.SafetyWanted)),
    "council.proposal_reopened": (proposer(councils.ProposalAnswered),),
    "council.task_given": (proposers(councils.TaskMoved),),
    "council.task_done": (members(councils.TaskDone), proposers(councils.TaskMoved)),
    "council.task_ended": (proposers(councils.TaskMoved),),
    "handover.sent": (to_whom(handing.HandedHere), whose(handing.HandedOn, unless="matter")),
    "handover.received": (from_whom(handing.HandedTaken), whose(handing.HandoverReceived)),
    "handover.overdue": (to_whom(handing.HandedLate), over_it(handing.HandedLate)),
    "handover.returned": (from_whom(handing.HandedBack), whose(handing.HandoverReturned)),
    "handover.answered": (from_whom(handing.HandedAnswered), whose(handing.HandoverAnswered)),
    "handover.ruled": (from_whom(handing.HandedRuled),),
    # --- key projects ---
    "project.soon": (owners(leading.MilestoneNear),),
    "project.late": (owners(leading.MilestoneLate), keepers_of_projects(leading.MilestoneLate)),
    "project.reported": (whoever_may(turns.MILESTONE_TO_ACCEPT),),
    "project.sent_back": (owners(leading.MilestoneSentBack),),
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
