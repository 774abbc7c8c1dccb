"""不予受理的六种情形和其他渠道, as choices: what they are and what is told stands in `cases.elsewhere`."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.cases.elsewhere import CHANNELS, LINES
from sanzhi.cases.elsewhere import KINDS as KNOWN

KINDS = [(kind.code, kind.name) for kind in KNOWN.values()]
ROUTES = {kind.code: kind.route for kind in KNOWN.values()}
TO = [(channel.code, gettext_lazy(channel.name)) for channel in CHANNELS.values()]


def lines() -> list[tuple[object, str]]:
    """The emergency lines, with what each is for."""
    named = [{"number": line.number, "name": line.name, "use": line.use} for line in LINES]
    said = [(one["number"], _("%(number)s %(name)s：%(use)s") % one) for one in named]
    return [("", _("没有打：不是危急的事")), *said]
