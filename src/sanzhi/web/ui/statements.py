"""证明在各处怎么说: what it says, how it stands, its address for the bank, and the paper; the same on both faces."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sanzhi.exchange.bank.queries import BAND_NAMES, PURPOSES, SHORT
from sanzhi.kit import papers
from sanzhi.kit.verdict import Verdict

TONES = {"": "done", "revoked": "stop", "expired": "late"}


def state_words(verdict: Verdict) -> tuple[str, str]:
    return outcome_words(verdict.code)


def outcome_words(code: str) -> tuple[str, str]:
    """(words, tone) of how it stood; `code` is of the verdict, "" or "good" where it was good."""
    code = "" if code == "good" else code
    words = {"": _("有效"), "revoked": _("已收回"), "expired": _("已过期")}
    return words[code], TONES[code]


def said(claims: Mapping[str, Any]) -> list[tuple[str, str]]:
    """[(what, what it says)], in the order of the form; only what is told."""
    rows = [(str(SHORT[name]), _worded(name, claims[name])) for name in SHORT if name in claims]
    always = ((_("做什么用"), "purpose"), (_("哪一年"), "year"), (_("按哪一版细则"), "standard"))
    return [(label, _worded(name, claims[name])) for label, name in always if claims.get(name)] + rows


def _worded(name: str, value: Any) -> str:
    if name == "purpose":
        return str(dict(PURPOSES).get(value, value))
    if name == "band":
        return str(BAND_NAMES.get(value, value))
    if name == "deeds":
        times = _("%(item)s %(times)d 次")
        return "；".join(times % one for one in value) or _("还没有入账的")
    return str(value)


def address_of(request: HttpRequest, code: str) -> str:
    """What the QR code holds: where the bank's officer checks it."""
    return request.build_absolute_uri(reverse("desk-statement", args=[code]))


def paper(request: HttpRequest, statement: Any, claims: Mapping[str, Any], code: str) -> HttpResponse:
    """证明 to print: for branches without a system of their own."""
    data = {
        "title": _("积分证明"),
        "code": code,
        "code_label": _("核对码"),
        "office": _("三治平台"),
        "date": f"{localtime(statement.issued_at):%Y-%m-%d}",
        "fields": [
            [_("给谁看"), statement.bank.name],
            *([label, text] for label, text in said(claims)),
            [_("有效到"), f"{localtime(statement.expires_at):%Y-%m-%d %H:%M}"],
        ],
        "paragraphs": [
            _("本证明由居民本人申请，只供上列银行用于上列用途，随时可以收回，以扫码核对的结果为准。"),
            _("只写本人愿意给的正面事实，不是信用评价，不能作为拒绝办理的唯一依据。"),
        ],
        "qr": papers.qr_svg(address_of(request, code)),
    }
    answer = HttpResponse(papers.pdf("voucher", data), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="statement-{statement.id}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
