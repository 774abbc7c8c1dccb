"""What stood on a day."""

from datetime import date

from django.db.models import Q


def in_force(day: date, of: str = "") -> Q:
    """Rows valid on that day; `valid_to` is the first day they are not. `of`: the path to them, as in "post__"."""
    ends = Q(**{f"{of}valid_to__isnull": True}) | Q(**{f"{of}valid_to__gt": day})
    return Q(**{f"{of}valid_from__lte": day}) & ends
