"""访源的汇总 on the board: how organs keep the law's time, what the call-back says, what is unsolved. How many petition is no
figure, and none looks better where fewer do (domain.md §13.7)."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.models import ClockRun
from sanzhi.kit import walls
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.shares import Measured, Share, behind, shares_of
from sanzhi.people.roles import Actor
from sanzhi.petitions.models import Backlog, Petition

from .petitions import WITH, visible_to

CLOCKS = {
    "reg": ("petition-reg", _("按期转送率"), _("十五日内登记转送的 ÷ 应当转送的（《信访工作条例》第二十二条）")),
    "inform": ("petition-inform", _("按期告知率"), _("十五日内书面告知的 ÷ 应当告知的（《信访工作条例》第二十三条）")),
    "handle": ("petition-handle", _("按期办结率"), _("期限内出具意见的 ÷ 应当出具的（《信访工作条例》第三十四条）")),
}  # fmt: skip
FIGURES = (
    *(
        Measured(code, name, formula, Q(**{f"{code}_late": False}), Q(**{f"{code}_due": True}))
        for code, (_clock, name, formula) in CLOCKS.items()
    ),
    Measured("solved", _("回访解决率"), _("说解决了的 ÷ 回访有回答的"), Q(case__solved=True), Q(case__solved__isnull=False)),
    Measured("rated", _("满意率"), _("评四、五分的 ÷ 本人评价过的"), Q(satisfied__gte=4), Q(satisfied__isnull=False)),
    Measured("backlog", _("积案化解率"), _("已经化解的 ÷ 列入积案的；要少的是没有化解的，不是来信来访"), Q(unsolved=False), Q(listed=True)),
)  # fmt: skip


def petition_shares(actor: Actor, year: int, at: datetime) -> list[Share]:
    """For whoever may see a board."""
    with walls.the_house():
        return shares_of(_of(actor, year, at), FIGURES)


def petitions_behind(actor: Actor, year: int, at: datetime, code: str, part: str) -> list[Petition]:
    """Of what the figure counted those that this actor may know of, the newest first. KeyError for a figure unknown."""
    chosen = behind(_of(actor, year, at), FIGURES, code, part)
    with walls.the_house():
        ids = list(chosen.values_list("pk", flat=True))
    seen = visible_to(actor).filter(pk__in=ids).select_related(*WITH)
    return list(seen.order_by("-pk")[:200])


def _of(actor: Actor, year: int, at: datetime) -> QuerySet[Petition]:
    """Of one whole year, as for disputes."""
    everywhere = actor.may("petition.keep")  # the bureau is the county's, wherever its desk stands
    here = "" if everywhere else actor.reach or "-"
    rows = Petition.objects.filter(case__area__code__startswith=here).filter(
        received_at__gte=datetime(year, 1, 1, tzinfo=COUNTY),
        received_at__lt=datetime(year + 1, 1, 1, tzinfo=COUNTY),
    )
    found: dict[str, Exists] = {}
    for code, (clock, _name, _formula) in CLOCKS.items():
        runs = ClockRun.objects.filter(case_id=OuterRef("pk"), rule__clock=clock)
        over = runs.filter(Q(stopped_at__isnull=False) | Q(due_at__lte=at))
        late = over.filter(Q(stopped_at__isnull=True) | Q(stopped_at__gte=F("due_at")))
        found |= {f"{code}_due": Exists(over), f"{code}_late": Exists(late)}
    listed = Backlog.objects.filter(petition=OuterRef("pk"))
    return rows.annotate(**found, listed=Exists(listed), unsolved=Exists(listed.filter(solved_at=None)))
