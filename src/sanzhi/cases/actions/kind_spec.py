"""What a change does to the data of a kind. Pure: the old spec in, the new one out."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext as _

from sanzhi.cases.kinds import LEAST_YEARS, PARTS
from sanzhi.kit.verdict import Refusal

PREFIX = {"states": "s", "steps": "t", "clocks": "c", "fields": "f", "letters": "l"}
MOST_ITEMS = 60  # of each part; more is beyond what anybody can read


def blank() -> dict[str, Any]:
    """A kind of which nothing has been said."""
    return {
        "name": "", "about": "", "start": "", "opens": "", "secrecy": "open", "for_residents": False,
        "retention_years": LEAST_YEARS, "retention_basis": "", "beside": [], "again": "", "again_clock": "",
        "suspends": "", "doors": [], **{part: [] for part in PARTS},
    }  # fmt: skip


def put(
    spec: Mapping[str, Any], part: str, code: str, values: Mapping[str, Any]
) -> tuple[dict[str, Any], str]:
    """The spec with one item changed or added at the end, and the item's code. A first state becomes the start."""
    changed = deepcopy(dict(spec))
    items = changed.setdefault(part, [])
    if not code:
        if len(items) >= MOST_ITEMS:
            raise Refusal("too_many", _("一个种类里这一类最多 %(most)d 项。") % {"most": MOST_ITEMS})
        code = _free(part, {item["code"] for item in items}, bool(values.get("ended")))
        items.append({"code": code})
    item = next((one for one in items if one["code"] == code), None)
    if item is None:
        raise Refusal("not_there", _("这一项已经不在草稿里了。"))
    item |= {key: value for key, value in values.items() if key != "ended"}
    if part == "states" and not changed.get("start") and not code.startswith("end"):
        changed["start"] = code
    if part == "clocks" and not changed.get("opens"):
        changed["opens"] = code
    return changed, code


def _free(part: str, taken: set[str], ended: bool) -> str:
    prefix = "end" if part == "states" and ended else PREFIX[part]
    return next(f"{prefix}{n}" for n in range(1, len(taken) + 2) if f"{prefix}{n}" not in taken)


def dropped(spec: Mapping[str, Any], part: str, code: str) -> dict[str, Any]:
    """The spec without the item, and without it wherever a step named it; the lint says what is lacking then."""
    changed = deepcopy(dict(spec))
    if all(one["code"] != code for one in changed.get(part, [])):
        raise Refusal("not_there", _("这一项已经不在草稿里了。"))
    changed[part] = [one for one in changed[part] if one["code"] != code]
    lists = {"states": ("frm",), "clocks": ("starts", "stops", "pauses", "resumes")}.get(part, ())
    for step in changed.get("steps", []):
        for key in lists:
            step[key] = [one for one in step.get(key, []) if one != code]
        if part == "states" and step.get("to") == code:
            step["to"] = ""
    named = {
        "start": "states",
        "again": "states",
        "suspends": "states",
        "opens": "clocks",
        "again_clock": "clocks",
    }
    for key, of in named.items():
        if part == of and changed.get(key) == code:
            changed[key] = ""
    return changed
