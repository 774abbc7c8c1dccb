from .attending import enter_proxy, recuse, sign_in, sign_in_self
from .bodies import NewMember, Problem, add_member, end_body, end_member, import_members, open_body
from .meetings import (
    NewItem,
    NewMeeting,
    call_meeting,
    cancel_meeting,
    close_meeting,
    drop_item,
    open_meeting,
    put_item,
    reconvene,
    send_notice,
)
from .papers import count_papers, enter_papers, mend_paper
from .secret import cast, hand_out
from .voting import close_vote, count_by_hand, open_vote, vote, vote_for

__all__ = [
    "NewItem",
    "NewMeeting",
    "NewMember",
    "Problem",
    "add_member",
    "call_meeting",
    "cancel_meeting",
    "cast",
    "close_meeting",
    "close_vote",
    "count_by_hand",
    "count_papers",
    "drop_item",
    "end_body",
    "end_member",
    "enter_papers",
    "enter_proxy",
    "mend_paper",
    "hand_out",
    "import_members",
    "open_body",
    "open_meeting",
    "open_vote",
    "put_item",
    "reconvene",
    "recuse",
    "send_notice",
    "sign_in",
    "sign_in_self",
    "vote",
    "vote_for",
]
