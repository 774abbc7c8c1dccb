"""用词检查: what nobody may write where everybody reads: names of the village's people, numbers, doors, plates. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanzhi.kit.masking import numbers_in
from sanzhi.kit.verdict import YES, Verdict, no

_DOOR = re.compile(
    r"(?<![\d月])\d{1,5}\s*(?:号|室|幢|栋|单元)(?!线)|[一二三四五六七八九十百]+(?:号|室|幢|栋)(?!线)"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·• ]?[A-Za-z0-9]{5,6}"
)
# What a check of a nomination must not weigh (I1; domain.md §17: no retaliation against petitioners).
WEIGHS = ("信访", "上访", "投诉", "举报", "起诉", "诉讼", "积分")


@dataclass(frozen=True, order=True)
class Found:
    """Where it begins in the text, as written, and what it is."""

    start: int
    written: str
    what: str


def found_in(text: str, names: Collection[str]) -> list[Found]:
    """Everything in the text that points at somebody, in the order it is read; `names` are those of the village's people."""
    found = [Found(start, said, _("证件号、电话号码或卡号")) for start, said in numbers_in(text)]
    found += [Found(one.start(), one[0], _("门牌号")) for one in _DOOR.finditer(text)]
    found += [Found(one.start(), one[0], _("车牌号")) for one in _PLATE.finditer(text)]
    found += [
        Found(start, name, _("村里人的名字"))
        for name in names
        if len(name) > 1
        for start in [text.find(name)]
        if start >= 0
    ]
    return sorted(found)


def names_nobody(parts: dict[str, str], names: Collection[str]) -> Verdict:
    """Whether these parts of what is to be published ({label: text}) point at nobody; else which part, where, and at what."""
    for label, text in parts.items():
        if found := found_in(text, names):
            first = found[0]
            said = {"part": label, "n": first.start + 1, "said": first.written, "what": first.what}
            return no(
                "points_at_somebody",
                _("“%(part)s”第 %(n)d 个字起写了“%(said)s”，是%(what)s，请改写。") % said,
            )
    return YES


def weighs_nothing(facts: str) -> Verdict:
    """Whether a check speaks of what must not count: petitions, complaints, lawsuits, points."""
    word = next((one for one in WEIGHS if one in facts), "")
    if word:
        return no("weighs_what_it_must_not", _("核实只看事迹，不看“%(word)s”，请删去。") % {"word": word})
    return YES
