"""300,000 scans from 50 phones, a tenth of them sent twice, beside raw COPY of the same rows into the same table.

Then the two unique keys are taken out once: a bench that would not notice proves nothing.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psycopg
from django.conf import settings

from sanzhi.cli.bench import cast, phones
from sanzhi.cli.report import say
from sanzhi.kit import clock, postgres
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.models import Area, Household, Office
from sanzhi.people.roles import INSTALLER
from sanzhi.waste import actions
from sanzhi.waste.actions import BinRow
from sanzhi.waste.verify import CHECKS

PROCESSES = 5
LEAST = 0.25
TABLE = (
    "waste_inspection (bin_id, household_id, area_id, round_id, stream, day, grade, counted, faults, photo, mime, latitude, "
    "longitude, by_id, offline_id, taken_at, synced_at, claim_id)"
)
# Sent, but nowhere; and there more than once, by bin and day or by the id the phone gave it.
COUNTED = """
SELECT count(*), count(DISTINCT (by_id, offline_id)), count(DISTINCT (bin_id, day, stream)) FROM waste_inspection
"""
MUTANT = (
    "ALTER TABLE waste_inspection DROP CONSTRAINT a_bin_is_graded_once_a_day",
    "ALTER TABLE waste_inspection DROP CONSTRAINT a_scan_arrives_once",
)


def measure(args: argparse.Namespace, home: Path) -> tuple[dict[str, object], list[str]]:
    """(figures, the keys among them that miss their reach)."""
    furnish(args.phones)
    days = max(1, args.scans // (args.phones * phones.BINS))
    sent = days * args.phones * phones.BINS
    with psycopg.connect(
        postgres.ensure_running(home).url(settings.SANZHI_DATABASE), autocommit=True
    ) as superuser:
        superuser.execute("VACUUM ANALYZE")
        seconds, told = _walked(args.phones, days, args.seed)
        lost, doubled = wrong(superuser, sent, told)
        say(f"{sent:,} scans in {seconds:.1f} s: {lost} lost, {doubled} doubled")
        found = [one for check in CHECKS.values() for one in check().violations]
        for one in found[:20]:
            say(f"✗ {one.subject}: {one.sentence}", style="red")
        copied = _copied(superuser, sent)
        missed = 0 if _caught(superuser, args.phones, args.seed) else 1
    figures: dict[str, object] = {
        "scans": sent, "sent_twice": sum(told.values()) - sent, "lost": lost, "doubled": doubled, "violations": len(found),
        "mutants_missed": missed, "scans_per_s": round(sent / seconds), "copy_per_s": round(copied),
        "rate_vs_copy": round(sent / seconds / copied, 2),
    }  # fmt: skip
    misses = [key for key in ("lost", "doubled", "violations", "mutants_missed") if figures[key]]
    return figures, misses + (["rate_vs_copy"] if sent / seconds / copied < LEAST else [])


def furnish(number: int) -> None:
    """Inspectors, and a household with a bin for each that a phone looks into. `init.prepare` has been run."""
    at = clock.now() - 400 * phones.DAY
    area = Area.objects.filter(parent_id=cast.TOWN, level=Area.Level.VILLAGE, valid_to=None)[0].code
    office = cast.office("village", "村委会", str(Office.Kind.VILLAGE), area, at)
    clerk = _appointed("bench-clerk", "village_clerk", office, at)
    for phone in range(number):
        _appointed(f"{phones.PHONE}{phone}", "waste_inspector", office, at)
    homes = [Household(area_id=area, number=str(n + 1)) for n in range(number * phones.BINS)]
    Household.objects.bulk_create(homes, batch_size=5_000)
    rows = [BinRow(n, home.number, "food") for n, home in enumerate(homes, start=1)]
    actions.issue(area, rows, by=clerk, at=at)


def _appointed(name: str, role: str, office: Office, at):
    account = people.open_staff_account(
        name=name, username=name, password=secrets.token_urlsafe(18), by=INSTALLER, at=at
    )
    return queries.actor_in(people.appoint(account.person, role, office, by=INSTALLER, at=at))


def _walked(number: int, days: int, seed: int) -> tuple[float, Counter[str]]:
    """(seconds from the word to go until the last answer, how many scans were told what)."""
    share = -(-number // PROCESSES)
    clients = [
        _client(first, min(first + share, number), days, seed) for first in range(0, number, share)
    ]  # fmt: skip
    for client in clients:
        assert client.stdout and client.stdout.readline() == "ready\n"
    start = time.time() + 0.2
    for client in clients:
        assert client.stdin
        client.stdin.write(f"{start}\n")
        client.stdin.flush()
    told: Counter[str] = Counter()
    for client in clients:
        told += Counter(json.loads(client.communicate()[0]))
    return time.time() - start, told


def _client(first: int, last: int, days: int, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sanzhi.cli.bench.phones", *map(str, (first, last, days, seed))]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "sanzhi.settings", "SANZHI_ROLE": "app"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)


def wrong(superuser: psycopg.Connection, sent: int, told: Counter[str]) -> tuple[int, int]:
    """(lost, doubled) of what was sent: by the rows that are there, and by what the phones were told."""
    row = superuser.execute(COUNTED).fetchone()
    assert row
    there, scans, bins = row
    return sent - min(scans, bins), max(there - scans, there - bins, told["done"] - there, 0)


def _copied(superuser: psycopg.Connection, count: int) -> float:
    """Rows a second of the same rows by COPY into the same table: every index, key and check stands."""
    with superuser.cursor() as cursor:
        with cursor.copy(f"COPY {TABLE} TO STDOUT") as out:
            blocks = [bytes(block) for block in out]
        cursor.execute("TRUNCATE waste_inspection CASCADE")
        started = time.perf_counter()
        with superuser.transaction(), cursor.copy(f"COPY {TABLE} FROM STDIN") as copy:
            for block in blocks:
                copy.write(block)
        rate = count / (time.perf_counter() - started)
        cursor.execute("TRUNCATE waste_inspection CASCADE")
    return rate


def _caught(superuser: psycopg.Connection, number: int, seed: int) -> bool:
    """With both keys gone, something is there twice. The county is of no use afterwards."""
    for statement in MUTANT:
        superuser.execute(statement)
    _seconds, told = _walked(number, 2, seed)
    lost, doubled = wrong(superuser, 2 * number * phones.BINS, told)
    say(f"{'✓' if doubled else '✗'} mutant dedupe_gone: {doubled} doubled, {lost} lost")
    return bool(doubled)
