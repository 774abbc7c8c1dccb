"""个案: 接案 with the client's word, 预估, 计划, 介入, 评估, 结案; handed over with their word; every opening is on record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.groups import access, queries
from sanzhi.groups import rules_of_workers as rules
from sanzhi.groups.models import Casework, CaseworkSession, SocialWorker
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor

CONSENT, WORDS = "casework", "2026-11"
ITEMS = ("name", "phone", "casework")
SAID = {"assessed": "assessment", "planned": "plan", "intervening": "plan", "evaluated": "outcome"}


@dataclass(frozen=True)
class NewCasework:
    """接案: who, from where, what about; a child's guardian too; `signed`: the paper on which they agreed."""

    name: str
    phone: str
    source: str
    problem: str
    supervisor: int
    signed: bool
    child: bool = False
    born: date | None = None
    guardian_name: str = ""
    guardian_phone: str = ""


@transaction.atomic
def open_casework(new: NewCasework, *, by: Actor, at: datetime) -> Casework:
    """接案, with the client's signed word, or the guardian's of a child. Raises Refusal."""
    hold_workers(queries.worker_self(by).pk, new.supervisor)
    me = queries.worker_self(by)  # still employed
    if not new.signed:
        raise Refusal("consent_missing", _("没有本人（孩子的由监护人）签字同意的，不能接案。"))
    if len(new.problem.strip()) < 4 or not new.name.strip():
        raise Refusal("words_missing", _("请写清楚（至少 4 个字）。"))
    rules.fits(new.problem).or_refuse()
    if new.child and not (new.guardian_name.strip() and new.guardian_phone.strip()):
        raise Refusal("guardian_missing", _("未满十八周岁的，要写监护人，由监护人同意。"))
    until = rules.guarded_until(new.born, localdate(at)) if new.child else None
    if new.supervisor not in {one.pk for one in queries.colleagues(me, localdate(at))}:
        raise Refusal("choice_unknown", _("请选择另一位社工作督导。"))
    with walls.the_house():
        if not (new.phone.strip() or new.child):
            raise Refusal("phone_missing", _("请写本人的电话；没有电话的孩子，写监护人的。"))
        client = people.register_named(name=new.name, phone=new.phone, by=by, at=at)
        guardian = None
        if new.child:
            guardian = people.register_named(name=new.guardian_name, phone=new.guardian_phone, by=by, at=at)
        who = guardian or client
        people.enter_consent(who.pk, CONSENT, ITEMS, text_version=WORDS, by=by, at=at)
        if Casework.objects.filter(client=client, worker=me, closed_at=None).exists():
            raise Refusal("open_already", _("您已经有这个人的个案没有结案。"))
    one = Casework.objects.create(
        client=client, guardian=guardian, guarded_until=until, worker=me, supervisor_id=new.supervisor, area_id=me.area_id,
        source=new.source, problem=new.problem.strip(), opened_at=at,
    )  # fmt: skip
    told("casework.opened", one, by, at)
    return one


@transaction.atomic
def advance_casework(casework: int, to: str, *, said: str, by: Actor, at: datetime) -> Casework:
    """下一步: assessed, planned with its goals, begun, evaluated. Raises Refusal."""
    one = mine(casework, by)
    if to not in SAID:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    rules.may_advance(stage=one.stage, to=to, said=said).or_refuse()
    words = (
        f"{one.plan}\n{said.strip()}" if to == "intervening" else said.strip()
    )  # what was agreed on beginning stands under the plan
    return _moved(one, to, by, at, **{SAID[to]: words})


@transaction.atomic
def hold_session(
    casework: int, *, held_on: date, minutes: int, text: str, by: Actor, at: datetime
) -> CaseworkSession:
    """会谈, while one intervenes. Raises Refusal."""
    one = mine(casework, by)
    if one.stage != "intervening":
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    if held_on > localdate(at) or not 5 <= minutes <= 480 or len(text.strip()) < 4:
        raise Refusal("session_shape", _("请写哪一天、多少分钟（5 到 480）、做了什么。"))
    rules.fits(text).or_refuse()
    row = one.sessions.create(held_on=held_on, minutes=minutes, text=text.strip(), by_id=by.person_id, at=at)
    told("casework.session", one, by, at)
    return row


@transaction.atomic
def close_casework(casework: int, *, why: str, said: str, by: Actor, at: datetime) -> Casework:
    """结案, for one reason of several; from any stage. Raises Refusal."""
    one = mine(casework, by)
    rules.may_advance(stage=one.stage, to="closed", said=said).or_refuse()
    if why not in Casework.Closed.values:
        raise Refusal("choice_unknown", _("请选为什么结案。"))
    return _moved(
        one, "closed", by, at, closed_for=why, closing=said.strip()[:300], closed_at=at, hand_to=None
    )


@transaction.atomic
def end_own_casework(casework: int, *, by: Actor, at: datetime) -> Casework:
    """不再做了, by the client or the guardian, in one step, no reason asked: the case is closed, and their word taken back where
    no other case rests on it."""
    one = theirs(casework, by, at)
    if one.stage == "closed":
        return one
    with walls.the_house():
        if not queries.word_bears_another(one):
            people.withdraw_consent(one.guardian or one.client, CONSENT, by=by, at=at)
        return _moved(one, "closed", by, at, closed_for="client", closing="", closed_at=at, hand_to=None)


@transaction.atomic
def take_back_word(*, by: Actor, at: datetime) -> int:
    """撤回同意, wherever it is taken back: each case that rests on it is closed with it. Returns how many."""
    with walls.the_house():
        rows = list(queries.resting_on(by.person_id or 0).select_for_update(of=("self",)))
        for one in rows:
            _moved(one, "closed", by, at, closed_for="client", closing="", closed_at=at, hand_to=None)
        people.withdraw_consent(Person.objects.get(pk=by.person_id), CONSENT, by=by, at=at)
    return len(rows)


@transaction.atomic
def look_at_casework(casework: int, *, purpose: str, by: Actor, at: datetime) -> Casework:
    """打开个案, with a purpose: on record before anything is shown, and read by the client. Raises Refusal."""
    one = queries.casework_of(by, casework)
    people.look(one.client_id, purpose=purpose, about=("casework", one.pk), by=by, at=at, items=["casework"])
    return one


def hold_workers(*workers: int) -> None:
    """Nobody leaves while something is put into their hands. Held before the case itself, everywhere, so that none waits for another."""
    rows = SocialWorker.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=workers)
    list(rows.order_by("pk"))


def held(casework: int) -> Casework:
    rows = Casework.objects.select_for_update(of=("self",)).select_related(
        "worker", "supervisor", "client", "guardian"
    )
    one = rows.filter(pk=casework).first()
    if one is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    return one


def mine(casework: int, by: Actor) -> Casework:
    one = held(casework)
    access.may_work_on(by, one).or_refuse()
    return one


def theirs(casework: int, by: Actor, at: datetime) -> Casework:
    one = held(casework)
    access.is_about(by, one, localdate(at)).or_refuse()
    return one


def _moved(one: Casework, stage: str, by: Actor, at: datetime, **said: Any) -> Casework:
    for name, value in {"stage": stage, **said}.items():
        setattr(one, name, value)
    one.save(update_fields=["stage", *said])
    told("casework.moved", one, by, at, stage=stage)
    return one


def told(kind: str, one: Casework, by: Actor, at: datetime, **content: object) -> None:
    """Whose it is and what is said stand behind the wall alone."""
    topic = None if kind == "casework.session" else kind
    record(kind, by=by.person_id, at=at, about=("casework", one.pk), content=content, topic=topic)
