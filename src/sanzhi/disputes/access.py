"""Who may do what to a dispute. Pure: told the actor, the dispute and its parties; answers with a Verdict."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor

from .models import Body, Dispute, Party, Station, Subsidy

DISPUTE_ROLES = ("dispute.keep", "dispute.mediate", "dispute.divert")


def keeps(actor: Actor, dispute: Dispute) -> bool:
    """The clerk of the body it is before."""
    return actor.may("dispute.keep") and actor.office_id == dispute.body.office_id


def mediates(actor: Actor, dispute: Dispute) -> bool:
    """The mediator it was given to, in their post."""
    one = dispute.mediator
    return bool(one and actor.may("dispute.mediate") and actor.person_id == one.person_id)


def of_the_court(actor: Actor, dispute: Dispute) -> bool:
    """The court that sent it."""
    sent = getattr(dispute, "diversion", None)
    return bool(sent and actor.may("dispute.divert") and actor.office_id == sent.court_id)


def party_of(actor: Actor, parties: Iterable[Party]) -> Party | None:
    """The party that a resident is."""
    if not actor.is_resident:
        return None
    return next((one for one in parties if one.person_id == actor.person_id), None)


def may_see(actor: Actor, dispute: Dispute, parties: Iterable[Party]) -> Verdict:
    """The body's clerk, its mediator, a mediator proposed, the court that sent it, the parties; nobody else at all."""
    known = keeps(actor, dispute) or mediates(actor, dispute) or of_the_court(actor, dispute)
    asked = dispute.proposed
    proposed = asked and actor.may("dispute.mediate") and actor.person_id == asked.person_id
    if known or proposed or party_of(actor, parties):
        return YES
    return no("not_visible", _("没有找到这件纠纷。"))


def may_keep(actor: Actor, dispute: Dispute) -> Verdict:
    if keeps(actor, dispute):
        return YES
    return no("not_the_clerk", _("由本调解组织的文书办理。"))


def may_handle(actor: Actor, dispute: Dispute) -> Verdict:
    """Clerk or mediator."""
    if keeps(actor, dispute) or mediates(actor, dispute):
        return YES
    return no("not_the_body", _("由本调解组织的文书或者调解员办理。"))


def may_mediate(actor: Actor, dispute: Dispute) -> Verdict:
    if mediates(actor, dispute):
        return YES
    return no("not_the_mediator", _("由这件纠纷的调解员办理。"))


def may_answer(actor: Actor, dispute: Dispute, party: Party) -> Verdict:
    """For oneself; or taken down by whoever handles it."""
    if actor.is_resident and actor.person_id == party.person_id:
        return YES
    if not actor.is_resident and (keeps(actor, dispute) or mediates(actor, dispute)):
        return YES
    return no("not_yours", _("只有当事人本人可以这样做。"))


def may_divert(actor: Actor) -> Verdict:
    if actor.may("dispute.divert"):
        return YES
    return no("not_a_court", _("由法院诉前引导员办理。"))


def may_rule(actor: Actor, court_name: str, dispute: Dispute, *, court_is_here: bool) -> Verdict:
    """The clerk of that court; where it does not work with this platform, the body's, from the paper."""
    if actor.may("dispute.divert") and actor.office_name == court_name:
        return YES
    if not court_is_here and keeps(actor, dispute):
        return YES
    return no("not_that_court", _("由受理司法确认的人民法院登记。"))


def may_keep_bodies(actor: Actor, area: str) -> Verdict:
    if not actor.may("dispute.bodies"):
        return no("not_justice", _("由司法所（局）登记。"))
    return within(actor, area)


def may_keep_station(actor: Actor, station: Station) -> Verdict:
    if actor.may("dispute.divert") and actor.office_id == station.court_id:
        return YES
    return no("not_that_court", _("由本院的诉前引导员安排。"))


def may_review(actor: Actor, subsidy: Subsidy, body: Body) -> Verdict:
    """审核: by the justice office of the place; never the mediator nor who drafted it."""
    return _another(actor, body, subsidy.mediator_id, subsidy.drafted_by_id)


def may_approve(actor: Actor, subsidy: Subsidy, body: Body) -> Verdict:
    """批准、发放: by a third, who reviewed nothing of it."""
    return _another(actor, body, subsidy.mediator_id, subsidy.reviewed_by_id, subsidy.drafted_by_id)


def _another(actor: Actor, body: Body, *others: int | None) -> Verdict:
    if not actor.may("dispute.subsidy"):
        return no("not_justice", _("由司法所（局）办理。"))
    if actor.person_id in others:
        return no("own_hand", _("经手的人和调解员本人不能再办这一步，请由别人来办。"))
    return within(actor, body.area_id)
