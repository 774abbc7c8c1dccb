"""纠纷与当事人: what a dispute is beside its case; who its parties are, and everything they have said yes or no to."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.models import Case
from sanzhi.disputes.triggers import ANSWER_STANDS
from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Area, Person

from .bodies import Body, Mediator, Type


class Dispute(models.Model):
    """纠纷: what the room knows of a case of its kind. Where it stands, and all its dates, are the case's."""

    class Source(models.TextChoices):
        APPLIED = "applied", _("当事人申请")
        FOUND = "found", _("主动调解")
        POLICE = "police", _("公安移送")
        COURT = "court", _("法院委托")
        DEPARTMENT = "department", _("部门交办")

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_index=False)
    mediator = models.ForeignKey(Mediator, models.PROTECT, null=True, related_name="+", db_index=False)
    proposed = models.ForeignKey(Mediator, models.PROTECT, null=True, related_name="+", db_index=False)
    serial = models.PositiveIntegerField(null=True)  # of the year, at its body: the dossier's number
    year = models.PositiveSmallIntegerField(null=True)
    type = models.CharField(max_length=16, choices=Type)
    source = models.CharField(max_length=10, choices=Source)
    request = models.CharField(max_length=1000)
    amount_cents = models.BigIntegerField(null=True)
    happened_on = models.DateField(null=True)
    knew_on = models.DateField(
        null=True
    )  # since when the right is known to be hurt: the limitation runs from it
    closed_session = models.BooleanField(default=True)  # 不公开: as the parties ask (art. 23)
    police_first_at = models.DateTimeField(null=True)  # 治安调解: when it was mediated the first time
    # 延长期限 as last asked for: how many days, the how manyth asking, by whom.
    more_days = models.PositiveSmallIntegerField(default=0)
    more_seq = models.PositiveSmallIntegerField(default=0)
    more_asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    more_asked_at = models.DateTimeField(null=True)
    dv_risk = models.BooleanField(default=False)
    dv_capacity = models.BooleanField(default=False)  # somebody who lacks capacity is or may be the victim
    accepted_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=80, unique=True)  # of the filing: repeated, it is the same dispute

    class Meta:
        indexes = [
            models.Index(fields=["body", "-case"], name="dispute_by_body"),
            models.Index(fields=["mediator", "-case"], name="dispute_by_mediator"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "serial"], name="one_number_of_a_dossier"),
            models.CheckConstraint(
                condition=Q(year__isnull=True, serial__isnull=True)
                | Q(year__isnull=False, serial__isnull=False),
                name="a_dossier_number_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__isnull=True) | Q(amount_cents__gte=0),
                name="an_amount_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.case.title


class Party(models.Model):
    """当事人: a person on one side of a dispute, for themself or for an organisation."""

    case = models.ForeignKey(Dispute, models.PROTECT, related_name="parties", db_index=False)
    place = models.PositiveSmallIntegerField()  # order on the papers, from 1
    side = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=120, blank=True)
    agent = models.CharField(max_length=60, blank=True)  # 委托代理人
    # {"sex", "ethnicity", "age", "occupation", "address"} as JSON; encrypted: kit.crypto, disputes_party.particulars
    particulars = models.BinaryField(null=True)
    id_seen_at = models.DateTimeField(null=True)  # whoever handles it has seen the party's papers
    home = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="a_person_is_a_party_once"),
            models.UniqueConstraint(fields=["case", "place"], name="parties_stand_in_order"),
        ]


class Answer(models.Model):
    """当事人的答复: what one party said to one question, and by what means. The last one counts; none is changed."""

    class About(models.TextChoices):
        CONSENT = "consent", _("愿不愿意调解")
        MEDIATOR = "mediator", _("同不同意这位调解员")
        MORE_TIME = "more_time", _("同不同意延长期限")
        JOINT = "joint", _("愿不愿意当面一起调解")
        RECORDING = "recording", _("同不同意录音录像")
        AGREEMENT = "agreement", _("协议签字")
        CONFIRMATION = "confirmation", _("共同申请司法确认")
        LEFT = "left", _("退出")

    class Means(models.TextChoices):
        ONLINE = "online", _("网上")
        SIGNED = "signed", _("纸上签名")
        FINGERPRINT = "fingerprint", _("纸上按手印")
        ORAL = "oral", _("口头，由工作人员记录")

    party = models.ForeignKey(Party, models.PROTECT, related_name="answers", db_index=False)
    about = models.CharField(max_length=12, choices=About)
    subject = models.BigIntegerField(default=0)  # the mediator, agreement or asking that was meant
    yes = models.BooleanField()
    means = models.CharField(max_length=11, choices=Means)
    at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["party", "about", "subject", "-id"], name="answer_newest")]
        triggers = [
            pgtrigger.Trigger(
                name="an_answer_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=ANSWER_STANDS,
            ),
            never_truncated("answers_stay", "answers of parties stay"),
        ]
