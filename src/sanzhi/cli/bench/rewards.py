"""A stock of 200 wanted a thousand times, and 200 vouchers shown a thousand times, by 32 clients over HTTP.

Then each protection taken out once: a bench that would not notice proves nothing.
"""

import argparse
import random
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings

from sanzhi.cli.bench import ground, load, village
from sanzhi.cli.bench.faces import Post
from sanzhi.cli.bench.village import Village
from sanzhi.cli.report import say
from sanzhi.kit import postgres
from sanzhi.ledger.verify import CHECKS as BOOK
from sanzhi.rewards.models import Voucher
from sanzhi.rewards.queries import code_of
from sanzhi.rewards.verify import CHECKS

HANDS = 32
TWICE = 0.1  # of the presses are sent a second time with the same key
SCANS = 5  # of each voucher, by two shops in turn
# What is taken out of the served code, and what the database would still catch without it.
MUTANTS = {
    "stock_unguarded": (
        "ALTER TABLE rewards_reward DROP CONSTRAINT stock_is_never_below_nought",
        "ALTER TABLE rewards_reward DROP CONSTRAINT rewards_reward_stock_check",
    ),
    "voucher_unguarded": ("ALTER TABLE rewards_voucher DISABLE TRIGGER USER",),
}
ROUNDS = 3  # a fault that needs luck gets this many chances to show


@dataclass
class Ended:
    """结果: how many presses were granted, what is lost or doubled, and how long the answers took."""

    granted: int
    lost: int
    doubled: int
    latencies: list[float]
    odd: int  # answers that were neither a yes nor a sentence


def measure(args: argparse.Namespace, home: Path) -> tuple[dict[str, object], list[str]]:
    """(figures, the keys among them that miss their reach)."""
    lot = random.Random(args.seed)  # noqa: S311 - a load, not a secret
    place = village.furnish(HANDS)
    with ground.served(home, args.port) as county:
        bought = _buy(county, place, args.stock, args.presses, lot)
        redeemed = _redeem(county, place, lot)
    found = [one for check in (CHECKS | BOOK).values() for one in check().violations]
    for one in found[:20]:
        say(f"✗ {one.subject}: {one.sentence}", style="red")
    missed = [name for name in MUTANTS if not _caught(name, args.port, home, place, lot)]
    latencies = bought.latencies + redeemed.latencies
    figures: dict[str, object] = {
        "granted": bought.granted,
        "redeemed": redeemed.granted,
        "lost": bought.lost + redeemed.lost,
        "doubled": bought.doubled + redeemed.doubled,
        "violations": len(found) + bought.odd + redeemed.odd,
        "mutants_missed": len(missed),
        "presses": len(latencies),
        "p50_ms_c32": round(load.percentile(latencies, 0.5), 1),
        "p99_ms_c32": round(load.percentile(latencies, 0.99), 1),
    }
    reach = {"granted": args.stock, "redeemed": args.stock}
    none = ("lost", "doubled", "violations", "mutants_missed")
    misses = [key for key, right in reach.items() if figures[key] != right]
    return figures, misses + [key for key in none if figures[key]]


def _buy(county: ground.Ground, place: Village, stock: int, presses: int, lot: random.Random) -> Ended:
    """So many presses for one each; some are sent twice with one key."""
    reward = place.offer(stock)
    keys = [secrets.token_urlsafe(18) for _n in range(presses)]
    work = [place.buying(reward, number, key) for number, key in enumerate(keys)]
    twice = [post for post in work if lot.random() < TWICE]
    answers = load.share_out(_shuffled([*work, *twice], lot), _send, port=county.port, hands=HANDS)
    there = set(Voucher.objects.filter(reward=reward).values_list("id", flat=True))
    told = {int(one.location.rstrip("/").split("/")[-1]) for one in answers if one.status == 302}
    return Ended(len(there), len(told - there), len(there - told), [one.ms for one in answers], _odd(answers))


def _redeem(county: ground.Ground, place: Village, lot: random.Random) -> Ended:
    """Every voucher shown five times in a row at two shops; each press has a key of its own."""
    issued = list(Voucher.objects.filter(state="issued").order_by("id"))
    work = [
        place.redeeming(code_of(one), number, secrets.token_urlsafe(18))
        for one in _shuffled(issued, lot)
        for number in range(SCANS)
    ]
    answers = load.share_out(work, _send, port=county.port, hands=HANDS)
    yes = sum(one.status == 302 for one in answers)
    redeemed = Voucher.objects.filter(state="redeemed", pk__in=[one.pk for one in issued]).count()
    return Ended(redeemed, max(0, yes - redeemed), 0, [one.ms for one in answers], _odd(answers))


def _caught(name: str, port: int, home: Path, place: Village, lot: random.Random) -> bool:
    """With one protection gone, more is given than there is. The county is of no use afterwards."""
    with psycopg.connect(postgres.ensure_running(home).url(settings.SANZHI_DATABASE), autocommit=True) as one:
        for statement in MUTANTS[name]:
            one.execute(statement)
    environment = {"DJANGO_SETTINGS_MODULE": "sanzhi.cli.bench.plants.settings", "BENCH_MUTANT": name}
    for number in range(1, ROUNDS + 1):
        with ground.served(home, port, environment) as county:
            shown = "; ".join(_what_shows(county, place, lot))
        if shown:
            say(f"✓ mutant {name} caught in round {number}: {shown}")
            return True
    say(f"✗ mutant {name} missed in {ROUNDS} rounds", style="red")
    return False


def _what_shows(county: ground.Ground, place: Village, lot: random.Random) -> Iterator[str]:
    few = 20
    bought = _buy(county, place, few, 3 * few, lot)
    if bought.granted != few:
        yield f"{bought.granted} of {few} sold"
    redeemed = _redeem(county, place, lot)
    if redeemed.lost:
        yield f"{redeemed.lost} vouchers redeemed once more than they should"


def _send(browser: load.Browser, post: Post) -> load.Answer:
    return browser.post(post.path, post.fields, post.cookies)


def _odd(answers: Sequence[load.Answer]) -> int:
    return sum(one.status not in (302, 422) for one in answers)


def _shuffled(work: list, lot: random.Random) -> list:
    lot.shuffle(work)
    return work
