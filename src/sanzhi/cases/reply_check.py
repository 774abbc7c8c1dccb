"""办结回复检查: what a reply leaves out of what was asked. Pure, by characters alone; advice, never a refusal.

Every number and word here is ours (本平台约定), tuned on 1,750 real pairs so that fewer than half of them get any
advice; docs/decisions/0083-reply-check.md says how many got which.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _

SHORT = 12  # characters; less has no room for what was done and how it ended
RUNS = 40  # of a reply; fewer are alike by chance
COPIED = 0.85  # share of a reply's runs of five characters that stand in an earlier one
MOST_POINTS = 8
FEWEST = 4  # pairs of characters of a point; less says nothing of what about
ALONE = 14  # characters of a clause that says by itself what it is about
_CLAUSE = re.compile(
    r"[。！!？?；;\n\r]|(?<=[，,])(?=[一二三四五六七八九十]是)|(?=[（(]?[1-9一二三四五六七八九][、.．)）])"
)
_ASKS = re.compile(
    r"[请望求]|能否|能不能|可否|是否|是不是|何时|什么时候|多久|为什么|为何|怎么|怎样|如何|哪里|谁来|吗$|呢$"
)
_NOISE = re.compile(r"[^一-鿿0-9A-Za-z]")
_COMMON = frozenset(
    "的了和是我在有不这们人个上也为以要就到你对说可下会着得过地与及等其此该将于被把让请望求能否"
)
# Pairs that stand in any complaint and any reply, and say nothing of what about.
_EMPTY = frozenset(
    [
        "领导",
        "解决",
        "尽快",
        "重视",
        "关注",
        "处理",
        "答复",
        "回复",
        "谢谢",
        "感谢",
        "反映",
        "问题",
        "情况",
        "书记",
        "部门",
        "相关",
        "有关",
        "政府",
        "帮忙",
        "帮助",
        "居民",
        "百姓",
        "市民",
    ]
)
_LATER = re.compile(r"将(?!近)|拟|计划|下一步|尽快|抓紧|正在|逐步")
_WHEN = re.compile(
    r"[0-9一二三四五六七八九十]+\s*(?:年|月|日|号|天|周|个工作日|季度)|月底|年底|年内|本周|下周|本月|下月|前完成"
)
_REFUSES = re.compile(r"不予|不能|无法|不符合|不属于|没有条件|暂不|难以")
_NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")  # of a mobile telephone or a citizen
_BASIS = re.compile(r"依据|根据|按照|依照|《|第.{1,6}条|规定|政策|规划")


@dataclass(frozen=True)
class Finding:
    """一条提示: `code` is for counting, `sentence` for the writer, `about` the words it is about."""

    code: str
    sentence: str
    about: str = ""


def look_at(asked: str, reply: str, earlier: Iterable[str] = ()) -> list[Finding]:
    """What could be better in `reply` to `asked`; `earlier` are the office's replies to others. Linear in its words."""
    return [
        *_left_out(asked, reply),
        *_gentler(reply),
        *_unfinished(reply),
        *_copied(reply, earlier),
        *_private(reply),
    ]


def codes_of(findings: Iterable[Finding]) -> dict[str, int]:
    """{code: how many}: what the record keeps, without a word of the reply."""
    counted: dict[str, int] = {}
    for finding in findings:
        counted[finding.code] = counted.get(finding.code, 0) + 1
    return counted


def points(asked: str) -> dict[str, set[str]]:
    """The clauses that ask for something, at most eight, each with the pairs of characters that say what about.

    A short one ("when will it be mended?") is about what the clause before it speaks of.
    """
    found: dict[str, set[str]] = {}
    before: set[str] = set()
    for clause in (clause.strip(" ，,、\t\u3000\xa0") for clause in _CLAUSE.split(asked) if clause):
        about = _pairs(clause)
        if _ASKS.search(clause) and len(clause) > 5 and len(found) < MOST_POINTS:
            about_both = about | before if len(clause) < ALONE else about
            if len(about_both) >= FEWEST:
                found[clause] = about_both
        before = about
    return found


def _left_out(asked: str, reply: str) -> Iterator[Finding]:
    said = _pairs(reply)
    for point, about in points(asked).items():
        if not about & said:
            yield Finding("point", _("没有找到对这一点的回应"), point[:60])


def _gentler(reply: str) -> Iterator[Finding]:
    for said, instead in _words():
        if said in reply:
            yield Finding("words", _("换一种说法：%(instead)s") % {"instead": instead}, said)


def _unfinished(reply: str) -> Iterator[Finding]:
    if len(_NOISE.sub("", reply)) < SHORT:
        yield Finding("short", _("太短了：做了什么、结果怎样、以后找谁，都写上"))
    if (found := _LATER.search(reply)) and not _WHEN.search(reply):
        yield Finding("when", _("还有事没做完，写上什么时候做完"), found[0])
    if (found := _REFUSES.search(reply)) and not _BASIS.search(reply):
        yield Finding("basis", _("说了不能办，写上依据"), found[0])


def _copied(reply: str, earlier: Iterable[str]) -> Iterator[Finding]:
    runs = _runs(reply)
    if len(runs) >= RUNS and any(len(runs & _runs(one)) >= COPIED * len(runs) for one in earlier):
        yield Finding("copied", _("和本单位以前的一条答复几乎一样，看看是不是这件事的情况"))


def _private(reply: str) -> Iterator[Finding]:
    if _NUMBER.search(reply):
        yield Finding("private", _("里面有手机号或身份证号，居民都看得到，不必要的请删去"))


@cache
def _words() -> list[tuple[str, str]]:
    text = files("sanzhi.cases").joinpath("data", "gentler.csv").read_text("utf-8-sig")
    return [(row["said"], row["instead"]) for row in csv.DictReader(text.splitlines())]


def _pairs(text: str) -> set[str]:
    """Pairs of characters that carry meaning."""
    letters = _NOISE.sub("", text)
    pairs = (letters[n : n + 2] for n in range(len(letters) - 1))
    return {pair for pair in pairs if not (pair[0] in _COMMON or pair[1] in _COMMON or pair in _EMPTY)}


def _runs(text: str) -> set[str]:
    letters: Sequence[str] = _NOISE.sub("", text)
    return {"".join(letters[n : n + 5]) for n in range(len(letters) - 4)}
