"""联动表: when this is recorded, do that. `NOTHING` says that somebody thought of it and wants nothing to happen."""

from collections.abc import Mapping, Sequence

from sanzhi.cases.flow.family import MERGEABLE
from sanzhi.exchange.webhooks.rules import TOPICS
from sanzhi.journal.delivery import Handler

from . import turns
from .accused import accuser, body
from .announced import answerers, objector, owing
from .clued import whoever_wrote
from .common_life import OF_COMMON_LIFE
from .convened import drawn, electors, keepers_of_safety, members, moved_in_draw, proposer, proposers
from .handed import from_whom, over_it, to_whom, whose
from .looked_again import to_the_town
from .mediated import of_a_subsidy, parties, their_body
from .on_the_grid import OF_GRIDS
from .petitioned import agent, principal, step_taken
from .praised import concerned, of_a_diary
from .pushed import other_systems
from .scored import household, households, on_the_wall, whoever_reported
from .societies import OF_SOCIETIES
from .sorting_waste import at_home, differing
from .texts import (
    councils,
    desks,
    handing,
    helping,
    homes,
    honoured,
    kin,
    mediation,
    petitioners,
    posts,
    residents,
)  # fmt: skip
from .told import (
    addressee,
    asker,
    desk,
    helpers,
    keepers,
    kind_reporter,
    lead,
    of_the_grid,
    person,
    receiver,
    reporter,
    supervisors,
)
from .vouched import holder
from .waiting import disclosed, merchants, revokers, scorers, stood, whoever_may

NOTHING: tuple[Handler, ...] = ()

TOLD: Mapping[str, Sequence[Handler]] = {
    # --- a matter comes in and finds its desk ---
    "case.register": (reporter(residents.Registered),),
    "case.answer_on_spot": (reporter(residents.Answered),),
    "case.not_accept": (reporter(residents.NotAccepted, merged=False),),
    "case.assign": (reporter(residents.Assigned), desk(desks.NewHere), helpers(helping.HelpWanted)),
    "case.decide": (reporter(residents.Decided), desk(desks.DecidedHere), helpers(helping.HelpWanted)),
    "case.return": (reporter(residents.Returned), desk(desks.GivenBack)),
    "case.return_third": (reporter(residents.ReturnedThrice), desk(desks.ToDecide)),
    # --- it is handled and checked ---
    "case.sign_for": NOTHING,
    "case.help_answer": (desk(helping.HelperAnswered),),
    "case.help_waive": (desk(helping.HelperWaived), addressee(helping.HelperWaived)),
    "case.help_score": (addressee(helping.HelperScored),),
    "case.report_done": (desk(desks.ToVerify),),
    "case.send_back": (desk(desks.SentBack),),
    "case.verify": (reporter(residents.AskedToRate),),
    # --- the citizen is asked, and answers ---
    "case.no_answer": (reporter(residents.NotReached),),
    "case.call_back": (reporter(residents.Closed),),
    "case.rate": NOTHING,
    "case.rate_late": NOTHING,
    "case.close_unreached": (reporter(residents.ClosedUnreached),),
    "case.close_unasked": (reporter(residents.ClosedUnasked),),
    "case.decline_answer": (reporter(residents.ClosedDeclined),),
    "case.reopen": (reporter(residents.Reopened), desk(desks.Again)),
    "case.reopen_unassigned": (reporter(residents.Reopened), desk(desks.AgainToAssign)),
    "case.told": (asker(residents.ToldWhere),),
    # --- it takes another road, or another time ---
    "case.escalate": (reporter(residents.Escalated), desk(desks.EscalatedHere)),
    "case.reassign": (
        reporter(residents.Reassigned),
        desk(desks.ReassignedHere),
        helpers(helping.HelpWanted),
    ),
    "case.object": (desk(desks.ObjectedHere),),
    "case.take_back": (reporter(residents.TakenBack), desk(desks.AgainToAssign)),
    "case.set_secrecy": (desk(desks.SecrecySet),),
    "case.transfer": (reporter(residents.Transferred, merged=False), lead(desks.TransferredAway)),
    "case.shield": (reporter(residents.Shielded),),
    "case.unshield": (reporter(residents.Unshielded),),
    "case.delay_ask": (receiver(desks.DelayAsked), supervisors(desks.DelayAsked)),
    "case.delay_grant": (reporter(residents.DelayGranted), desk(desks.DelayAgreed)),
    "case.delay_refuse": (reporter(residents.DelayRefused), desk(desks.DelayDenied)),
    "case.suspend": (reporter(residents.Suspended), receiver(desks.SuspendedHere)),
    "case.resume": (reporter(residents.Resumed), desk(desks.ResumedHere)),
    "case.contest_rating": (supervisors(desks.RatingContested),),
    "case.contest_card": (supervisors(desks.CardContested),),
    "case.contest_uphold": (reporter(residents.ContestUpheld), lead(desks.ContestWon)),
    "case.contest_refuse": (lead(desks.ContestLost),),
    # --- any step of a county's own kind ---
    "case.kind_step": (kind_reporter, desk(desks.KindStepHere)),
    # --- mediation ---
    "dispute.step": (parties(mediation.DisputeMoved), their_body(mediation.DisputeHere)),
    "dispute.mediator_proposed": (parties(mediation.MediatorProposed),),
    "dispute.more_time_asked": (parties(mediation.MoreTimeAsked),),
    "dispute.session_planned": (parties(mediation.SessionPlanned),),
    "dispute.performed": (parties(mediation.PartPerformed),),
    "dispute.due": (parties(mediation.PartDue),),
    "dispute.missed": (parties(mediation.PartMissed), their_body(mediation.DisputeHere)),
    "dispute.confirm_by": (parties(mediation.ConfirmBy),),
    "dispute.confirmation_asked": (parties(mediation.ConfirmationAsked), their_body(mediation.DisputeHere)),
    "dispute.confirmation_ruled": (parties(mediation.ConfirmationRuled),),
    "dispute.filed_in_court": (parties(mediation.FiledInCourt),),
    "subsidy.drafted": (whoever_may(turns.SUBSIDY_TO_REVIEW),),
    "subsidy.reviewed": (whoever_may(turns.SUBSIDY_TO_APPROVE),),
    "subsidy.approved": NOTHING,
    "subsidy.paid": (of_a_subsidy(mediation.SubsidyEnded),),
    "subsidy.refused": (of_a_subsidy(mediation.SubsidyEnded),),
    # --- an office is closed ---
    "case.handed_over": (reporter(residents.HandedOver), desk(desks.HandedOverHere)),
    # --- accounts and posts ---
    "account.factor_reset": (person(posts.FactorReset),),
    "deputy.named": (person(posts.DeputyNamed),),
    "grid.ended": (of_the_grid,),
    # --- on the way ---
    "case.urge": (desk(desks.Urged),),
    "case.supplement": (desk(desks.Supplemented),),
    "case.card": (supervisors(desks.Carded),),
    # --- cases that belong together ---
    "case.merge": (reporter(kin.Merged),),
    **{f"case.unmerge_{state}": (reporter(kin.Unmerged), desk(desks.UnmergedHere)) for state in MERGEABLE},
    "case.unmerge": (reporter(kin.Unmerged), desk(desks.UnmergedHere)),
    "case.absorb": (desk(desks.AbsorbedHere),),
    "case.release": NOTHING,
    "case.close_merged": (reporter(kin.ClosedMerged),),
    "case.follow_not_accepted": (reporter(kin.NotAcceptedAlong),),
    "case.follow_transferred": (reporter(kin.TransferredAlong),),
    "case.follow": (reporter(kin.EndedAlong),),
    "case.link": NOTHING,
    "case.unlink": NOTHING,
    "case.split": (reporter(kin.SplitUp), desk(desks.SplitHere)),
    "case.joined": (desk(desks.JoinedHere),),
    # --- supervised ---
    "case.instruct": (desk(desks.InstructedHere), supervisors(desks.InstructedHere)),
    "case.supervise": (addressee(desks.ToAnswer), reporter(residents.Supervised)),
    "case.supervise_reply": (supervisors(desks.Answered),),
    "case.supervise_escalate": (
        addressee(desks.ToAnswerAtOnce),
        supervisors(desks.ToAnswerAtOnce),
        reporter(residents.SupervisedHarder),
    ),
    "case.supervise_lift": (addressee(desks.SupervisionLifted),),
    # --- notices ---
    "notice.drafted": (whoever_may(turns.NOTICE_TO_SIGN),),
    "notice.posted": (on_the_wall, disclosed),
    "notice.ended": (stood,),
    "notice.extended": NOTHING,
    "notice.withdrawn": NOTHING,
    "notice.objected": (answerers,),
    "notice.answered": (objector,),
    "notice.taken_further": (to_the_town,),
    "notice.overdue": (owing,),
    # --- points ---
    "points.reported": (whoever_may(turns.TO_VERIFY, daily=True),),
    "points.supplemented": (whoever_may(turns.TO_VERIFY, daily=True),),
    "points.withdrawn": NOTHING,
    "points.verified": (scorers,),
    "points.scored": (whoever_may(turns.TO_CLOSE, daily=True),),
    "points.returned": (whoever_reported(residents.PointsReturned),),
    "points.rejected": (whoever_reported(residents.PointsRejected),),
    "points.served": NOTHING,
    "points.entered": (households(residents.PointsEntered),),
    "points.revised": (household(residents.PointsRevised),),
    "points.transfer_asked": (whoever_may(turns.TRANSFER_TO_APPROVE),),
    "points.standard_sent": (whoever_may(turns.STANDARD_TO_REVIEW),),
    "points.standard_reviewed": (whoever_may(turns.STANDARD_REVIEWED),),
    # --- rewards ---
    "budget.entered": (whoever_may(turns.BUDGET_TO_APPROVE),),
    "settlement.drawn": (whoever_may(turns.SETTLEMENT_TO_SIGN), merchants(turns.SETTLEMENT_TO_CONFIRM)),
    "settlement.signed": (merchants(turns.SETTLEMENT_TO_CONFIRM),),
    "settlement.confirmed": (whoever_may(turns.SETTLEMENT_TO_SIGN),),
    "settlement.owed": (whoever_may(turns.SETTLEMENT_TO_PAY),),
    "settlement.paid": (merchants(turns.SETTLEMENT_PAID),),
    "pool.resolved": (whoever_may(turns.POOL_TO_REVIEW),),
    "pool.reviewed": (whoever_may(turns.POOL_TO_SPLIT),),
    # --- statements for a bank ---
    "statement.checked": (holder(homes.StatementChecked),),
    "statement.answered": (holder(homes.StatementAnswered),),
    "statement.asked_again": NOTHING,  # stands on the bank's own list
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
    "draw.drawn": (drawn(councils.Drawn),),
    "draw.stepped_down": (moved_in_draw(councils.SeatMoved),),
    "handover.sent": (to_whom(handing.HandedHere), whose(handing.HandedOn, unless="matter")),
    "handover.received": (from_whom(handing.HandedTaken), whose(handing.HandoverReceived)),
    "handover.overdue": (to_whom(handing.HandedLate), over_it(handing.HandedLate)),
    "handover.returned": (from_whom(handing.HandedBack), whose(handing.HandoverReturned)),
    "handover.answered": (from_whom(handing.HandedAnswered), whose(handing.HandoverAnswered)),
    "handover.ruled": (from_whom(handing.HandedRuled),),
    **OF_COMMON_LIFE,
    **OF_GRIDS,
    **OF_SOCIETIES,
    # --- other systems ---
    "webhook.paused": (keepers(desks.PushingPaused),),
}

# What other systems may hear of (`TOPICS`) is pushed to those that asked for it, besides.
REACTIONS: Mapping[str, Sequence[Handler]] = {
    topic: (*handlers, other_systems) if topic in TOPICS else handlers for topic, handlers in TOLD.items()
}
