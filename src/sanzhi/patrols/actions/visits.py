"""走访: asked first; what is written is theirs who said it to read, correct and take back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sanzhi.cases import actions as cases
from sanzhi.cases.actions import Origin
from sanzhi.cases.rules import Filing
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.patrols import access, queries, rules
from sanzhi.patrols.models import Correction, Kind, Need, VisitRecord
from sanzhi.people import actions as people
from sanzhi.people import queries as known
from sanzhi.people.roles import Actor

LOOKED = ("visits",)
FOLLOWING, ANSWERING = gettext_noop("跟进走访的需求"), gettext_noop("答复走访的更正")  # kept in Chinese
HEARD = ("visit.correction_asked", "visit.corrected", "visit.need", "visit.withdrawn")


@dataclass(frozen=True)
class NewVisit:
    """一次走访: `item` is a visit on the list in force; `agreed_by` the grown member who said yes, "" where they said no.
    `needs`: each with whether the village's clerk follows up, else whoever visited."""

    household: str
    item: int
    agreed_by: str = ""
    text: str = ""
    needs: Sequence[tuple[str, bool]] = ()
    grid: str = ""


@transaction.atomic
def record_visit(new: NewVisit, *, by: Actor, at: datetime) -> VisitRecord:
    """登记走访. Without a yes nothing is written but that somebody was there. Raises Refusal."""
    access.may_walk(by, by.reach).or_refuse()
    item = queries.item_on(localdate(at), new.item)
    if item is None or item.kind != Kind.VISIT:
        raise queries.not_listed()
    home = queries.household_to_visit(by.reach, new.household)
    if home is None:
        raise Refusal("household_unknown", _("本村（社区）没有这个户号，请核对。"))
    member = None
    if new.agreed_by.strip():
        member = queries.member_named(home, new.agreed_by, localdate(at))
        if member is None:
            raise Refusal("member_unknown", _("这一户没有这个姓名的成年人，请核对；没有人答应的，姓名不写，也不记内容。"))  # fmt: skip
    elif new.text.strip() or new.needs:
        raise Refusal("no_consent", _("没有人答应，就不记内容；只记来过，对这一户没有任何影响。"))
    for words in (new.text, *(what for what, _clerk in new.needs)):
        rules.names_no_label(words).or_refuse()
    grids = {one.pk for one in queries.my_grids(by, at)}
    made = VisitRecord.objects.create(
        household=home, area_id=home.area_id, grid_id=new.grid if new.grid in grids else (grids.pop() if len(grids) == 1 else None),
        item=item, by_id=by.person_id, visited_at=at, asked=rules.CONSENT_WORDS, consented=bool(member), agreed_by=member, text=new.text.strip(),
    )  # fmt: skip
    _told("visit.recorded", made, by, at, consented=made.consented)
    for what, clerk in new.needs:
        _need(made, what, clerk, by, at)
    return made


def _need(visit: VisitRecord, what: str, clerk: bool, by: Actor, at: datetime) -> Need:
    rules.words_between(what, 2, 200, _("每一条需求")).or_refuse()
    follows = by.person_id
    if clerk:
        clerks = known.people_over("village_clerk", visit.area_id, at)
        if not clerks:
            raise Refusal("no_clerk", _("本村（社区）现在没有文书，请自己跟进。"))
        follows = clerks[0]
    made = Need.objects.create(visit=visit, what=what.strip(), follows_id=follows, noted_at=at)
    _told("visit.need", visit, by, at, need=made.pk, person=follows)
    return made


@transaction.atomic
def open_need(need: int, *, by: Actor, at: datetime) -> Need:
    """打开一件需求, which leaves a line for whoever said it. Raises Refusal."""
    found = queries.need_here(by, need, at)
    _looked(found.visit, FOLLOWING, by, at)
    return found


@transaction.atomic
def open_correction(correction: int, *, by: Actor, at: datetime) -> Correction:
    """打开一条更正, by who may answer it; it leaves a line for whoever said it. Raises Refusal."""
    found = queries.correction_here(by, correction, at)
    access.may_answer(by, found.visit.by_id).or_refuse()
    _looked(found.visit, ANSWERING, by, at)
    return found


def _looked(visit: VisitRecord, purpose: str, by: Actor, at: datetime) -> None:
    spoke = [visit.agreed_by_id] if visit.agreed_by_id else []
    people.note_looks(
        spoke, purpose=purpose, about=("household", visit.household_id), items=LOOKED, by=by, at=at
    )


@transaction.atomic
def meet_need(need: int, *, done: str, by: Actor, at: datetime) -> Need:
    """跟进好了. Raises Refusal."""
    found = _held_need(need, by, at)
    rules.words_between(done, 2, 200, _("怎么解决的")).or_refuse()
    rules.names_no_label(done).or_refuse()
    found.done, found.done_at = done.strip(), at
    found.save(update_fields=["done", "done_at"])
    _told("visit.need_met", found.visit, by, at, need=need)
    return found


def _held_need(need: int, by: Actor, at: datetime) -> Need:
    visit = queries.need_here(by, need, at).visit
    found = Need.objects.select_for_update(of=("self",)).filter(pk=need).first()
    if found is None:
        raise queries.missing()
    if found.follows_id != by.person_id and not by.may(access.KEEP):  # whoever said so may have left
        raise Refusal("not_the_follower", _("这一条由别人跟进。"))
    if found.done_at:
        raise Refusal("need_met", _("这一条已经跟进好。"))
    found.visit = visit
    return found


@transaction.atomic
def file_need(need: int, *, title: str, category: str, agreed: bool, by: Actor, at: datetime) -> Need:
    """登记成诉求, for whoever said yes at the door, if they want it filed. Raises Refusal."""
    found = _held_need(need, by, at)
    if not agreed or found.visit.agreed_by_id is None:
        raise Refusal("not_agreed", _("先问过本人，本人同意才登记。"))
    if found.case_id:
        raise Refusal("filed_already", _("这一条已经登记。"))
    filing = Filing(title.strip(), found.what if len(found.what) >= 5 else f"走访需求：{found.what}", found.visit.area_id, category)  # fmt: skip
    found.case = cases.register(filing, Origin(found.visit.agreed_by_id, "grid", by.person_id), by=by, at=at)
    found.save(update_fields=["case"])
    _told("visit.need_filed", found.visit, by, at, need=need)
    return found


@transaction.atomic
def read_visits(household: int, *, purpose: str, by: Actor, at: datetime) -> None:
    """查阅走访: what was written of a household; whoever said it reads who looked and why, and nobody beside them. Raises Refusal."""
    if not queries.visits_visible(by, at).filter(household=household).exists():
        raise queries.missing()
    spoke = queries.who_spoke(by, household, at)
    people.note_looks(spoke, purpose=purpose, about=("household", household), items=LOOKED, by=by, at=at)


@transaction.atomic
def ask_correction(visit: int, *, says: str, by: Actor, at: datetime) -> Correction:
    """要求更正, by whoever said it. Raises Refusal."""
    found = _held_by_its_speaker(visit, by, at)
    if not found.consented or found.withdrawn_at:
        raise Refusal("nothing_written", _("这次走访没有记内容。"))
    rules.words_between(says, 4, 300, _("哪里不对")).or_refuse()
    if found.corrections.filter(answered_at=None).exists():
        raise Refusal("correction_waits", _("已经有一条更正在等答复。"))
    made = Correction.objects.create(visit=found, asked_by_id=by.person_id, says=says.strip(), asked_at=at)
    _told("visit.correction_asked", found, by, at, person=found.by_id)
    return made


def _held_by_its_speaker(visit: int, by: Actor, at: datetime) -> VisitRecord:
    if not by.is_resident:
        raise queries.missing()
    queries.visit_here(by, visit, at)
    return VisitRecord.objects.select_for_update(of=("self",)).get(pk=visit)


@transaction.atomic
def answer_correction(
    correction: int, *, changed: bool, text: str, answer: str, by: Actor, at: datetime
) -> Correction:
    """更正, or say why not: by whoever wrote it, or the village's clerk. Raises Refusal."""
    visit = queries.correction_here(by, correction, at).visit
    access.may_answer(by, visit.by_id).or_refuse()
    held = VisitRecord.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    found = Correction.objects.select_for_update(of=("self",)).filter(pk=correction).first()
    if found is None or found.answered_at or held.withdrawn_at:
        raise Refusal("answered_already", _("这一条已经答复，或者走访内容已经删掉。"))
    rules.words_between(answer, 2, 300, _("答复")).or_refuse()
    rules.names_no_label(text, answer).or_refuse()
    if changed:
        if text.strip() in ("", held.text):
            raise Refusal(
                "nothing_changed", _("改成的内容是空的，或者和原来一样；不改的，请选不改，写明为什么。")
            )
        held.text = text.strip()[:500]
        held.save(update_fields=["text"])
    found.changed, found.answer, found.answered_by_id, found.answered_at = (
        changed, answer.strip(), by.person_id, at,
    )  # fmt: skip
    found.save(update_fields=["changed", "answer", "answered_by", "answered_at"])
    _told("visit.corrected", held, by, at, person=found.asked_by_id, changed=changed)
    return found


@transaction.atomic
def withdraw_consent(visit: int, *, by: Actor, at: datetime) -> VisitRecord:
    """撤回同意: in one step, without a reason; the notes, needs and corrections go, that somebody was there stays. Raises Refusal."""
    return _withdrawn(_held_by_its_speaker(visit, by, at), by.person_id or 0, by, at)


@transaction.atomic
def withdraw_for(visit: int, *, name: str, by: Actor, at: datetime) -> VisitRecord:
    """替没有手机的人撤回, never by whoever wrote it: whoever said it says so at the counter or the door, wherever they live now, and whoever may read it enters it. Raises Refusal."""
    found = queries.visit_here(by, visit, at)
    if found.by_id == by.person_id:
        raise Refusal("wrote_it", _("您自己写的走访，要由别人替本人撤回。"))
    spoke = found.agreed_by
    if by.is_resident or spoke is None or spoke.name != name.strip():
        raise Refusal("not_who_agreed", _("这次走访不是这个姓名的人答应记的，请核对；只有答应的人能撤回。"))
    return _withdrawn(VisitRecord.objects.select_for_update(of=("self",)).get(pk=visit), spoke.pk, by, at)


def _withdrawn(found: VisitRecord, person: int, by: Actor, at: datetime) -> VisitRecord:
    if not found.consented or found.withdrawn_at:
        raise Refusal("nothing_written", _("这次走访没有记内容。"))
    found.needs.all().delete()
    found.corrections.all().delete()
    found.text, found.withdrawn_at, found.withdrawn_by_id = "", at, person
    found.save(update_fields=["text", "withdrawn_at", "withdrawn_by"])
    _told("visit.withdrawn", found, by, at, person=person)
    return found


@transaction.atomic
def forget_notes(*, at: datetime) -> int:
    """两年以后删掉 (本平台约定): notes, needs and corrections go, the fact of a visit stays. Returns of how many visits."""
    with walls.the_house():
        gone = queries.notes_too_old(at)
        Need.objects.filter(visit__in=gone).delete()
        Correction.objects.filter(visit__in=gone).delete()
        VisitRecord.objects.filter(pk__in=gone).update(text="")
        if gone:
            record("visit.forgotten", by=None, at=at, about=("gridvisit", 0), content={"visits": gone})
    return len(gone)


def _told(kind: str, visit: VisitRecord, by: Actor, at: datetime, **content: object) -> None:
    """That it happened; never a word of what was said, because the journal forgets nothing."""
    topic = kind if kind in HEARD else None
    said = {"area": visit.area_id, **content}
    record(kind, by=by.person_id, at=at, about=("gridvisit", visit.pk), content=said, topic=topic)
