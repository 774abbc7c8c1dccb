"""What a citizen (or staff on their behalf) adds while the matter is under way."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sanzhi.cases import rules
from sanzhi.cases.files import Kept
from sanzhi.cases.models import Case, Move
from sanzhi.people.roles import Actor

from . import files
from .core import hold, take


@transaction.atomic
def urge(case_id: int, *, text: str = "", by: Actor, at: datetime, version: int | None = None) -> Case:
    """催办: the holder is reminded; once a day is enough."""
    case = hold(case_id, version)
    last = Move.objects.filter(case=case, step="urge").order_by("-seq").values_list("at", flat=True).first()
    rules.may_urge(last, at).or_refuse()
    take(case, "urge", by=by, at=at, content={"text": text.strip()}, changes={"urges": case.urges + 1})
    return case


@transaction.atomic
def supplement(
    case_id: int, *, text: str, kept: Sequence[Kept] = (), by: Actor, at: datetime, version: int | None = None
) -> Case:
    """补充情况: more words or photos on the same matter; it stays where it is."""
    case = hold(case_id, version)
    content = {"text": text.strip(), "files": [one.digest for one in kept]}
    move = take(case, "supplement", by=by, at=at, content=content)
    files.attach(case, move.seq, kept)
    return case
