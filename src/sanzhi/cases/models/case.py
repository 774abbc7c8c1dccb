import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from sanzhi.people.models import Area, Office, Person

from .categories import Category

OPEN_STATES = (
    "registered",
    "assigned",
    "arbitration",
    "handling",
    "reported",
    "follow_up",
    "suspended",
    "merged",
)
ENDED_STATES = ("closed", "not_accepted", "transferred")
# A state of a county's own kind is "<kind>-<code>", and its code begins with "end" when it has ended.
OF_A_COUNTY = Q(state__contains="-")
ENDED = Q(state__in=ENDED_STATES) | Q(state__contains="-end")
OPEN = Q(state__in=OPEN_STATES) | (OF_A_COUNTY & ~Q(state__contains="-end"))

WORDLESS = Q(
    text="", place="", latitude__isnull=True, details={}, routing={}, outside_ref__isnull=True,
    filed_by__isnull=True, closed_at__isnull=False,
)  # fmt: skip

# Checked at commit: whatever wrote the state also wrote the move that explains it.
MOVE_MUST_STAND = """
IF NOT EXISTS (
    SELECT FROM cases_move AS m WHERE m.case_id = NEW.id AND m.seq = NEW.version AND m.to_state = NEW.state
) THEN
    RAISE EXCEPTION 'case % stands in % at version % without a move', NEW.id, NEW.state, NEW.version;
END IF;
RETURN NULL;
"""


class Case(models.Model):
    """事项: where a matter stands now. What happened is in `Move`; this row is their projection and can be rebuilt."""

    class Channel(models.TextChoices):
        WEB = "web", _("居民自助")
        COUNTER = "counter", _("窗口登记")
        GRID = "grid", _("网格员代办")
        IMPORT = "import", _("批量导入")
        BOARD = "board", _("留言板")
        PHONE = "phone", _("来电登记")
        API = "api", _("接口转来")
        MESSAGE = "message", _("短信留言")
        POLICE_110 = "police_110", _("警情联动")

    class Secrecy(models.TextChoices):
        OPEN = "open", _("一般")
        SHIELDED = "shielded", _("反映人身份保密")
        CLOSED = "closed", _("事项保密")

    class CardColour(models.TextChoices):
        NONE = "", _("无")
        YELLOW = "yellow", _("黄牌")
        RED = "red", _("红牌")

    kind = models.CharField(max_length=20, default="matter")
    kind_version = models.PositiveSmallIntegerField(default=1)
    secrecy = models.CharField(max_length=8, choices=Secrecy, default="open", db_default="open")
    # Answers to the fields of a county's own kind, by the field's code.
    details = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    public_code = models.CharField(max_length=24, unique=True)
    state = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)

    title = models.CharField(max_length=120)
    text = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    town_code = models.CharField(max_length=9)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    outside_ref = models.CharField(max_length=60, null=True, unique=True)

    reporter = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    filed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reported_at = models.DateTimeField()

    # Who received it first and answers for its dispatch and verification; who holds it now; who leads its handling.
    receiver = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    holder = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    lead = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    handled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    # The office the matter complains of: it may handle, but is not told who reported, and judges nothing.
    against = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    binding = models.BooleanField(default=False)
    returns = models.PositiveSmallIntegerField(default=0)
    reassigns = models.PositiveSmallIntegerField(default=0, db_default=0)
    reopens = models.PositiveSmallIntegerField(default=0)
    urges = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    card = models.CharField(max_length=6, choices=CardColour, default="", blank=True)
    routing = models.JSONField(default=dict)

    done_at = models.DateTimeField(null=True)
    done_late = models.BooleanField(null=True)
    closed_at = models.DateTimeField(null=True)
    solved = models.BooleanField(null=True)
    satisfied = models.PositiveSmallIntegerField(null=True)
    # 剔除: an upheld contest leaves the lateness, or the rating, out of the measures; neither is changed by it.
    excused_late = models.BooleanField(default=False, db_default=False)
    excused_rating = models.BooleanField(default=False, db_default=False)
    # Whether a supervision stands that nobody has lifted; kept by a trigger of that table, so that lists read no other.
    supervised = models.BooleanField(default=False, db_default=False)
    # 保存期限: when its words were erased; until when somebody said that they must stay longer than their kind says.
    erased_at = models.DateTimeField(null=True)
    kept_until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(F("holder"), F("due_at").asc(nulls_last=True), F("id"), name="case_inbox"),
            models.Index(fields=["-reported_at", "-id"], name="case_newest"),
            models.Index(fields=["town_code", "-reported_at", "-id"], name="case_by_town"),
            models.Index(fields=["town_code", "state", "-reported_at", "-id"], name="case_by_town_and_state"),
            models.Index(fields=["area", "-reported_at", "-id"], name="case_by_village"),
            models.Index(fields=["lead", "-reported_at", "-id"], name="case_by_lead"),
            models.Index(fields=["reporter", "-id"], name="case_by_reporter"),
            models.Index(
                fields=["filed_by", "-id"], name="case_by_filer", condition=Q(filed_by__isnull=False)
            ),
            models.Index(fields=["state", "-reported_at", "-id"], name="case_by_state"),
            models.Index(fields=["card", "-reported_at", "-id"], name="case_by_card", condition=~Q(card="")),
            # What a board never stores: how many running clocks are past their time now.
            models.Index(
                fields=["due_at"],
                name="case_late_now",
                condition=Q(done_at__isnull=True, closed_at__isnull=True),
                # All that the count and every wall of the table ask for, so that the wide rows are left alone.
                include=[
                    "id",
                    "reported_at",
                    "town_code",
                    "area",
                    "secrecy",
                    "excused_late",
                    "receiver",
                    "holder",
                    "reporter",
                    "filed_by",
                    "kind",
                ],
            ),
            # What has ended and still has its words, by how long ago.
            models.Index(
                fields=["closed_at", "id"],
                name="case_to_erase",
                condition=Q(closed_at__isnull=False, erased_at__isnull=True),
            ),
            models.Index(
                fields=["-reported_at", "-id"], name="case_supervised", condition=Q(supervised=True)
            ),
            # A county's own kinds are few of all cases.
            models.Index(
                fields=["kind", "-reported_at", "-id"], name="case_by_own_kind", condition=~Q(kind="matter")
            ),
            # What the supervision rules look for; few of all cases.
            models.Index(
                fields=["-reported_at"],
                name="case_troubled",
                condition=Q(urges__gte=1) | Q(returns__gte=1) | Q(reopens__gte=1) | Q(satisfied__lte=2),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(returns__lte=3), name="at_most_three_returns"),
            models.CheckConstraint(
                condition=Q(against__isnull=True) | ~Q(against=F("receiver")),
                name="whom_a_matter_complains_of_does_not_receive_it",
            ),
            models.CheckConstraint(
                condition=Q(satisfied__isnull=True) | Q(satisfied__range=(1, 5)), name="satisfied_is_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_point_is_whole_and_on_earth",
            ),
            models.CheckConstraint(
                condition=(Q(closed_at__isnull=True) & OPEN) | (Q(closed_at__isnull=False) & ENDED),
                name="closed_exactly_when_ended",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | WORDLESS, name="what_is_erased_is_gone"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_state_without_its_move",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "version"),
                timing=pgtrigger.Deferred,
                func=MOVE_MUST_STAND,
            )
        ]

    def __str__(self) -> str:
        return self.title


class Search(models.Model):
    """检索行: one narrow row per case: its words as unigrams and bigrams, built in Python (parts.md §2).

    With village, square and day, so that what is near in place, time and words is found without the wide rows.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="search")
    words = SearchVectorField()
    village = models.CharField(max_length=12)
    square = models.BigIntegerField(null=True)  # `nearness.square` of the point, where there is one
    reported_at = models.DateTimeField()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="search_words"),
            models.Index(fields=["-reported_at", "-case"], name="search_newest"),
            models.Index(fields=["village", "-reported_at"], name="search_by_village"),
            models.Index(
                fields=["square", "-reported_at"], name="search_by_square", condition=Q(square__isnull=False)
            ),
        ]
