"""正在办理: a soft note, so that two people do not write the same answer. It is no move and no part of the record."""

from datetime import datetime, timedelta

from django.db import connection

from sanzhi.cases.models import Editing
from sanzhi.people.roles import Actor

FOR = timedelta(minutes=5)  # 本平台约定

_NOTE = """
INSERT INTO cases_editing (case_id, person_id, step, until) VALUES (%s, %s, %s, %s)
ON CONFLICT (case_id, person_id) DO UPDATE SET step = excluded.step, until = excluded.until
"""


def note_editing(case_id: int, step: str, *, by: Actor, at: datetime) -> None:
    """Say that this person has the form of this step open."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [case_id, by.person_id, step, at + FOR])


def end_editing(case_id: int, *, by: Actor) -> None:
    """The step was taken: nothing is being written any more."""
    Editing.objects.filter(case_id=case_id, person_id=by.person_id).delete()


def forget_editing(*, at: datetime) -> int:
    """Delete the notes that have run out."""
    gone, _kinds = Editing.objects.filter(until__lte=at).delete()
    return gone
