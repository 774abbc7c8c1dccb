"""问的内容: the fields of the standard, read with the bounds of our own intake."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from sanzhi.api.words import NewCase
from sanzhi.cases import queries
from sanzhi.cases.queries import CHANGES, Wanted
from sanzhi.cases.rules import has_control
from sanzhi.people import queries as people
from sanzhi.people.queries import positions

from .faults import Fault

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
OWN = ("once", "ref")  # ours beside the standard's
# Taken without complaint, because clients send them; not kept, because our intake keeps nothing of the kind.
DROPPED = ("account_id", "device_id", "email", "media_url")
FIELDS = {
    "address_id", "address_string", "api_key", "description", "first_name", "jurisdiction_id", "last_name", "lat",
    "long", "phone", "service_code", *DROPPED, *OWN,
}  # fmt: skip
SPAN = timedelta(
    days=90
)  # GeoReport v2: a search by date spans no more, and without dates it is of the last ones
MOST_PAGES = 100  # 本平台约定: beyond it one reads on by the Link header
TITLE = 30
NOWHERE = "0" * 12
ENDED = {"": None, "open": False, "closed": True, "open,closed": None, "closed,open": None}
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_NAME = re.compile(r"[A-Za-z0-9_.\[\]-]{1,40}")


def form(request: HttpRequest) -> dict[str, str]:
    """The fields of a POST, each once. Fault 400 for any other body."""
    if request.content_type not in FORMS:
        raise Fault(400, _("请用表单提交（application/x-www-form-urlencoded 或 multipart/form-data）。"))
    if request.FILES:
        raise Fault(400, _("这里不收文件。"))
    return fields(request.POST)


def fields(sent: QueryDict) -> dict[str, str]:
    """Each field's one value. What is misspelt, said twice or cannot be shown is refused, not dropped."""
    for name, values in sent.lists():
        if len(values) != 1:
            raise Fault(400, _("同一项只能有一个。"))
        if has_control(name) or has_control(values[0]) or "\ufffd" in name + values[0]:
            raise Fault(400, _("含有不能用的字符，或格式不对。"))
    return {name: value.strip() for name, value in sent.items()}


def only(sent: dict[str, str], known: Iterable[str]) -> None:
    strange = sorted(set(sent) - set(known))
    if strange:
        named = "、".join(name for name in strange if _NAME.fullmatch(name))
        raise Fault(400, _("没有这一项，请核对名称。") + named)


def key(request: HttpRequest, sent: dict[str, str], body_key: str) -> str:
    """幂等键: the header or `once`, else the client's own number for it, else the content on its day (`body_key`)."""
    given = request.headers.get("Idempotency-Key") or sent.get("once", "")
    if given and not _KEY.fullmatch(given):
        raise Fault(400, _("Idempotency-Key 应为 16 到 64 位字母、数字、“-”或“_”。"))
    return given or (f"ref:{sent['ref']}" if sent.get("ref") else body_key)


def new_case(sent: dict[str, str]) -> NewCase:
    """The filing in our own words, not `placed` yet; pydantic's ValidationError for what is too long or no number."""
    if not sent.get("service_code"):
        raise Fault(400, _("请给出 service_code。"))
    given: dict[str, Any] = {
        "title": _title(sent.get("description", "")) or sent["service_code"],
        "text": sent.get("description", ""),
        "category": sent["service_code"],
        "place": sent.get("address_string", ""),
        "latitude": sent.get("lat") or None,
        "longitude": sent.get("long") or None,
        "ref": sent.get("ref", ""),
        "area": NOWHERE,
        "reporter": {"name": _name(sent), "phone": sent.get("phone", "")},
    }
    return NewCase(**given)


def placed(asked: NewCase, code: str, at: datetime) -> NewCase:
    """The same in its village; `code` is the address_id. Fault 400 where that cannot be told."""
    return asked.model_copy(update={"area": _village(asked, code, at)})


def _title(description: str) -> str:
    """The standard has no title: the first line that says anything, cut."""
    return next((line.strip()[:TITLE] for line in description.splitlines() if len(line.strip()) > 1), "")


def _name(sent: dict[str, str]) -> str:
    first, last = sent.get("first_name", ""), sent.get("last_name", "")
    return f"{first} {last}".strip() if (first + last).isascii() else last + first


def _village(asked: NewCase, code: str, at: datetime) -> str:
    """村: as given, else where the point lies, else the one village that the address names with its town."""
    if (asked.latitude is None) != (asked.longitude is None):
        raise Fault(400, _("lat 和 long 要一起给。"))
    if asked.latitude is not None and asked.longitude is not None:
        placed = positions.place_at((asked.longitude, asked.latitude), at)
        if placed.outside:
            raise Fault(400, _("这个位置不在本县（市）范围内，不能登记。"))
        code = code or (placed.village.code if placed.village else "")
    code = code or _named_in(asked.place)
    if code not in queries.rulebook().areas:
        raise Fault(400, _("看不出在哪个村（社区）：请用 address_id 给出 12 位代码，或者给出 lat 和 long。"))
    return code


def _named_in(address: str) -> str:
    """Only where town and village are both named, and no other pair is: a wrong village is worse than a question."""
    found = [
        village.code
        for town in people.towns_with_villages()
        if address and town.name in address
        for village in town.villages
        if village.name in address
    ]
    return found[0] if len(found) == 1 else ""


def wanted(sent: dict[str, str], at: datetime) -> Wanted:
    """Which of its own requests a client asks for. Numbers go before everything else, as the standard says."""
    codes = _list(sent, "service_request_id")
    if codes:
        return Wanted(codes=codes)
    status = sent.get("status", "")
    if status not in ENDED:
        raise Fault(400, _("status 只有 open 和 closed。"))
    since, until = _moment(sent, "start_date"), _moment(sent, "end_date")
    if since is None:
        since = (until or at) - SPAN
    if until is None:
        until = since + SPAN
    if not timedelta(0) <= until - since <= SPAN:
        raise Fault(400, _("start_date 到 end_date 最多 90 天，先后不能颠倒。"))
    return Wanted((), _list(sent, "service_code"), since, until, ENDED[status])


def _list(sent: dict[str, str], name: str) -> list[str]:
    listed = [one for one in sent.get(name, "").split(",") if one]
    if len(listed) > CHANGES:
        raise Fault(400, _("一次最多 100 个。"))
    return listed


def _moment(sent: dict[str, str], name: str) -> datetime | None:
    if not sent.get(name):
        return None
    try:
        moment = parse_datetime(sent[name])
        if moment and moment.tzinfo and 1970 <= moment.year <= 2999:  # with room to add a span
            return moment
    except ValueError:
        pass
    raise Fault(400, _("日期要像 2026-11-25T08:00:00Z，带时区。"))


def number(sent: dict[str, str], name: str, usual: int, most: int) -> int:
    """A whole number from 1 to `most`."""
    said = sent.get(name) or str(usual)
    if not (said.isascii() and said.isdecimal() and len(said) < 6 and 1 <= int(said) <= most):
        raise Fault(400, _("%(name)s 应为 1 到 %(most)d。") % {"name": name, "most": most})
    return int(said)
