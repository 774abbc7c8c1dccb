"""联动表: when this is recorded, do that. `NOTHING` says that somebody thought of it and wants nothing to happen."""

from collections.abc import Mapping, Sequence

from sanzhi.journal.delivery import Handler

from .texts import desks, residents
from .told import desk, reporter, supervisors

NOTHING: tuple[Handler, ...] = ()

REACTIONS: Mapping[str, Sequence[Handler]] = {
    # --- a matter comes in and finds its desk ---
    "case.register": (reporter(residents.Registered),),
    "case.answer_on_spot": (reporter(residents.Answered),),
    "case.not_accept": (reporter(residents.NotAccepted),),
    "case.assign": (reporter(residents.Assigned), desk(desks.NewHere)),
    "case.decide": (reporter(residents.Decided), desk(desks.DecidedHere)),
    "case.return": (reporter(residents.Returned), desk(desks.GivenBack)),
    "case.return_third": (reporter(residents.ReturnedThrice), desk(desks.ToDecide)),
    # --- it is handled and checked ---
    "case.sign_for": NOTHING,
    "case.help_answer": (desk(desks.HelperAnswered),),
    "case.help_waive": (desk(desks.HelperWaived),),
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
    # --- on the way ---
    "case.urge": (desk(desks.Urged),),
    "case.supplement": (desk(desks.Supplemented),),
    "case.card": (supervisors(desks.Carded),),
}
