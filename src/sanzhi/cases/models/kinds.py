import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Person

# A draft may change in every way but its name; what was published stays as it was, whoever asks.
PUBLISHED_STAYS = """
IF (NEW.code, NEW.version, NEW.created_at) IS DISTINCT FROM (OLD.code, OLD.version, OLD.created_at)
OR (OLD.state <> 'draft' AND (NEW.spec, NEW.published_at, NEW.published_by_id)
    IS DISTINCT FROM (OLD.spec, OLD.published_at, OLD.published_by_id))
OR (OLD.state = 'published' AND NEW.state NOT IN ('published', 'withdrawn'))
OR (OLD.state IN ('withdrawn', 'discarded') AND NEW.state <> OLD.state) THEN
    RAISE EXCEPTION 'version % of kind % is no draft any more', OLD.version, OLD.code;
END IF;
RETURN NEW;
"""


class KindVersion(models.Model):
    """种类版本: one version of a county's own kind of matter. A published one never changes; the next gets the next number."""

    class Standing(models.TextChoices):
        DRAFT = "draft", _("草稿")
        PUBLISHED = "published", _("已发布")
        WITHDRAWN = "withdrawn", _("已停用")
        DISCARDED = "discarded", _("已放弃")

    IN_USE = ("published", "withdrawn")  # cases may run under it

    code = models.CharField(max_length=10)
    version = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    spec = models.JSONField()
    state = models.CharField(max_length=10, choices=Standing, default=Standing.DRAFT)
    revision = models.PositiveIntegerField(default=1)  # counts the changes of a draft
    writers = models.JSONField(default=list)  # ids of whoever wrote any of it: none of them may publish it
    note = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="versions_of_a_kind_are_numbered"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state="draft"), name="one_draft_of_a_kind_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z]{2,10}$"), name="kind_code_is_a_short_word"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"], published_at__isnull=True)
                | Q(state__in=["published", "withdrawn"], published_at__isnull=False),
                name="published_exactly_when_dated",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("created_by")),
                name="a_second_pair_of_eyes_published_it",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_kinds_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=PUBLISHED_STAYS,
            ),
            pgtrigger.Protect(name="kinds_are_never_deleted", operation=pgtrigger.Delete),
            never_truncated("kinds_are_never_truncated", "kinds are never truncated"),
        ]

    def __str__(self) -> str:
        return self.name
