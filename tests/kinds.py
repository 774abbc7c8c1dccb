"""A county's own kind for tests: 噪声扰民, from filing to an end, with one of everything."""

from copy import deepcopy
from itertools import count
from typing import Any

import pytest

from sanzhi.cases import actions
from sanzhi.cases.kinds import Kind, read
from sanzhi.cases.models import KindVersion
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

NOISE: dict[str, Any] = {
    "name": "噪声扰民", "about": "工地、商铺、广场舞等噪声。", "start": "s1", "opens": "c1",
    "secrecy": "shielded", "for_residents": True, "retention_years": 10, "retention_basis": "本地约定：市府办 2026-11",
    "states": [
        {"code": "s1", "desk": "待派单", "public": "已收到", "holder": "receiver"},
        {"code": "s2", "desk": "测声中", "public": "正在测声", "holder": "lead"},
        {"code": "s3", "desk": "待答复", "public": "等待答复", "holder": "receiver"},
        {"code": "end1", "desk": "已答复", "public": "已答复"},
    ],
    "steps": [
        {"code": "t1", "label": "派单", "public": "已派人测声", "frm": ["s1"], "to": "s2", "who": ["town_dispatcher"],
         "asks": ["lead"], "stops": ["c1"], "starts": ["c2"], "like": "assign"},
        {"code": "t2", "label": "报测声结果", "public": "测声完成", "frm": ["s2"], "to": "s3", "who": ["handler"],
         "stops": ["c2"], "starts": ["c1"], "like": "sign_for"},
        {"code": "t3", "label": "答复", "public": "已答复您", "frm": ["s3"], "to": "end1", "who": ["town_dispatcher"],
         "asks": ["reply"], "stops": ["c1"], "like": "verify"},
    ],
    "clocks": [
        {"code": "c1", "name": "分派答复", "limit": "1wd", "yellow": "1wd", "red": "2wd", "basis": "本地约定：市府办 2026-11"},
        {"code": "c2", "name": "测声", "limit": "5wd", "yellow": "5wd", "red": "10wd", "basis": "本地约定：市府办 2026-11"},
    ],
    "fields": [
        {"code": "f1", "label": "声源", "type": "choice", "options": ["工地", "商铺"], "required": True, "at": "", "public": True},
        {"code": "f2", "label": "几点开始", "type": "text", "required": False, "at": ""},
        {"code": "f3", "label": "分贝", "type": "number", "required": True, "at": "t2", "public": True},
    ],
    "letters": [{"code": "l1", "title": "测声告知书", "text": "关于“{事项}”，声源为{声源}，测得{分贝}分贝。\n{承办单位} {今天}"}],
}  # fmt: skip
_serial = count(1)


def asking(**changes: Any) -> dict[str, Any]:
    """The noise kind whose answer is followed by the call-back, and which is measured again when it is not solved."""
    spec = noise(beside=["follow_up"], again="s2", again_clock="c2")
    spec["states"] = spec["states"][:-1]
    spec["steps"][2]["to"] = "follow_up"
    return spec | changes


def staying(**changes: Any) -> dict[str, Any]:
    """The kind that asks, and that may be put off, suspended while it is measured, and transferred."""
    spec = asking(beside=["follow_up", "suspend", "transfer"], suspends="s2")
    spec["clocks"][1] |= {"red": "10wd", "delay": "3wd", "times": 1, "granted_by": ["town_dispatcher"]}
    return spec | changes


def watched(**changes: Any) -> dict[str, Any]:
    """The kind that asks, and over which the supervisors watch."""
    return asking(beside=["follow_up", "supervise"]) | changes


def belonging(**changes: Any) -> dict[str, Any]:
    """The kind that asks, whose matters may be transferred, merged, linked and split, and which offices may contest."""
    beside = ["follow_up", "transfer", "merge", "link", "split", "contest"]
    return asking(beside=beside) | changes


def a_code() -> str:
    """A code no other test uses: what was published is kept in memory by code and version."""
    number = next(_serial)
    return "k" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:04d}")


def noise(**changes: Any) -> dict[str, Any]:
    return deepcopy(NOISE) | changes


def kind(**changes: Any) -> Kind:
    return read("noise", noise(**changes))


def with_item(part: str, code: str, **changes: Any) -> Kind:
    """The noise kind with one item changed."""
    spec = noise()
    next(one for one in spec[part] if one["code"] == code).update(changes)
    return read("noise", spec)


def drafted(by: Actor, at: Any, spec: dict[str, Any] | None = None, code: str = "") -> KindVersion:
    spec = spec or noise()
    return actions.draft_kind(spec["name"], code or a_code(), copied=spec, by=by, at=at)


def published(drafter: Actor, publisher: Actor, at: Any, **changes: Any) -> KindVersion:
    draft = drafted(drafter, at, noise(**changes))
    return actions.publish_kind(draft.id, by=publisher, at=at, revision=draft.revision)


def in_use(drafter: Actor, publisher: Actor, at: Any, spec: dict[str, Any]) -> str:
    """The code of a kind drafted by one and published by the other."""
    draft = drafted(drafter, at, spec)
    return actions.publish_kind(draft.id, by=publisher, at=at, revision=draft.revision).code


def refused(ask) -> str:
    with pytest.raises(Refusal) as found:
        ask()
    return found.value.code
