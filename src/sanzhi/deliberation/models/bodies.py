"""议事机构和名册: who has a vote where, since when, for whom. Ended, never erased."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation.packs import PACKS
from sanzhi.deliberation.triggers import BODY_STAYS, MEMBER_STAYS
from sanzhi.people.models import Area, Household, Person


class Body(models.Model):
    """议事机构: a body of one place under one rule pack; `above`: the body that it answers to."""

    pack = models.CharField(max_length=16, choices=[(code, pack.name) for code, pack in PACKS.items()])
    name = models.CharField(max_length=60)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="below", db_index=False)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "id"], name="body_by_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"], condition=Q(ended_at__isnull=True), name="one_body_of_a_name"
            ),
            models.CheckConstraint(condition=Q(pack__in=list(PACKS)), name="a_body_has_its_rules"),
            models.CheckConstraint(condition=~Q(above=F("id")), name="no_body_is_above_itself"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_body_keeps_its_rules",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=BODY_STAYS,
            ),
            pgtrigger.Protect(name="bodies_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name


class Origin(models.TextChoices):
    """来源: as whom somebody sits there. The list is ours (本平台约定), after what Tongxiang's bodies are made of."""

    VILLAGER = "villager", _("村民（居民）")
    REPRESENTATIVE = "rep", _("村民（居民）代表")
    COMMITTEE = "committee", _("两委成员")
    HEAD = "head", _("组长")
    PARTY = "party", _("党员代表")
    GENTRY = "gentry", _("乡贤")
    WOMAN = "woman", _("妇女代表")
    MODEL = "model", _("道德模范、好人")
    OWNER = "owner", _("业主")
    MEMBER = "member", _("集体经济组织成员")


class Member(models.Model):
    """名册上的人: of one body from a day on, until it ends. With or without an account. `area_cm2`: of an owner, what is theirs."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="members", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=Origin)
    woman = models.BooleanField(default=False)
    represents = models.CharField(max_length=100, blank=True)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+", db_index=False)
    area_cm2 = models.PositiveBigIntegerField(default=0)
    from_day = models.DateField()
    to_day = models.DateField(null=True)  # the first day they are no member any more
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "body"], name="membership_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="a_member_has_a_number"),
            models.UniqueConstraint(
                fields=["body", "person"], condition=Q(to_day__isnull=True), name="on_a_roster_once"
            ),
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
                name="a_term_ends_after_it_begins",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_member_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=MEMBER_STAYS
            ),
            pgtrigger.Protect(name="members_are_kept", operation=pgtrigger.Delete),
        ]
