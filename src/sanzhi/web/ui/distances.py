"""远近: a distance in words, no finer than it is known."""

from django.utils.translation import gettext as _


def far(metres: float) -> str:
    """约 800 米, 约 2.3 公里."""
    if metres < 1000:
        return _("约 %(n)d 米") % {"n": max(50, round(metres / 50) * 50)}
    return _("约 %(n).1f 公里") % {"n": metres / 1000}
