"""Pure rules of a case: told the facts and the time, they say what follows. Numbers marked 本平台约定 are ours."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sanzhi.kit.flow import Step
from sanzhi.kit.verdict import YES, Verdict, no

MOST_RETURNS = 3  # 本平台约定: the third return goes to a binding decision
MOST_REOPENS_BY_CALL_BACK = 2  # 本平台约定: then it closes as unsolved and counts so, instead of going round
REOPEN_WITHIN = timedelta(days=30)  # 本平台约定: how long a citizen may ask for a closed matter again
CALL_BACK_TRIES = 3  # 本平台约定
URGE_EVERY = timedelta(hours=24)  # 本平台约定
FEWEST_IN_A_CELL = 3  # of a heat map: fewer would show where somebody lives. 本平台约定
SMALL_NUMBER = 10  # figures over fewer cases are greyed (domain.md §9.7)


@dataclass(frozen=True)
class Filing:
    """诉求: what somebody asks for, before it is a case."""

    title: str
    text: str
    area_code: str
    category_code: str
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    kind: str = "matter"
    details: Mapping[str, Any] = field(default_factory=dict)  # answers to a county's own fields, tidied
    against: int | None = None  # the office complained of


def filing_problems(filing: Filing) -> dict[str, str]:
    """Which field is wrong and what to change, in the filer's words; empty when it may be filed."""
    problems = {}
    for name, value in (("title", filing.title), ("text", filing.text), ("place", filing.place)):
        if has_control(value):
            problems[name] = _("含有无法显示的字符，请删除后再试。")
    if not 2 <= len(filing.title.strip()) <= 120:
        problems["title"] = _("请用 2 到 120 个字写明是什么事。")
    if not 5 <= len(filing.text.strip()) <= 5000:
        problems["text"] = _("请用 5 到 5000 个字写清情况。")
    if len(filing.place) > 200:
        problems["place"] = _("地点请控制在 200 个字以内。")
    if (filing.latitude is None) != (filing.longitude is None):
        problems["place"] = _("定位不完整，请重新定位或改用文字说明。")
    return problems


ACROSS = (6, 12, 24)  # 本平台约定: cells each way of the grid that lies over a photo; few and big ones first
COVERED = ("人脸", "车牌", "住址门牌", "证件", "其他")  # 本平台约定


def covering_stands(cells: Collection[int], across: int) -> Verdict:
    """Whether these cells of a grid can be painted over."""
    if across not in ACROSS or any(not 0 <= cell < across * across for cell in cells):
        return no("cells", _("遮挡的格子不在照片上，请重新选择。"))
    if not cells:
        return no("no_cells", _("请至少点一格要遮挡的地方。"))
    return YES


def has_control(text: str) -> bool:
    """True when the text holds NUL or other characters PostgreSQL or a page cannot show; line breaks are fine."""
    return any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" for c in text)


def words_missing(step: Step, content: Mapping[str, Any]) -> Verdict:
    """Does the step carry what it must? Names the first thing missing."""
    sentences = {
        "reply": _("请写明答复内容（至少 10 个字），居民会看到。"),
        "reason": _("请写明理由（至少 4 个字）。"),
        "route": _("请告知应当去哪里办理。"),
        "lead": _("请选择主办单位。"),
        "against": _("请选择被反映的单位。"),
        "proposed": _("请建议应当由哪个单位办理。"),
        "evidence": _("请上传办理情况的照片，或说明无法拍照的原因。"),
        "solved": _("请选择是否已经解决。"),
        "satisfied": _("请选择满意程度。"),
        "more": _("请写明延期多久。"),
        "ground": _("请选择中止的事由。"),
        "until": _("请写明最迟什么时候恢复。"),
        "channel": _("请选择转到哪个渠道。"),
        "text": _("请写明补充的内容。"),
        "into": _("请填写要并入的事项的查询码。"),
        "why": _("请写明督办缘由（至少 4 个字）。"),
        "ask": _("请写明要求对方做什么（至少 4 个字）。"),
        "answer": _("请写明办到什么程度（至少 10 个字）。"),
        "note": _("请写明解除的理由（至少 4 个字）。"),
    }
    shortest = {"reply": 10, "reason": 4, "route": 4, "why": 4, "ask": 4, "answer": 10, "note": 4}
    for need in step.needs:
        value = content.get(need)
        short = isinstance(value, str) and len(value.strip()) < shortest.get(need, 1)
        if value is None or value == "" or short:
            return no(f"{need}_missing", sentences[need])
    return YES


def return_step(returns: int) -> str:
    """The step that the next return takes: the third one goes to a binding decision."""
    return "return_third" if returns + 1 >= MOST_RETURNS else "return"


def may_return(binding: bool) -> Verdict:
    if binding:
        return no("binding", _("承办单位已经裁定，不能再退回。"))
    return YES


def call_back_step(*, solved: bool, reopens: int, has_lead: bool, means: str) -> str:
    """What an answer leads to: closing, or handling again when the matter is not solved."""
    if solved or reopens >= MOST_REOPENS_BY_CALL_BACK:
        return "call_back" if means == "phone" else "rate"
    return "reopen" if has_lead else "reopen_unassigned"


def may_reopen(state: str, closed_at: datetime | None, at: datetime) -> Verdict:
    if state == "closed" and closed_at and at > closed_at + REOPEN_WITHIN:
        return no(
            "reopen_too_late",
            _("办结已超过 %(days)d 天，请重新提交诉求，并写上原编号。") % {"days": REOPEN_WITHIN.days},
        )
    return YES


def may_urge(last_urged_at: datetime | None, at: datetime) -> Verdict:
    if last_urged_at and at < last_urged_at + URGE_EVERY:
        return no("urged_lately", _("24 小时内已经催过一次，承办单位已收到提醒。"))
    return YES


def contact_kind(open_still: bool, due_at: datetime | None, at: datetime) -> str:
    """What another contact about a matter is: "follow_up" of the same order inside its limit, else "repeat".

    Beijing's practice (domain.md §9.5), not a rule of law here: 本平台约定. A matter whose clock stands still is inside.
    """
    return "follow_up" if open_still and (due_at is None or at < due_at) else "repeat"


@dataclass(frozen=True)
class RouteRule:
    """分派规则 as told to `route`: a number, a name, its conditions, and the desk it proposes."""

    order: int
    name: str
    when: Mapping[str, Any]
    office: int | str  # an office id, or a kind of office in the case's area


def route(
    rules: Sequence[RouteRule], *, filing: Filing, channel: str
) -> tuple[RouteRule | None, list[dict[str, Any]]]:
    """The first rule that fits, and the trace of every rule tried: [{"rule", "name", "fits", "because"}]."""
    trace: list[dict[str, Any]] = []
    for rule in rules:
        misses = _misfit(rule.when, filing, channel)
        trace.append(
            {
                "rule": rule.order,
                "name": rule.name,
                "fits": not misses,
                "because": misses or gettext_noop("条件都符合"),
            }
        )
        if not misses:
            return rule, trace
    return None, trace


def _misfit(when: Mapping[str, Any], filing: Filing, channel: str) -> str:
    prefix = when.get("category")
    if prefix and filing.category_code != prefix and not filing.category_code.startswith(prefix + "."):
        return f"类别不在 {prefix}"
    towns = when.get("towns")
    if towns and filing.area_code[:9] not in towns:
        return gettext_noop("不在指定的镇（街道）")
    words = when.get("words")
    if words and not any(word in filing.title or word in filing.text for word in words):
        return gettext_noop("没有出现关键词")
    channels = when.get("channels")
    if channels and channel not in channels:
        return gettext_noop("不是指定的渠道")
    return ""


_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"[{_HAN}]+|[a-z0-9]+")


def search_words(*texts: str) -> list[str]:
    """Every pair of Chinese neighbours, the last character of each run, and every Latin word, once each: what the index
    holds.

    Two-character words, the commonest needles in Chinese, defeat trigrams (parts.md §2); pairs do not. A character that
    is not the last of its run begins a pair, so all that hold it are found by its beginning.
    """
    words: set[str] = set()
    for run in _RUNS.findall(unicodedata.normalize("NFKC", " ".join(texts)).lower()):
        if run[0].isascii():
            words.add(run[:60])
        else:
            words.add(run[-1])
            words.update(a + b for a, b in zip(run, run[1:], strict=False))
    return sorted(words)


def town_word(area_code: str) -> str:
    """The town as one more word of the index: a desk of one town looks up its own hits, not the county's.

    Letters and digits only: PostgreSQL reads a query with a parser that drops everything else.
    """
    return f"town{area_code[:9]}"


def month_word(day: date) -> str:
    """Likewise the month: the newest hits are looked for among the newest months first."""
    return f"month{day:%Y%m}"


def search_query(needle: str, town: str = "", months: Sequence[date] = ()) -> str:
    """A tsquery that every case holding the needle, in this town and one of these months, satisfies: pairs joined by &;
    "" when nothing can be searched."""
    terms: list[str] = []
    beside: list[str] = []
    ended = 0
    needle = unicodedata.normalize("NFKC", needle).lower()
    for found in list(_RUNS.finditer(needle))[:20]:
        run = found[0]
        if run[0].isascii():
            # "17号" is number 17 and no other; a word that nothing follows may be half typed.
            whole = _RUNS.match(needle, found.end())
            terms.append(f"'{run[:60]}'" if whole else f"'{run[:60]}':*")
        elif len(run) == 1:
            # The 号 of "17号" is in every address; one typed by itself is meant.
            touching = ended == found.start() > 0 or _RUNS.match(needle, found.end())
            (beside if touching else terms).append(f"'{run}':*")
        else:
            terms += [f"'{a}{b}'" for a, b in zip(run, run[1:], strict=False)]
        ended = found.end()
    terms = (terms or beside)[:60]
    if terms and town.isdecimal():
        terms.append(f"'{town_word(town)}'")
    if terms and months:
        terms.append(f"({' | '.join(month_word(month) for month in months)})")
    return " & ".join(terms)


def suggest_category(vocabulary: Iterable[tuple[str, str]], title: str, text: str) -> str:
    """The category whose words fit best: longer words count more, words of the title three times; else 其他.

    `vocabulary`: (word, category code) pairs. Only a suggestion: a person decides.
    """
    scores: dict[str, int] = {}
    for word, code in vocabulary:
        found = 3 * (word in title) or word in text
        if found:
            scores[code] = scores.get(code, 0) + found * len(word)
    return max(scores, key=lambda code: (scores[code], code.count("."), code), default="other")


def card_due(now: datetime, yellow_at: datetime, red_at: datetime, raised: Iterable[str]) -> str:
    """The card to raise at `now`, the worse one first: "red", "yellow" or "". A moment reached is a moment missed."""
    have = set(raised)
    if now >= red_at and "red" not in have:
        return "red"
    if now >= yellow_at and not have:
        return "yellow"
    return ""


def next_look(yellow_at: datetime, red_at: datetime, raised: Iterable[str]) -> datetime | None:
    """When the sweep must look at this clock again."""
    have = set(raised)
    if "red" in have:
        return None
    return red_at if "yellow" in have else min(yellow_at, red_at)
