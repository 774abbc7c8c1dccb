"""社工: entered as employed, certificates registered for three years, training; the allowance proposed by one, agreed to by another."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.groups import access, queries
from sanzhi.groups import rules_of_workers as rules
from sanzhi.groups.models import Allowance, AllowanceRule, Registration, SocialWorker, Training
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .funds import a_reason


@transaction.atomic
def enter_worker(post: int, *, starts_on: date, by: Actor, at: datetime) -> SocialWorker:
    """登记社工: of somebody in post as one, where they are employed, from the day on which they began. Raises Refusal."""
    found = next((one for one in queries.workers_in_post(by, at) if one.pk == post), None)
    if found is None:
        raise Refusal("choice_unknown", _("请选择一位有社工岗位的人。"))
    access.may_keep(by, found.office.area_id).or_refuse()
    where = {"office_id": found.office_id, "area_id": found.office.area_id}
    hand = {"entered_by_id": by.person_id, "entered_at": at}
    SocialWorker.objects.get_or_create(person_id=found.person_id, defaults=where | hand)
    one = SocialWorker.objects.select_for_update(of=("self",)).get(person_id=found.person_id)
    if one.spells.filter(ends_on=None, office=found.office_id).exists():
        return one  # entered before
    rules.spell_begins(
        starts_on=starts_on, today=localdate(at), spells=queries.spells_of(one.spells.all())
    ).or_refuse()
    one.spells.create(office_id=found.office_id, starts_on=starts_on, **hand)
    one.office_id, one.area_id = found.office_id, found.office.area_id
    one.save(update_fields=["office", "area"])
    _told("worker.entered", one, by, at, office=found.office_id, since=f"{starts_on}")
    return one


@transaction.atomic
def end_worker(worker: int, *, last_on: date, by: Actor, at: datetime) -> SocialWorker:
    """离职, after a last day: listed no longer; nobody is left behind without a worker; what was proposed for months no longer
    worked is refused. Raises Refusal."""
    one = _held(worker, by)
    spell = one.spells.filter(ends_on=None).first()
    if spell is None:
        return one
    rules.spell_ends(starts_on=spell.starts_on, last_on=last_on, today=localdate(at)).or_refuse()
    if queries.cases_open(one):
        raise Refusal("cases_open", _("还有没结案的个案（自己的或者督导的），先结案或者转给别的社工。"))
    spell.ends_on, spell.ended_by_id, spell.ended_at = last_on, by.person_id, at
    spell.save(update_fields=["ends_on", "ended_by", "ended_at"])
    beyond = one.allowances.filter(
        agreed_at=None, refused_at=None, month__gte=rules.first_not_worked(last_on)
    )
    beyond.update(refused_at=at, reason="这个月没有做满，已经离职")
    _told("worker.left", one, by, at, last=f"{last_on}")
    return one


@transaction.atomic
def register_certificate(
    worker: int, *, level: str, number: str, registered_on: date, by: Actor, at: datetime
) -> Registration:
    """登记证书, for three years; again, with the training that needs. Raises Refusal."""
    one = _held(worker, by)
    last = one.registrations.filter(level=level).first()
    since = last.registered_on if last else None
    until = rules.valid_to(registered_on, last.valid_to if last else None)
    hours = queries.hours_since(one, since) if since else 0
    rules.registration_stands(
        number=number, registered_on=registered_on, today=localdate(at), last=since, hours=hours
    ).or_refuse()
    if Registration.objects.filter(number=number.strip()).exclude(worker=one).exists():
        raise Refusal("number_taken", _("这个证书编号已经登记给别人。"))
    if one.registrations.filter(registered_on=registered_on).exists():
        raise Refusal("registered_before", _("已经有更晚的登记。"))
    row = one.registrations.create(
        level=level, number=number.strip(), registered_on=registered_on, valid_to=until,
        entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip
    _told("worker.registered", one, by, at, level=level, number=row.number)
    return row


@transaction.atomic
def enter_training(worker: int, *, held_on: date, hours: int, what: str, by: Actor, at: datetime) -> Training:
    """登记继续教育. Raises Refusal."""
    one = _held(worker, by)
    if held_on > localdate(at) or not 1 <= hours <= 80 or len(what.strip()) < 2:
        raise Refusal("training_shape", _("请写学了什么、哪一天、多少小时（1 到 80）。"))
    row, new = one.training.get_or_create(
        held_on=held_on,
        what=what.strip(),
        defaults={"hours": hours, "entered_by_id": by.person_id, "entered_at": at},
    )
    if new:
        _told("worker.trained", one, by, at, hours=hours)
    return row


@transaction.atomic
def set_allowance(
    level: str, *, fen: int, from_on: date, document: str, by: Actor, at: datetime
) -> AllowanceRule:
    """定补贴标准, by the county, under the number of its document. Raises Refusal."""
    access.may_keep_county(by).or_refuse()
    if (
        fen <= 0
        or len(document.strip()) < 4
        or AllowanceRule.objects.filter(level=level, from_on=from_on).exists()
    ):
        raise Refusal("allowance_shape", _("请写金额和文件编号；同一级别同一天只能定一次。"))
    rule = AllowanceRule.objects.create(
        level=level,
        fen=fen,
        from_on=from_on,
        document=document.strip(),
        entered_by_id=by.person_id,
        entered_at=at,
    )
    record(
        "allowance.set",
        by=by.person_id,
        at=at,
        about=("allowance_rule", rule.pk),
        content={"level": level, "fen": fen},
    )
    return rule


@transaction.atomic
def propose_allowances(month: date, *, by: Actor, at: datetime) -> list[Allowance]:
    """拟一个月的补贴: of everybody in one's place whose certificate held through it, but oneself. Raises Refusal."""
    access.may_keep(by, by.reach).or_refuse()
    rules.month_stands(month=month, today=localdate(at)).or_refuse()
    list(queries.workers_there(by).select_for_update(of=("self",)))  # one month is drawn up after the other
    made = [
        Allowance(worker=one, month=month, level=level, fen=fen, proposed_by_id=by.person_id, proposed_at=at)
        for one, level, fen in queries.due_in(by, month)
    ]
    made = Allowance.objects.bulk_create(made)
    said = {"month": f"{month}", "count": len(made), "area": by.reach.ljust(12, "0"), "hands": [by.person_id]}
    topic = "allowance.proposed" if made else None
    record("allowance.proposed", by=by.person_id, at=at, about=("allowance_month", month.year * 100 + month.month), content=said, topic=topic)  # fmt: skip
    return made


@transaction.atomic
def agree_allowances(month: date, shown: Sequence[int], *, by: Actor, at: datetime) -> int:
    """同意一个月的补贴: the rows that whoever signs was `shown`, which another proposed and which are not their own; nothing where
    the list has changed since. Returns how many. Raises Refusal."""
    access.may_keep(by, by.reach).or_refuse()
    rows = queries.allowances_to_agree(by, month).select_for_update(of=("self",))
    waiting = [one.pk for one in rows[: rules.MOST_SIGNED]]
    if not waiting:
        raise Refusal("own_hand", _("没有等您同意的：自己拟的、自己的，由别人来同意。"))
    if waiting != list(shown):
        raise Refusal("list_changed", _("名单在您看的时候变了，没有同意任何一个人；请看现在的名单，再同意。"))
    Allowance.objects.filter(pk__in=waiting).update(agreed_by=by.person_id, agreed_at=at)
    said = {"month": f"{month}", "rows": waiting}
    record("allowance.agreed", by=by.person_id, at=at, about=("allowance_month", month.year * 100 + month.month), content=said)  # fmt: skip
    return len(waiting)


@transaction.atomic
def refuse_allowance(allowance: int, *, reason: str, by: Actor, at: datetime) -> Allowance:
    """不同意一个人的, with a reason. Raises Refusal."""
    rows = Allowance.objects.select_for_update(of=("self",)).select_related("worker")
    one = rows.filter(pk=allowance).first()
    verdict = access.may_keep(by, one.worker.area_id) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    if one.agreed_at or one.refused_at:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    one.refused_at, one.reason = at, a_reason(reason)
    one.save(update_fields=["refused_at", "reason"])
    _told("allowance.refused", one.worker, by, at, allowance=one.pk)
    return one


def _held(worker: int, by: Actor) -> SocialWorker:
    one = SocialWorker.objects.select_for_update(of=("self",)).filter(pk=worker).first()
    verdict = access.may_keep(by, one.area_id) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    return one


def _told(kind: str, one: SocialWorker, by: Actor, at: datetime, **content: object) -> None:
    record(kind, by=by.person_id, at=at, about=("social_worker", one.pk), content=content)
