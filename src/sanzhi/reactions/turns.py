"""轮到哪里: each thing that waits: what is said of it, where the link leads, what a post must be allowed."""

from dataclasses import dataclass

from sanzhi.people.roles import ROLES

from .texts import Said, waits
from .texts import compacts as waits_of_compacts
from .texts import contests as waits_of_contests
from .texts import grids as waits_of_grids
from .texts import leading as waits_of_projects
from .texts import mediation as waits_of_mediation
from .texts import societies as waits_of_societies


@dataclass(frozen=True)
class Turn:
    """轮到: what is said, where the link leads (`{id}` is what it is about), and all that a post must be allowed."""

    words: type[Said]
    link: str
    needed: tuple[str, ...]

    @property
    def roles(self) -> list[str]:
        return [code for code, role in ROLES.items() if role.permissions.issuperset(self.needed)]


ADMISSION_TO_DECIDE = Turn(waits_of_grids.AdmissionToDecide, "/desk/duty-list/asks/", ("grid.list",))
ALARM_ASKED = Turn(waits.AlarmAsked, "/desk/alarms/joint/{id}/", ("alarm.judge",))
ALLOWANCE_TO_AGREE = Turn(waits_of_societies.AllowanceToAgree, "/desk/allowances/", ("group.keep",))
BUDGET_TO_APPROVE = Turn(waits.BudgetToApprove, "/desk/budgets/", ("reward.sign",))
CLUE_FILED = Turn(waits.ClueFiled, "/desk/clues/", ("alarm.judge",))
COMPACT_FILED = Turn(waits_of_compacts.CompactFiled, "/desk/compacts/{id}/", ("compact.keep",))
COMPACT_REVIEWED = Turn(waits_of_compacts.CompactReviewed, "/desk/compacts/{id}/", ("compact.keep",))
COMPACT_TO_FILE = Turn(waits_of_compacts.CompactToFile, "/desk/compacts/{id}/", ("compact.review",))
COMPACT_TO_REVIEW = Turn(waits_of_compacts.CompactToReview, "/desk/compacts/{id}/", ("compact.review",))
CONTEST_APPEALED = Turn(waits_of_contests.AppealToDecide, "/desk/contests/{id}/", ("contest.keep",))
DEED_ANSWERED = Turn(waits.DeedAnswered, "/desk/honours/deeds/{id}/", ("honour.keep",))
EXPOSURE_DOUBTED = Turn(waits.ExposureDoubted, "/desk/exposures/{id}/", ("exposure.release",))
EXPOSURE_TO_RELEASE = Turn(waits.ExposureToRelease, "/desk/exposures/{id}/", ("exposure.release",))
DECISION_TO_PUBLISH = Turn(waits_of_projects.DecisionToPublish, "/desk/matters/{id}/", ("council.keep",))
DECISION_GIVEN_UP = Turn(waits_of_projects.DecisionGivenUp, "/desk/matters/{id}/", ("council.keep",))
DECISION_UNPUBLISHED = Turn(waits_of_projects.DecisionUnpublished, "/desk/matters/{id}/", ("council.keep",))
GATE_TO_CHECK = Turn(waits_of_projects.GateToCheck, "/desk/matters/{id}/", ("council.count",))
MILESTONE_TO_ACCEPT = Turn(waits_of_projects.MilestoneToAccept, "/desk/leading/", ("leadership.keep",))
GIFT_QUARTER = Turn(waits_of_societies.QuarterOwed, "/desk/funds/{id}/", ("fund.keep",))
GIFT_TO_AGREE = Turn(waits_of_societies.UseToAgree, "/desk/funds/{id}/", ("fund.keep",))
GIFT_TO_PAY = Turn(waits_of_societies.UseToPay, "/desk/funds/{id}/", ("fund.keep",))
NAIL_PROPOSED = Turn(waits.NailProposed, "/desk/nails/proposals/", ("alarm.judge",))
NOMINATION_TO_ACCEPT = Turn(waits.NominationToAccept, "/desk/honours/good/{id}/", ("honour.keep",))
NOMINATION_TO_ANNOUNCE = Turn(waits.NominationToAnnounce, "/desk/honours/good/{id}/", ("honour.keep",))
NOMINATION_TO_CHECK = Turn(waits.NominationToCheck, "/desk/honours/good/{id}/", ("honour.check",))
NOTE_TO_READ = Turn(waits.NoteToRead, "/desk/honours/wall/", ("honour.keep",))
NOTICE_TO_SIGN = Turn(waits.NoticeToSign, "/desk/notices/{id}/", ("notice.sign",))
OPENING_TO_AGREE = Turn(waits.OpeningToAgree, "/desk/exposures/boards/", ("exposure.agree",))
POOL_TO_REVIEW = Turn(waits.PoolToReview, "/desk/pools/{id}/", ("reward.sign", "reward.manage"))
POOL_TO_SPLIT = Turn(waits.PoolToSplit, "/desk/pools/{id}/", ("reward.manage",))
ROUND_PLANNED = Turn(waits.RoundPlanned, "/desk/waste/rounds/", ("waste.inspect",))
SAMPLE_DRAWN = Turn(waits.SampleDrawn, "/desk/waste/review/", ("waste.review",))
SETTLEMENT_DISCLOSED = Turn(waits.SettlementDisclosed, "/desk/settlements/{id}/", ("reward.redeem",))
SETTLEMENT_PAID = Turn(waits.SettlementPaid, "/desk/settlements/{id}/", ("reward.redeem",))
SETTLEMENT_TO_CONFIRM = Turn(waits.SettlementToConfirm, "/desk/settlements/{id}/", ("reward.redeem",))
SETTLEMENT_TO_PAY = Turn(waits.SettlementToPay, "/desk/settlements/{id}/", ("reward.manage",))
SETTLEMENT_TO_SIGN = Turn(waits.SettlementToSign, "/desk/settlements/{id}/", ("reward.sign",))
STANDARD_REVIEWED = Turn(waits.StandardReviewed, "/desk/standards/{id}/", ("points.standard",))
STANDARD_TO_REVIEW = Turn(waits.StandardToReview, "/desk/standards/{id}/", ("points.review",))
SUBSIDY_TO_APPROVE = Turn(waits_of_mediation.SubsidyToApprove, "/desk/subsidies/", ("dispute.subsidy",))
SUBSIDY_TO_REVIEW = Turn(waits_of_mediation.SubsidyToReview, "/desk/subsidies/", ("dispute.subsidy",))
SUGGESTION_HERE = Turn(waits_of_societies.SuggestionHere, "/desk/gentry/", ("council.keep",))
TO_CLOSE = Turn(waits.ToClose, "/desk/points/rounds/", ("points.round",))
TO_REVOKE = Turn(waits.ToRevoke, "/desk/honours/good/{id}/", ("honour.award",))
TO_REVOKE_IN_VILLAGE = Turn(waits.ToRevoke, "/desk/honours/good/{id}/", ("honour.publish",))
TO_SCORE = Turn(waits.ToScore, "/desk/points/scoring/", ("points.score",))
TO_SERVE = Turn(waits.ToServe, "/desk/points/rounds/{id}/", ("points.record",))
TO_VERIFY = Turn(waits.ToVerify, "/desk/points/claims/", ("points.verify",))
TRANSFER_TO_APPROVE = Turn(waits.TransferToApprove, "/desk/points/transfers/", ("points.approve",))
WASTE_APPEALED = Turn(waits.WasteAppealed, "/desk/waste/appeals/", ("waste.review",))
YEAR_TO_CLOSE = Turn(waits.YearToClose, "/desk/points/years/", ("points.round",))
MONTH_TO_SETTLE = Turn(waits.MonthToSettle, "/desk/settlements/", ("reward.manage",))
GRADES_DIFFER = Turn(waits.GradesDiffer, "/desk/waste/conflicts/", ("waste.review",))
# Of what waited for a notice, by what it is.
STOOD = {
    "round": Turn(waits.ToEnter, "/desk/points/rounds/{id}/", ("points.round",)),
    "year": Turn(waits.ToExpire, "/desk/points/years/", ("points.round",)),
    "standard": Turn(waits.ToSendStandard, "/desk/standards/{id}/", ("points.standard",)),
    "deed": Turn(waits.ToPublish, "/desk/honours/deeds/{id}/", ("honour.publish",)),
    "good_village": Turn(waits.ToAward, "/desk/honours/good/{id}/", ("honour.publish",)),
    "good": Turn(waits.ToAward, "/desk/honours/good/{id}/", ("honour.award",)),
}
