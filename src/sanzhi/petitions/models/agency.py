import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Office, Person
from sanzhi.petitions.triggers import AGENCY_STAYS

from .petition import Petition


class Agency(models.Model):
    """信访代办: somebody goes through a petition for another, by their written word and within it; never decides.

    By nobody's word nothing is submitted: `authorised_at` is the principal's own press, or the day on the paper they
    signed, which lies on the shelf under `digest`. Taken back in one step; nothing goes out after that.
    """

    class Tier(models.TextChoices):
        COUNTY = "county", _("市级服务中心")
        TOWN = "town", _("镇（街道）服务站")
        VILLAGE = "village", _("村（社区）服务点")

    class Means(models.TextChoices):
        ONLINE = "online", _("本人在网上同意")
        PAPER = "paper", _("本人签字的委托书")

    principal = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    agent = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    tier = models.CharField(max_length=7, choices=Tier)
    matter = models.CharField(max_length=120)
    scope = models.CharField(max_length=300)  # what the agent may do
    key = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField()
    means = models.CharField(max_length=6, choices=Means, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    mime = models.CharField(max_length=40, blank=True)
    authorised_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    petition = models.OneToOneField(Petition, models.PROTECT, null=True, related_name="agency")
    explained_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)
    satisfied = models.PositiveSmallIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "-id"], name="agency_by_office"),
            models.Index(fields=["principal", "-id"], name="agency_by_principal"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(principal=F("agent")), name="nobody_acts_for_themselves"),
            models.CheckConstraint(
                condition=Q(petition__isnull=True) | Q(authorised_at__isnull=False),
                name="nothing_is_submitted_without_a_word",
            ),
            models.CheckConstraint(
                condition=Q(authorised_at__isnull=True, means="") | (Q(authorised_at__isnull=False) & ~Q(means="")),
                name="a_word_says_how_it_was_given",
            ),
            models.CheckConstraint(
                condition=~Q(means="paper") | ~Q(digest=""), name="a_signed_word_is_on_the_shelf"
            ),
            models.CheckConstraint(
                condition=Q(satisfied__isnull=True) | Q(satisfied__range=(1, 5)), name="an_agency_is_rated_1_to_5"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="an_agency_keeps_its_word", when=pgtrigger.Before, operation=pgtrigger.Update, func=AGENCY_STAYS
            ),
            pgtrigger.Protect(name="agencies_are_never_deleted", operation=pgtrigger.Delete),
        ]  # fmt: skip


class Contact(models.Model):
    """代办联系记录: each time the agent spoke with somebody for the principal: with whom, how, what was said."""

    class How(models.TextChoices):
        VISIT = "visit", _("上门")
        PHONE = "phone", _("电话")
        COUNTER = "counter", _("窗口")
        ORGAN = "organ", _("找责任单位")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="contacts", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    how = models.CharField(max_length=7, choices=How)
    words = models.CharField(max_length=500)
    solved = models.BooleanField(default=False)  # tried on the spot, and it was enough
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["agency", "id"], name="contacts_of_an_agency")]
        triggers = [
            pgtrigger.Protect(name="contacts_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("contacts_are_never_truncated", "contacts are never truncated"),
        ]
