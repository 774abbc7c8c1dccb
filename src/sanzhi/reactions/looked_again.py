"""二级复核: an objection that the village refused, or left unanswered, becomes a case of the town, with a case's clocks."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.cases import actions as cases
from sanzhi.cases.actions import Origin
from sanzhi.cases.rules import Filing
from sanzhi.journal.delivery import Message
from sanzhi.notices import queries as notices
from sanzhi.people import queries as people

if TYPE_CHECKING:
    from sanzhi.notices.models import Objection

CATEGORY = "rural.village_affairs"


@override(settings.LANGUAGE_CODE)
def to_the_town(messages: Sequence[Message]) -> None:
    """One case for each, filed by who objected, against the village: so the village neither handles it nor reads who."""
    for message in messages:
        objection = notices.objection_told(message.about[1])
        area = objection.notice.area_id
        filing = Filing(
            title=(_("公示异议请复核：") + objection.notice.title)[:120],
            text=_told(objection),
            area_code=area,
            category_code=CATEGORY,
            against=_village_office(area, message.at),
        )
        actor = people.resident_actor(objection.raised_by)
        cases.register(filing, Origin(objection.raised_by_id, "web"), by=actor, at=message.at)


def _told(objection: "Objection") -> str:
    line = objection.line
    parts = [
        _("公示：%s") % objection.notice.title,
        (_("第 %(number)d 行：%(text)s") % {"number": line.number, "text": line.what}) if line else "",
        _("异议：%s") % objection.text,
        _("村里的答复：%s") % (objection.answer or _("没有按时答复")),
    ]
    return "\n".join(one for one in parts if one)


def _village_office(area: str, at: datetime) -> int | None:
    found = [one.id for one in people.offices_of_kind("village", at) if one.area_id == area]
    return found[0] if found else None
