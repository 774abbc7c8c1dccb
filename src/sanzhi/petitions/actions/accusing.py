"""检举控告的办理: filed, registered, forwarded, told of, concluded; and led away when the tree of offices changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.cases.kinds.maxima import maxima
from sanzhi.journal import actions as journal
from sanzhi.kit import deadlines, ids, walls
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.petitions import access, queries, rules, sealing
from sanzhi.petitions.flow import ACCUSATION
from sanzhi.petitions.models import Accusation, AccusationLook, AccusationMove, KeptOut

GOES_ABOVE = gettext_lazy(
    "您反映的单位管着本市所有受理检举控告的机关，这里不能收，也没有保存您写的内容。请向上级机关反映（《信访工作条例》第三十条：检举控告不得转给被检举控告的人或者单位）。"
)
_MORE_KEPT_OUT = """
INSERT INTO petitions_keptout (accusation_id, office_id)
SELECT a.id, o.office FROM petitions_accusation AS a
CROSS JOIN LATERAL petitions_kept_out(a.id, a.accused_id) AS o (office) WHERE a.ended_at IS NULL
ON CONFLICT DO NOTHING
"""
ONCE = ("registered_at", "informed_at")  # what the law's clock was met by stays as it was the first time


@dataclass(frozen=True)
class NewAccusation:
    """检举控告: against which office, whom there, what happened, what is asked for; `named` under one's own name, with
    the telephone one wants to be asked at, which only the body reads."""

    accused: int
    facts: str
    whom: str = ""
    wants: str = ""
    named: bool = True
    phone: str = ""


@transaction.atomic
def file_accusation(new: NewAccusation, *, by: Actor | None, at: datetime) -> Accusation:
    """提出检举控告. `by` None: by somebody who gives no name. Raises Refusal, "goes_above" where no body here may have it."""
    rules.words_stand(new.facts).or_refuse()
    accused = people.offices_open(at).filter(pk=new.accused).first()
    if accused is None:
        raise Refusal("office_unknown", _("请选择您反映的单位。"))
    with walls.the_house():
        one = _written(new, accused, by, at)
        _kept_apart(one)
        _moved(one, "receive", "", None, at, office=None)
    return one


def _written(new: NewAccusation, accused: Office, by: Actor | None, at: datetime) -> Accusation:
    bodies = queries.bodies_for(accused.pk, at)
    if not bodies:
        raise Refusal("goes_above", str(GOES_ABOVE))
    calendar, code, limits = people.working_calendar(), ids.public_code(), maxima()
    words = {"whom": new.whom.strip(), "facts": new.facts.strip(), "wants": new.wants.strip()}
    if by and new.named:
        words |= {"name": by.name, "phone": new.phone.strip()}
    return Accusation.objects.create(
        code=code,
        accuser_id=by.person_id if by and new.named else None,
        accused=accused,
        body=bodies[0],
        sealed=sealing.sealed_things(code, words),
        received_at=at,
        register_by=deadlines.end(limits["petition.register_transfer"].limit, at, calendar),
        inform_by=deadlines.end(limits["petition.inform_receipt"].limit, at, calendar),
    )


def _kept_apart(one: Accusation) -> None:
    """Write down who is kept out as the tree of offices stands; the clock adds to it (`keep_out_of_trees`)."""
    rows = [KeptOut(accusation=one, office_id=office) for office in queries.kept_out(one.accused_id, one.pk)]
    KeptOut.objects.bulk_create(rows)


@transaction.atomic
def open_words(code: str, *, purpose: str, by: Actor, at: datetime) -> queries.AccusationPage:
    """打开: the words, and in the same transaction the line that whoever accused will read (I12). Raises Refusal."""
    rules.words_stand(purpose, least=2, most=100).or_refuse()
    one = queries.readable(by, code)
    with walls.the_house():  # the journal hides from everybody that there is one
        AccusationLook.objects.create(
            accusation=one, by_id=by.person_id, office_id=by.office_id, purpose=purpose.strip(), at=at
        )
        journal.record("accusation.opened", by=by.person_id, at=at, about=("accusation", one.pk), content={})
    return queries.accusation_page(by, code, at=at)


def register_accusation(code: str, *, by: Actor, at: datetime) -> Accusation:
    """登记: within fifteen days (《信访工作条例》第二十二条). Raises Refusal."""
    return _take(code, "register", "", by, at, state=Accusation.State.REGISTERED, registered_at=at)


def forward(code: str, *, to: int, reason: str, by: Actor, at: datetime) -> Accusation:
    """转送: to another body with the power to deal with it, that is not of the accused. Raises Refusal."""
    rules.words_stand(reason, least=2, most=500).or_refuse()
    return _take(code, "forward", reason, by, at, state=Accusation.State.RECEIVED, body_id=to)


def inform(code: str, *, words: str, by: Actor, at: datetime) -> Accusation:
    """告知受理情况: whoever accused reads it (《信访工作条例》第二十三条). The first time counts. Raises Refusal."""
    rules.words_stand(words, least=2).or_refuse()
    return _take(code, "inform", words, by, at, informed_at=at)


def note(code: str, *, words: str, by: Actor, at: datetime) -> Accusation:
    """写办理记录: for the body alone. Raises Refusal."""
    rules.words_stand(words, least=2).or_refuse()
    return _take(code, "note", words, by, at)


def conclude(code: str, *, words: str, by: Actor, at: datetime) -> Accusation:
    """办结: what is told to whoever accused. Raises Refusal."""
    rules.words_stand(words).or_refuse()
    return _take(code, "conclude", words, by, at, state=Accusation.State.CONCLUDED, ended_at=at)


def decline(code: str, *, words: str, by: Actor, at: datetime) -> Accusation:
    """不受理: why, and where to go with it. Raises Refusal."""
    rules.words_stand(words).or_refuse()
    return _take(code, "decline", words, by, at, state=Accusation.State.DECLINED, ended_at=at)


@transaction.atomic
def supplement_accusation(code: str, *, words: str, by: Actor | None, at: datetime) -> Accusation:
    """补充: by whoever wrote it; without a name, by whoever has the code. Raises Refusal."""
    rules.words_stand(words, least=2).or_refuse()
    queries.accusation_for_accuser(by, code, at=at)
    with walls.the_house():
        one = _held(code)
        _open_step("supplement", one)
        _moved(one, "supplement", words, None, at, office=None)
    return one


@transaction.atomic
def _take(code: str, step: str, words: str, by: Actor, at: datetime, **changes: Any) -> Accusation:
    queries.readable(by, code)  # refused as if it were not there
    one = _held(code)  # it may have gone elsewhere meanwhile
    access.may_read(by, one, of_theirs=queries.is_of_theirs(by.person_id, one)).or_refuse()
    _open_step(step, one)
    to = changes.get("body_id")
    if to and to not in {body.pk for body in queries.bodies_open_to(by, one, at)}:
        raise Refusal("not_lawful", _("不能转到那里：只能转给有权处理、与被反映单位无关的机关。"))
    changes = {name: value for name, value in changes.items() if not (name in ONCE and getattr(one, name))}
    with walls.the_house():  # forwarded, it is out of its mover's sight
        for field, value in changes.items():
            setattr(one, field, value)
        _moved(one, step, words, by.person_id, at, office=by.office_id)
        one.save(update_fields=["version", *(name.removesuffix("_id") for name in changes)])
    return one


def _held(code: str) -> Accusation:
    return Accusation.objects.select_for_update(of=("self",)).get(code=ids.normalise_code(code))


def _open_step(step: str, one: Accusation) -> None:
    found = ACCUSATION.step(step, one.state)
    if isinstance(found, Verdict):
        found.or_refuse()


def _moved(
    one: Accusation, step: str, words: str, by: int | None, at: datetime, *, office: int | None
) -> None:
    """One more line of its course. The journal learns that there was one, and by whom at the body, never of whom or what."""
    last = AccusationMove.objects.filter(accusation=one).count()
    named = {found.name: found for found in ACCUSATION.steps}.get(step)
    topic = f"accusation.{step}"
    entry = journal.record(topic, by=by, at=at, about=("accusation", one.pk), content={}, topic=topic)
    AccusationMove.objects.create(
        accusation=one,
        seq=last + 1,
        step=step,
        by_id=by,
        office_id=office,
        at=at,
        public=named is None or named.public is not None,
        sealed=sealing.sealed_move(one.code, last + 1, words.strip()),
        entry_id=entry,
    )
    one.version = last + 1


def keep_out_of_trees() -> int:
    """After offices moved: whatever has come under the accused is kept out from now on. Returns how many offices more."""
    with connection.cursor() as cursor:
        cursor.execute(_MORE_KEPT_OUT)
        return cursor.rowcount


@transaction.atomic
def reroute(accusation: int, *, at: datetime) -> bool:
    """改由别的机关办理: its body has come under the accused, or has closed; the clock leads it away, and no hand touches it.

    False where no lawful body is left: then nobody here reads it, and the page of whoever accused says to go above.
    """
    one = Accusation.objects.select_for_update(of=("self",)).get(pk=accusation)
    bodies = queries.bodies_for(one.accused_id, at, one.pk)
    if one.ended_at or one.body_id in {body.pk for body in bodies} or not bodies:
        return bool(bodies)
    one.body, one.state = bodies[0], Accusation.State.RECEIVED
    _moved(one, "reroute", "", None, at, office=None)
    one.save(update_fields=["body", "state", "version"])
    return True
