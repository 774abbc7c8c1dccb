"""荣誉在各处怎么说: how far a nomination is, the sheet of the red board, the certificate; the same on every face."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sanzhi.honours import queries
from sanzhi.kit import papers

from .paper import unlisted_paper

TONES = {
    "nominated": "wait", "asked": "wait", "agreed": "move", "checked": "move", "announced": "move", "awarded": "done",
    "revoked": "stop", "declined": "stop", "refused": "stop", "failed": "stop", "objected": "late",
}  # fmt: skip
View = Callable[..., HttpResponse]


def unlisted(view: View) -> View:
    """Names of a village are for the village: no search engine keeps the page, and no machine in between."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, noarchive"
        response["Cache-Control"] = "no-store"
        return response

    return answer


def told(one: Any) -> tuple[Any, str, str]:
    """(nomination, words, tone)."""
    return one, one.get_state_display(), TONES[one.state]


def deed_words(deed: Any, at: Any) -> tuple[str, str]:
    """(words, tone) of how far a deed is."""
    if deed.ended_at:
        return _("已撤下"), "stop"
    if deed.published_at:
        return (_("已发布"), "done") if at < deed.until else (_("名字到期"), "stop")
    if deed.notice_id:
        return _("公示中"), "move"
    waiting = [row for row in deed.named.all() if not row.consent_id and not row.refused_at]
    return (_("等本人同意"), "wait") if waiting else (_("待公示"), "move")


def sheet(rows: list[Any], place: str, at: Any, address: str) -> HttpResponse:
    """红榜 to print on A4: those named are named as of now, and the sheet says as of when."""
    lines = [
        [
            "、".join(row.names) or "—",
            f"{row.deed.title}（{row.deed.get_category_display()}）",
            row.deed.period,
        ]
        for row in rows
    ]
    data = {
        "title": _("红榜"),
        "fields": [[_("哪里"), place], [_("打印时间"), f"{localtime(at):%Y-%m-%d %H:%M}"]],
        "paragraphs": [_("名字经本人同意公布，三十天到期；本人撤回同意的，请从墙上取下。")],
        "heads": [_("谁"), _("事迹"), _("月份")],
        "lines": lines,
        "wide": 1,
        "office": place,
        "date": date_format(localtime(at), _("Y年n月j日")),
        "qr": papers.qr_svg(address),
    }
    return unlisted_paper("notice", data, "red-board")


def certificate(request: HttpRequest, one: Any) -> HttpResponse:
    """证书: who, for what, its number, and the code that says whether it still holds."""
    address = request.build_absolute_uri(reverse("resident-honour-genuine", args=[one.paper]))
    data = {
        "title": _("荣誉证书"),
        "name": one.nominee.name,
        "words": _("%(year)d 年度%(level)s（%(category)s）")
        % {"year": one.year, "level": one.get_level_display(), "category": one.get_category_display()},
        "number": _("编号 %(number)s") % {"number": one.number},
        "office": queries.place_name(one),
        "date": date_format(localtime(one.awarded_at), _("Y年n月j日")),
        "hint": _("扫码核对真伪"),
        "qr": papers.qr_svg(address),
    }
    return unlisted_paper("certificate", data, f"certificate-{one.number}")


def exposure_words(one: Any, at: Any) -> tuple[str, str]:
    """(words, tone) of how far an exposure is; over is over, whatever the clock did. `one.doubted`: somebody wants it gone."""
    if one.ended_at:
        return _("已撤下"), "stop"
    if one.fixed_at:
        return _("已整改"), "done"
    if one.second_at and at >= one.until:
        return _("已到期"), "stop"
    if one.doubted:
        return _("有人要求撤下，已遮起来"), "late"
    if one.second_at:
        return _("曝光中"), "move"
    return (_("放行一次"), "move") if one.first_at else (_("待放行"), "wait")
