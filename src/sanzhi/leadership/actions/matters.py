"""四议两公开: proposed, discussed, reviewed, put to the vote; published when it passed, and again when it is done."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.deliberation import actions as deliberation
from sanzhi.deliberation import queries as councils
from sanzhi.deliberation.actions import NewItem
from sanzhi.deliberation.models import Body, Meeting
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.leadership import access, queries, rules
from sanzhi.leadership.models import Gate, Matter
from sanzhi.leadership.rules import Counted
from sanzhi.notices import actions as notices
from sanzhi.notices.actions import NewNotice
from sanzhi.notices.models import Notice
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

TITLE = 80  # characters of a notice's title
NOTICE_KIND = "affairs"  # 村务公开: fifteen days, by law


@transaction.atomic
def begin_matter(body: int, title: str, *, by: Actor, at: datetime) -> Matter:
    """起一件大事, of what a village decides at an assembly or a representatives' meeting. Raises Refusal."""
    found = Body.objects.filter(pk=body, ended_at=None).first()
    if found is None or found.pack not in rules.DECIDE:
        raise Refusal("choice_unknown", _("请选择村民会议或者村民代表会议。"))
    access.may_keep_matter(by, found.area_id).or_refuse()
    if not 2 <= len(title.strip()) <= 80:
        raise Refusal("title_shape", _("请写明是什么事（2 到 80 个字）。"))
    one = Matter.objects.create(body=found, title=title.strip(), begun_by_id=by.person_id, begun_at=at)
    _told("matter.begun", one, by, at, title=one.title)
    return one


@dataclass(frozen=True)
class Held:
    """一次会 as entered. `text`: what the matter says when it leaves it; `minutes_at`: where the signed minutes lie."""

    held_on: date
    counted: Counted
    text: str
    minutes_at: str


@transaction.atomic
def enter_gate(matter: int, new: Held, *, by: Actor, at: datetime) -> Gate:
    """记一次会: the next of the three; it counts once another has checked it. Raises Refusal."""
    one = _held(matter, by, Matter.State.RUNNING)
    gates = list(one.gates.all())
    if any(gate.checked_at is None for gate in gates):
        raise Refusal("gate_waits", _("上一次会还没有人核对。"))
    kind = rules.next_gate([gate.kind for gate in gates if gate.passed])
    if not kind:
        raise Refusal("gates_done", _("提议、商议、审议都过了，可以列入议题。"))
    last = max((gate.held_on for gate in gates if gate.passed), default=date.min)
    if not last <= new.held_on <= localdate(at):
        raise Refusal("day_outside", _("开会的日子要在上一步以后、今天以前。"))
    rules.counted_right(new.counted).or_refuse()
    if not (10 <= len(new.text.strip()) <= 3_000 and 2 <= len(new.minutes_at.strip()) <= 100):
        raise Refusal("gate_shape", _("请写明要定的内容（10 到 3000 个字）、会议记录放在哪里。"))
    gate = Gate.objects.create(
        matter=one, kind=kind, held_on=new.held_on, **asdict(new.counted), text=new.text.strip(),
        minutes_at=new.minutes_at.strip(), entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip
    _told("matter.gate_entered", one, by, at, gate=gate.pk, step=kind)
    return gate


@transaction.atomic
def check_gate(gate: int, *, right: bool, reason: str = "", by: Actor, at: datetime) -> Gate:
    """核对 with the signed minutes, by another: what it came to follows from the figures; else back, with the reason. Raises Refusal."""
    found = Gate.objects.filter(pk=gate).values_list("matter", flat=True).first() or 0
    one = _locked(found)
    row = one.gates.get(pk=gate)
    if one.state != Matter.State.RUNNING:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    access.may_check_gate(by, one.body.area_id, row.entered_by_id).or_refuse()
    if row.checked_at:
        raise Refusal("checked_already", _("已经核对过了。"))
    row.checked_by_id, row.checked_at = by.person_id, at
    if right:
        row.passed = bool(rules.gate_passes(row.kind, queries.counted(row)))
    else:
        row.returned = _a_reason(reason)
    row.save(update_fields=["checked_by", "checked_at", "passed", "returned"])
    _told("matter.gate_checked", one, by, at, gate=row.pk, passed=row.passed, returned=row.returned)
    return row


@dataclass(frozen=True)
class Put:
    """列入议题: at which meeting, how it is voted on; who the legal adviser is and what they say."""

    meeting: int
    method: str
    adviser: str = ""
    opinion: str = ""


@transaction.atomic
def put_matter(matter: int, new: Put, *, by: Actor, at: datetime) -> Matter:
    """列入议题, of a called meeting of its body, with the text that the three meetings agreed on. Raises Refusal."""
    one = _held(matter, by, Matter.State.RUNNING)
    agreed = [gate for gate in one.gates.all() if gate.passed]
    if rules.next_gate([gate.kind for gate in agreed]):
        raise Refusal("gates_first", _("先要党组织提议、两委商议、党员大会审议都通过。"))
    if not Meeting.objects.filter(pk=new.meeting, body=one.body_id).exists():
        raise Refusal("meeting_unknown", _("请选这件事要上的、还没发通知的会。"))
    item = NewItem(
        one.title, agreed[-1].text, new.method, important=True, adviser=new.adviser, opinion=new.opinion
    )
    one.item = deliberation.put_item(new.meeting, item, by=by, at=at)
    one.state = Matter.State.VOTING
    one.save(update_fields=["item", "state"])
    _told("matter.put", one, by, at, item=one.item.pk)
    return one


@transaction.atomic
def take_decision(matter: int, *, by: Actor, at: datetime) -> Matter:
    """取表决结果, at whichever meeting it was resolved at last; what was never voted on may be put again. Raises Refusal."""
    one = _held(matter, by, Matter.State.VOTING)
    item = queries.voted(one)
    resolution = getattr(item, "resolution", None)
    if resolution and not councils.resolved(item):
        raise Refusal("short_yet", _("没到法定人数。可以改期另开；不另开的，散会以后按没有通过记。"))
    if not councils.resolved(item):
        raise Refusal("not_resolved", _("还没有表决结果。"))
    if resolution is None:
        one.state, one.item = Matter.State.RUNNING, None
        one.save(update_fields=["state", "item"])
        _told("matter.taken_back", one, by, at, item=item.pk)
        return one
    one.state = Matter.State.PASSED if resolution.passed else Matter.State.FAILED
    one.item, one.resolution, one.resolved_at = item, resolution, at
    one.save(update_fields=["state", "item", "resolution", "resolved_at"])
    _told("matter.decided", one, by, at, resolution=resolution.pk, passed=resolution.passed)
    return one


@transaction.atomic
def publish_decision(matter: int, contact: str, *, by: Actor, at: datetime) -> Matter:
    """决议公开: a notice that another signs. Raises Refusal."""
    one = _held(matter, by, Matter.State.PASSED)
    _drafts_anew(one.decision)
    assert one.resolution
    with override("zh-hans"):  # what is kept does not change with who reads it
        body = f"{one.resolution.item.text}\n\n{queries.told_of(one.resolution)}"
    one.decision = _notice(one, f"决议公开：{one.title}", body, contact, by, at)
    one.save(update_fields=["decision"])
    _told("matter.published", one, by, at, notice=one.decision.pk)
    return one


@transaction.atomic
def publish_outcome(matter: int, text: str, contact: str, *, by: Actor, at: datetime) -> Matter:
    """实施结果公开, once the decision hangs and residents accepted all that followed from it. Raises Refusal."""
    one = _held(matter, by, Matter.State.PASSED)
    if not queries.hangs(one.decision):
        raise Refusal("decision_first", _("先要把决议公开。"))
    old = one.outcome if one.outcome and not one.outcome.posted_at else None
    if old is None:
        _drafts_anew(one.outcome)
    tasks = queries.tasks_of(one)
    if not tasks or any(task.state != "accepted" for task in tasks):
        raise Refusal("tasks_left", _("落实事项要先交办，并且都由居民验收通过。"))
    if not 10 <= len(text.strip()) <= 2_000:
        raise Refusal("outcome_shape", _("请写明办成了什么、花了多少、还有什么没办（10 到 2000 个字）。"))
    one.outcome = _notice(one, f"实施结果公开：{one.title}", text.strip(), contact, by, at)
    one.save(update_fields=["outcome"])
    if old:  # not signed yet, and written anew
        notices.recall_notice(old.pk, reason="实施结果重新拟了一稿", by=by, at=at)
    _told("matter.outcome", one, by, at, notice=one.outcome.pk)
    return one


@transaction.atomic
def give_up_matter(matter: int, because: str, contact: str, *, by: Actor, at: datetime) -> Matter:
    """决议没能实施, of what passed and hangs: the reason is drawn up as a notice that another signs, and the town is told. Where
    that notice was withdrawn it is drawn up anew. Raises Refusal."""
    one = _locked(matter)
    access.may_keep_matter(by, one.body.area_id).or_refuse()
    if one.state not in (Matter.State.PASSED, Matter.State.ENDED):
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    if not queries.hangs(one.decision):
        raise Refusal("decision_first", _("先要把决议公开。"))
    _drafts_anew(one.outcome)
    one.because, one.state = _a_reason(because), Matter.State.ENDED
    one.outcome = _notice(one, f"决议没能实施：{one.title}", one.because, contact, by, at)
    one.save(update_fields=["because", "state", "outcome"])
    town = people.up_from(one.body.area_id)[1]
    said = {"place": town, "because": one.because, "notice": one.outcome.pk}
    record(
        "matter.given_up",
        by=by.person_id,
        at=at,
        about=("matter", one.pk),
        content=said,
        topic="matter.given_up",
    )
    return one


@transaction.atomic
def drop_matter(matter: int, because: str, *, by: Actor, at: datetime) -> Matter:
    """不办了, with the reason, before it is on an agenda. Raises Refusal."""
    one = _held(matter, by, Matter.State.RUNNING)
    one.because, one.state = _a_reason(because), Matter.State.DROPPED
    one.save(update_fields=["because", "state"])
    _told("matter.dropped", one, by, at, because=one.because)
    return one


@transaction.atomic
def warn_of_matter(matter: int, *, at: datetime) -> bool:
    """没有公开: said once, one level up. False where it hangs by now."""
    one = _locked(matter)
    if one.warned_at or queries.hangs(one.decision):
        return False
    one.warned_at = at
    one.save(update_fields=["warned_at"])
    with walls.the_house():
        said = {"place": people.up_from(one.body.area_id)[1]}
        record("matter.late", by=None, at=at, about=("matter", one.pk), content=said, topic="matter.late")
    return True


def _drafts_anew(notice: Notice | None) -> None:
    """There is none, or it was withdrawn. Raises Refusal."""
    if notice and not notice.withdrawn_at:
        raise Refusal("published_already", _("已经拟了公示。"))


def _notice(one: Matter, title: str, body: str, contact: str, by: Actor, at: datetime) -> Notice:
    said = NewNotice(one.body.area_id, NOTICE_KIND, title[:TITLE], contact, body=body, about=("matter", one.pk))  # fmt: skip
    return notices.draft_notice(said, by=by, at=at)


def _locked(matter: int) -> Matter:
    rows = Matter.objects.select_for_update(of=("self",)).select_related(
        "body", "decision", "outcome", "resolution__item"
    )
    found = rows.filter(pk=matter).first()
    if found is None:
        raise queries.missing()
    return found


def _held(matter: int, by: Actor, state: Any) -> Matter:
    one = _locked(matter)
    access.may_keep_matter(by, one.body.area_id).or_refuse()
    if one.state != state:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    return one


def _a_reason(typed: str) -> str:
    if not 4 <= len(typed.strip()) <= 200:
        raise Refusal("reason_missing", _("请写明理由（4 到 200 个字）。"))
    return typed.strip()


def _told(kind: str, one: Matter, by: Actor, at: datetime, **said: object) -> None:
    content = {"place": one.body.area_id, **said}
    topic = kind if kind in ("matter.gate_entered", "matter.decided") else None
    record(kind, by=by.person_id, at=at, about=("matter", one.pk), content=content, topic=topic)
