"""清单: what is in force on a day, what was before, what is asked for; and how much each office gave to grids."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.patrols import access
from sanzhi.patrols.models import Admission, DutyItem, DutyList, Kind, PatrolTask
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor

KINDS = Kind.choices
PAGE_SIZE = 30


def missing() -> Refusal:
    found = access.not_there()
    return Refusal(found.code, found.sentence)


def not_listed() -> Refusal:
    """What is not on the list in force is nobody's to give and nobody's to do."""
    return Refusal(
        "not_on_list", _("网格事务清单里没有这一项：网格员不做清单以外的事。确实需要的，请先提准入申请。")
    )


def list_on(day: date) -> DutyList | None:
    """The list in force on a day."""
    rows = DutyList.objects.filter(force_from__lte=day).filter(Q(replaced_on=None) | Q(replaced_on__gt=day))
    return rows.first()


def items_on(day: date, *kinds: str) -> list[DutyItem]:
    """What is on it, of some kinds or all."""
    found = list_on(day)
    rows = DutyItem.objects.filter(list=found).select_related("office")
    return list(rows.filter(kind__in=kinds) if kinds else rows) if found else []


def item_on(day: date, item: int) -> DutyItem | None:
    """One of them."""
    return next((one for one in items_on(day) if one.pk == item), None)


def drafted() -> DutyList | None:
    """The version being drafted."""
    return DutyList.objects.filter(in_force_at=None).select_related("drafted_by").first()


def lists() -> list[DutyList]:
    """Every version, the newest first, with `.many` items."""
    return list(DutyList.objects.select_related("drafted_by", "in_force_by").annotate(many=Count("items")))


def list_shown(number: int, *, drafts: bool = False) -> DutyList:
    """One version, which anybody reads once it came in force. Raises Refusal."""
    found = DutyList.objects.select_related("drafted_by", "in_force_by").filter(number=number).first()
    if found is None or (found.in_force_at is None and not drafts):
        raise missing()
    return found


def items_of(duty_list: DutyList) -> list[DutyItem]:
    """Its items, the kinds in the order in which they are named."""
    rows = duty_list.items.select_related("office").order_by("key")
    return sorted(rows, key=lambda one: Kind.values.index(one.kind))


def item_drafted(item: int) -> DutyItem:
    """One of what is drafted. Raises Refusal."""
    found = DutyItem.objects.select_related("list", "office").filter(pk=item, list__in_force_at=None).first()
    if found is None:
        raise missing()
    return found


def next_key() -> int:
    return (DutyItem.objects.aggregate(last=Max("key"))["last"] or 0) + 1


def wrote(duty_list: DutyList) -> frozenset[int]:
    """Whoever drafted it, wrote an item that the version before did not have, or had a hand in it and wrote over it."""
    before = DutyItem.objects.filter(list__number=duty_list.number - 1).values_list("key", "what", "ground", "kind", "written_by")  # fmt: skip
    kept = set(before)
    rows = duty_list.items.values_list("key", "what", "ground", "kind", "written_by")
    hands = set(duty_list.hands.values_list("person", flat=True))
    return frozenset({row[4] for row in rows if row not in kept} | hands | {duty_list.drafted_by_id})


def admitted_since(duty_list: DutyList | None) -> list[Admission]:
    """What was admitted into a draft that never came in force: since this last list did."""
    if duty_list is None or duty_list.in_force_at is None:
        return []
    return list(Admission.objects.filter(admitted=True, decided_at__gt=duty_list.in_force_at).order_by("id"))


def changes(duty_list: DutyList) -> tuple[list[str], list[str]]:
    """What came and what went against the version before, in words."""
    before = set(DutyItem.objects.filter(list__number=duty_list.number - 1).values_list("what", flat=True))
    now = {one.what for one in duty_list.items.all()}
    return sorted(now - before), sorted(before - now)


def admissions(actor: Actor, before: int = 0) -> list[Admission]:
    """准入申请: to whoever decides all, to an office its own; the newest first, a page and one more."""
    rows = Admission.objects.select_related("office", "filed_by", "decided_by")
    if not access.may_list(actor):
        rows = rows.filter(office=actor.office_id) if actor.may(access.GIVE) else rows.none()
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.order_by("-pk")[: PAGE_SIZE + 1])


def admission_here(actor: Actor, admission: int) -> Admission:
    """One of them. Raises Refusal."""
    found = Admission.objects.select_related("office", "filed_by").filter(pk=admission).first()
    if found is None or not (access.may_list(actor) or found.office_id == actor.office_id):
        raise missing()
    return found


@dataclass(frozen=True)
class Burden:
    """派了多少: of an office, since a day."""

    office: str
    given: int
    done: int
    late: int


def burdens(actor: Actor, since: date, at: datetime) -> list[Burden]:
    """How many tasks each office gave to grids since a day, the most first; a number, and nobody's name. Raises Refusal."""
    access.may_list(actor).or_refuse()
    state, day = PatrolTask.State, localdate(at)
    open_still = Q(state__in=(state.OPEN, state.STARTED))
    with walls.the_house():
        rows = PatrolTask.objects.filter(given_at__date__gte=since).values("office__name").annotate(
            given=Count("pk"), finished=Count("pk", filter=Q(state=state.DONE)), late=Count("pk", filter=open_still & Q(due_on__lt=day))
        )  # fmt: skip
        return [
            Burden(row["office__name"], row["given"], row["finished"], row["late"])
            for row in rows.order_by("-given", "office__name")
        ]


def reach_of(actor: Actor) -> str:
    """The area of the office one acts for, as a code prefix."""
    if actor.reach:
        return actor.reach
    office = Office.objects.select_related("area").filter(pk=actor.office_id).first()
    return office.area.reach if office else ""
