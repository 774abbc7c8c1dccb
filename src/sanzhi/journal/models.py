from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    recorded_at = models.DateTimeField(db_default=Now())
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    by_id = models.BigIntegerField(null=True)
    about_type = models.CharField(max_length=20)
    about_id = models.BigIntegerField()
    commitment = models.BinaryField()
    salt = models.BinaryField(null=True)
    content = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["about_type", "about_id", "id"], name="entry_about")]


class IdempotencyKey(models.Model):
    scope = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    body_hash = models.BinaryField()
    answer = models.JSONField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="onekey")]


class Outbox(models.Model):
    entry = models.ForeignKey(Entry, models.PROTECT)
    topic = models.CharField(max_length=60)
    done_at = models.DateTimeField(null=True)
