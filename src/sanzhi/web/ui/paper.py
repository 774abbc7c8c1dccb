"""Papers and files as answers: a receipt to print, a photo to look at."""

from django.http import FileResponse, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sanzhi.cases import files
from sanzhi.cases.queries import CasePage
from sanzhi.kit import papers


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


def attachment(kept: files.Kept) -> FileResponse:
    """A cleaned image as itself: inline, private, and not to be guessed at."""
    answer = FileResponse(files.path_of(kept.digest).open("rb"), content_type=kept.mime)
    answer.headers["Cache-Control"] = "private, max-age=3600"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
