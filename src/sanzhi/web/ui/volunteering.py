"""志愿服务在各处怎么说: the certificate on paper, the code at the door of a shift; the same on every face."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sanzhi.kit import papers
from sanzhi.kit.verdict import Refusal

from .paper import unlisted_paper


def span_of(minutes: int) -> str:
    """90 → 1 小时 30 分钟."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _("%(hours)d 小时") % {"hours": hours}
    return _("%(hours)d 小时 %(rest)d 分钟") % {"hours": hours, "rest": rest}


def certificate(request: HttpRequest, one: Any) -> HttpResponse:
    """志愿服务记录证明, with the fields of its model form (民政部令第67号所附的样式). The number of an identity document is
    written in by hand when it is fetched: this platform does not keep it. Refusal for one that is not issued."""
    if one.state != "issued":
        raise Refusal("not_visible", _("这张证明还没有出具，或者已经作废。"))
    address = request.build_absolute_uri(reverse("resident-testimony-genuine", args=[one.code]))
    data = {
        "title": _("志愿服务记录证明"),
        "number": one.number,
        "fields": [
            [_("姓名"), one.person.name],
            [_("证件类型和号码"), _("领取时由组织核对填写")],
            [_("志愿者编号"), one.volunteer.number],
            [_("服务时间"), f"{one.first_day:%Y-%m-%d} — {one.last_day:%Y-%m-%d}"],
            [_("服务时长"), span_of(one.minutes)],
            [_("服务次数"), str(one.times)],
            [_("服务内容"), one.content],
            [_("出具组织"), one.group.name],
            [_("负责人"), one.in_charge],
            [_("经办人"), one.handler],
            [_("联系方式"), one.contact],
            [_("核对码"), one.code],
        ],
        "paragraphs": [
            _("以上时长由本组织记录和核定，不含路上的时间，在本组织内部公示七天以上没有异议。扫码或者输入核对码可以核对真伪。")
        ],
        "office": one.group.name,
        "date": date_format(localtime(one.issued_at), _("Y年n月j日")),
        "seal": True,
        "qr": papers.qr_svg(address),
    }  # fmt: skip
    return unlisted_paper("letter", data, f"volunteer-{one.number}")


def door(request: HttpRequest, shift: Any) -> HttpResponse:
    """签到码 to print and hang up."""
    address = request.build_absolute_uri(reverse("resident-shift-door", args=[shift.door]))
    starts, ends = localtime(shift.starts_at), localtime(shift.ends_at)
    data = {
        "title": _("扫码签到"), "office": shift.activity.title, "code": shift.door, "address": address,
        "qr": papers.qr_svg(address),
        "paragraphs": [
            f"{starts:%Y-%m-%d %H:%M}–{ends:%H:%M} · {shift.activity.place}",
            _("到了扫一次签到，走时再扫一次签退。没有手机的，找负责人签。"),
        ],
    }  # fmt: skip
    return unlisted_paper("poster", data, f"shift-{shift.door}")
