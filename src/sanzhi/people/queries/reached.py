"""可联系: whether and how a person can be told something outside the product, and what went out."""

from django.db.models import Count, QuerySet

from sanzhi.people import gateways
from sanzhi.people.models import Person, Text, TextStop

PAGE = 50


def stopped_groups(person_id: int) -> set[str]:
    """The groups of texts a person does not want."""
    return set(TextStop.objects.filter(person_id=person_id, until=None).values_list("group", flat=True))


def can_be_reached(person_id: int, group: str) -> tuple[bool, bool]:
    """(has a telephone, can be texted about this group); the number itself stays closed."""
    phone = Person.objects.filter(pk=person_id, phone__isnull=False, erased_at=None).exists()
    return phone, phone and gateways.there_is_one() and group not in stopped_groups(person_id)


def texts_in(state: str, *, before: int | None = None) -> list[Text]:
    """Texts in one state, newest first: what and when and why, never to whom."""
    rows: QuerySet[Text] = Text.objects.filter(state=state).defer("person").order_by("-id")
    return list((rows.filter(id__lt=before) if before else rows)[: PAGE + 1])


def text_counts() -> dict[str, int]:
    """{state: how many}."""
    counted = Text.objects.values("state").annotate(n=Count("id")).values_list("state", "n")
    return dict.fromkeys(Text.State.values, 0) | dict(counted)
