"""定: a compact is opened for a place, its clauses are written, opinions are asked for; a later version starts from the last."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.compacts import access, queries, rules
from sanzhi.compacts.models import Clause, Compact, Hand, Version
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

HEARD = (
    "compact.opinion_settled", "compact.sent", "compact.reviewed", "compact.voted", "compact.filed", "compact.appraising",
)  # fmt: skip


@dataclass(frozen=True)
class NewCompact:
    """公约: `host` says which estate, stairwell, market …; of a village it is empty. `body`: which adopts it."""

    area: str
    kind: str
    name: str
    body: int
    host: str = ""


@transaction.atomic
def open_compact(new: NewCompact, *, by: Actor, at: datetime) -> Version:
    """立一份公约, and its first version to be drafted. Raises Refusal."""
    access.may_keep(by, new.area).or_refuse()
    if new.kind not in Compact.Kind.values or not 2 <= len(new.name.strip()) <= 60:
        raise Refusal("compact_shape", _("请选公约的种类，名称写 2 到 60 个字。"))
    host = "" if new.kind == Compact.Kind.VILLAGE else new.host.strip()
    if new.kind != Compact.Kind.VILLAGE and not 2 <= len(host) <= 40:
        raise Refusal("host_missing", _("请写明是哪个小区、楼道、市场或者企业（2 到 40 个字）。"))
    _may_adopt(new.kind, new.area, host, new.body)
    try:
        with transaction.atomic():
            made = Compact.objects.create(
                area_id=new.area, kind=new.kind, host=host, name=new.name.strip(), body_id=new.body,
                opened_by_id=by.person_id, opened_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refusal("compact_there", _("这里已经有一份公约，请在那一份上修订。")) from error
    told("compact.opened", made, by, at, of=made.kind, place=made.area_id)
    return _drafted(made, 1, by, at)


def _may_adopt(kind: str, area: str, host: str, body: int) -> None:
    """The body is of that place and may adopt it; an estate's owners adopt one. Raises Refusal."""
    found = queries.body_in(area, body)
    if found is None:
        raise Refusal("body_unknown", _("请选由谁通过：村规民约由村民会议，小区公约由业主大会，都要先设好。"))
    rules.adopts(kind, found.pack).or_refuse()
    rules.owners_of(kind, host, found.name).or_refuse()
    if (
        kind == Compact.Kind.ESTATE
        and Compact.objects.filter(kind=kind, body=body).exclude(area=area, host=host).exists()
    ):
        raise Refusal("owners_have_one", _("这个业主大会已经有一份公约，请在那一份上修订。"))


def _drafted(compact: Compact, number: int, by: Actor, at: datetime) -> Version:
    made = Version.objects.create(compact=compact, number=number, drafted_by_id=by.person_id, drafted_at=at)
    told("compact.drafted", compact, by, at, version=made.pk, number=number)
    return made


@transaction.atomic
def name_body(compact: int, body: int, *, by: Actor, at: datetime) -> Compact:
    """改由谁通过: where the body that adopted it ended, or another has to; not while a version is on its agenda. Raises Refusal."""
    one = _held_compact(compact, by)
    _may_adopt(one.kind, one.area_id, one.host, body)
    if one.versions.filter(state__in=(Version.State.VOTING, Version.State.PASSED)).exists():
        raise Refusal("body_votes", _("有一稿正在表决或者等备案，办完再改。"))
    one.body_id = body
    one.save(update_fields=["body"])
    told("compact.body", one, by, at, body=body)
    return one


def _held_compact(compact: int, by: Actor) -> Compact:
    one = Compact.objects.select_for_update(of=("self",)).filter(pk=compact).first()
    if one is None or not by.reach or not one.area_id.startswith(by.reach):
        raise queries.missing()
    access.may_keep(by, one.area_id).or_refuse()
    return one


@transaction.atomic
def revise(compact: int, *, by: Actor, at: datetime) -> Version:
    """修订: a new version, which begins with what the last one says. Raises Refusal."""
    one = _held_compact(compact, by)
    last = queries.last_version(one)
    if last is None or (last.force_from is None and last.state != Version.State.FAILED):
        raise Refusal("draft_there", _("已经有一稿在起草或者报批，请先办完。"))
    made = _drafted(one, last.number + 1, by, at)
    Clause.objects.bulk_create(
        Clause(version=made, number=each.number, field=each.field, kind=each.kind, text=each.text, written_by_id=by.person_id)
        for each in queries.clauses_of(last)
    )  # fmt: skip
    return made


@transaction.atomic
def add_clause(version: int, *, field: str, kind: str, text: str, by: Actor, at: datetime) -> Clause:
    """加一条. What no compact may say is refused with its ground. Raises Refusal."""
    one = held(version, by, Version.State.DRAFTING)
    _shape(one, field, kind, text)
    made = Clause.objects.create(
        version=one, number=one.clauses.count() + 1, field=field, kind=kind, text=text.strip(), written_by_id=by.person_id
    )  # fmt: skip
    _touched(one, by)
    told("compact.clause", one.compact, by, at, version=one.pk, clause=made.pk, text=made.text)
    return made


@transaction.atomic
def change_clause(clause: int, *, field: str, kind: str, text: str, by: Actor, at: datetime) -> Clause:
    """改一条. Raises Refusal."""
    found = held_clause(clause, by)
    _shape(found.version, field, kind, text)
    found.field, found.kind, found.text, found.written_by_id = field, kind, text.strip(), by.person_id or 0
    found.save(update_fields=["field", "kind", "text", "written_by"])
    _touched(found.version, by)
    told(
        "compact.clause_changed", found.version.compact, by, at,
        version=found.version_id, clause=found.pk, text=found.text,
    )  # fmt: skip
    return found


@transaction.atomic
def drop_clause(clause: int, *, by: Actor, at: datetime) -> None:
    """去掉一条, when whoever spoke of it is answered; those after it move up. Raises Refusal."""
    found = held_clause(clause, by)
    if found.opinions.filter(settled_at=None).exists():
        raise Refusal("opinions_left", _("还有意见没有答复，请先答复。"))
    one, number, text = found.version, found.number, found.text
    found.delete()
    for later in one.clauses.filter(number__gt=number):
        later.number -= 1
        later.save(update_fields=["number"])
    _touched(one, by)
    told("compact.clause_dropped", one.compact, by, at, version=one.pk, clause=clause, text=text)


def _touched(version: Version, by: Actor) -> None:
    """Whoever changed it does not review it. And what people were asked about is what goes on its way: a draft changed otherwise
    than by an opinion is asked about anew."""
    Hand.objects.get_or_create(version=version, person_id=by.person_id)
    if version.opinions_until is not None:
        version.opinions_until = None
        version.save(update_fields=["opinions_until"])


def _shape(version: Version, field: str, kind: str, text: str) -> None:
    if field not in Clause.Field.values or kind not in Clause.Kind.values:
        raise Refusal("clause_kind", _("请选属于哪一方面，是提倡、应当还是不做。"))
    rules.clause_stands(text, kind).or_refuse()
    names_nobody(version, text)


def names_nobody(version: Version, *texts: str) -> None:
    """Everybody reads it: no clause names anybody who lives there, or says a number of theirs. Raises Refusal."""
    names = queries.names_in(version.compact.area_id)
    for text in texts:
        rules.names_nobody(text, names).or_refuse()


@transaction.atomic
def ask_opinions(version: int, *, until: date, by: Actor, at: datetime) -> Version:
    """征求意见: from now on everybody reads the draft, and residents of the place say what they think of a clause. Raises Refusal."""
    one = held(version, by, Version.State.DRAFTING)
    rules.clauses_stand([(each.text, each.kind) for each in queries.clauses_of(one)]).or_refuse()
    names_nobody(one, *(each.text for each in queries.clauses_of(one)))
    rules.opinions_long_enough(localdate(at), until).or_refuse()
    one.asked_at, one.opinions_until = one.asked_at or at, until
    one.save(update_fields=["asked_at", "opinions_until"])
    told("compact.asked", one.compact, by, at, version=one.pk, until=until.isoformat())
    return one


def held(version: int, by: Actor, *states: Any) -> Version:
    """The version, locked, for its keeper, in one of these states. Raises Refusal."""
    one = locked(version, by)
    access.may_keep(by, one.compact.area_id).or_refuse()
    in_state(one, *states)
    return one


def locked(version: int, by: Actor) -> Version:
    rows = Version.objects.select_for_update(of=("self",)).select_related("compact__body", "item")
    one = rows.filter(pk=version).first()
    if one is None or not by.reach or not one.compact.area_id.startswith(by.reach):
        raise queries.missing()
    return one


def in_state(version: Version, *states: Any) -> None:
    if version.state not in states:
        said = {"state": version.get_state_display()}
        raise Refusal("wrong_state", _("这一稿现在是“%(state)s”，不能这样做。") % said)


def held_clause(clause: int, by: Actor) -> Clause:
    """The clause, whose version is locked, while it is drafted. Raises Refusal."""
    found = Clause.objects.filter(pk=clause).values_list("version", flat=True).first()
    one = held(found or 0, by, Version.State.DRAFTING)
    held_now = Clause.objects.filter(pk=clause).first()  # again: somebody may have dropped it meanwhile
    if held_now is None:
        raise queries.missing()
    held_now.version = one
    return held_now


def told(kind: str, compact: Compact, by: Actor, at: datetime, **content: object) -> None:
    topic = kind if kind in HEARD else None
    record(kind, by=by.person_id, at=at, about=("compact", compact.pk), content=content, topic=topic)
