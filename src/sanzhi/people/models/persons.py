from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .places import Area


class Household(models.Model):
    """户: the people who live under one roof and one number."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("在册")
        MERGED = "merged", _("已并户")
        SPLIT = "split", _("已分户")
        MOVED_OUT = "moved_out", _("已迁出")
        CANCELLED = "cancelled", _("已注销")

    area = models.ForeignKey(Area, models.PROTECT, related_name="households")
    number = models.CharField(max_length=20)
    address = models.BinaryField(null=True)  # encrypted: kit.crypto, people_household.address
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "number"], name="one_household_per_number")]


class Person(models.Model):
    """人: a resident or a member of staff. Numbers are encrypted and found only by keyed index."""

    class Residence(models.TextChoices):
        REGISTERED = "registered", _("户籍居民")
        NEW = "new", _("新居民")
        OTHER = "other", _("其他")

    name = models.CharField(max_length=60)
    phone = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True, unique=True)
    id_kind = models.CharField(max_length=20, blank=True)
    id_no = models.BinaryField(null=True)
    id_no_index = models.BinaryField(null=True, unique=True)
    birth_date = models.DateField(null=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="residents")
    residence = models.CharField(max_length=10, choices=Residence, default=Residence.OTHER)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="members")
    is_head = models.BooleanField(default=False)
    guardian = models.ForeignKey("self", models.PROTECT, null=True, related_name="wards")
    died_on = models.DateField(null=True)
    # An outside system's own name for this person, e.g. a message board's user id.
    outside_ref = models.CharField(max_length=60, null=True, unique=True)
    # Filed without a name: nobody to write to or to call, followed by the code on paper alone.
    anonymous = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(phone__isnull=True, phone_index__isnull=True)
                | Q(phone__isnull=False, phone_index__isnull=False),
                name="phone_and_its_index_together",
            ),
            models.CheckConstraint(
                condition=Q(id_no__isnull=True, id_no_index__isnull=True)
                | Q(id_no__isnull=False, id_no_index__isnull=False),
                name="id_no_and_its_index_together",
            ),
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(phone__isnull=True, id_no__isnull=True),
                name="who_is_anonymous_has_no_number",
            ),
            models.UniqueConstraint(
                fields=["household"], condition=Q(is_head=True), name="one_head_per_household"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WorkPhone(models.Model):
    """工作电话: where texts about the work reach a member of staff. Apart from `Person.phone`, which signs in a resident
    by a code alone: whoever is both has one number in both places and two doors."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="work_phone")
    phone = models.BinaryField()  # encrypted: kit.crypto, people_workphone.phone
    phone_index = models.BinaryField(unique=True)
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    set_at = models.DateTimeField()


class AccountManager(BaseUserManager):
    def get_queryset(self) -> models.QuerySet["Account"]:
        return super().get_queryset().select_related("person")


class Account(AbstractBaseUser):
    """账号: how a person signs in; residents by phone and code, staff by password and a second factor."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    username = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.username
