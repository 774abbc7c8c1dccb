"""The hint on real messages with known near-duplicates, all put into one village: the hardest place to tell them apart.

The texts have no licence to ship, so they are read from beside the repository (or REAL_DATA); without them
there is nothing to measure.
"""

import csv
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Case
from sanzhi.cases.queries.similar import alike
from sanzhi.cases.rules import Filing
from tests.county import MONDAY, County

SHARED = Path(os.environ.get("REAL_DATA", Path(__file__).parents[3] / "shared" / "data"))
PAIRS, OTHERS = 60, 60  # a test's size; REAL_PAIRS and REAL_OTHERS ask for another
PAIRS, OTHERS = int(os.environ.get("REAL_PAIRS", PAIRS)), int(os.environ.get("REAL_OTHERS", OTHERS))

pytestmark = pytest.mark.skipif(
    not (SHARED / "near_duplicate_pairs.csv").exists(), reason=f"no real messages at {SHARED}"
)


def rows_of(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def filing_of(row: dict[str, str], county: County) -> Filing:
    title, text = row["title"].strip()[:120].ljust(2, "。"), row["text"].strip()[:5000].ljust(5, "。")
    return Filing(title, text, county.village.code, "city.roads")


@pytest.mark.slow
def test_near_duplicates_are_found_among_the_messages_of_one_village(county: County) -> None:
    messages = {row["row"]: row for row in rows_of("messages_labelled.csv")}
    pairs = [(row["row_i"], row["row_j"]) for row in rows_of("near_duplicate_pairs.csv")][:PAIRS]
    paired = {number for pair in pairs for number in pair}
    others = [number for number in messages if number not in paired][:OTHERS]
    filed: dict[int, str] = {}
    for n, number in enumerate([*sorted(paired), *others]):
        filing = filing_of(messages[number], county)
        origin = cases.Origin(county.resident.person_id, "web")
        at = MONDAY + timedelta(minutes=n)
        filed[cases.register(filing, origin, by=county.resident, at=at).id] = number
    by_number = {number: case for case, number in filed.items()}
    asked_at = MONDAY + timedelta(days=5)
    started = time.perf_counter()
    found = {
        number: {
            filed[case]
            for case in alike(filing_of(messages[number], county), asked_at, but=by_number[number])
        }
        for number in paired
    }
    each = 1000 * (time.perf_counter() - started) / len(paired)
    group = {number: row["near_duplicate_group"] for number, row in messages.items()}
    recall = sum(two in found[one] for one, two in pairs) / len(pairs)
    shown = [(one, other) for one, several in found.items() for other in several]
    precision = sum(group[one] == group[other] for one, other in shown) / len(shown)
    noise = [alike(filing_of(messages[number], county), asked_at, but=by_number[number]) for number in others]
    hinted = sum(bool(one) for one in noise) / len(noise)
    print(
        f"{each:.1f} ms each",
        f"recall {recall:.3f} precision {precision:.3f} hinted without a twin {hinted:.3f} of {Case.objects.count()}",
    )
    assert recall >= 0.99
    assert precision >= 0.25  # a hint for a person to judge, not a verdict
    assert hinted <= 0.6
