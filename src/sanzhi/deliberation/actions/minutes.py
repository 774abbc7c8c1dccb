"""会议记录: drawn up from what is recorded, finalised, signed by two, locked."""

import json
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.deliberation import access, queries
from sanzhi.deliberation.models import Meeting, Minutes, Signature
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .bodies import noted
from .gates import let_in
from .meetings import held


@transaction.atomic
def finalise_minutes(meeting_id: int, chair: str, notes: str, *, by: Actor, at: datetime) -> Minutes:
    """定稿: a version of what is recorded and what was said; a later version while fewer than two have signed. Raises Refusal."""
    meeting = held(meeting_id, by, Meeting.State.CLOSED, Meeting.State.SHORT)
    if not 2 <= len(chair.strip()) <= 60 or len(notes.strip()) < 5:
        raise Refusal("minutes_shape", _("请写主持人和讨论的要点（至少 5 个字）。"))
    last = queries.minutes_of(meeting)
    if last and last.locked:
        raise Refusal("minutes_locked", _("两个人已经签字，会议记录锁定了，不能再改。"))
    content = queries.recorded(meeting)
    digest = digest_of(chair.strip(), notes.strip(), content)
    made = Minutes.objects.create(
        meeting=meeting, version=(last.minutes.version if last else 0) + 1, chair=chair.strip(), notes=notes.strip(),
        content=content, digest=digest, made_by_id=by.person_id, made_at=at,
    )  # fmt: skip
    noted("council.minutes", ("meeting", meeting.pk), by, at, version=made.version, digest=digest)
    return made


def digest_of(chair: str, notes: str, content: dict[str, object]) -> str:
    """What is signed."""
    words = json.dumps([chair, notes, content], ensure_ascii=False, sort_keys=True)
    return sha256(words.encode()).hexdigest()


@transaction.atomic
def sign_minutes(meeting_id: int, digest: str, *, by: Actor, at: datetime) -> Signature:
    """签字, under the version one has read. The second signature locks it. Raises Refusal."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body")
    found = rows.filter(pk=meeting_id).first()
    meeting = let_in(found, found and found.body, by, access.may_count)
    last = queries.minutes_of(meeting)
    if last is None or last.minutes.digest != digest:
        raise Refusal("minutes_newer", _("会议记录有新的一版，请看过再签。"))
    made, new = Signature.objects.get_or_create(
        minutes=last.minutes, person_id=by.person_id, defaults={"at": at}
    )
    if new:
        noted("council.minutes_signed", ("meeting", meeting.pk), by, at, digest=digest)
    return made
