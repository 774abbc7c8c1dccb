from django.db import models
from django.db.models import F, Q

from sanzhi.people.models import Office, Person

from .case import Case


class Merge(models.Model):
    """并案: this case is handled with another one. Undone, it stands again where it stood, in the hands that held it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="merges", db_index=False)
    into = models.ForeignKey(Case, models.PROTECT, related_name="merged_here", db_index=False)
    from_state = models.CharField(max_length=20)
    holder = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=10, blank=True)  # "undone", "rated", "closed"

    class Meta:
        indexes = [models.Index(fields=["into", "id"], name="merge_by_main")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="merged_into_one_case_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(case=F("into")), name="no_case_is_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_as="")
                | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
                name="a_merge_ends_somehow",
            ),
        ]


class Link(models.Model):
    """关联: two cases that have to do with each other, and why is in the journal. Kept once for both directions."""

    low = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    high = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["low"], name="link_by_low", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["high"], name="link_by_high", condition=Q(ended_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["low", "high"], condition=Q(ended_at__isnull=True), name="two_cases_are_linked_once"
            ),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="a_link_names_the_older_case_first"),
        ]


class Split(models.Model):
    """拆分: one part of a matter, handled as a case of its own; the whole waits for its parts."""

    parent = models.ForeignKey(Case, models.PROTECT, related_name="children", db_index=False)
    child = models.OneToOneField(Case, models.PROTECT, related_name="parent_link")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parent", "number"], name="parts_are_numbered"),
            models.CheckConstraint(condition=Q(number__range=(1, 10)), name="at_most_ten_parts"),
            models.CheckConstraint(condition=~Q(parent=F("child")), name="no_case_is_part_of_itself"),
        ]


class Join(models.Model):
    """我也遇到了: somebody has met the same thing; counted once, told of its progress, free to leave."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="joins", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    note = models.BinaryField(null=True)  # encrypted: kit.crypto, cases_join.note
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="join_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(left_at__isnull=True), name="joined_once"
            )
        ]
