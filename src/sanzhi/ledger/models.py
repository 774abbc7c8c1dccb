"""The tables of the book. Only the functions of `migrations/0002_engine` write them; the application may read.

`ledger_entry` is divided by year, which Django cannot declare: it and the triggers of the engine stand in that
migration, the model here only reads it.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.appendonly import never_truncated
from sanzhi.people.models import Area, Household, Person


class Phase(models.TextChoices):
    """笔类: what a posting does. A posting is never changed: whatever becomes of it is one of its own that refers to it."""

    POST = "p", _("过账")  # moves at once
    HOLD = "h", _("预占")  # sets aside at the giver's, moves nothing yet
    SETTLE = "s", _("结清")  # moves what a hold set aside
    VOID = "v", _("撤销")  # lets go of what a hold set aside
    REVERSE = "r", _("冲正")  # moves back what a posting or a settling moved


FIRST = (Phase.POST, Phase.HOLD)  # refer to nothing


class Account(models.Model):
    """账户: one place where units lie. Of a household, of a person, or of neither: a fund, a shop, what was issued.

    `unit` says what is counted ("point", "fen", …); nothing moves between units. An account that everybody draws
    on at once is kept in parts (`whole`): the whole has no balance of its own, and its parts have no floor.
    """

    unit = models.CharField(max_length=12)
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=60)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    whole = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "code"], name="one_account_per_code"),
            models.UniqueConstraint(fields=["id", "unit"], name="account_with_its_unit"),
            models.CheckConstraint(
                condition=Q(household__isnull=True) | Q(person__isnull=True), name="account_of_one_holder"
            ),
            models.CheckConstraint(
                condition=Q(whole__isnull=True) | Q(household__isnull=True, person__isnull=True),
                name="nobodys_account_is_kept_in_parts",
            ),
        ]
        # What postings name stays what it was: they have no foreign keys, which would be asked for line by line.
        triggers = [
            pgtrigger.Protect(name="accounts_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="accounts_keep_their_unit",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("id", "unit"),
            ),
            never_truncated("accounts_are_never_truncated", "the ledger is never truncated"),
        ]

    def __str__(self) -> str:
        return self.name


class Balance(models.Model):
    """余额: what an account has now. `posted` − `held` can be spent, and never falls below `floor` (null: no floor)."""

    account = models.OneToOneField(Account, models.PROTECT, primary_key=True, related_name="balance")
    posted = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    floor = models.BigIntegerField(null=True)
    last_at = models.DateTimeField()  # nothing is entered before this
    closed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(floor__isnull=True) | Q(posted__gte=F("floor") + F("held")),
                name="balance_stays_above_its_floor",
            ),
            models.CheckConstraint(condition=Q(held__gte=0), name="nothing_held_below_nought"),
            models.CheckConstraint(
                condition=Q(closed=False) | Q(posted=0, held=0), name="a_closed_account_is_empty"
            ),
        ]


class Posting(models.Model):
    """笔: so many units from one account to another, once for its `key`.

    `kind` says what for, `basis` under which version of which rules; `record_id` is the journal entry that tells of
    it. `refers` is the posting that this one settles, voids or reverses: no posting is referred to twice.
    """

    key = models.CharField(max_length=120)
    phase = models.CharField(max_length=1, choices=Phase)
    kind = models.CharField(max_length=40)
    basis = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=12)
    giver = models.ForeignKey(Account, models.PROTECT, db_index=False, db_constraint=False, related_name="+")
    taker = models.ForeignKey(Account, models.PROTECT, db_index=False, db_constraint=False, related_name="+")
    amount = models.BigIntegerField()
    refers = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="+")
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    record_id = models.BigIntegerField()
    lines = models.IntegerField(null=True)  # of the call, said by its first line alone

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_posting_per_key"),
            models.UniqueConstraint(
                fields=["refers"], condition=Q(refers__isnull=False), name="a_posting_is_concluded_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_posting_moves_something"),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="a_posting_has_two_sides"),
            models.CheckConstraint(
                condition=Q(refers__isnull=True, phase__in=FIRST)
                | (Q(refers__isnull=False) & ~Q(phase__in=FIRST)),
                name="only_what_concludes_refers",
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="posting_of_a_known_phase"),
        ]
        triggers = [
            pgtrigger.Protect(name="postings_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("postings_are_never_truncated", "the ledger is never truncated"),
        ]


class Entry(models.Model):
    """分录: one side of a posting in one account: `amount` (negative for the giver) and the balance `after` it."""

    pk = models.CompositePrimaryKey("account_id", "at", "posting_id")
    account = models.ForeignKey(Account, models.PROTECT, db_index=False, related_name="entries")
    at = models.DateTimeField()
    posting = models.ForeignKey(Posting, models.PROTECT, db_index=False, related_name="entries")
    amount = models.BigIntegerField()
    after = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "ledger_entry"

    @property
    def before(self) -> int:
        return self.after - self.amount


class Digest(models.Model):
    """日结: the hash over one day's entries in one village's accounts, and over the digest before it."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    day = models.DateField()
    entries = models.PositiveIntegerField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "day"], name="one_digest_per_area_and_day")]
        triggers = [
            pgtrigger.Protect(name="digests_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("digests_are_never_truncated", "the ledger is never truncated"),
        ]
