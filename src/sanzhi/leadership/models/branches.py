"""网格支部的党员和五个全覆盖. Belonging to a party is sensitive: one's own branch and oneself read it, nobody else does."""

from django.db import models
from django.db.models import F, Q

from sanzhi.people.models import Household, Office, Person


class Member(models.Model):
    """党员: of one branch, with their own word that it is kept here (个人信息保护法 art. 29); ended, never moved."""

    branch = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agreed_on = models.DateField()
    plaque_on = models.DateField(null=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["branch", "id"], name="members_of_a_branch")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on=None), name="a_member_is_in_one_branch"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(plaque_on=None), name="no_plaque_after_leaving"
            ),
        ]


class Contact(models.Model):
    """联系户: a household that a member looks in on. `named`: the member agreed to be named to it."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="contacts")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    named = models.BooleanField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(until=None), name="one_contact_of_a_household"
            )
        ]


class Pledge(models.Model):
    """承诺: one thing by one day, in the member's own words; whether it was kept is said by the branch."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="pledges")
    text = models.CharField(max_length=200)
    due_on = models.DateField()
    made_on = models.DateField()
    kept = models.BooleanField(null=True)
    found = models.CharField(max_length=200, blank=True)
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    judged_on = models.DateField(null=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kept=None) | (Q(judged_by__isnull=False) & Q(judged_on__isnull=False)),
                name="a_pledge_is_judged_by_somebody",
            )
        ]


class Post(models.Model):
    """岗位: what a member has taken on, from a day to a day."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="posts")
    name = models.CharField(max_length=30)
    duty = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_post_ends_after_it_begins"
            )
        ]


class Service(models.Model):
    """志愿服务: that a member served on a day. Hours and certificates are kept where volunteers are."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="services")
    on = models.DateField()
    what = models.CharField(max_length=100)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["member", "on"], name="services_by_day")]
