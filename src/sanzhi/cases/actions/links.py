"""免登录评价: one rating by whoever holds the link, on record as the reporter's own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access, queries
from sanzhi.cases.models import CallBack, Case, RatingLink
from sanzhi.journal import actions as journal
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import ROLES, Actor

from .core import hold
from .following import answered


@walls.the_house()  # its own rule: the link
@transaction.atomic
def rate_by_link(token: str, *, solved: bool, satisfied: int, said: str = "", at: datetime) -> Case:
    """凭链接评价: once; of two who press together one is heard. Refused alike for every link that opens nothing."""
    opened = queries.ratable(token, at)
    if opened is None:
        raise Refusal("link_dead", _("这个链接打不开了。"))
    case = hold(opened.case_id, None)  # cases are locked before anything that hangs on them
    used = RatingLink.objects.filter(pk=opened.link_id, used_at=None, revoked_at=None).update(used_at=at)
    if not used:
        raise Refusal("link_dead", _("这个链接打不开了。"))
    reporter = Actor(opened.reporter_id, "", ROLES["resident"])
    journal.record(
        "rating.by_link",
        by=opened.reporter_id,
        at=at,
        about=("case", case.id),
        content={"link": opened.link_id},
    )
    return answered(case, str(CallBack.Means.LINK), solved, satisfied, said, by=reporter, at=at)


@transaction.atomic
def note_printed(case_id: int, *, by: Actor, at: datetime) -> RatingLink:
    """打印评价单: for somebody without a telephone; on record, because a paper can be filled in by the wrong hand."""
    case = hold(case_id, None)
    access.may_print_link(by, case, has_phone=queries.asked_of(case).has_phone).or_refuse()
    link = queries.live_link(case, at)
    if link is None:
        raise Refusal("no_link", _("这件事现在没有可用的评价链接。"))
    journal.record(
        "rating.printed", by=by.person_id, at=at, about=("case", case.id), content={"link": link.id}
    )
    return link


@transaction.atomic
def revoke_link(case_id: int, *, reason: str, by: Actor, at: datetime) -> bool:
    """作废链接: when a paper was lost or a telephone changed hands. Returns whether there was one to revoke."""
    case = hold(case_id, None)
    access.may_revoke_link(by, case).or_refuse()
    if len(reason.strip()) < 4:
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    link = queries.live_link(case, at)
    if link is None:
        return False
    RatingLink.objects.filter(pk=link.id, used_at=None).update(revoked_at=at)
    journal.record(
        "rating.link_revoked",
        by=by.person_id,
        at=at,
        about=("case", case.id),
        content={"link": link.id, "reason": reason.strip()},
    )
    return True
