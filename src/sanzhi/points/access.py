"""Who may report, verify, score, announce, enter and approve. Pure."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor

from .models import Claim, Standard, Transfer


def may_record(actor: Actor, area: str) -> Verdict:
    """登记: what one saw others do, in one's place."""
    if not actor.may("points.record"):
        return no("role_may_not_record", _("积分由网格员或村（社区）文书登记，居民可以自己申报。"))
    return within(actor, area)


def may_verify(actor: Actor, claim: Claim) -> Verdict:
    """核实: by another than who reported it, and not one's own deed or household's."""
    if not actor.may("points.verify"):
        return no("role_may_not_verify", _("积分由网格员或村（社区）文书核实。"))
    if actor.person_id is None or actor.person_id in (claim.reported_by_id, claim.person_id):
        return no("own_report", _("登记的人不能自己核实，请由别人核实。"))
    return within(actor, claim.area_id)


def may_take(actor: Actor, area: str) -> Verdict:
    """登记检查: what inspectors graded, by whoever may verify there."""
    if not actor.may("points.verify"):
        return no("role_may_not_verify", _("积分由网格员或村（社区）文书核实。"))
    return within(actor, area)


def may_score(actor: Actor, claim: Claim, *, household: int | None, tied: bool) -> Verdict:
    """评分: by a panelist; not of one's own household or near relatives, nor what one reported or verified."""
    if not actor.may("points.score"):
        return no("role_may_not_score", _("评分由积分评定小组成员进行。"))
    if household == claim.household_id or tied:
        return no("recused", _("自己家、近亲属家的要回避。"))
    if actor.person_id in (claim.reported_by_id, claim.verified_by_id, claim.person_id):
        return no("own_hand", _("自己登记或核实过的不能再评分。"))
    return within(actor, claim.area_id)


def may_run_rounds(actor: Actor, area: str) -> Verdict:
    """结评、公示、入账: by the village's clerk or the town."""
    if not actor.may("points.round"):
        return no("role_may_not_run_rounds", _("评分期由村（社区）文书或镇（街道）办理。"))
    return within(actor, area)


def may_write_standard(actor: Actor, standard_area: str) -> Verdict:
    """拟细则: a village's by its clerk; the county's template by the county."""
    if actor.may("points.template") and standard_area[6:] == "000000":
        return YES
    if not actor.may("points.standard"):
        return no(
            "role_may_not_write_standard", _("积分细则由村（社区）文书起草，市级模板由市社会治理中心起草。")
        )
    return within(actor, standard_area)


def may_review_standard(actor: Actor, standard: Standard) -> Verdict:
    """镇（街道）审查: by another than who drew it up."""
    if not actor.may("points.review"):
        return no("role_may_not_review", _("积分细则由镇（街道）审查。"))
    if actor.person_id is None or actor.person_id == standard.drafted_by_id:
        return no("own_draft", _("起草的人不能自己审查。"))
    return within(actor, standard.area_id)


def may_approve(actor: Actor, asked_by: int | None, area: str) -> Verdict:
    """核准更正和转户: by a second person."""
    if not actor.may("points.approve"):
        return no("role_may_not_approve", _("由村务监督委员会或镇（街道）核准。"))
    if actor.person_id is None or actor.person_id == asked_by:
        return no("own_request", _("提出的人不能自己核准。"))
    return within(actor, area)


def may_approve_transfer(actor: Actor, transfer: Transfer) -> Verdict:
    return may_approve(actor, transfer.asked_by_id, transfer.area_id)
