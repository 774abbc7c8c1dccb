"""Texts to telephones: queued with what they are about, sent once, stopped when the person says so."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from psycopg.types.json import Jsonb

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access, gateways, queries, texting
from sanzhi.people.models import Person, Text, TextStop
from sanzhi.people.roles import Actor

_QUEUE = """
INSERT INTO people_text (person_id, kind, cause, facts, link, urgent, key, at, state, tries, next_try_at, reason)
SELECT person, %s, %s, %s, %s, %s, gen_random_uuid(), %s, 'waiting', 0, %s, '' FROM unnest(%s::bigint[]) AS person
ON CONFLICT (person_id, cause) DO NOTHING
"""
NO_PHONE = gettext_noop("没有手机号")
STOPPED = gettext_noop("本人不要短信")
TOO_LATE = gettext_noop("过了两天，不再发送")
LINK_GONE = gettext_noop("链接已经用过或作废")
NO_SUCH_KIND = gettext_noop("没有这种短信")


class Wording(Protocol):
    """一种短信: the group it can be stopped by, and its words."""

    group: str

    def words(self, facts: Mapping[str, Any], link: str, at: datetime) -> str:
        """What to send; empty when there is nothing left to say."""


def queue_text(
    person_ids: Iterable[int],
    kind: str,
    *,
    cause: str,
    facts: Mapping[str, Any],
    link: str = "",
    urgent: bool = False,
    at: datetime,
) -> None:
    """短信入列: one per person and cause, in the caller's transaction. Without a gateway there is no queue."""
    if not gateways.there_is_one():
        return
    first = at if urgent else texting.next_open(at)
    values = [kind, cause, Jsonb(dict(facts)), link, urgent, at, first, sorted(set(person_ids))]
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE, values)


def send_texts(wordings: Mapping[str, Wording], *, at: datetime, most: int = 500) -> int:
    """发送短信: what is due, each in a transaction of its own. Returns how many were looked at."""
    done = 0
    while done < most and _send_next(wordings, at):
        done += 1
    return done


@transaction.atomic
def _send_next(wordings: Mapping[str, Wording], at: datetime) -> bool:
    """The row stays locked while the gateway is asked; killed in between, it is asked again under the same key."""
    due = Text.objects.filter(state=Text.State.WAITING, next_try_at__lte=at).order_by("next_try_at", "id")
    row = due.select_for_update(skip_locked=True, of=("self",)).first()
    if row is None:
        return False
    if not row.urgent and texting.is_quiet(at):
        row.next_try_at = texting.next_open(at)
    elif reason := _needless(row, wordings, at):
        _end(row, str(Text.State.SKIPPED), at, reason)
    else:
        _hand_over(row, wordings[row.kind], at)
    row.save(update_fields=["state", "tries", "next_try_at", "ended_at", "reason"])
    return True


def _needless(row: Text, wordings: Mapping[str, Wording], at: datetime) -> str:
    wording = wordings.get(row.kind)
    if wording is None:
        return NO_SUCH_KIND
    if at > row.at + texting.STALE:
        return TOO_LATE
    if wording.group in queries.stopped_groups(row.person_id):
        return STOPPED
    return ""


def _hand_over(row: Text, wording: Wording, at: datetime) -> None:
    phone = queries.mobile_of(row.person_id)  # opened here, for the gateway, and shown to nobody
    words = wording.words(row.facts, row.link, at) if phone else ""
    if not words:
        _end(row, str(Text.State.SKIPPED), at, LINK_GONE if phone else NO_PHONE)
        return
    row.tries += 1
    try:
        gateways.gateway().send(phone, words, str(row.key))
    except gateways.NotTaken as error:
        _end(row, str(Text.State.FAILED), at, str(error))
    except OSError as error:
        row.reason = type(error).__name__
        row.next_try_at = at + texting.wait_before(row.tries)
        if row.tries >= texting.MOST_TRIES:
            _end(row, str(Text.State.FAILED), at, row.reason)
    else:
        _end(row, str(Text.State.SENT), at, "")


def _end(row: Text, state: str, at: datetime, reason: str) -> None:
    row.state, row.ended_at, row.reason = state, at, reason[:120]


@transaction.atomic
def retry_text(text_id: int, *, by: Actor, at: datetime) -> bool:
    """重发: a failed text goes back into the queue, under its old key. Returns whether it was a failed one."""
    access.may_keep_texts(by).or_refuse()
    changed = Text.objects.filter(pk=text_id, state=Text.State.FAILED).update(
        state=Text.State.WAITING, tries=0, next_try_at=at, ended_at=None, reason="", at=at
    )
    if changed:
        journal.record("text.retried", by=by.person_id, at=at, about=("text", text_id), content={})
    return bool(changed)


@transaction.atomic
def choose_texts(person_id: int, wanted: Iterable[str], *, by: Actor, at: datetime) -> None:
    """短信偏好: the groups a person wants; every other one stops. Only by the person, or by who holds their link."""
    if by.person_id != person_id:
        raise Refusal("role_not_yours", _("只有本人可以改短信设置。"))
    Person.objects.select_for_update().get(pk=person_id)  # two pages of one person, one after the other
    stopped, keep = queries.stopped_groups(person_id), set(wanted)
    fresh = [group for group in TextStop.Group.values if group not in keep and group not in stopped]
    TextStop.objects.bulk_create(TextStop(person_id=person_id, group=group, since=at) for group in fresh)
    again = sorted(stopped & keep)
    TextStop.objects.filter(person_id=person_id, group__in=again, until=None).update(until=at)
    if fresh or again:
        journal.record(
            "texts.chosen",
            by=by.person_id,
            at=at,
            about=("person", person_id),
            content={"stopped": fresh, "again": again},
        )


def stop_texts_by_reply(phone: str, words: str, *, at: datetime) -> bool:
    """回复退订: whether these words ask for no more texts; then there are none, if the number is anybody's we know."""
    if words.strip().lower() not in texting.STOP_WORDS:
        return False
    person = queries.person_by_phone(phone)
    if person is not None:
        choose_texts(person.id, [], by=queries.resident_actor(person), at=at)
    return True


def forget_texts(*, at: datetime) -> int:
    """Texts that are over are kept for three months, to answer questions about them."""
    gone, _kinds = Text.objects.filter(ended_at__lt=at - timedelta(days=90)).delete()
    return gone
