"""Who may enter, publish, check, award, and expose. Pure."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor

from .models import Exposure, Nomination, Opening

REACH_OF = {"village": 12, "town": 9, "county": 6}


def may_keep(actor: Actor, area: str) -> Verdict:
    """登记红榜、受理推荐、审核身边好事墙: by the village's clerk or the town."""
    if not actor.may("honour.keep"):
        return no("role_may_not_keep", _("由村（社区）文书或镇（街道）办理。"))
    return within(actor, area)


def may_publish(actor: Actor, area: str, *others: int | None) -> Verdict:
    """发布: by somebody else than whoever entered it."""
    if not actor.may("honour.publish"):
        return no("role_may_not_publish", _("由村务监督委员会发布。"))
    return _another(actor, area, *others)


def may_check(actor: Actor, one: Nomination) -> Verdict:
    """核实: by a role that sees no petition, complaint or points (`people/roles.py`), and none of the people concerned."""
    if not actor.may("honour.check"):
        return no("role_may_not_check", _("由精神文明建设工作人员核实。"))
    if one.level == Nomination.Level.COUNTY and len(actor.reach) > REACH_OF["county"]:
        return no("level_above", _("市级的由市里核实。"))
    return _another(actor, one.area_id, one.nominated_by_id, one.accepted_by_id, one.nominee_id)


def may_award(actor: Actor, one: Nomination) -> Verdict:
    """授予: a village's by its overseers, a town's and the county's by whoever answers there for civility; not who checked."""
    needed = "honour.publish" if one.level == Nomination.Level.VILLAGE else "honour.award"
    if not actor.may(needed):
        return no("role_may_not_award", _("村级由村务监督委员会授予，镇、市级由精神文明建设工作人员授予。"))
    if len(actor.reach) > REACH_OF[one.level]:
        return no("level_above", _("镇级由镇里授予，市级由市里授予。"))
    return _another(actor, one.area_id, one.checked_by_id, one.nominee_id)


def may_ask_to_revoke(actor: Actor, one: Nomination) -> Verdict:
    """提出撤销: whoever may award or keep at the place."""
    if not any(actor.may(needed) for needed in ("honour.publish", "honour.award", "honour.keep")):
        return no("role_may_not_revoke", _("您的岗位不办撤销。"))
    return _another(actor, one.area_id, one.nominee_id)


def may_revoke(actor: Actor, one: Nomination) -> Verdict:
    """撤销: by whoever may award it, and not who asked for it."""
    if not (verdict := may_award(actor, one)):
        return verdict
    return _another(actor, one.area_id, one.revoking_by_id)


def may_open(actor: Actor, area: str) -> Verdict:
    """提出打开曝光: by whoever answers for civility over the place (嘉兴市文明行为促进条例 art. 17)."""
    if not actor.may("exposure.open"):
        return no("role_may_not_open", _("由精神文明建设工作人员提出。"))
    return _over(actor, area)


def may_agree_to_open(actor: Actor, opening: Opening) -> Verdict:
    """同意打开: by another role: a village's overseers, a leader of the county."""
    if not actor.may("exposure.agree"):
        return no("role_may_not_agree", _("村里由村务监督委员会、市里由分管领导同意。"))
    if actor.person_id in (None, opening.proposed_by_id) or actor.role.code == opening.proposed_as:
        return no("own_hand", _("要由另一个岗位的人来同意。"))
    return _over(actor, opening.area_id)


def may_close(actor: Actor, opening: Opening) -> Verdict:
    """关上: by either of the two roles, at once."""
    if not (actor.may("exposure.open") or actor.may("exposure.agree")):
        return no("role_may_not_close", _("由提出或同意打开的岗位来关。"))
    return _over(actor, opening.area_id)


def may_draw(actor: Actor, area: str) -> Verdict:
    """拟曝光: by the village's clerk or the town."""
    if not actor.may("honour.keep"):
        return no("role_may_not_keep", _("由村（社区）文书或镇（街道）办理。"))
    return within(actor, area)


def may_end(actor: Actor, area: str) -> Verdict:
    """撤下: by whoever draws up or lets out there; taking down needs nobody's second word."""
    if not (actor.may("honour.keep") or actor.may("exposure.release")):
        return no("role_may_not_end", _("由拟稿或放行的岗位撤下。"))
    return within(actor, area)


def may_release(actor: Actor, one: Exposure) -> Verdict:
    """放行: two others in two roles, one after the other."""
    if not actor.may("exposure.release"):
        return no("role_may_not_release", _("由村务监督委员会和精神文明建设工作人员各放行一次。"))
    if one.first_as and actor.role.code == one.first_as:
        return no("same_role", _("第二次要由另一个岗位的人放行。"))
    return _another(actor, one.area_id, one.drawn_by_id, one.first_by_id)


def may_answer(actor: Actor, one: Exposure) -> Verdict:
    """答复撤下要求: by a third person, who neither drew it up nor let it out."""
    if not actor.may("exposure.release"):
        return no("role_may_not_answer", _("由村务监督委员会或精神文明建设工作人员答复。"))
    return _another(actor, one.area_id, one.drawn_by_id, one.first_by_id, one.second_by_id)


def _over(actor: Actor, area: str) -> Verdict:
    """Within reach; a county's board is decided on by the county."""
    if area.endswith("000000") and len(actor.reach) > REACH_OF["county"]:
        return no("level_above", _("市级的由市里决定。"))
    return within(actor, area)


def _another(actor: Actor, area: str, *others: int | None) -> Verdict:
    if actor.person_id is None or actor.person_id in others:
        return no("own_hand", _("经手的人和本人不能再办这一步，请由别人来办。"))
    return within(actor, area)
