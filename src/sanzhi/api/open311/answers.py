"""答的内容: GeoReport v2's own fields; nothing of a person, none of the words, no place nearer than the service."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sanzhi.cases import queries
from sanzhi.cases.queries import SentCase

CHANGESET = "2026-11-29T00:00:00Z"  # when what is answered here last changed its shape
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


def discovery() -> dict[str, Any]:
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{settings.SANZHI_ORIGIN}/open311/v2",
        "changeset": CHANGESET,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    return {
        "changeset": CHANGESET,
        "contact": f"{settings.SANZHI_ORIGIN}/api/",
        "key_service": _("凭证由安全管理员发放。"),
        "endpoints": [endpoint],
    }


def services() -> list[dict[str, Any]]:
    """Every category that may be filed. None has questions of its own, so none has metadata."""
    return [
        {
            "service_code": category.code,
            "service_name": category.name,
            "description": category.name if category is top else f"{top.name} · {category.label}",
            "metadata": False,
            "type": "realtime",
            "keywords": ",".join(category.words),
            "group": top.name,
        }
        for top in queries.categories_tree()
        for category in (top, *top.subs)
    ]


def service_definition(code: str) -> dict[str, Any]:
    return {"service_code": code, "attributes": []}


def filed(code: str, dropped: Iterable[str]) -> list[dict[str, Any]]:
    """登记之后: the number to ask by, and which of what was sent is not kept here."""
    left = "、".join(dropped)
    notice = _("没有保存：%(fields)s。") % {"fields": left} if left else None
    return [{"service_request_id": code, "service_notice": notice, "account_id": None}]


def requests(cases: Iterable[SentCase]) -> list[dict[str, Any]]:
    return [_request(sent) for sent in cases]


def _request(sent: SentCase) -> dict[str, Any]:
    case, last = sent.case, sent.changes[-1] if sent.changes else None
    office = case.holder.name if case.holder else ""
    return {
        "service_request_id": case.public_code,
        "status": "closed" if sent.ended else "open",
        "status_notes": last.label if last else sent.state,
        "service_name": case.category.name,
        "service_code": case.category_id,
        "description": None,
        "agency_responsible": office,
        "service_notice": None,
        "requested_datetime": _moment(case.reported_at),
        "updated_datetime": _moment(last.at if last else case.reported_at),
        "expected_datetime": _moment(case.due_at),
        "address": None,
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
        "extended_attributes": {
            "state": case.state,
            "state_label": sent.state,
            "due_datetime": _moment(case.due_at),
            "closed_datetime": _moment(case.closed_at),
            "updates": [
                {
                    "update_id": one.key,
                    "description": one.label,
                    "state": one.state,
                    "state_label": one.state_label,
                    "updated_datetime": _moment(one.at),
                }
                for one in sent.changes
            ],
        },
    }


def _moment(at: datetime | None) -> str | None:
    """With the county's offset, to the second."""
    return localtime(at).isoformat(timespec="seconds") if at else None
