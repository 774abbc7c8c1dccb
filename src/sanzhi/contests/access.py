"""Who may do what of a contest. Pure."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

from .models import Contest, Entrant, Judge


def not_there() -> Verdict:
    return no("not_visible", _("没有找到这一项。"))


def may_keep(actor: Actor, area: str) -> Verdict:
    """办擂台赛: by whoever does this for the place whose contest it is."""
    if actor.may("contest.keep") and area.startswith(actor.reach or "-"):
        return YES
    return no("role_may_not_keep_contest", _("擂台赛由市、镇（街道）党建工作人员办。"))


def may_mark(actor: Actor, judge: Judge | None, entrant: Entrant) -> Verdict:
    """打分: by who sits on the panel, and not of the place their post covers."""
    if judge is None or not actor.may("contest.judge"):
        return no("not_a_judge", _("您不是这场擂台赛的评委。"))
    if len(judge.reach) > len("330483") and entrant.area_id.startswith(judge.reach):
        return no("own_place", _("自己所在的地方由别的评委打分。"))
    return YES


def may_appeal(actor: Actor, entrant: Entrant) -> Verdict:
    """申诉: by the place itself."""
    if actor.may("contest.appeal") and actor.reach and actor.reach == entrant.area_id[: len(actor.reach)]:
        width = 9 if entrant.contest.level == Contest.Level.TOWN else 12
        if len(actor.reach) == width:
            return YES
    return no("not_the_entrant", _("由参赛的镇（街道）、村（社区）自己申诉。"))


def may_decide(actor: Actor, contest: Contest, filed_by: int, counted_by: int) -> Verdict:
    """裁定申诉: by another keeper than whoever made the count that is contested."""
    if not may_keep(actor, contest.area_id):
        return may_keep(actor, contest.area_id)
    if actor.person_id in (filed_by, counted_by):
        return no("own_count", _("这一次是您算的分，申诉要由别人裁定。"))
    return YES
