"""乡贤的规矩, pure: what an entry and a suggestion must say."""

import re

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no

ANSWERED_WITHIN = 15  # days; 本平台约定
# What the register does not hold, whoever types it: that somebody is of a party, holds a public office, or what their kin are.
# An item is judged as a whole, and not by a word in it: whoever settles quarrels between fathers and sons says so.
_BETWEEN = re.compile(r"[、，,；;。．.\s]+")
_OFFICE = re.compile(
    r"(?:本人)?(?:是|系|现任|曾任|历任|担任)?(?:中共|中国共产党|老|退休|优秀|预备|正式|第?[一二三四五六七八九十百\d]+届|[\u4e00-\u9fff]{0,4}[省市县区镇乡村])*"
    r"(?:党员|政协委员|人大代表|民主党派(?:成员|人士)?|(?:党委|党支部|党组|党总支)(?:副?书记|委员))"
)
_KIN = re.compile(
    r"(?:我的?|其|本人的?)?(?:父亲|母亲|儿子|女儿|妻子|丈夫|爱人|家属)(?:是|在|当|任|做|系|现任|曾任).*"
)


def entry_stands(*, name: str, expertise: str) -> Verdict:
    """名册的一条: a name and what one is good at; not that one is of a party, or whose kin."""
    if len(name.strip()) < 2 or len(expertise.strip()) < 2:
        return no("entry_shape", _("请写称呼和擅长什么。"))
    items = [one for one in _BETWEEN.split(expertise) if one]
    if any(_OFFICE.fullmatch(one) or _KIN.fullmatch(one) for one in items):
        return no("not_held", _("只写擅长什么，不写党派、职务和家人。"))
    return YES


def suggestion_stands(*, title: str, text: str) -> Verdict:
    if not 2 <= len(title.strip()) <= 60 or not 10 <= len(text.strip()) <= 2000:
        return no("suggestion_shape", _("题目 2 到 60 个字，内容 10 到 2000 个字。"))
    return YES
