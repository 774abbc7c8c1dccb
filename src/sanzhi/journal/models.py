import pgtrigger
from django.db import models
from django.db.models import Func, Q

from sanzhi.kit.appendonly import never_truncated


class DatabaseTime(Func):
    """The database's own time at the moment of writing, not at the start of the transaction."""

    template = "clock_timestamp()"
    output_field = models.DateTimeField()


# Only the words may go, and only both halves at once; the commitment stays, so the chain still proves.
ONLY_ERASURE = """
IF NEW.content IS NULL AND NEW.salt IS NULL
   AND (NEW.id, NEW.recorded_at, NEW.at, NEW.kind, NEW.by_id, NEW.about_type, NEW.about_id, NEW.commitment)
   IS NOT DISTINCT FROM
       (OLD.id, OLD.recorded_at, OLD.at, OLD.kind, OLD.by_id, OLD.about_type, OLD.about_id, OLD.commitment)
THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'journal entry % cannot be changed', OLD.id;
"""


class Entry(models.Model):
    """日志条目: one thing that happened. `at` is when it happened, `recorded_at` when the database wrote it down.

    `commitment` = SHA-256(salt ‖ canonical JSON of content). `by_id` is a person's id without a foreign key:
    people stand above the journal on the map, and an entry outlives whatever it speaks of.
    """

    recorded_at = models.DateTimeField(db_default=DatabaseTime())
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    by_id = models.BigIntegerField(null=True)
    about_type = models.CharField(max_length=20)
    about_id = models.BigIntegerField()
    commitment = models.BinaryField()
    salt = models.BinaryField(null=True)
    content = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["about_type", "about_id", "id"], name="entry_about"),
            models.Index(fields=["by_id", "-id"], name="entry_by"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(salt__isnull=True, content__isnull=True)
                | Q(salt__isnull=False, content__isnull=False),
                name="content_and_salt_live_and_die_together",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="entries_are_only_erased",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ONLY_ERASURE,
            ),
            pgtrigger.Protect(name="entries_are_never_deleted", operation=pgtrigger.Delete),
            never_truncated("entries_are_never_truncated", "the journal is never truncated"),
        ]


class Seal(models.Model):
    """封存: an entry's place in the chain. `hash` covers the entry's head, its commitment and the hash before it."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="seal")
    hash = models.BinaryField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="seals_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("seals_are_never_truncated", "the journal is never truncated"),
        ]


class IdempotencyKey(models.Model):
    """递交编号: what was answered to a key, written in the transaction of the effect."""

    scope = models.CharField(max_length=200)
    key = models.CharField(max_length=64)
    body_hash = models.BinaryField()
    answer = models.JSONField(null=True)
    at = models.DateTimeField(db_default=DatabaseTime())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="one_answer_per_key")]
        indexes = [models.Index(fields=["at"], name="key_by_age")]


class Outbox(models.Model):
    """待发: a message for `reactions`, written with its entry, marked done in the transaction of its effect."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="outbox")
    topic = models.CharField(max_length=60)
    next_try_at = models.DateTimeField(db_default=DatabaseTime())
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="outbox_waiting",
                condition=Q(done_at__isnull=True, parked_at__isnull=True),
            )
        ]
