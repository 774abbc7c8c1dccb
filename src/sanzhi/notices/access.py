"""Who may draw up, sign, object to and answer. Pure."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor

from .models import Notice


def may_draft(actor: Actor, area: str) -> Verdict:
    """拟稿: for a place in one's reach."""
    if not actor.may("notice.draft"):
        return no("role_may_not_draft", _("公示由村（社区）文书或镇（街道）拟稿。"))
    return within(actor, area)


def may_sign(actor: Actor, notice: Notice) -> Verdict:
    """审签: by somebody else than whoever drew it up."""
    if not actor.may("notice.sign"):
        return no("role_may_not_sign", _("公示由村务监督委员会或镇（街道）审签。"))
    if actor.person_id is None or actor.person_id == notice.drafted_by_id:
        return no("own_draft", _("拟稿的人不能自己审签，请由别人审签。"))
    return within(actor, notice.area_id)


def may_answer(actor: Actor, area: str) -> Verdict:
    """答复: whoever answers for the place; who made the notice is kept out by `rules.third_person`."""
    if not actor.may("notice.answer"):
        return no("role_may_not_answer", _("异议和询问由村（社区）或镇（街道）答复。"))
    return within(actor, area)


def may_prove(actor: Actor, area: str) -> Verdict:
    """上墙拍照: whoever is on the spot."""
    if not (actor.may("notice.draft") or actor.may("notice.sign")):
        return no("role_may_not_prove", _("张贴照片由拟稿或审签的人上传。"))
    return within(actor, area)


def may_set_rules(actor: Actor) -> Verdict:
    if actor.may("settings.notices"):
        return YES
    return no("role_may_not_set_rules", _("公示天数和公开事项由系统管理员设置。"))
