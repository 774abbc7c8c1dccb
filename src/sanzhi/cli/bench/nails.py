"""The rule of repeated alarms over 100,000 and over 1,000,000 alarms: how long, how much longer, how right.

What is planted goes in as the police send it, through the import; the rest by SQL, at most two of one cause at one
door, so that nothing else is a run. A proposal is right when all it rests on is one planted run.
"""

import argparse
import secrets
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import transaction

from sanzhi.alarms import actions
from sanzhi.alarms.actions import Row
from sanzhi.alarms.models import Alarm, AlarmParty, Proposal
from sanzhi.cli.bench import cast, planted
from sanzhi.cli.bench.planted import FOUND, Planted
from sanzhi.cli.report import say
from sanzhi.kit import clock, crypto, postgres
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.actions import Admission
from sanzhi.people.models import Account, Area, Client
from sanzhi.people.roles import INSTALLER

REACH = {"seconds": 10.0, "growth_10x": 12.0, "precision": 0.95, "recall": 0.95}
RUNS = 5
PLANTED_OF = 200  # one group for so many alarms
TABLES = "alarms_alarm, alarms_alarmversion, alarms_alarmparty, alarms_proposal, alarms_batch"
# Two of one cause at a door at most, half a year apart or not; every third is a police matter, and those crowd.
_REST = """
INSERT INTO alarms_alarm (alarm_no, reported_at, area_id, place, place_key, category, sub_category, cause, is_police_matter, brief,
    handled_by, result, transferred_to, version, received_at)
SELECT 'B' || lpad(n::text, 9, '0'), %(at)s::timestamptz - make_interval(secs => (h %% 31536000)), v.code, d.place,
       left(v.code, 9) || '|' || d.place, '纠纷', '', CASE WHEN n %% 3 = 0 THEN '' ELSE (ARRAY['family','neighbour','money','estate',
       'consumer','threat','help'])[1 + (n / 3) %% 7] END, n %% 3 = 0, '', '', '', '', 1, %(at)s
FROM generate_series(1, %(rest)s::bigint) AS g(n),
     LATERAL (SELECT hashint8extended(n, 7) & 1073741823 AS h) AS spread,
     LATERAL (SELECT CASE WHEN n %% 3 = 0 THEN '大街' || n %% 500 || '号' ELSE '小巷' || n / 3 || '号' END AS place) AS d,
     LATERAL (SELECT code FROM bench_village WHERE bench_village.n = (n / 3) %% %(villages)s) AS v
"""


@dataclass(frozen=True)
class _Measured:
    seconds: float
    right: int
    proposed: int
    found: int
    wanted: int


def measure(args: argparse.Namespace, home: Path) -> tuple[dict[str, object], list[str]]:
    """(figures, the keys among them that miss their reach)."""
    at = clock.now()
    client = _police(at)
    with psycopg.connect(
        postgres.ensure_running(home).url(settings.SANZHI_DATABASE), autocommit=True
    ) as superuser:
        small = _measured(superuser, client, args.alarms // 10, args.seed, home, at)
        big = _measured(superuser, client, args.alarms, args.seed, home, at)
    exact = {
        "seconds": big.seconds, "growth_10x": big.seconds / small.seconds, "precision": big.right / max(big.proposed, 1),
        "recall": big.found / max(big.wanted, 1),
    }  # fmt: skip
    figures: dict[str, object] = {name: round(value, 3) for name, value in exact.items()}
    figures |= {
        "alarms": args.alarms,
        "seconds_10th": round(small.seconds, 3),
        "runs": big.wanted,
        "proposed": big.proposed,
    }
    return figures, _misses(exact)


def _misses(exact: dict[str, float]) -> list[str]:
    return [
        key
        for key, reach in REACH.items()
        if (exact[key] > reach if key in ("seconds", "growth_10x") else exact[key] < reach)
    ]


def _police(at: datetime) -> Client:
    """Another system, admitted for the whole county; and whoever enters what the police approved."""
    office = cast.office("station", "市公安局", "department", cast.COUNTY, at)
    account = people.open_staff_account(
        name="警联络", username="bench-police", password=secrets.token_urlsafe(18), by=INSTALLER, at=at
    )
    people.appoint(account.person, "police_liaison", office, by=INSTALLER, at=at)
    admission = Admission("公安平台", ["alarm"], [queries.county().code[:6]], 6000, None)
    return people.admit_client(admission, by=INSTALLER, at=at)[0]


def _measured(
    superuser: psycopg.Connection, client: Client, alarms: int, seed: int, home: Path, at: datetime
) -> _Measured:
    superuser.execute(f"TRUNCATE {TABLES} CASCADE")  # noqa: S608 - names of our own
    towns = [(town.code, town.name) for town in queries.towns()]
    told = list(planted.draw(alarms // PLANTED_OF, towns, seed, at))
    planted.write(told, home / f"planted-{alarms}.jsonl")
    say(f"seed {seed}: {len(told):,} planted alarms in {home / f'planted-{alarms}.jsonl'}")
    _bring(told, client, at)
    _fill(superuser, alarms - len(told), at)
    seconds, proposed = _timed(at)
    found = _judged(told, proposed, seconds)
    say(
        f"{alarms:,} alarms: {seconds:.2f} s, {found.proposed} proposed, {found.right} right, {found.found} of {found.wanted} found"
    )
    return found


def _timed(at: datetime) -> tuple[float, list[int]]:
    """The median of five runs, each from nothing proposed: all but the last are undone."""
    times = []
    for turn in range(RUNS):
        with transaction.atomic():
            started = time.perf_counter()
            proposed = actions.propose(at=at)
            times.append(time.perf_counter() - started)
            transaction.set_rollback(turn < RUNS - 1)
    return statistics.median(times), proposed


def _bring(told: Sequence[Planted], client: Client, at: datetime) -> None:
    for first in range(0, len(told), 5_000):
        rows = [
            Row(
                line, one.alarm_no, one.at, one.town, one.place, one.category, "是" if one.police else "否",
                sub_category=one.sub_category,
            )
            for line, one in enumerate(told[first : first + 5_000])
        ]  # fmt: skip
        done = actions.alarms_from_client(rows, by=client, at=at)
        if done.problems:
            raise RuntimeError(f"what was planted was refused: {done.problems[0]}")
    numbers = dict(Alarm.objects.values_list("alarm_no", "pk"))
    by = Account.objects.get(username="bench-police").person_id
    AlarmParty.objects.bulk_create(
        AlarmParty(
            alarm_id=numbers[one.alarm_no], key=crypto.blind_index(f"199{one.party:08d}", column="alarms_alarmparty.key"),
            approval="bench", entered_by_id=by, at=at,
        )
        for one in told
        if one.party
    )  # fmt: skip


def _fill(superuser: psycopg.Connection, rest: int, at: datetime) -> None:
    codes = Area.objects.filter(level=Area.Level.VILLAGE, valid_to=None).values_list("code", flat=True)
    superuser.execute("DROP TABLE IF EXISTS bench_village")
    superuser.execute(
        "CREATE TABLE bench_village AS SELECT code, row_number() OVER () - 1 AS n FROM unnest(%s::text[]) AS code",
        [list(codes)],
    )
    superuser.execute("CREATE INDEX ON bench_village (n)")
    superuser.execute("ANALYZE bench_village")
    superuser.execute(_REST, {"at": at, "rest": rest, "villages": len(codes)})
    superuser.execute("VACUUM ANALYZE")


def _judged(told: Sequence[Planted], proposed: Sequence[int], seconds: float) -> _Measured:
    groups = {one.alarm_no: (one.group, one.kind) for one in told}
    wanted = {one.group for one in told if one.kind in FOUND}
    rows = Proposal.objects.filter(pk__in=proposed).exclude(sort="early").values_list("alarms", flat=True)
    numbers = dict(Alarm.objects.filter(alarm_no__startswith="P").values_list("pk", "alarm_no"))
    right, found, all_, wrong = 0, set[int](), 0, Counter[str]()
    for alarms in rows:
        all_ += 1
        kinds = {groups.get(numbers.get(pk, "")) for pk in alarms}
        one = next(iter(kinds))
        if len(kinds) == 1 and one and one[1] in FOUND:
            right += 1
            found.add(one[0])
        else:
            wrong[one[1] if one else "rest"] += 1
    missed = Counter(one.kind for one in told if one.group in wanted - found)
    say(f"missed {dict(missed)}, wrong {dict(wrong)}")
    return _Measured(seconds, right, all_, len(found), len(wanted))
