"""联动表的一部分: service teams, legal advisers, 乡贤, social workers. Read as one with `table`."""

from collections.abc import Mapping, Sequence

from sanzhi.journal.delivery import Handler

from . import turns
from .companions import named, of_casework, of_consultations
from .served import leaders
from .texts import Said, societies
from .waiting import whoever_may

ORDER, DESK_ORDER = "/orders/{id}/", "/desk/orders/{id}/"


def _both(words: type[Said]) -> tuple[Handler, Handler]:
    """Whoever asked, and the clerk who asked for them."""
    return named(words, ORDER, "asker"), named(words, DESK_ORDER, "taker")


OF_SOCIETIES: Mapping[str, Sequence[Handler]] = {
    # --- service teams ---
    "order.asked": (leaders(societies.OrderAsked), named(societies.OrderMoved, ORDER, "asker")),
    **{f"order.{state}": _both(societies.OrderMoved) for state in ("accepted", "done", "refused", "passed")},
    "order.confirmed": (leaders(societies.OrderMoved), named(societies.OrderMoved, ORDER, "asker")),
    "order.cancelled": (leaders(societies.OrderMoved), named(societies.OrderMoved, ORDER, "asker")),
    "order.contradicted": (leaders(societies.OrderContradicted), *_both(societies.OrderMoved)),
    "order.passable": (leaders(societies.OrderMoved),),
    "order.late": (leaders(societies.OrderLate), *_both(societies.OrderLate)),
    # --- legal advisers ---
    "adviser.hours_off": (of_consultations(societies.AdviceMoved),),
    "consultation.asked": (of_consultations(societies.AdviceAsked, adviser=True),),
    "consultation.cancelled": (of_consultations(societies.AdviceAsked, adviser=True),),
    **{
        f"consultation.{state}": (of_consultations(societies.AdviceMoved),)
        for state in ("answered", "conflict")
    },
    "consultation.late": (
        of_consultations(societies.QuestionWaits, adviser=True),
        of_consultations(societies.AnswerLate),
    ),
    # --- gifts and 乡贤 ---
    "gift.use_proposed": (whoever_may(turns.GIFT_TO_AGREE),),
    "gift.use_agreed": (whoever_may(turns.GIFT_TO_PAY),),
    "gift.purpose_refused": (named(societies.PurposeRefused, "/desk/funds/{id}/", "people"),),
    "fund.undisclosed": (whoever_may(turns.GIFT_QUARTER),),
    "suggestion.sent": (whoever_may(turns.SUGGESTION_HERE),),
    "suggestion.late": (whoever_may(turns.SUGGESTION_HERE),),
    "suggestion.answered": (named(societies.SuggestionAnswered, "/gentry/mine", "people"),),
    # --- social workers ---
    "allowance.proposed": (whoever_may(turns.ALLOWANCE_TO_AGREE),),
    **{
        f"casework.{step}": (of_casework(societies.CaseworkMoved, "/casework/", "client", "guardian"),)
        for step in ("moved", "hand_asked")
    },
    "casework.opened": (
        of_casework(societies.CaseworkMoved, "/casework/", "client", "guardian"),
        of_casework(societies.CaseworkHere, "/desk/casework/{id}/", "supervisor"),
    ),
    "casework.handed": (of_casework(societies.CaseworkHere, "/desk/casework/{id}/", "worker"),),
    "casework.hand_declined": (of_casework(societies.HandDeclined, "/desk/casework/{id}/", "worker"),),
    "casework.supervised": (
        of_casework(societies.CaseworkMoved, "/casework/", "client", "guardian"),
        of_casework(societies.CaseworkHere, "/desk/casework/{id}/", "supervisor"),
        named(societies.CaseworkGone, "/desk/casework/", "former"),
    ),
    "casework.reassigned": (
        of_casework(societies.CaseworkMoved, "/casework/", "client", "guardian"),
        of_casework(societies.CaseworkHere, "/desk/casework/{id}/", "worker", "supervisor"),
    ),
}
