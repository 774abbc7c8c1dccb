"""The pages a desk lives on, over a hundred thousand and over a million cases, behind both walls, over HTTP.

One browser asks each page many times. Growth is the median over a million cases to that over a hundred thousand.
"""

import argparse
import statistics
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sweeps
from sanzhi.cases.models import Case
from sanzhi.cases.rules import Filing
from sanzhi.cli.bench import cast, ground, load, many
from sanzhi.cli.report import say
from sanzhi.kit import clock, postgres
from sanzhi.people import queries as people
from sanzhi.people.models import Office

REACH = {"p95_ms_max": 200.0, "queries_max": 12, "growth_10x": 1.5}
DEPARTMENTS = 40
WITH_ROWS = ("inbox", "filter", "search")
WARM_UP = 6  # of each page: both web processes have prepared its statements


@dataclass
class Desk:
    """一张工作台: who asks which page."""

    pages: Mapping[str, tuple[str, Mapping[str, str]]]
    answers: dict[str, list[float]] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)  # lists without a case

    def ask_all(self, port: int, times: int) -> None:
        """Every page in turn, `times` over; the milliseconds of each."""
        browser = load.Browser(port, timeout=60)
        self.answers = {name: [] for name in self.pages}
        for turn in range(WARM_UP + times):
            for name, (path, cookies) in self.pages.items():
                answer = browser.get(path, cookies)
                if answer.status != 200:
                    raise RuntimeError(f"{name}: {path} was answered {answer.status}")
                if name.startswith(WITH_ROWS) and b"/desk/c/" not in answer.body:
                    self.empty.add(name)
                if turn >= WARM_UP:
                    self.answers[name].append(answer.ms)
        browser.close()

    def medians(self) -> dict[str, float]:
        return {name: statistics.median(times) for name, times in self.answers.items()}

    def questions(self) -> dict[str, int]:
        """How many statements each page asks, its sight among them."""
        found = {}
        for name, (path, cookies) in self.pages.items():
            client = Client(HTTP_HOST="localhost")
            client.cookies.load(dict(cookies))
            client.get(path)
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            found[name] = len([one for one in asked if not one["sql"].startswith(("BEGIN", "COMMIT"))])
        return found


def measure(args: argparse.Namespace, home: Path) -> tuple[dict[str, object], list[str]]:
    """(figures, the keys among them that miss their reach)."""
    staff = cast.assemble(2, args.seed)
    pages = _pages(staff)
    figures: dict[str, object] = {}
    with _superuser(home) as superuser:
        many.prepare(superuser, args.seed, clock.now())
        small = _measured(superuser, pages, 1, args.cases // 10, home, args)
        desk = _measured(superuser, pages, args.cases // 10 + 1, args.cases, home, args)
    if desk.empty:
        raise RuntimeError(f"no case on {sorted(desk.empty)}: an empty page is quick, and says nothing")
    asked = desk.questions()
    grown = {name: median / small.medians()[name] for name, median in desk.medians().items()}
    p95 = {name: load.percentile(times, 0.95) for name, times in desk.answers.items()}
    figures |= {"p95_ms_max": round(max(p95.values()), 1), "queries_max": max(asked.values())}
    figures["growth_10x"] = round(max(grown.values()), 2)
    figures["cases"] = args.cases
    for name in pages:
        figures |= {f"p95_ms_{name}": round(p95[name], 1), f"growth_{name}": round(grown[name], 2)}
        figures[f"queries_{name}"] = asked[name]
    return figures, [key for key, most in REACH.items() if float(str(figures[key])) > most]


def _measured(
    superuser: psycopg.Connection,
    pages: Mapping[str, tuple[str, Mapping[str, str]]],
    first: int,
    last: int,
    home: Path,
    args: argparse.Namespace,
) -> Desk:
    """Cases up to number `last`, supervised and counted by the day as the worker would in time, and the tables looked after
    as the server would between two such days; then every page."""
    say(f"writing cases {first:,} to {last:,} …")
    many.add(superuser, first, last, now=clock.now())
    while sweeps.watch(at=clock.now()):  # a turn raises so many at most
        pass
    cases.count_days(at=clock.now())
    superuser.execute("VACUUM (ANALYZE)")
    desk = Desk(pages)
    with ground.served(home, args.port) as county:
        ground.until_quiet()
        desk.ask_all(county.port, args.times)
    for name, median in desk.medians().items():
        say(f"{name:<18} median {median:7.1f} ms")
    return desk


def _pages(staff: cast.Cast) -> dict[str, tuple[str, Mapping[str, str]]]:
    """{name: (address, whose cookies)}; the case page is that of one that went all the way by the product's own steps."""
    at = clock.now()
    centre = Office.objects.get(code="centre")
    for number in range(DEPARTMENTS):
        cast.office(f"lead{number}", f"承办单位{number}", str(Office.Kind.DEPARTMENT), cast.COUNTY, at)
    for town in people.towns().exclude(code=cast.TOWN):
        cast.office(f"room{town.code}", f"{town.name}指挥室", str(Office.Kind.COMMAND_ROOM), town.code, at)
    supervisor = cast.member_of_staff("督查", "supervisor", centre, at)
    code = _a_case(staff).public_code
    return {
        "inbox_town": ("/desk/", staff.dispatcher),
        "inbox_office": ("/desk/", staff.handler),
        "filter_state": ("/desk/cases/?state=handling", staff.dispatcher),
        "filter_card": ("/desk/cases/?card=red&category=city", supervisor),
        "filter_late": ("/desk/cases/?only=late", supervisor),
        "filter_supervised": ("/desk/cases/?only=supervised", supervisor),
        "filter_lead": (f"/desk/cases/?lead={staff.roads.id}", supervisor),
        "order_due": ("/desk/cases/?order=due", staff.dispatcher),
        "filter_town_days": ("/desk/cases/?town=330483101&since=2026-03-01&until=2026-03-31", supervisor),
        "search_common": (_search("路灯"), supervisor),
        "search_rare": (_search("变压器"), staff.dispatcher),
        "search_place": (_search("东街17号"), supervisor),
        "case": (f"/desk/c/{code}/", staff.dispatcher),
        "board_month": ("/board/", supervisor),
        "board_year": ("/board/?period=year", supervisor),
    }


def _search(words: str) -> str:
    return f"/desk/cases/?{urlencode({'q': words})}"


def _a_case(staff: cast.Cast) -> Case:
    at = clock.now()
    reporter = people.resident_actor(staff.residents[0].person)
    filing = Filing("村口路灯不亮", "村口的路灯坏了三天，晚上走路看不见。", staff.villages[0], "city.roads")
    case = cases.register(filing, cases.Origin(reporter.person_id or 0, "web"), by=reporter, at=at)
    (dispatcher,), (handler,) = (
        [people.actor_in(post) for post in people.posts_held(at) if post.role == role]
        for role in ("town_dispatcher", "handler")
    )
    cases.assign(case.id, lead=staff.roads.id, by=dispatcher, at=clock.now())
    cases.sign_for(case.id, by=handler, at=clock.now())
    return queries.case_by_code(dispatcher, case.public_code)


@contextmanager
def _superuser(home: Path) -> Iterator[psycopg.Connection]:
    server = postgres.ensure_running(home)
    with psycopg.connect(server.url(settings.SANZHI_DATABASE), autocommit=True) as connected:
        yield connected
