"""Who may do what with a petition. Pure."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

from .models import Accusation, Petition


def not_there() -> Verdict:
    """The answer for what is not there, and for what one may not know of."""
    return no("not_visible", _("没有找到这一件。"))


def may_receive(actor: Actor) -> Verdict:
    """The desk of a body that deals with accusations."""
    if actor.office_id and actor.may("accusation.keep"):
        return YES
    return no("role_may_not", _("检举控告由有权处理的机关办理。"))


def may_read(actor: Actor, one: Accusation, *, of_theirs: bool) -> Verdict:
    """Whoever wrote it; at the body that has it, whoever deals with such and has no post with the accused or under them.

    Anybody else gets the same answer as for one that does not exist (I16).
    """
    if actor.is_resident and actor.person_id is not None and actor.person_id == one.accuser_id:
        return YES
    if may_receive(actor) and actor.office_id == one.body_id and not of_theirs:
        return YES
    return not_there()


# --- 申诉求决、建议意见 -------------------------------------------------------------------------------


def registers(actor: Actor, one: Petition) -> bool:
    """The desk that received it."""
    return actor.may("petition.register") and actor.office_id == one.case.receiver_id


def handles(actor: Actor, one: Petition, joint: Collection[int] = ()) -> bool:
    """The organ that it was sent to, by a post that handles such; `joint`: the offices that handle it with that one."""
    return actor.may("petition.handle") and (actor.office_id == one.organ_id or actor.office_id in joint)


def reviews(actor: Actor, one: Petition) -> bool:
    """The body above that reviews it, or enters what a body beyond the county has decided."""
    may = actor.may("petition.handle") or actor.may("petition.keep")
    return may and actor.office_id == one.reviewer_id


def may_see(
    actor: Actor, one: Petition, persons: Iterable[int], agent: int | None, joint: Collection[int] = ()
) -> Verdict:
    """Whoever petitions; who acts for them; the desk that received it; the organs, their heads, and who reviews it."""
    if actor.is_resident:
        return YES if actor.person_id in set(persons) else not_there()
    acts = actor.person_id == agent and actor.may("petition.agent")
    heads = actor.may("petition.approve") and actor.office_id in (one.organ_id, one.reviewer_id, *joint)
    known = acts or heads or registers(actor, one) or handles(actor, one, joint) or reviews(actor, one)
    return YES if known else not_there()


def may_register(actor: Actor) -> Verdict:
    if actor.office_id and actor.may("petition.register"):
        return YES
    return no("role_may_not", _("信访事项由信访局和镇（街道）窗口登记。"))


def may_work(actor: Actor, known: bool, agent: int | None) -> Verdict:
    """`known`: whether the step is for this desk. Who acts for the petitioner decides nothing of it (代办人不作决定)."""
    if not known:
        return no("not_in_your_hands", _("这一步不由您的岗位办理。"))
    if actor.person_id is not None and actor.person_id == agent:
        return no("agent_decides_nothing", _("您是这件信访的代办人，这一步要由别人来办。"))
    return YES


def may_approve(actor: Actor, one: Petition) -> Verdict:
    """批准延期: the head of the organ, who did not ask for it."""
    if not (actor.may("petition.approve") and actor.office_id == one.organ_id):
        return no("not_the_head", _("延期由本单位负责人批准。"))
    if actor.person_id == one.more_by_id:
        return no("own_hand", _("申请延期的人不能自己批准。"))
    return YES


def may_ask(actor: Actor, persons: Iterable[int]) -> Verdict:
    if actor.is_resident and actor.person_id in set(persons):
        return YES
    return no("not_yours", _("只有信访人本人可以这样做。"))


def may_act_for(actor: Actor) -> Verdict:
    if actor.office_id and actor.may("petition.agent"):
        return YES
    return no("role_may_not", _("您的岗位不做信访代办。"))


def may_oversee(actor: Actor) -> Verdict:
    """接访、积案、三项建议: the bureau."""
    if actor.office_id and actor.may("petition.keep"):
        return YES
    return no("role_may_not", _("由信访局办理。"))


def may_read_report(actor: Actor) -> Verdict:
    """年度报告: the bureau, and the county's leaders; counts only."""
    if actor.may("petition.keep") or (actor.may("board.view") and len(actor.reach) == 6):
        return YES
    return no("role_may_not", _("年度报告由信访局编制，报市里的领导。"))
