"""Who may do what with alarms. Pure."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor

from .models import Nail, NailRule


def may_view(actor: Actor) -> Verdict:
    if actor.may("alarm.view") and actor.reach:
        return YES
    return no("role_may_not_view", _("警情由公安联络员和市、镇受理员、督查员查看。"))


def may_import(actor: Actor) -> Verdict:
    """导入警情、报数、登记当事人、提请联动: by whoever the police sent."""
    if actor.may("alarm.import") and actor.reach:
        return YES
    return no("role_may_not_import", _("警情由公安联络员导入。"))


def may_send(channels: Sequence[str]) -> Verdict:
    if "alarm" in channels:
        return YES
    return no("channel_not_admitted", _("这个凭证不能用这个渠道。"))


def may_judge(actor: Actor, area: str) -> Verdict:
    """研判、联动交办、拟方案: by a dispatcher of the place."""
    if not actor.may("alarm.judge"):
        return no("role_may_not_judge", _("由市、镇受理员研判和交办。"))
    return within(actor, area)


def may_remove(actor: Actor, nail: Nail) -> Verdict:
    """拔除: by somebody else than whoever wrote down that it was performed."""
    if actor.person_id == nail.performed_by_id:
        return no("own_hand", _("登记履行的人不能自己拔除，请由别人来办。"))
    return may_judge(actor, nail.area_id)


def may_file_clue(actor: Actor, area: str) -> Verdict:
    """报线索: by any resident, anywhere; by a grid worker of the place."""
    if actor.is_resident and actor.person_id:
        return YES
    if not actor.may("clue.file"):
        return no("role_may_not_file", _("线索由居民和网格员报。"))
    return within(actor, area)


def may_draft_rule(actor: Actor) -> Verdict:
    if actor.may("settings.alarms"):
        return YES
    return no("not_system_admin", _("规则由系统管理员拟定和发布。"))


def may_publish_rule(actor: Actor, rule: NailRule) -> Verdict:
    """发布: by another than whoever drew it up."""
    if not (verdict := may_draft_rule(actor)):
        return verdict
    if actor.person_id in (None, rule.drafted_by_id):
        return no("own_hand", _("拟定的人不能自己发布，请由另一位系统管理员来发布。"))
    return YES
