"""Our book: the call that points, rewards and waste make, with the version of the rules, the key and the journal."""

import random
from collections.abc import Callable
from itertools import count

from sanzhi.cli.bench.books import EACH, HOUSEHOLDS, ISSUERS, PARTS
from sanzhi.kit import clock
from sanzhi.ledger import actions, queries
from sanzhi.ledger.actions import NewAccount, Telling
from sanzhi.ledger.rules import MOST_LINES, Line
from sanzhi.people.models import Area

BATCH = 1_000


def prepare() -> None:
    """A county: an issuer for every village, one for the county in parts, and the households."""
    at, villages = clock.now(), list(Area.objects.filter(level="village").values_list("code", flat=True))
    area = [villages[n % len(villages)] for n in range(ISSUERS)]
    actions.open_accounts(
        [NewAccount(f"issuer:{n}", "村积分", area[n], floor=None) for n in range(ISSUERS)], at=at
    )
    actions.open_accounts([NewAccount("county", "市积分", villages[0], floor=None)], parts=PARTS, at=at)
    for first in range(0, HOUSEHOLDS, MOST_LINES):
        some = range(first, first + MOST_LINES)
        actions.open_accounts([NewAccount(f"h:{n}", "户", area[n % ISSUERS]) for n in some], at=at)


def stepper(shape: str, lot: random.Random, prefix: str) -> Callable[[], int]:
    """One more call of a shape; how many transfers it made."""
    issuers = list(queries.accounts("point", [f"issuer:{n}" for n in range(ISSUERS)]).values())
    households = list(queries.accounts("point", [f"h:{n}" for n in range(HOUSEHOLDS)]).values())
    county = queries.accounts("point", ["county"])["county"]
    serial, at = count(), clock.now()  # a face asks for the time once, however much it then posts

    def line(giver: int) -> Line:
        return Line(f"{prefix}{next(serial)}", giver, lot.choice(households), EACH)

    def post(lines: list[Line]) -> int:
        telling = Telling("award", ("claim", next(serial)), basis="standard:3")
        return len(actions.post(lines, telling, by=5, at=at))

    return {
        "village": lambda: post([line(lot.choice(issuers))]),
        "hot": lambda: post([line(county)]),
        "batch": lambda: post([line(issuers[0]) for _ in range(BATCH)]),
    }[shape]
