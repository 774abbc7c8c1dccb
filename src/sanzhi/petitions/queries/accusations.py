"""检举控告的查询: for whoever wrote it, and for the body that has it; for nobody else, and no count of any (I16)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, F, Func, QuerySet, Value
from django.utils.translation import gettext as _

from sanzhi.kit import ids, walls
from sanzhi.kit.flow import Step
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.petitions import access, rules, sealing
from sanzhi.petitions.flow import ACCUSATION, OPEN
from sanzhi.petitions.models import Accusation, AccusationLook, AccusationMove

PAGE_SIZE = 30
OPEN_FOR = timedelta(hours=1)  # 本平台约定: then its reader says again what for
STATES = Accusation.State.choices
NOT_PRESSED = ("supplement", "reroute")  # by whoever accused, and by the clock
_NOT_OF_THEIRS = """
SELECT person FROM unnest(%s::bigint[]) AS person WHERE NOT petitions_is_of_theirs(%s, %s, person)
"""
READERS = ("accusation_officer",)


@dataclass(frozen=True)
class Line:
    """A step as its reader reads it."""

    move: AccusationMove
    label: str
    words: str


@dataclass(frozen=True)
class AccusationPage:
    """检举控告页: where it stands, its course, and the steps that are open to the reader. `words` ("whom", "facts", "wants",
    and "name", "phone" where whoever accused gave them) are there only once they were opened; so are those of the lines."""

    one: Accusation
    words: dict[str, str]
    lines: list[Line]
    steps: list[Step]
    looks: list[AccusationLook]
    goes_above: bool = False  # no body here may have it any more


def kept_out(accused: int, accusation: int = 0) -> set[int]:
    """The offices an accusation against this one is kept from: its own, all under it, and those kept out since it came in."""
    with walls.the_house(), connection.cursor() as cursor:
        cursor.execute("SELECT petitions_kept_out(%s, %s)", [accusation, accused])
        return {row[0] for row in cursor.fetchall()}


def is_of_theirs(person: int | None, one: Accusation) -> bool:
    """Whether this person has a post with the accused, or under them, whatever desk they sit at now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT petitions_is_of_theirs(%s, %s, %s)", [one.pk, one.accused_id, person])
        return bool(cursor.fetchone()[0])


def bodies_for(accused: int, at: datetime, accusation: int = 0) -> list[Office]:
    """The bodies that may have it, the most competent first. Empty: all are of the accused, and it goes above."""
    out = kept_out(accused, accusation)
    open_now = [one for kind in rules.COMPETENT for one in people.offices_of_kind(kind, at)]
    return [one for one in open_now if one.pk not in out]


def bodies_open_to(actor: Actor, one: Accusation, at: datetime) -> list[Office]:
    """Where whoever has it may forward it."""
    return [body for body in bodies_for(one.accused_id, at, one.pk) if body.pk != actor.office_id]


def readers_at(one: Accusation, at: datetime) -> list[int]:
    """Who is told of it at the body that has it: never one of theirs. Person ids."""
    with connection.cursor() as cursor:
        cursor.execute(_NOT_OF_THEIRS, [people.people_at(one.body_id, READERS, at), one.pk, one.accused_id])
        return [row[0] for row in cursor.fetchall()]


@dataclass(frozen=True)
class Concerned:
    """Whom a record of an accusation is told to: whoever wrote it, where named, and its readers at the body. Person ids."""

    code: str
    accuser: int | None
    readers: list[int]


def whom_to_tell(accusation: int, at: datetime) -> Concerned:
    """For the messages only, which say nothing of what."""
    one = Accusation.objects.get(pk=accusation)
    return Concerned(one.code, one.accuser_id, readers_at(one, at))


def offices_to_accuse(at: datetime) -> list[tuple[str, list[tuple[int, str]]]]:
    """Whom one may accuse: the offices open now, under the place they are of."""
    found = people.offices_open(at).exclude(kind=Office.Kind.BANK).order_by("area_id", "name")
    by_area = groupby(found, key=lambda one: one.area)
    return [(area.name, [(one.pk, one.name) for one in them]) for area, them in by_area]


def accusations_here(actor: Actor, state: str = "", before: int = 0) -> list[Accusation]:
    """What this desk has, the newest first, a page and one more; without what accuses anybody of its reader's own."""
    rows = _here(actor)
    if state:
        rows = rows.filter(state=state)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("accused").order_by("-id")[: PAGE_SIZE + 1])


def counts_here(actor: Actor) -> dict[str, int]:
    """How many of this desk's are open, by state."""
    found = dict.fromkeys(OPEN, 0)
    for state in _here(actor).filter(state__in=OPEN).values_list("state", flat=True):
        found[state] += 1
    return found


def _here(actor: Actor) -> QuerySet[Accusation]:
    access.may_receive(actor).or_refuse()
    theirs = Func(F("id"), F("accused_id"), Value(actor.person_id), function="petitions_is_of_theirs")
    rows = Accusation.objects.annotate(theirs=ExpressionWrapper(theirs, output_field=BooleanField()))
    return rows.filter(body_id=actor.office_id, theirs=False)


def my_accusations(actor: Actor) -> list[Accusation]:
    """What this person has accused under their own name, the newest first."""
    rows = Accusation.objects.filter(accuser_id=actor.person_id or 0).select_related("accused")
    return list(rows.order_by("-id")[:200])


def readable(actor: Actor, code: str) -> Accusation:
    """The accusation under this code, for who may read it. Refusal "not_visible" as for one that is not there."""
    one = _by_code(code)
    access.may_read(actor, one, of_theirs=is_of_theirs(actor.person_id, one)).or_refuse()
    return one


def accusation_page(actor: Actor, code: str, *, at: datetime) -> AccusationPage:
    """For the desk; with the words for an hour after its reader said what for (`actions.open_words`). Refusal as `readable`."""
    one = readable(actor, code)
    looks = AccusationLook.objects.filter(accusation=one, by_id=actor.person_id)
    opened = looks.filter(at__lte=at, at__gt=at - OPEN_FOR).exists()
    steps = [step for step in ACCUSATION.steps_from(one.state) if step.name not in NOT_PRESSED]
    words = sealing.things(one) if opened else {}
    return AccusationPage(one, words, list(_lines(one, public=False, opened=opened)), steps, [])


def accusation_for_accuser(actor: Actor | None, code: str, *, at: datetime) -> AccusationPage:
    """For whoever wrote it: under their name when they gave it, by the code alone when they did not."""
    with walls.the_house():
        one = _by_code(code)
        if one.accuser_id is not None and (actor is None or actor.person_id != one.accuser_id):
            raise _missing()
        steps = [step for step in ACCUSATION.steps_from(one.state) if step.name == "supplement"]
        looks = list(AccusationLook.objects.filter(accusation=one).select_related("office").order_by("id"))
        lines = list(_lines(one, public=True, opened=True))
        above = one.ended_at is None and not bodies_for(one.accused_id, at, one.pk)
        return AccusationPage(one, sealing.things(one), lines, steps, looks, above)


_UNLAWFUL = """
SELECT a.id FROM petitions_accusation AS a JOIN people_office AS o ON o.id = a.body_id
WHERE a.ended_at IS NULL AND (o.valid_to IS NOT NULL OR a.body_id IN (SELECT petitions_kept_out(a.id, a.accused_id)))
ORDER BY a.id
"""


def with_unlawful_body() -> list[int]:
    """Open ones whose body has come under the accused, or has closed: their ids. For the clock."""
    with connection.cursor() as cursor:
        cursor.execute(_UNLAWFUL)
        return [row[0] for row in cursor.fetchall()]


def _by_code(code: str) -> Accusation:
    try:
        found = Accusation.objects.select_related("accused", "body", "accuser").filter(
            code=ids.normalise_code(code)
        )
    except Refusal as error:
        raise _missing() from error
    one = found.first()
    if one is None:
        raise _missing()
    return one


def _missing() -> Refusal:
    verdict = access.not_there()
    return Refusal(verdict.code, verdict.sentence)


def _lines(one: Accusation, *, public: bool, opened: bool) -> Iterator[Line]:
    names = {step.name: step for step in ACCUSATION.steps}
    moves = AccusationMove.objects.filter(accusation=one).select_related("office").order_by("seq")
    for move in moves.filter(public=True) if public else moves:
        step = names.get(move.step)
        label = (step.public if public else step.label) if step else _("收到")
        yield Line(move, str(label), sealing.words_of(one.code, move) if opened else "")
