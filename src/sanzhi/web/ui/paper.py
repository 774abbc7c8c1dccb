"""Papers and files as answers: a receipt to print, a photo to look at."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sanzhi.cases import files
from sanzhi.cases.flow.family import ENDS_ELSEWHERE
from sanzhi.cases.queries import CasePage
from sanzhi.kit import papers
from sanzhi.kit.verdict import Refusal


def receipt(page: CasePage, *, address: str) -> HttpResponse:
    """The filing receipt: what was filed, when, under which number, and where to follow it."""
    case = page.case
    content = papers.pdf(
        "receipt",
        {
            "title": _("诉求受理回执"),
            "code": case.public_code,
            "office": case.receiver.name,
            "date": f"{localtime(case.reported_at):%Y-%m-%d %H:%M}",
            "fields": [
                [_("编号"), page.number],
                [_("事项"), case.title],
                [_("地点"), f"{case.area.parent.name}{case.area.name} {case.place}".strip()],
                [_("类别"), case.category.name],
            ],
            "paragraphs": [_("凭查询码或扫码可随时查看办理情况。办理结果出来后会请您评价。")],
            "qr": papers.qr_svg(address),
        },
    )
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="receipt-{case.public_code}.pdf"'},
    )


def route(page: CasePage) -> HttpResponse:
    """办理途径告知单: where the matter goes instead, and why. Refusal for one that was not sent elsewhere."""
    told = next((line for line in reversed(page.timeline) if line.step in ENDS_ELSEWHERE), None)
    if told is None or not page.case.closed_at:
        raise Refusal("not_visible", _("这件事没有转到别处。"))
    case, channel = page.case, told.words.get("channel", "")
    content = papers.pdf(
        "letter",
        {
            "title": _("办理途径告知单"),
            "number": page.number,
            "fields": [
                [_("事项"), case.title],
                [_("收到"), f"{localtime(case.reported_at):%Y-%m-%d %H:%M}"],
                *([[_("转到"), channel]] if channel else []),
                [_("理由"), told.words.get("reason", "")],
            ],
            "paragraphs": [told.words.get("route", "")],
            "office": case.receiver.name,
            "date": date_format(localtime(told.at), _("Y年n月j日")),
        },
    )
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="route-{case.public_code}.pdf"',
            "Cache-Control": "no-store",
        },
    )


def rating(case: Any, *, number: str, address: str, until: datetime, at: datetime) -> HttpResponse:
    """评价单: for somebody without a telephone: a QR code and the short address, and nothing of what it is about."""
    content = papers.pdf(
        "letter",
        {
            "title": _("请您评价"),
            "number": number,
            "fields": [[_("编号"), number], [_("类别"), case.category.name]],
            "paragraphs": [
                _(
                    "您反映的事已经办理。请扫下面的码，或在浏览器里输入这个地址，回答两个问题（不用登录，只能用一次）："
                ),
                address,
                _("%(day)s 以前有效。不方便上网的，请到就近窗口说，或拨打 12345。")
                % {"day": f"{localtime(until):%Y-%m-%d}"},
            ],
            "office": case.receiver.name,
            "date": f"{localtime(at):%Y-%m-%d}",
            "qr": papers.qr_svg(address),
        },
    )
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="rating-{number}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def unlisted_paper(template: str, data: dict[str, Any], name: str) -> HttpResponse:
    """One with a name on it: no search engine keeps it, and no machine in between."""
    answer = HttpResponse(papers.pdf(template, data), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, noarchive"
    return answer


def photo(digest: str, mime: str, path_of: Callable[[str], Path] = files.path_of) -> FileResponse:
    """A cleaned image of the shelf that `path_of` knows, as itself: inline, private, and never run by a browser. Refusal when it is not on disk.

    A browser asks again each time whether it is still what is shown: it may have been covered meanwhile.
    """
    try:
        content = path_of(digest).open("rb")
    except FileNotFoundError as error:
        raise Refusal("not_visible", _("没有找到这个文件。")) from error
    answer = FileResponse(content, content_type=mime)
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
