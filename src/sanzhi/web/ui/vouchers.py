"""券在各处怎么说: how far a voucher is, its address for the merchant's phone, and the paper; the same on every face."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sanzhi.kit import papers
from sanzhi.kit.money import yuan

TONES = {"issued": "move", "redeemed": "done", "expired": "late", "cancelled": "stop"}
A_MOMENT = timedelta(microseconds=1)


def state_words(voucher: Any, at: Any) -> tuple[str, str]:
    """(words, tone) of how far it is; past its last day it is expired, whatever the clock did."""
    if voucher.state == "issued" and at >= voucher.expires_at:
        return _("已过期"), TONES["expired"]
    return voucher.get_state_display(), TONES[voucher.state]


def last_day(voucher: Any) -> str:
    return f"{localtime(voucher.expires_at - A_MOMENT):%Y-%m-%d}"


def address_of(request: HttpRequest, code: str) -> str:
    """What the QR code holds: where the merchant's phone sees what it is and takes it."""
    return request.build_absolute_uri(reverse("desk-redeem-ticket", args=[code]))


def paper(request: HttpRequest, voucher: Any, code: str) -> HttpResponse:
    """券 to print, for whoever has no phone at hand."""
    shops = "、".join(shop.name for shop in voucher.reward.merchants.all())
    data = {
        "title": voucher.reward.name,
        "code_label": _("券码"),
        "code": code,
        "office": str(voucher.area),
        "date": f"{localtime(voucher.issued_at):%Y-%m-%d}",
        "fields": [
            [_("面值"), yuan(voucher.face_fen) if voucher.face_fen else "—"],
            [_("有效到"), last_day(voucher)],
            [_("在哪里用"), shops],
        ],
        "paragraphs": [_("交给店家扫码或输入券码，只能用一次。券码等于券，请不要给别人看。")],
        "qr": papers.qr_svg(address_of(request, code)),
    }
    answer = HttpResponse(papers.pdf("voucher", data), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="voucher-{voucher.id}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
