"""Consent, the who-looked log, and what the platform tells a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from sanzhi.journal import actions as journal
from sanzhi.people import access, queries
from sanzhi.people.models import Consent, Look, Message, Person
from sanzhi.people.roles import Actor

_TELL = """
INSERT INTO people_message (person_id, text, link, at, cause)
SELECT person, %s, %s, %s, %s FROM unnest(%s::bigint[]) AS person
ON CONFLICT (person_id, cause) DO NOTHING
"""
CONTACT = ("name", "phone")
ON_PAPER = "paper"


@transaction.atomic
def look(
    person_id: int,
    *,
    purpose: str,
    about: tuple[str, int],
    by: Actor,
    at: datetime,
    items: Sequence[str] = CONTACT,
) -> dict[str, str]:
    """查阅: the clear name and phone, and in the same transaction the line the person will see (I12).

    `items`: what is looked at, if it is not the contact.
    """
    access.may_look(by, person_id, purpose).or_refuse()
    person = Person.objects.get(pk=person_id)
    if by.person_id != person_id:
        _note(person_id, purpose, about, items, by, at)
    return {"name": person.name, "phone": queries.phone_of(person)}


@transaction.atomic
def note_looks(
    person_ids: Iterable[int], *, purpose: str, about: tuple[str, int], items: Sequence[str], by: Actor, at: datetime
) -> None:  # fmt: skip
    """留痕: a room shows what it holds of these people, no contact, to whom its own rule lets read; each of them sees the line.

    Raises Refusal "purpose_missing".
    """
    access.says_why(purpose).or_refuse()
    for person_id in set(person_ids) - {by.person_id}:
        _note(person_id, purpose, about, items, by, at)


def _note(
    person_id: int, purpose: str, about: tuple[str, int], items: Sequence[str], by: Actor, at: datetime
) -> None:
    Look.objects.create(
        person_id=person_id, by_id=by.person_id, office_id=by.office_id, purpose=purpose.strip(), about_type=about[0],
        about_id=about[1], items=list(items), at=at,
    )  # fmt: skip
    said = {"purpose": purpose.strip()}
    journal.record("person.looked_at", by=by.person_id, at=at, about=("person", person_id), content=said)


@transaction.atomic
def give_consent(
    purpose: str, items: Sequence[str], *, text_version: str, channel: str = "web", by: Actor, at: datetime
) -> Consent:
    """单独同意: by the person themself, for this and nothing else (个人信息保护法 arts 14, 25). Given again, it is the same one."""
    return _given(by.person_id or 0, purpose, items, text_version, channel, by, at)


@transaction.atomic
def enter_consent(
    person_id: int, purpose: str, items: Sequence[str], *, text_version: str, by: Actor, at: datetime
) -> Consent:
    """纸面同意: what a person signed, entered by somebody else for them; the room that asks keeps the paper.

    Raises Refusal "own_hand" where it would be one's own: that is given, not entered.
    """
    access.may_enter_consent(by, person_id).or_refuse()
    return _given(person_id, purpose, items, text_version, ON_PAPER, by, at)


def _given(
    person_id: int, purpose: str, items: Sequence[str], text: str, channel: str, by: Actor, at: datetime
) -> Consent:
    consent, new = Consent.objects.get_or_create(
        person_id=person_id, purpose=purpose, withdrawn_at=None,
        defaults={
            "items": list(items), "basis": str(Consent.Basis.CONSENT), "separate": True,
            "text_version": text, "channel": channel, "given_at": at,
        },
    )  # fmt: skip
    if new:
        said = {"purpose": purpose, "items": list(items), "text_version": text, "channel": channel}
        journal.record("consent.given", by=by.person_id, at=at, about=("person", person_id), content=said)
    return consent


@transaction.atomic
def withdraw_consent(person: Person, purpose: str, *, by: Actor, at: datetime) -> bool:
    """撤回同意: one step, no reason asked (个人信息保护法 art. 15). Returns whether there was one to withdraw."""
    changed = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).update(
        withdrawn_at=at
    )
    if changed:
        journal.record(
            "consent.withdrawn",
            by=by.person_id,
            at=at,
            about=("person", person.id),
            content={"purpose": purpose},
        )
    return bool(changed)


def tell(person_ids: Iterable[int], text: str, *, cause: str, link: str = "", at: datetime) -> None:
    """站内消息: each person is told once per cause, however often this is called."""
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [text, link, at, cause, sorted(set(person_ids))])


def forget_messages(*, at: datetime) -> int:
    """Messages are kept for a year (本平台约定), less than any matter that they tell of."""
    return Message.objects.filter(at__lt=at - timedelta(days=365)).delete()[0]


def read_messages(shown: Sequence[int], *, by: Actor, at: datetime) -> int:
    """Mark those of one's own messages as read that one was shown."""
    return Message.objects.filter(pk__in=shown, person_id=by.person_id, read_at=None).update(read_at=at)
