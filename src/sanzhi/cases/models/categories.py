from django.db import models
from django.db.models import F, Q


class Category(models.Model):
    """事项类别: a node of the county's own tree, at most three levels deep, under a dotted code."""

    code = models.CharField(max_length=40, primary_key=True)  # "housing.property.fees"
    name = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    # Which limits apply: "general", "utilities", "emergency", "complex" (see clocks.LimitRule.pace).
    pace = models.CharField(max_length=20, default="general")
    # Words by which outside trees and routing recognise this category; ours.
    words = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z_]+(\.[a-z_]+){0,2}$"), name="category_code_is_dotted_path"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CategoryMapping(models.Model):
    """类别对照: which of our categories an outside system's label means, from a day to a day."""

    system = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    category = models.ForeignKey(Category, models.PROTECT, related_name="mappings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["system", "label"],
                condition=Q(valid_to__isnull=True),
                name="one_open_mapping_per_label",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="mapping_ends_after_it_begins",
            ),
        ]


class CategoryVersion(models.Model):
    """类别沿革: what a category was called, how fast it is handled and by which words it is known, from a day to a day."""

    category = models.ForeignKey(Category, models.PROTECT, related_name="versions", db_index=False)
    name = models.CharField(max_length=40)
    pace = models.CharField(max_length=20)
    words = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["category", "-id"], name="category_history")]
        constraints = [
            models.UniqueConstraint(
                fields=["category"],
                condition=Q(valid_to__isnull=True),
                name="one_version_of_a_category_in_force",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="a_category_version_ends_after_it_begins",
            ),
        ]
