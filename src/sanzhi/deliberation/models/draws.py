"""抽签: who is drawn of a roster, before witnesses, so that anybody can do it again."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation.triggers import DRAW_MOVES, DRAWN_AGAIN, LOT_LAID, LOT_STAYS, WITNESSED
from sanzhi.people.models import Person

from .bodies import Body, Member


class Draw(models.Model):
    """抽签: `commitment` is the fingerprint of a secret that is told when it is drawn, and kept nowhere: it follows from `code`
    under the county's key. `women`: seats kept for women."""

    class State(models.TextChoices):
        OPEN = "open", _("等见证人")
        DRAWN = "drawn", _("抽好了")
        CALLED_OFF = "off", _("没有抽")

    body = models.ForeignKey(Body, models.PROTECT, related_name="draws", db_index=False)
    title = models.CharField(max_length=80)
    purpose = models.CharField(max_length=300)
    seats = models.PositiveSmallIntegerField()
    women = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=9, unique=True)
    # Of the same purpose drawn before: which, and why it is drawn again.
    again_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="later", db_index=False)
    again_because = models.CharField(max_length=200, blank=True)
    commitment = models.CharField(max_length=64)
    secret = models.CharField(max_length=64, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    because = models.CharField(max_length=300, blank=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["body", "-id"], name="draw_of_a_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1, women__lte=F("seats")), name="a_draw_has_seats_for_all_its_women"
            ),
            models.CheckConstraint(
                condition=Q(again_of__isnull=True, again_because="")
                | Q(again_of__isnull=False) & ~Q(again_because=""),
                name="drawn_again_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="drawn", ended_at__isnull=False) & ~Q(secret="") & ~Q(seed="")
                | Q(state="off", ended_at__isnull=False, secret="", seed="") & ~Q(because="")
                | Q(state="open", ended_at__isnull=True, secret="", seed=""),
                name="a_draw_tells_its_secret_when_drawn",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_draw_is_made_once", when=pgtrigger.Before, operation=pgtrigger.Update, func=DRAW_MOVES
            ),
            pgtrigger.Trigger(
                name="drawn_again_names_the_one_before", when=pgtrigger.Before, operation=pgtrigger.Insert, func=DRAWN_AGAIN
            ),
            pgtrigger.Protect(name="draws_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Ticket(models.Model):
    """签: of one member as they were when the lots were laid out. `shown`: the name as everybody may read it; `barred`: why they
    are not in it; `leaving`: why they do not take the seat, as one person entered it; `away`: the same, once another said so too.
    `rank`: their place once it is drawn."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="tickets", db_index=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    shown = models.CharField(max_length=60)
    woman = models.BooleanField()
    barred = models.CharField(max_length=200, blank=True)
    rank = models.PositiveIntegerField(null=True)
    leaving = models.CharField(max_length=200, blank=True)
    leaving_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    away = models.CharField(max_length=200, blank=True)
    away_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["draw", "rank"], name="tickets_by_rank")]
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="a_ticket_each"),
            models.CheckConstraint(
                condition=Q(barred="") | Q(rank__isnull=True), name="whoever_is_barred_is_not_drawn"
            ),
            models.CheckConstraint(
                condition=Q(away="", leaving="") | Q(rank__isnull=False), name="only_the_drawn_step_down"
            ),
            models.CheckConstraint(
                condition=Q(leaving="", leaving_by=None) | ~Q(leaving="") & Q(leaving_by__isnull=False),
                name="who_says_that_somebody_leaves_is_named",
            ),
            models.CheckConstraint(
                condition=~Q(away_by=F("leaving_by")), name="two_say_that_somebody_leaves"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="laid_out_before_witnesses", when=pgtrigger.Before, operation=pgtrigger.Insert, func=LOT_LAID
            ),
            pgtrigger.Trigger(
                name="a_ticket_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=LOT_STAYS
            ),
            pgtrigger.Protect(name="tickets_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip


class Witness(models.Model):
    """见证人: who stood by, and the number they said."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="witnesses", db_index=False)
    name = models.CharField(max_length=60)
    digits = models.CharField(max_length=20)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "name"], name="a_witness_says_one_number"),
            models.CheckConstraint(condition=Q(digits__regex=r"^[0-9]{6,20}$"), name="a_witness_says_digits"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="witnessed_before_it_is_drawn", when=pgtrigger.Before, operation=pgtrigger.Insert, func=WITNESSED
            ),
            pgtrigger.Protect(name="witnesses_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]  # fmt: skip
