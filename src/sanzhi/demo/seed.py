"""编造: a year of invented filings, from templates, lived through to this moment."""

import csv
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sanzhi.cases import actions, queries
from sanzhi.cases.actions import Origin
from sanzhi.cases.rules import Filing
from sanzhi.journal import actions as journal
from sanzhi.journal import queries as journal_queries
from sanzhi.notices import sweeps as notices
from sanzhi.people import actions as people
from sanzhi.people import queries as people_queries
from sanzhi.people.roles import THE_CLOCK

from . import (
    accusing,
    alarming,
    announcing,
    contending,
    county,
    draws,
    furnishing,
    gathering,
    helping,
    leading,
    mediating,
    names,
    petitioning,
    pictures,
    praising,
    promising,
    receiving,
    scoring,
    serving,
    shopping,
    sorting,
    vouching,
    walking,
    writing,
)
from .detours import WindingLife
from .engine import Engine, Event
from .life import Answer

if TYPE_CHECKING:
    from sanzhi.cases.files import Kept
    from sanzhi.cases.models import Case
    from sanzhi.people.models import Person

PREFIX = "demo:"
YEAR = timedelta(days=365)
FRESH = (
    0.06,
    timedelta(days=4),
)  # this share of the cases is filed in these last days, so that every desk has work
CASES_PER_RESIDENT = 4
AGAINST = 0.02  # the share that complains of an office
FIRST_PHONE = 19900000001
SPOTS = (
    "村口",
    "菜场北门",
    "小学门前",
    "文化礼堂旁",
    "卫生服务站对面",
    "公交站旁",
    "河埠头",
    "老街东段",
    "广场南侧",
    "桥头",
)


class Invented:
    """编造的剧本: a template's reply after a delay drawn from the real distribution."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def answer(self, case: "Case") -> Answer:
        draw = draws.lot(self.seed, case.outside_ref, "answer")
        return Answer(
            case.reported_at + draws.delay(draw), template_of(case)["reply"].format_map(Blanks(draw))
        )

    def photos(self, case: "Case", draw: Random) -> "Sequence[Kept]":
        return pictures.some(draw) if draw.random() < 0.35 else ()


class Blanks(dict[str, Any]):
    """What a template's blanks are filled with."""

    def __init__(self, draw: Random, village: str = "") -> None:
        super().__init__(
            spot=draw.choice(SPOTS), village=village, days=draw.randint(3, 15), n=draw.randint(2, 6)
        )


@lru_cache(maxsize=1)
def templates() -> tuple[dict[str, str], ...]:
    """Every invented text: category, title, text and reply, with blanks."""
    text = files("sanzhi.demo").joinpath("data", "texts.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def template_of(case: "Case") -> dict[str, str]:
    """The template a demo case was written from; its number stands in the reference."""
    return templates()[int(case.outside_ref.rpartition(".")[2])]


def seeded() -> dict[str, Any] | None:
    """What was said when the county was filled; None when it was not."""
    lines = journal_queries.recent(kind="demo.filled", limit=1)
    return lines[0].content if lines else None


def fill(
    *, cases: int, seed: int, until: datetime, told: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """编造一年: file and live through `cases` cases in the year before `until`. A run cut off goes on; a finished one stays.

    `told` is called whenever a case has nothing more to come before `until`, at most once for each.
    """
    if done := seeded():
        return {**done, "added": 0}
    place = county.found()
    story = Story(place, seed, until, cases)
    engine = Engine(until, told)
    begun = {case.outside_ref: case for case in queries.cases_from(PREFIX)}
    for number in range(cases):
        event = story.opening(number, begun)
        if event:
            engine.add(event)
    petitioning.begin(engine, place, story.residents, until=until)
    receiving.begin(engine, place, story.residents, until=until)
    engine.run()
    facts = {"cases": cases, "seed": seed, "events": engine.events, "refused": dict(engine.refused)}
    with transaction.atomic():
        _beside(place, story, until)
        journal.record("demo.filled", by=None, at=until, about=("demo", seed), content=facts)
    return {**facts, "added": cases - len(begun)}


def _beside(place: county.County, story: "Story", until: datetime) -> None:
    """What the rooms beside the cases hold: once, when the year has been lived."""
    furnishing.furnish(place, at=until)
    phones = {person.id: str(FIRST_PHONE + n) for n, person in enumerate(story.residents)}
    writing.write(place, phones, PREFIX, at=until)
    somebody = people_queries.resident_actor(story.residents[0])
    announcing.announce(place, somebody, until=until, seed=story.seed)
    neighbours = [people_queries.resident_actor(one) for one in story.residents]
    officer = next(one for (role, _office), one in place.staff.items() if role == "bank_officer")
    accusing.accuse(place, neighbours, until=until)
    mediating.mediate(place, neighbours, until=until)
    scored = scoring.score(place, neighbours, until=until, seed=story.seed)
    for village in scored:
        merchant = place.staff["merchant", village.clerk.office_id or 0]
        shopping.open_shop(village, merchant, at=until - timedelta(hours=9))
        vouching.vouch(village, officer, at=until - timedelta(hours=5))
        sorting.sort_waste(place, village, until=until, seed=story.seed)
        gathering.gather(village, until=until)
        promising.promise(village, until=until)
    helping.help_out(place, scored, until=until, seed=story.seed)
    serving.serve(place, scored, until=until)
    praising.praise(place, scored, until=until, seed=story.seed)
    alarming.alarm(place, until=until, seed=story.seed)
    receiving.receive(place, neighbours, until=until)
    leading.lead(place, neighbours, until=until)
    contending.contend(place, until=until)
    walking.walk(place, scored, until=until, seed=story.seed)
    notices.clear_names(at=until)  # as every night since would have done


class Story:
    """故事: who files what, when and where; then `Life` takes over."""

    def __init__(self, place: county.County, seed: int, until: datetime, cases: int) -> None:
        self.place, self.seed, self.until = place, seed, until
        self.life = WindingLife(place, Invented(seed), seed)
        self.served = [code for code in place.villages if self._grid_worker(code)]
        self.residents = self._residents(1 + cases // CASES_PER_RESIDENT, until - YEAR)

    def _residents(self, count: int, at: datetime) -> "list[Person]":
        draw = draws.lot(self.seed, "residents")
        return [
            people.register_resident(
                name=names.person(draw),
                phone=str(FIRST_PHONE + number),
                area_code=draw.choice(self.place.villages),
                by=THE_CLOCK,
                at=at,
            )
            for number in range(count)
        ]

    def opening(self, number: int, begun: "dict[str, Case]") -> Event | None:
        """The filing of case `number`, or, when an earlier run filed it, whatever comes next."""
        draw = draws.lot(self.seed, "filing", number)
        at = self._moment(draw)
        which = draw.randrange(len(templates()))
        ref = f"{PREFIX}{number:06}.{which}"
        if ref in begun:
            return self.life.after(begun[ref], begun[ref].last_at)
        return Event(at, lambda now: self._file(ref, templates()[which], draw, now))

    def _moment(self, draw: Random) -> datetime:
        share, days = FRESH
        length = days if draw.random() < share else YEAR
        day = self.until - length * draw.random()
        hour, minute = min(23, max(6, int(draw.gauss(14, 4)))), draw.randrange(60)
        return min(day.replace(hour=hour, minute=minute, second=draw.randrange(60)), self.until)

    def _file(self, ref: str, template: dict[str, str], draw: Random, at: datetime) -> Event | None:
        village = draw.choice(self.served if draw.random() < 0.35 else self.place.villages)
        person = draw.choice(self.residents)
        blanks = Blanks(draw, self.place.places[village].removesuffix("委会"))
        filing = Filing(
            template["title"].format_map(blanks),
            template["text"].format_map(blanks),
            village,
            template["category"],
            f"{blanks['village']}{blanks['spot']}",
            against=self._complained_of(ref),
        )
        channel, clerk = self._channel(draw, village)
        by = clerk or people_queries.resident_actor(person)
        kept = pictures.some(draw) if draw.random() < 0.2 else ()
        origin = Origin(person.id, channel, clerk.person_id if clerk else None, ref, kept)
        return self.life.after(actions.register(filing, origin, by=by, at=at), at)

    def _complained_of(self, ref: str) -> int | None:
        """Now and then somebody complains of an office itself."""
        draw = draws.lot(self.seed, ref, "against")
        return draw.choice(self.place.departments) if draw.random() < AGAINST else None

    def _channel(self, draw: Random, village: str):
        """How it came in, and who typed it in when that was not the resident."""
        draw_at = draw.random()
        if draw_at < 0.15 and (worker := self._grid_worker(village)):
            return "grid", worker
        if draw_at < 0.35:
            return "counter", self.place.one_of(self._room(village), "town_dispatcher")
        return "web", None

    def _room(self, village: str) -> int:
        return next(
            office
            for (role, office), actor in self.place.staff.items()
            if role == "town_dispatcher" and village.startswith(actor.reach)
        )

    def _grid_worker(self, village: str):
        workers = (actor for (role, _office), actor in self.place.staff.items() if role == "grid_worker")
        return next((actor for actor in workers if actor.reach == village), None)
