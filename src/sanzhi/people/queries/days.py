"""What stood on a day."""

from datetime import date

from django.db.models import Q


def in_force(day: date) -> Q:
    """Rows valid on that day; `valid_to` is the first day they are not."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
