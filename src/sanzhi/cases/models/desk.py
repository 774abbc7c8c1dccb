"""案头: what makes a day at the desk shorter: filters with a name, sentences kept, and who is writing now."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Office, Person

from .case import Case


class SavedFilter(models.Model):
    """常用筛选: a name for what was asked of the list, never what it answered. With an office, everybody's there."""

    name = models.CharField(max_length=30)
    asked = models.CharField(max_length=500)  # the query part of the address
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"],
                condition=Q(office__isnull=True),
                name="one_filter_of_a_name_per_person",
            ),
            models.UniqueConstraint(fields=["office", "name"], name="one_filter_of_a_name_per_office"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(office__isnull=True, is_default=True),
                name="one_default_filter_per_person",
            ),
            models.UniqueConstraint(
                fields=["office"], condition=Q(is_default=True), name="one_default_filter_per_office"
            ),
        ]


class Phrase(models.Model):
    """常用语: a text to start from. A change is a new row that takes the place of the old one, which stays."""

    class Use(models.TextChoices):
        REPLY = "reply", _("答复")
        RETURN = "return", _("退回理由")
        REPORT = "report", _("办理情况")

    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+"
    )  # none: the whole county's
    use = models.CharField(max_length=6, choices=Use)
    title = models.CharField(max_length=30)
    text = models.CharField(max_length=1000)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "use", "title"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="one_phrase_of_a_title",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("written_at")),
                name="phrase_ends_after_it_begins",
            ),
        ]


class Editing(models.Model):
    """正在办理: a soft note that somebody has opened a step of a case. It locks nothing and runs out by itself."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    step = models.CharField(max_length=30)
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="one_note_per_case_and_person")
        ]
        indexes = [models.Index(fields=["until"], name="editing_by_age")]
