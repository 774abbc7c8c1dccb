"""社会组织名册: who there is, how it was rated, what it reported, and where the service centres are."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.groups.triggers import RATING_STANDS
from sanzhi.people.models import Area, Office, Person


class Group(models.Model):
    """社会组织、团队: one that is registered with an authority, or filed with its town. `office`: from where it is run here;
    a village's team is run from the village's, one of its own kind from its own."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("社会团体")
        SERVICE_INSTITUTION = "service_institution", _("民办非企业单位（社会服务机构）")
        FOUNDATION = "foundation", _("基金会")
        COMMUNITY = "community", _("社区社会组织")
        HELP_TEAM = "help_team", _("帮帮团")
        SERVICE_TEAM = "service_team", _("服务队")

    class Standing(models.TextChoices):
        REGISTERED = "registered", _("登记")
        FILED = "filed", _("备案")

    class Host(models.TextChoices):
        """在哪里的团队: villages, factories and markets have them."""

        NONE = "", _("不是团队")
        VILLAGE = "village", _("村（社区）")
        FACTORY = "factory", _("工厂")
        MARKET = "market", _("市场")

    class Status(models.TextChoices):
        ACTIVE = "active", _("正常")
        ABNORMAL = "abnormal", _("列入活动异常名录")
        INVESTIGATED = "investigated", _("正在被调查")
        CANCELLED = "cancelled", _("已注销")

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind)
    standing = models.CharField(max_length=10, choices=Standing)
    host = models.CharField(max_length=8, choices=Host, blank=True)
    uscc = models.CharField(max_length=18, null=True, unique=True)
    reg_no = models.CharField(max_length=40, blank=True)
    authority = models.CharField(max_length=60)
    legal_rep = models.CharField(max_length=30, blank=True)
    in_charge = models.CharField(max_length=30)
    phone = models.CharField(max_length=20)
    address = models.CharField(max_length=100)
    does = models.CharField(max_length=200)
    founded_on = models.DateField()
    status = models.CharField(max_length=12, choices=Status, default=Status.ACTIVE)
    status_reason = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["area", "id"], name="group_by_area"),
            models.Index(fields=["office"], name="group_by_office"),
            models.Index(fields=["kind", "id"], name="group_by_kind"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=~Q(status="cancelled"),
                name="a_group_has_its_name_in_its_place",
            ),
            models.CheckConstraint(
                condition=Q(standing="filed") | Q(uscc__isnull=False) & ~Q(legal_rep="") & ~Q(reg_no=""),
                name="a_registered_group_has_its_numbers",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("association", "service_institution", "foundation"), standing="registered")
                | Q(kind__in=("community", "help_team", "service_team")),
                name="what_must_be_registered_is",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("help_team", "service_team"), host__in=("village", "factory", "market"))
                | ~Q(kind__in=("help_team", "service_team")) & Q(host=""),
                name="a_team_has_its_host",
            ),
        ]  # fmt: skip
        triggers = [pgtrigger.Protect(name="groups_are_kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name

    @property
    def active(self) -> bool:
        return self.status == self.Status.ACTIVE


class Rating(models.Model):
    """评估等级: of a thousand points, valid five years from the day it was given."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="ratings", db_index=False)
    points = models.PositiveSmallIntegerField()
    grade = models.PositiveSmallIntegerField()
    given_on = models.DateField()
    valid_to = models.DateField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-given_on"]
        indexes = [models.Index(fields=["group", "-given_on"], name="rating_of_a_group")]
        constraints = [
            models.UniqueConstraint(fields=["group", "given_on"], name="one_rating_on_a_day"),
            models.CheckConstraint(
                condition=Q(points__lte=1000, grade__range=(1, 5)), name="a_rating_is_of_a_thousand"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_rating_stands", when=pgtrigger.Before, operation=pgtrigger.Insert, func=RATING_STANDS
            ),
            pgtrigger.Protect(name="ratings_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class AnnualReport(models.Model):
    """年度报告: of one year, and what its authority said of it."""

    class Result(models.TextChoices):
        PASSED = "passed", _("合格")
        MOSTLY = "mostly", _("基本合格")
        FAILED = "failed", _("不合格")

    group = models.ForeignKey(Group, models.PROTECT, related_name="reports", db_index=False)
    year = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=8, choices=Result)
    staff = models.PositiveIntegerField()
    social_workers = models.PositiveIntegerField()
    volunteers = models.PositiveIntegerField()
    told = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["group", "year"], name="one_report_of_a_year"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="a_report_is_of_a_year"),
        ]
        triggers = [pgtrigger.Protect(name="reports_are_kept", operation=pgtrigger.Delete)]


class ServiceCentre(models.Model):
    """社会组织服务中心: the county's development centre, and one in each town."""

    area = models.OneToOneField(Area, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=100)
    phone = models.CharField(max_length=20)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["area_id"]

    def __str__(self) -> str:
        return self.name
