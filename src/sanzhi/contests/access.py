"""Who may do what of a contest. Pure."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

from . import rules
from .models import Appeal, Contest, Entrant, Judge


def not_there() -> Verdict:
    return no("not_visible", _("没有找到这一项。"))


def may_keep(actor: Actor, area: str) -> Verdict:
    """办擂台赛: by whoever does this for the place whose contest it is."""
    if actor.may("contest.keep") and area.startswith(actor.reach or "-"):
        return YES
    return no("role_may_not_keep_contest", _("擂台赛由市、镇（街道）党建工作人员办。"))


def may_mark(actor: Actor, judge: Judge | None, entrant: Entrant, places: Collection[str] = ()) -> Verdict:
    """打分: by who sits on the panel, and not of a place that one of their posts covers. `places`: what their posts cover now."""
    if judge is None or not actor.may("contest.judge"):
        return no("not_a_judge", _("您不是这场擂台赛的评委。"))
    if rules.own_place({*judge.places, *places}, entrant.area.reach):
        return no("own_place", _("自己所在的地方由别的评委打分。"))
    return YES


def may_appeal(actor: Actor, entrant: Entrant) -> Verdict:
    """申诉: by the place itself."""
    if actor.may("contest.appeal") and actor.reach == entrant.area.reach:
        return YES
    return no("not_the_entrant", _("由参赛的镇（街道）、村（社区）自己申诉。"))


def may_decide(actor: Actor, contest: Contest, appeal: Appeal, judges: Collection[int]) -> Verdict:
    """裁定申诉: by another keeper than whoever made the count it is against, and none of the panel (`judges`: person ids)."""
    if not may_keep(actor, contest.area_id):
        return may_keep(actor, contest.area_id)
    if actor.person_id in (appeal.filed_by_id, appeal.run.made_by_id):
        return no("own_count", _("这一次是您算的分，申诉要由别人裁定。"))
    if not appeal.indicator.gauge and actor.person_id in judges:
        return no("own_mark", _("您是这场擂台赛的评委，对打分的申诉要由别人裁定。"))
    return YES
