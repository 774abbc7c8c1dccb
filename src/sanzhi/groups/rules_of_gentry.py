"""乡贤的规矩, pure: what an entry and a suggestion must say."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

ANSWERED_WITHIN = 15  # days; 本平台约定
# What the register does not hold, whoever types it: nothing of a party, an office in it, or a family.
NOT_HELD = (
    "党员",
    "中共",
    "民主党派",
    "政协",
    "人大代表",
    "父亲",
    "母亲",
    "儿子",
    "女儿",
    "妻子",
    "丈夫",
    "爱人",
    "家属",
)


def entry_stands(*, name: str, expertise: str) -> Verdict:
    """名册的一条: a name and what one is good at; nothing of a party or a family."""
    if len(name.strip()) < 2 or len(expertise.strip()) < 2:
        return no("entry_shape", _("请写称呼和擅长什么。"))
    if any(word in expertise for word in NOT_HELD):
        return no("not_held", _("只写擅长什么，不写党派、职务和家人。"))
    return YES


def suggestion_stands(*, title: str, text: str) -> Verdict:
    if not 2 <= len(title.strip()) <= 60 or not 10 <= len(text.strip()) <= 2000:
        return no("suggestion_shape", _("题目 2 到 60 个字，内容 10 到 2000 个字。"))
    return YES
