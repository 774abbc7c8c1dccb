from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .persons import Person
from .places import Area, Grid


class Organisation(models.Model):
    """组织: a body with its own unified social credit code, where it has one."""

    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, null=True, unique=True)
    kind = models.CharField(max_length=40)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """单位（科室）: the desk that can hold a case. It has a beginning and, one day, an end."""

    class Kind(models.TextChoices):
        GOVERNANCE_CENTRE = "governance_centre", _("社会治理中心")
        COMMAND_ROOM = "command_room", _("镇（街道）综合信息指挥室")
        DEPARTMENT = "department", _("市级部门")
        TOWN_OFFICE = "town_office", _("镇（街道）办公室")
        VILLAGE = "village", _("村（居）民委员会")
        MEDIATION = "mediation", _("调解组织")  # holds disputes and nothing else
        COURT = (
            "court",
            _("人民法院"),
        )  # holds no case; sends disputes to be mediated, and confirms what was agreed
        DISCIPLINE = "discipline", _("纪检监察机关")  # holds no case; deals with accusations
        PETITION_BUREAU = "petition_bureau", _("信访局")
        SOCIAL_ORG = "social_org", _("社会组织")  # holds no case; runs activities, bids for funds
        BANK = "bank", _("银行")  # holds no case; checks what a resident chose to show it
        PARTY_BRANCH = "party_branch", _("网格支部")  # holds no case; keeps its own members
        PIONEER_STATION = "pioneer_station", _("红色先锋站")

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.ForeignKey(Area, models.PROTECT, related_name="offices")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="offices")
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    phone = models.CharField(max_length=20, blank=True)  # a public counter number, not a person's
    hours = models.CharField(max_length=120, blank=True, db_default="")  # when the counter is open, in words
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["area_id", "kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="office_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """任职: one person in one role at one office (or grid), from a day to a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    office = models.ForeignKey(Office, models.PROTECT, related_name="appointments")
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, related_name="appointments")
    role = models.CharField(max_length=30)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "valid_from"], name="appointment_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "office", "role"],
                condition=Q(valid_to__isnull=True),
                name="one_open_appointment",
            ),
            # System, security and audit administrators are three different people (等保 三员分立).
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(
                    role__in=["system_admin", "security_admin", "audit_admin"], valid_to__isnull=True
                ),
                name="one_administrator_role_per_person",
            ),
        ]
