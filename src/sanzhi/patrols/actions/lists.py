"""清单: drafted by one, put in force by another; and 准入, what an office asks to have put on it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.patrols import access, queries, rules
from sanzhi.patrols.models import Admission, DutyItem, DutyList, Hand, Kind
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor

_LOCK = 7_150_001  # two who draft, decide or bring in force come one after the other


@dataclass(frozen=True)
class NewItem:
    """一项: `office` is who asked for it."""

    kind: str
    what: str
    ground: str
    office: int


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


@transaction.atomic
def draft_list(change: str, *, by: Actor, at: datetime) -> DutyList:
    """起草下一版, which begins with what the last one says. Raises Refusal."""
    access.may_list(by).or_refuse()
    rules.words_between(change, 2, 300, _("改什么")).or_refuse()
    _one_at_a_time()
    if queries.drafted():
        raise Refusal("draft_there", _("已经有一版在起草，请先办完。"))
    return _drafted(change, by, at)


def _drafted(change: str, by: Actor, at: datetime) -> DutyList:
    last = DutyList.objects.first()
    made = DutyList.objects.create(
        number=last.number + 1 if last else 1,
        change=change.strip(),
        drafted_by_id=by.person_id,
        drafted_at=at,
    )
    if last:
        DutyItem.objects.bulk_create(
            DutyItem(list=made, key=one.key, kind=one.kind, what=one.what, ground=one.ground, office_id=one.office_id, written_by_id=one.written_by_id)
            for one in last.items.all()
        )  # fmt: skip
    _told("duty.drafted", made, by, at, number=made.number)
    for one in queries.admitted_since(last):  # into a draft that was given up
        _added(made, NewItem(one.kind, one.what, one.ground, one.office_id), by, at)
    return made


@transaction.atomic
def give_up_draft(because: str, *, by: Actor, at: datetime) -> None:
    """放弃起草中的一版, where everybody had a hand in it; another is drafted anew, with what was admitted. Raises Refusal."""
    draft = _held(by)
    rules.words_between(because, 2, 300, _("为什么放弃")).or_refuse()
    _told("duty.given_up", draft, by, at, number=draft.number, because=because.strip())
    draft.items.all().delete()
    draft.hands.all().delete()
    draft.delete()


@transaction.atomic
def add_item(new: NewItem, *, by: Actor, at: datetime) -> DutyItem:
    """写一项 of the version being drafted. Raises Refusal."""
    draft = _held(by)
    _shape(new)
    return _added(draft, new, by, at)


def _added(draft: DutyList, new: NewItem, by: Actor, at: datetime) -> DutyItem:
    made = DutyItem.objects.create(
        list=draft, key=queries.next_key(), kind=new.kind, what=new.what.strip(), ground=new.ground.strip(),
        office_id=new.office, written_by_id=by.person_id,
    )  # fmt: skip
    _touched(draft, by)
    _told("duty.item", draft, by, at, item=made.pk, key=made.key, what=made.what)
    return made


@transaction.atomic
def change_item(item: int, new: NewItem, *, by: Actor, at: datetime) -> DutyItem:
    """改一项. Raises Refusal."""
    draft = _held(by)
    _shape(new)
    found = queries.item_drafted(item)
    if found.kind != new.kind:  # routes and visits go by its key
        raise Refusal("kind_stays", _("一项的类别不改；请去掉这一项，另外加一项。"))
    found.what, found.ground = new.what.strip(), new.ground.strip()
    found.office_id, found.written_by_id = new.office, by.person_id or 0
    found.save(update_fields=["what", "ground", "office", "written_by"])
    _touched(draft, by)
    _told("duty.item_changed", draft, by, at, item=found.pk, key=found.key, what=found.what)
    return found


@transaction.atomic
def drop_item(item: int, *, by: Actor, at: datetime) -> None:
    """去掉一项: from the day this version is in force nobody gives it any more. Raises Refusal."""
    draft = _held(by)
    found = queries.item_drafted(item)
    key, what = found.key, found.what
    found.delete()
    _touched(draft, by)
    _told("duty.item_dropped", draft, by, at, key=key, what=what)


def _touched(draft: DutyList, by: Actor) -> None:
    """Whoever changed it does not bring it in force, also where nothing is left to see of the change."""
    Hand.objects.get_or_create(list=draft, person_id=by.person_id)


def _held(by: Actor) -> DutyList:
    access.may_list(by).or_refuse()
    _one_at_a_time()
    draft = queries.drafted()
    if draft is None:
        raise Refusal("no_draft", _("现在没有在起草的一版，请先起草。"))
    return draft


def _shape(new: NewItem) -> None:
    if new.kind not in Kind.values:
        raise Refusal("item_kind", _("请选是巡查、采集、走访、宣传还是帮办。"))
    rules.words_between(new.what, 4, 120, _("做什么")).or_refuse()
    rules.words_between(new.ground, 4, 160, _("依据")).or_refuse()
    rules.names_no_label(new.what, new.ground).or_refuse()
    if not Office.objects.filter(pk=new.office).exists():
        raise Refusal("office_unknown", _("请选是哪个单位要求的。"))


@transaction.atomic
def bring_in_force(day: date, *, by: Actor, at: datetime) -> DutyList:
    """生效, from a day on, by somebody who wrote nothing of it; the one before ends that day. Raises Refusal."""
    draft = _held(by)
    access.may_bring(by, queries.wrote(draft)).or_refuse()
    if day < localdate(at):
        raise Refusal("day_past", _("生效日从今天或者以后算起。"))
    if not draft.items.exists():
        raise Refusal("list_empty", _("这一版一项也没有。"))
    before = DutyList.objects.filter(in_force_at__isnull=False, replaced_on=None).first()
    if before and before.force_from and before.force_from >= day:
        raise Refusal("day_before_last", _("要晚于上一版的生效日。"))
    if before:
        before.replaced_on = day
        before.save(update_fields=["replaced_on"])
    draft.in_force_by_id, draft.in_force_at, draft.force_from = by.person_id, at, day
    draft.save(update_fields=["in_force_by", "in_force_at", "force_from"])
    _told("duty.in_force", draft, by, at, number=draft.number, day=day.isoformat())
    return draft


@transaction.atomic
def ask_admission(new: NewItem, why: str, *, by: Actor, at: datetime) -> Admission:
    """提准入申请, for one's own office. Raises Refusal."""
    if not by.may(access.GIVE) or by.office_id != new.office:
        raise Refusal("role_may_not_give", _("由要派任务的单位自己提。"))
    _shape(new)
    rules.words_between(why, 4, 300, _("为什么要网格员来做")).or_refuse()
    rules.names_no_label(why).or_refuse()
    made = Admission.objects.create(
        office_id=new.office, kind=new.kind, what=new.what.strip(), ground=new.ground.strip(), why=why.strip(),
        filed_by_id=by.person_id, filed_at=at,
    )  # fmt: skip
    where = Office.objects.get(pk=new.office).area_id
    record(
        "duty.asked", by=by.person_id, at=at, about=("admission", made.pk), content={"area": where, "what": made.what}, topic="duty.asked"
    )  # fmt: skip
    return made


@transaction.atomic
def decide_admission(admission: int, *, admitted: bool, reason: str, by: Actor, at: datetime) -> Admission:
    """准入或者不准入, with a reason; what is admitted goes into the next version, which another puts in force. Raises Refusal."""
    access.may_list(by).or_refuse()
    _one_at_a_time()
    found = Admission.objects.select_for_update(of=("self",)).filter(pk=admission).first()
    if found is None:
        raise queries.missing()
    access.may_decide(by, found.filed_by_id).or_refuse()
    if found.decided_at:
        raise Refusal("decided_already", _("这个申请已经决定。"))
    rules.words_between(reason, 2, 300, _("理由")).or_refuse()
    if admitted:
        draft = queries.drafted() or _drafted(f"增加：{found.what}", by, at)
        _added(draft, NewItem(found.kind, found.what, found.ground, found.office_id), by, at)
    found.admitted, found.reason, found.decided_by_id, found.decided_at = (
        admitted, reason.strip(), by.person_id, at,
    )  # fmt: skip
    found.save(update_fields=["admitted", "reason", "decided_by", "decided_at"])
    said = {"admitted": admitted, "person": found.filed_by_id}
    record("duty.decided", by=by.person_id, at=at, about=("admission", found.pk), content=said, topic="duty.decided")  # fmt: skip
    return found


def _told(kind: str, duty_list: DutyList, by: Actor, at: datetime, **content: object) -> None:
    record(kind, by=by.person_id, at=at, about=("dutylist", duty_list.pk), content=content)
