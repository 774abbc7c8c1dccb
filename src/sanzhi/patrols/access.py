"""Who may do what of grid work. Pure."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor

LIST, WALK, GIVE, KEEP = "grid.list", "grid.walk", "grid.give", "grid.keep"
VISITS = "grid.visits"  # to read what is written of visits: in the village alone


def not_there() -> Verdict:
    return no("not_visible", _("没有找到这一项。"))


def may_list(actor: Actor) -> Verdict:
    """起草清单、决定准入、看各单位派了多少: by the county's grid office."""
    return YES if actor.may(LIST) else no("role_may_not_list", _("网格事务清单由市网格管理工作人员管理。"))


def may_bring(actor: Actor, wrote: Collection[int]) -> Verdict:
    """生效: by somebody who had no hand in it."""
    if not may_list(actor):
        return may_list(actor)
    return (
        no("own_draft", _("这一版您起草过、改过或者准入过，要由别人让它生效。"))
        if actor.person_id in wrote
        else YES
    )


def may_decide(actor: Actor, filed_by: int) -> Verdict:
    """准入不准入: not by who asked."""
    if not may_list(actor):
        return may_list(actor)
    return no("own_request", _("自己提的申请要由别人决定。")) if actor.person_id == filed_by else YES


def may_give(actor: Actor, area: str, reach: str) -> Verdict:
    """派任务: by an office for grids of its own area. `reach` is that of the office."""
    if not actor.may(GIVE):
        return no("role_may_not_give", _("您的岗位不给网格派任务。"))
    return YES if reach and area.startswith(reach) else within(actor, area)


def may_keep(actor: Actor, area: str) -> Verdict:
    """定路线、填公示牌、取消任务、看月表: by the village's clerk and its grid head."""
    if not actor.may(KEEP):
        return no("role_may_not_keep_grid", _("由村（社区）文书、网格长办。"))
    return within(actor, area)


def may_walk(actor: Actor, area: str) -> Verdict:
    """巡查、走访、写日志: by the village's grid workers."""
    if not actor.may(WALK):
        return no("role_may_not_walk", _("由网格员来做。"))
    return within(actor, area)


def may_end(actor: Actor, worker: int | None) -> Verdict:
    """勾站、做完: by who took it up."""
    if actor.may(WALK) and worker == actor.person_id:
        return YES
    return no("not_the_walker", _("这个任务在别人手上；要换人做，请先接过来。"))


def may_read_visits(actor: Actor, area: str) -> Verdict:
    """Read of visits: by the village's clerk and its grid workers, and nobody above the village."""
    if actor.may(VISITS) and len(actor.reach) == 12 and area == actor.reach:
        return YES
    return not_there()


def may_answer(actor: Actor, wrote: int) -> Verdict:
    """答复更正: by whoever wrote the visit, or the village's clerk."""
    if actor.person_id == wrote or actor.may(KEEP):
        return YES
    return no("not_the_writer", _("由走访的人或者村（社区）文书答复。"))


def may_read_tasks(actor: Actor) -> Verdict:
    """Whether any task is shown at all."""
    return YES if any(actor.may(one) for one in (WALK, GIVE, KEEP)) else not_there()
