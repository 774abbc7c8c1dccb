"""积分细则: which one holds where and when, which is on its way, and what was done under it."""

from datetime import date

from django.conf import settings
from django.db.models import BooleanField, Case, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.deliberation import queries as councils
from sanzhi.deliberation.models import Item as Agendum
from sanzhi.deliberation.models import Meeting
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.people.roles import Actor
from sanzhi.points.dryrun import Deed
from sanzhi.points.models import Claim, Item, Standard

PAGE_SIZE = 20
OPEN = ("consultation", "published", "effective", "superseded", "repealed")  # everybody reads these
DUTIES = tuple(Item.Duty.choices)
FIRST_FEW = 5
ON_ITS_WAY = ("draft", "consultation", "town_review", "voting", "published")


def in_force(area: str, day: date) -> Standard | None:
    """The standard that decides what a deed of this day gives in this village."""
    rows = Standard.objects.filter(area=area, effective_from__lte=day, state__in=OPEN[2:])
    return rows.filter(Q(effective_to=None) | Q(effective_to__gt=day)).order_by("-version").first()


def template(day: date) -> Standard | None:
    """The county's template of this day."""
    rows = Standard.objects.filter(area__level="county", effective_from__lte=day, state__in=OPEN[2:])
    return rows.order_by("-version").first()


def on_its_way(area: str) -> Standard | None:
    """The one version that is being made."""
    return Standard.objects.filter(area=area, state__in=ON_ITS_WAY).first()


def meetings_to_put_to(standard: Standard) -> list[Meeting]:
    """Where its village may be asked: meetings to come of which nobody was told yet."""
    return councils.meetings_to_put_to(standard.area_id, Standard.Body.values)


def put_to(standard: Standard) -> tuple[Agendum, Verdict] | None:
    """The item as which it is on an agenda, and what it came to so far; None where it is on none."""
    if standard.put_as is None or standard.state != "voting":
        return None
    return councils.followed(standard.put_as), councils.came_to(standard.put_as)


@override(settings.LANGUAGE_CODE)  # what is voted on does not change with who reads it
def put_title(standard: Standard) -> str:
    said = {"title": standard.title, "n": standard.version}
    return (_("表决：%(title)s（第 %(n)d 版）") % said)[:80]


@override(settings.LANGUAGE_CODE)
def text_of(standard: Standard) -> str:
    """The whole standard as it is put to the vote: what holds for all, then a paragraph for each item."""
    most = f"{standard.ceiling}" if standard.ceiling is not None else _("不限")
    head = _("适用：%(scope)s；基础分 %(base)d；全年最多加：%(most)s；跨年最多留 %(keep)d。") % {
        "scope": standard.get_scope_display(), "base": standard.base_points, "most": most, "keep": standard.carry_cap,
    }  # fmt: skip
    return "\n".join([head, *(_line_of(one) for one in standard.items.order_by("number"))])


def _line_of(item: Item) -> str:
    return f"{item.number}. {item.get_field_display()}：{item.title}　{worth_of(item)}"


def worth_of(item: Item) -> str:
    """What it gives, each time: 2～5 / 次."""
    worth = f"{item.least}" if item.least == item.most else f"{item.least}～{item.most}"
    return f"{item.direction}{worth} / {item.unit}"


def open_of(area: str, before: int = 0) -> list[Standard]:
    """What everybody reads of a village's versions, the newest first, a page and one more; `before`: the last version."""
    rows = Standard.objects.filter(area=area, state__in=OPEN)
    if before:
        rows = rows.filter(version__lt=before)
    return list(rows.select_related("notice").order_by("-version")[: PAGE_SIZE + 1])


def standard_by_id(actor: Actor | None, standard_id: int) -> Standard:
    """For everybody once it is open; before that for those who make and review it. Refusal "not_visible" else."""
    rows = Standard.objects.select_related(
        "area",
        "area__parent",
        "notice",
        "consulted",
        "template",
        "put_as__meeting",
        "resolution__item__meeting",
    )
    found = rows.filter(pk=standard_id).first()
    if found is None or not (found.state in OPEN or _works_on(actor, found)):
        raise Refusal("not_visible", _("没有找到这份细则。"))
    return found


def _works_on(actor: Actor | None, standard: Standard) -> bool:
    if actor is None:
        return False
    making = actor.may("points.standard") or actor.may("points.review") or actor.may("points.template")
    return bool(making and actor.reach and standard.area_id.startswith(actor.reach))


def items_of(standard: Standard) -> list[Item]:
    return list(standard.items.order_by("number"))


def by_code(standard: Standard, code: str) -> Item | None:
    return standard.items.filter(code=code).first()


def waste_items(area: str) -> list[tuple[int, date, date | None, str]]:
    """What a good inspection gives in a village, version by version: (item, first day, first day no more, whom the
    version applies to). One query."""
    rows = Item.objects.filter(
        standard__area=area, standard__state__in=OPEN[2:], source="waste", direction="+"
    )
    return list(
        rows.exclude(standard__effective_from=None)
        .order_by("-standard__version", "number")
        .values_list("id", "standard__effective_from", "standard__effective_to", "standard__scope")
    )


def to_review(actor: Actor) -> list[Standard]:
    """待审查: the few that have waited longest; all of them stand in front of `working_on`."""
    rows = Standard.objects.filter(state="town_review", area__gte=actor.reach, area__lt=actor.reach + "~")
    return list(rows.select_related("area").order_by("id")[:FIRST_FEW])


def deeds_of_a_year(area: str, before: date) -> list[Deed]:
    """What was entered in the year before this day, for a trial under another version. One query."""
    since = (
        before.replace(year=before.year - 1)
        if (before.month, before.day) != (2, 29)
        else date(before.year - 1, 2, 28)
    )
    rows = Claim.objects.filter(area=area, state="confirmed", happened_on__gte=since, happened_on__lt=before)
    told = rows.values_list(
        "item__code", "person", "household", "happened_on", "quantity", "points", "direction"
    )
    return [
        Deed(code, f"person:{person}" if person else f"household:{home}", home, day, quantity, points, sign)
        for code, person, home, day, quantity, points, sign in told
    ]


SCOPES = tuple(Standard.Scope.choices)
FIELDS = tuple(Item.Field.choices)
EVIDENCE = tuple(Item.Evidence.choices)
SOURCES = tuple(Item.Source.choices)
HOLDERS = tuple(Item.Holder.choices)


def working_on(actor: Actor, after: int = 0) -> list[Standard]:
    """细则 of one's place: what is on its way first, then what is in force, village by village, of which each has one of
    either at most; a page and one more; `after`: the last id of the page ahead."""
    in_force_now = Case(
        When(state="effective", then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    rows = Standard.objects.filter(area__gte=actor.reach, area__lt=actor.reach + "~")
    rows = rows.filter(state__in=(*ON_ITS_WAY, "effective")).annotate(now=in_force_now)
    if last := rows.filter(pk=after).values_list("now", "area").first():
        now, area = last
        rows = rows.filter(Q(now__gt=now) | Q(now=now, area__gt=area))
    return list(rows.select_related("area", "notice", "consulted").order_by("now", "area")[: PAGE_SIZE + 1])
