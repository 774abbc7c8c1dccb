"""室办种类的页: a case of a room's own kind is handled on the room's pages; the common case page leads there."""

from typing import Any, Literal

from django.urls import reverse

# kind → the names of its page at the desk and of its resident's page; each takes the case's public code.
PAGES: dict[str, dict[str, str]] = {"dispute": {"resident": "resident-dispute"}}


def room_page(case: Any, face: Literal["desk", "resident"]) -> str:
    """Where this case is handled; "" where that is the common page itself."""
    name = PAGES.get(case.kind, {}).get(face)
    return reverse(name, args=[case.public_code]) if name else ""
