"""上门帮: noted, so that the next one knows."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.waste import access
from sanzhi.waste.models import Visit


@transaction.atomic
def note_visit(household_id: int, *, words: str, by: Actor, at: datetime) -> Visit:
    """记上门. Raises Refusal."""
    home = people.household_in(by, household_id)
    access.may_help(by, home.area_id).or_refuse()
    if not 4 <= len(words.strip()) <= 300:
        raise Refusal("words_missing", _("请用 4 到 300 个字写明帮了什么。"))
    made = Visit.objects.create(
        household=home, area_id=home.area_id, words=words.strip(), by_id=by.person_id, at=at
    )
    about = ("household", home.pk)
    record("waste.visited", by=by.person_id, at=at, about=about, content={"area": home.area_id})
    return made
