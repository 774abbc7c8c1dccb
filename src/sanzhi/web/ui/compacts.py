"""公约怎么显示: what two faces share of one compact, and its papers."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.compacts import queries, rules
from sanzhi.deliberation import queries as deliberation
from sanzhi.kit import papers
from sanzhi.kit.verdict import Refusal

TONES = {"drafting": "wait", "sent": "wait", "reviewed": "move", "voting": "move", "passed": "move", "failed": "late", "filed": "done"}  # fmt: skip


def by_field(clauses: list[Any]) -> list[tuple[Any, list[Any]]]:
    """The clauses under the five areas, in the order of the areas; none that is empty."""
    found = [(name, [one for one in clauses if one.field == code]) for code, name in queries.FIELDS]
    return [one for one in found if one[1]]


def holding(compact: Any, day: date) -> dict[str, Any]:
    """What a page says of the version in force, if there is one."""
    version = queries.in_force(compact, day)
    if version is None:
        return {"version": None, "fields": [], "signed": 0, "appraisals": [], "scoring": None}
    appraisals = queries.appraisals_of(compact)
    rows = queries.means_of(appraisals)
    for one in appraisals:
        one.rows = rows[one.pk]
    mine = [one for one in appraisals if one.version_id == version.pk and not one.closed_at]
    return {
        "version": version, "fields": by_field(queries.clauses_of(version)), "signed": queries.pledges_counted(version),
        "appraisals": appraisals, "votes": votes_of(version), "women": women_of(version),
        "scoring": next((one for one in mine if one.opens_on <= day <= one.closes_on), None),
        "groups": queries.GROUPS, "fewest": rules.FEWEST, "good": rules.GOOD,
    }  # fmt: skip


def votes_of(version: Any) -> list[tuple[int, int, int, int, int]]:
    """What was counted, in each measure: who has a vote, who came, in favour, against, abstained; of a secret vote below the
    quorum nothing."""
    if version.resolution is None or not deliberation.shown(version.resolution.item):
        return []
    return [tuple(one) for one in version.resolution.counts.values()]


def women_of(version: Any) -> tuple[int, int] | None:
    """(women, people) who were there when it was resolved."""
    return deliberation.women_there(version.resolution) if version.resolution else None


def card(compact: Any, address: str, day: date) -> HttpResponse:
    """公约卡: what is in force, to print and hang on the wall; its code opens the page. Raises Refusal."""
    version = queries.in_force(compact, day)
    if version is None or version.force_from is None:
        raise Refusal("not_visible", _("这里还没有生效的公约。"))
    data = {
        "title": compact.name,
        "office": compact.body.name,
        "date": f"{version.force_from:%Y-%m-%d}",
        "fields": [[_("适用"), compact.host or compact.area.name], [_("备案号"), version.filing_no]],
        "sections": [
            {"title": str(name), "paragraphs": [f"{one.number}. {one.text}" for one in clauses]}
            for name, clauses in by_field(queries.clauses_of(version))
        ],
        "qr": papers.qr_svg(address),
    }
    return _paper("sections", data, f"compact-{compact.pk}")


def certificate(appraisal: Any, address: str) -> HttpResponse:
    """评价证书, of a version whose clauses came to four or more. Raises Refusal."""
    if appraisal.overall is None or appraisal.overall < rules.GOOD:
        raise Refusal("not_visible", _("总评四分以上才有证书。"))
    compact = appraisal.version.compact
    data = {
        "title": _("履约证书"), "name": compact.name, "honorific": "", "office": compact.area.name,
        "words": _("“履约良好”（总评 %(mean)s 分，满分五分）") % {"mean": _plain(appraisal.overall)},
        "number": f"{appraisal.version.filing_no}-{appraisal.number}", "date": f"{localdate(appraisal.closed_at):%Y-%m-%d}",
        "hint": _("扫码看公约和评价"), "qr": papers.qr_svg(address),
    }  # fmt: skip
    return _paper("certificate", data, f"compact-certificate-{appraisal.pk}")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _paper(template: str, data: dict[str, Any], name: str) -> HttpResponse:
    answer = HttpResponse(papers.pdf(template, data), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
