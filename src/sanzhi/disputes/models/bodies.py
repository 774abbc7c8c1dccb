"""调解组织与调解员: who may mediate, until when, and with whom they have to do."""

from datetime import timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.disputes.triggers import TERM_IS_WHOLE
from sanzhi.people.models import Area, Office, Person


class Type(models.TextChoices):
    """纠纷类型."""

    NEIGHBOUR = "neighbour", _("邻里")
    FAMILY = "family", _("家庭（赡养、抚养、分家）")
    MARRIAGE = "marriage", _("婚姻")
    INHERITANCE = "inheritance", _("继承")
    ADOPTION = "adoption", _("收养")
    LAND = "land", _("山林土地")
    HOUSE = "house", _("房屋宅基地")
    LABOUR = "labour", _("劳动争议")
    TRAFFIC = "traffic", _("交通事故")
    MEDICAL = "medical", _("医疗")
    PROPERTY = "property", _("物业")
    CONSUMER = "consumer", _("消费")
    DEBT = "debt", _("借贷合同")
    DAMAGE = "damage", _("损害赔偿")
    UTILITY = "utility", _("停水停气停暖")
    OTHER = "other", _("其他")


class Body(models.Model):
    """调解组织: a committee, studio, room or panel that mediates (domain.md §10.1). It works at an office of its own."""

    class Kind(models.TextChoices):
        VILLAGE = "village", _("村（社区）调委会")
        TOWN = "town", _("镇（街道）调委会")
        INDUSTRY = "industry", _("行业性专业性调委会")
        PERSONAL = "personal", _("个人调解工作室")
        LAWYER = "lawyer", _("律师调解工作室")
        ADMINISTRATIVE = "administrative", _("行政调解")
        INVITED = "invited", _("法院特邀调解组织")
        POLICE_ROOM = "police_room", _("驻派出所调解室")
        COURT_ROOM = "court_room", _("驻法庭调解室")

    office = models.OneToOneField(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    host = models.CharField(max_length=80, blank=True)  # the organisation that set it up
    specialities = ArrayField(models.CharField(max_length=16, choices=Type), default=list, blank=True)
    established_on = models.DateField()
    filed_with = models.CharField(max_length=80, blank=True)
    poster = models.CharField(max_length=8, unique=True)  # the code on its poster (桐解码)
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "kind"], name="body_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("established_on")),
                name="a_body_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(kind="industry") | ~Q(specialities=[]), name="an_industry_body_has_its_industry"
            ),
        ]

    def __str__(self) -> str:
        return self.office.name


class Term(models.Model):
    """任期: one committee of a body, for three years (人民调解法 arts 8–10). Its members are its seats."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="terms", db_index=False)
    begins_on = models.DateField()
    ends_on = models.DateField()  # its first day without it
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "begins_on"], name="one_term_begins_on_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on"))
                & Q(ends_on__lte=F("begins_on") + models.Value(timedelta(days=1096))),
                name="a_term_lasts_three_years_at_most",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_term_is_whole",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                declare=[("n", "integer"), ("women", "integer")],
                func=TERM_IS_WHOLE,
            )
        ]


class Seat(models.Model):
    """委员: one seat of a committee in one term. `woman` is asked because the law asks it (art. 8)."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="seats", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    chair = models.BooleanField(default=False)
    woman = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "person"], name="one_seat_for_one_person"),
            models.UniqueConstraint(fields=["term"], condition=Q(chair=True), name="one_chair_of_a_term"),
        ]


class Mediator(models.Model):
    """调解员: a person who mediates for a body, from a day to the end of their term."""

    class Kind(models.TextChoices):
        FULL = "full", _("专职")
        PART = "part", _("兼职")

    body = models.ForeignKey(Body, models.PROTECT, related_name="mediators", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=4, choices=Kind)
    level = models.CharField(max_length=20, blank=True)
    specialities = ArrayField(models.CharField(max_length=16, choices=Type), default=list, blank=True)
    training_hours = models.PositiveSmallIntegerField(default=0)
    appointed_on = models.DateField()
    term_end = models.DateField()  # the first day on which they may not be chosen any more

    class Meta:
        indexes = [
            models.Index(fields=["body", "term_end"], name="mediator_by_body"),
            models.Index(fields=["person"], name="mediator_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "person", "appointed_on"], name="one_appointment_of_a_mediator_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(term_end__gt=F("appointed_on")), name="a_mediators_term_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.person.name


class Conflict(models.Model):
    """回避声明: somebody with whom a mediator has to do; whoever it is, the mediator is not chosen where they are a party."""

    mediator = models.ForeignKey(Mediator, models.CASCADE, related_name="conflicts", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    relation = models.CharField(max_length=40)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mediator", "person"], name="a_conflict_is_declared_once")
        ]
