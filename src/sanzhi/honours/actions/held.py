"""How what is worked on is held, and what is noted of it, in the caller's transaction."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from sanzhi.honours import rules
from sanzhi.honours.models import Deed, Nomination
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor


def a_deed(deed_id: int) -> Deed:
    """Held, and not ended. Raises Refusal."""
    deed = Deed.objects.select_for_update(of=("self",)).get(pk=deed_id)
    if deed.ended_at:
        raise Refusal("ended", _("这一条已经结束。"))
    return deed


def a_nomination_in(nomination_id: int, *states: str) -> Nomination:
    """Held, and at one of these steps. Raises Refusal."""
    rows = Nomination.objects.select_for_update(of=("self",)).select_related("nominee", "consent", "area")
    one = rows.get(pk=nomination_id)
    if one.state not in states:
        said = {"state": one.get_state_display()}
        raise Refusal("elsewhere", _("这一条现在是“%(state)s”，不能这样办。") % said)
    return one


def reason_of(text: str, most: int = 200) -> str:
    rules.reason_stands(text, most).or_refuse()
    return text.strip()


def queue_for(name: str) -> None:
    """One after the other for whatever has this name, until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def noted(
    kind: str, about: Deed | Nomination, by: Actor, at: datetime, *, tell: bool | str = False, **content: Any
) -> None:
    """Journaled; with `tell`, a message for the reactions too, under the topic it names or the kind itself."""
    what = about._meta.model_name or ""
    said = {"area": about.area_id, **content}
    topic = tell if isinstance(tell, str) else kind if tell else None
    record(kind, by=by.person_id, at=at, about=(what, about.pk), content=said, topic=topic)
