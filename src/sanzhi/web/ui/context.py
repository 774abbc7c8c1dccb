"""What every page must know without its view saying so."""

from django.conf import settings
from django.http import HttpRequest


def demonstration(request: HttpRequest) -> dict[str, bool]:
    """Whether this installation shows invented data."""
    return {"demonstration": settings.SANZHI_DEMO}
