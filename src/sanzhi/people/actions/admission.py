"""What every filing asks of the person first, in one statement: not too often, and with their consent on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from sanzhi.journal import actions as journal
from sanzhi.people.models import Consent
from sanzhi.people.roles import Actor

from .signin import HOUR, refuse_beyond, window_of

# The consent has nearly always been given already; the second half then does nothing.
_ADMIT = """
WITH counted AS (
    INSERT INTO people_attempt (bucket, since, count) VALUES (%s, %s, 1)
    ON CONFLICT (bucket, since) DO UPDATE SET count = people_attempt.count + 1 RETURNING count
), given AS (
    INSERT INTO people_consent (person_id, purpose, items, basis, separate, text_version, channel, given_at)
    VALUES (%s, %s, %s, %s, false, %s, %s, %s)
    ON CONFLICT (person_id, purpose) WHERE withdrawn_at IS NULL DO NOTHING RETURNING id
)
SELECT count, EXISTS (SELECT FROM given) FROM counted
"""


@dataclass(frozen=True)
class Wording:
    """同意的内容: for what, which items, in which version of the words, through which channel."""

    purpose: str
    items: Sequence[str]
    text_version: str
    channel: str


@transaction.atomic(savepoint=False)  # asked at every filing; whoever refuses rolls everything back
def admit(bucket: str, most: int, consent: Wording, *, by: Actor, at: datetime) -> bool:
    """准入: one more of at most `most` in an hour, with one open consent per purpose. Returns whether that is new."""
    since = window_of(HOUR, at)
    basis = str(Consent.Basis.CONSENT)
    with connection.cursor() as cursor:
        cursor.execute(
            _ADMIT,
            [bucket[:120], since, by.person_id, consent.purpose, list(consent.items), basis]
            + [consent.text_version, consent.channel, at],
        )
        count, new = cursor.fetchone()
    refuse_beyond(count, most, until=since + HOUR, at=at)
    if new:
        journal.record(
            "consent.given",
            by=by.person_id,
            at=at,
            about=("person", by.person_id or 0),
            content={"purpose": consent.purpose, "text_version": consent.text_version},
        )
    return new
