"""制度文件: found by kind, by words and by whether they hold."""

from datetime import date

from django.db.models import Q

from sanzhi.leadership import rules
from sanzhi.leadership.models import PolicyDocument

from .missing import missing
from .progress import PAGE_SIZE

KINDS = PolicyDocument.Kind.choices


def documents(
    today: date, *, kind: str = "", words: str = "", ended: bool = False, before: int = 0
) -> list[PolicyDocument]:
    """The newest first, those that hold or will, or all; a page and one more. `words`: each must stand in it somewhere."""
    rows = PolicyDocument.objects.select_related("area").defer("text")
    if kind in PolicyDocument.Kind.values:
        rows = rows.filter(kind=kind)
    if not ended:
        holds = Q(in_force_until=None) | Q(in_force_until__gte=today)
        rows = rows.filter(holds & (Q(withdrawn_from=None) | Q(withdrawn_from__gt=today)))
    for word in words.split()[:5]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(number__icontains=word)
            | Q(issuer__icontains=word)
            | Q(text__icontains=word)
        )
    mark = PolicyDocument.objects.filter(pk=before).only("issued_on").first() if before else None
    if mark:
        rows = rows.filter(Q(issued_on__lt=mark.issued_on) | Q(issued_on=mark.issued_on, pk__lt=mark.pk))
    found = list(rows.order_by("-issued_on", "-pk")[: PAGE_SIZE + 1])
    for one in found:
        one.stands = _stands(one, today)
    return found


def _stands(one: PolicyDocument, today: date) -> str:
    return rules.in_force(one.in_force_from, one.in_force_until, one.withdrawn_from, today)


def document_at(document: int, today: date) -> PolicyDocument:
    found = PolicyDocument.objects.select_related("area").filter(pk=document).first()
    if found is None:
        raise missing()
    found.stands = _stands(found, today)
    return found


def document_versions(number: str) -> list[PolicyDocument]:
    """Every version under this number, the newest first."""
    return list(PolicyDocument.objects.filter(number=number).defer("text").order_by("-version"))
