"""社工: who is employed where, whose certificate holds; the allowance of a month."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Sum
from django.utils.timezone import localdate

from sanzhi.groups import rules_of_workers as rules
from sanzhi.groups.models import Allowance, AllowanceRule, Employment, Registration, SocialWorker
from sanzhi.groups.models.workers import Level
from sanzhi.groups.rules_of_workers import Held, Spell
from sanzhi.people.models import Appointment
from sanzhi.people.queries import in_force
from sanzhi.people.roles import Actor

from .register import PAGE_SIZE, missing

LEVELS = Level.choices


def workers_in_post(actor: Actor, at: datetime) -> list[Appointment]:
    """Who may be entered: in post as a social worker in one's place."""
    reach = actor.reach or "-"
    rows = Appointment.objects.filter(in_force(localdate(at)), role="social_worker")
    rows = rows.filter(office__area__gte=reach, office__area__lt=reach + "~")
    return list(rows.select_related("person", "office").order_by("id"))


def employed() -> QuerySet[SocialWorker]:
    """Who is employed, anywhere, until their leaving is entered."""
    lasts = Employment.objects.filter(worker=OuterRef("pk"), ends_on=None)
    return SocialWorker.objects.filter(Exists(lasts)).select_related("person", "office")


def spells_of(rows: Iterable[Employment]) -> list[Spell]:
    return [Spell(row.starts_on, row.ends_on) for row in rows]


def social_workers(area: str, today: date, past: int = 0) -> list[SocialWorker]:
    """Who is employed, each with `.holds`, the registrations that hold today; a page and one more."""
    valid = Registration.objects.filter(registered_on__lte=today, valid_to__gt=today)
    rows = employed().filter(pk__gt=past)
    if area:
        rows = rows.filter(area__gte=area, area__lt=area + "~")
    holds = Prefetch("registrations", queryset=valid, to_attr="holds")
    return list(rows.prefetch_related(holds)[: PAGE_SIZE + 1])


def worker_kept(actor: Actor, worker: int) -> SocialWorker:
    """Of one's place. Raises Refusal."""
    one = SocialWorker.objects.select_related("person", "office").filter(pk=worker).first()
    if one is None or not actor.reach or not one.area_id.startswith(actor.reach):
        raise missing()
    return one


def hours_since(worker: SocialWorker, day: date) -> int:
    return worker.training.filter(held_on__gte=day).aggregate(all=Sum("hours"))["all"] or 0


def rule_of(month: date) -> dict[str, int]:
    """{level: fen a month} as it stands on the first of the month."""
    rows = AllowanceRule.objects.filter(from_on__lte=month).order_by("from_on")
    return {row.level: row.fen for row in rows}


def allowance_rules() -> list[AllowanceRule]:
    return list(AllowanceRule.objects.all())


def workers_there(actor: Actor) -> QuerySet[SocialWorker]:
    """Of one's place, whoever left too."""
    reach = actor.reach or "-"
    return SocialWorker.objects.filter(area__gte=reach, area__lt=reach + "~").order_by("id")


def due_in(actor: Actor, month: date) -> list[tuple[SocialWorker, str, int]]:
    """(worker, level, fen) of one's place for a month: employed and certified through it, not proposed yet, not oneself."""
    said = rule_of(month)
    there = Allowance.objects.filter(month=month, refused_at=None).values("worker")
    rows = workers_there(actor).exclude(person_id=actor.person_id).exclude(pk__in=there)
    due = []
    for one in rows.prefetch_related("registrations", "spells"):
        held = [Held(row.level, row.registered_on, row.valid_to) for row in one.registrations.all()]
        level = rules.level_through(held, month)
        if level in said and rules.employed_through(spells_of(one.spells.all()), month):
            due.append((one, level, said[level]))
    return due


def overpaid(worker: SocialWorker) -> list[date]:
    """Months agreed to and not worked, as an end that was entered later shows: the county takes them back outside."""
    spells = spells_of(worker.spells.all())
    rows = worker.allowances.exclude(agreed_at=None).order_by("month")
    return [row.month for row in rows if not rules.employed_through(spells, row.month)]


def allowances_in(actor: Actor, month: date | None = None) -> QuerySet[Allowance]:
    """Of one's place."""
    reach = actor.reach or "-"
    rows = Allowance.objects.filter(worker__area__gte=reach, worker__area__lt=reach + "~")
    rows = rows.select_related("worker__person", "proposed_by", "agreed_by")
    return rows.filter(month=month) if month else rows


def allowances_to_agree(actor: Actor, month: date) -> QuerySet[Allowance]:
    """Those that wait for this hand: another proposed them, and they are another's; the oldest first."""
    rows = allowances_in(actor, month).filter(agreed_at=None, refused_at=None)
    return rows.exclude(proposed_by=actor.person_id).exclude(worker__person=actor.person_id).order_by("id")


def allowances_shown(actor: Actor, month: date) -> list[Allowance]:
    """What one signature agrees to: as many as a page shows."""
    rows = allowances_to_agree(actor, month).prefetch_related("worker__spells__office")
    return list(rows[: rules.MOST_SIGNED])


def month_to_agree(actor: Actor) -> date | None:
    """The earliest month of which something waits for this hand."""
    rows = allowances_in(actor).filter(agreed_at=None, refused_at=None).exclude(proposed_by=actor.person_id)
    return (
        rows.exclude(worker__person=actor.person_id).order_by("month").values_list("month", flat=True).first()
    )


def allowance_kept(actor: Actor, allowance: int) -> Allowance:
    one = allowances_in(actor).filter(pk=allowance).first()
    if one is None:
        raise missing()
    return one


def allowances(actor: Actor, month: date | None, before: int = 0) -> list[Allowance]:
    rows = allowances_in(actor, month).order_by("-id")
    return list((rows.filter(pk__lt=before) if before else rows)[: PAGE_SIZE + 1])


def allowance_sheet(actor: Actor, month: date) -> list[list[object]]:
    """发放表: what was agreed to, a row each; yuan."""
    rows = allowances_in(actor, month).exclude(agreed_at=None).prefetch_related("worker__spells__office")
    return [
        [one.worker.person.name, one.office, str(one.get_level_display()), f"{month:%Y-%m}", one.fen / 100, one.agreed_by.name]
        for one in rows
        if one.agreed_by
    ]  # fmt: skip
