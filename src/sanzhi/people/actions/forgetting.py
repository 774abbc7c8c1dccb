"""忘记一个人: somebody whom nothing knows any more keeps their row, without a name or a number."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from sanzhi.journal import actions as journal
from sanzhi.journal import queries as entries
from sanzhi.people.models import Consent, Look, Message, Person, Text, TextStop

NAMELESS = "已清除"
NOBODY = "sanzhi:nobody"  # stands where somebody stood whom a record does not name any more
# What is about a person without being a reason to know them.
BESIDE = (Consent, Look, Message, Text, TextStop)
WHY = "没有事项再涉及这个人"


def nobody(*, at: datetime) -> Person:
    """无名人: the one row that stands for everybody whom a record has ceased to name."""
    return Person.objects.get_or_create(
        outside_ref=NOBODY, defaults={"name": NAMELESS, "anonymous": True, "created_at": at}
    )[0]


@transaction.atomic
def forget(person_ids: Collection[int], *, besides: str, at: datetime) -> int:
    """忘记: those of them whom no table names but those of `besides`, the room that asks and answers for its own.

    Whatever room comes to name people keeps them by that alone. Returns how many were forgotten.
    """
    rows = Person.objects.filter(pk__in=person_ids, erased_at=None).exclude(outside_ref=NOBODY).order_by("pk")
    for relation in Person._meta.get_fields(include_hidden=True):
        named_by = relation.related_model if relation.auto_created and not relation.concrete else None
        if named_by and named_by._meta.app_label != besides and named_by not in BESIDE:
            rows = rows.exclude(Exists(named_by.objects.filter(**{relation.field.name: OuterRef("pk")})))
    gone = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    if not gone:
        return 0
    journal.erase(entries.worded("person", gone), why=WHY, by=None, at=at)
    Message.objects.filter(person__in=gone).delete()
    Text.objects.filter(person__in=gone).delete()
    Person.objects.filter(pk__in=gone).update(
        name=NAMELESS,
        phone=None,
        phone_index=None,
        id_kind="",
        id_no=None,
        id_no_index=None,
        birth_date=None,
        area=None,
        household=None,
        died_on=None,
        residence=Person.Residence.OTHER,
        outside_ref=None,
        erased_at=at,
    )
    return len(gone)
