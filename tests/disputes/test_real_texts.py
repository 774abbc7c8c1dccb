"""What people really write, handed in as applications: each finds a type, a body and a first clock, or a refusal that has a name."""

import csv
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sanzhi.cases.actions import FilingRefused
from sanzhi.cases.models import ClockRun
from sanzhi.disputes import actions
from sanzhi.disputes.actions import NewDispute
from sanzhi.disputes.models import Dispute, Type
from sanzhi.disputes.rules import NewParty
from sanzhi.kit.verdict import Refusal
from tests.county import MONDAY
from tests.disputes.room import Room

HERE = Path(__file__).parent / "data"
# Pleadings of twenty suits, which have no licence to ship: they are replayed where they lie beside the repository.
SHARED = Path(os.environ.get("REAL_DATA", Path(__file__).parents[3] / "shared" / "data"))
IN_SHORT = 10  # every tenth; all of them with --full


def texts() -> Iterator[str]:
    with (HERE / "legal_questions.csv").open(encoding="utf-8") as file:
        yield from (row["question"] for row in csv.DictReader(file))
    pleadings = SHARED / "dispute_focus_20.json"
    if pleadings.exists():
        yield from (one["诉称段"] for one in json.loads(pleadings.read_text("utf-8")))


def handed_in(room: Room, number: int, text: str) -> str:
    """The type it got, or the name of the refusal."""
    parties = [NewParty(1, "沈阿大"), NewParty(2, "对方某某")]
    said = text.strip()
    new = NewDispute(said[:40], said[:5000], "请调解处理", room.village.code, parties, f"real-{number}")
    try:
        dispute = actions.apply(new, by=room.applicant, at=MONDAY)
    except FilingRefused as refused:
        assert all(refused.problems.values())
        return f"refused: {refused.code} {','.join(sorted(refused.problems))}"
    except Refusal as refused:
        assert refused.sentence
        return f"refused: {refused.code}"
    return dispute.type


def test_each_gets_a_type_a_body_and_a_first_clock_or_a_named_refusal(room: Room, request, record_property):
    every = 1 if request.config.getoption("--full") else IN_SHORT
    asked = list(texts())[::every]
    got = Counter(handed_in(room, number, text) for number, text in enumerate(asked))
    record_property("got", dict(got))
    taken = Dispute.objects.all()
    assert len(taken) == sum(n for what, n in got.items() if not what.startswith("refused"))
    assert {one.body_id for one in taken} == {room.body.pk}
    assert all(one.type in Type.values for one in taken)
    clocks = ClockRun.objects.filter(
        case__in=[one.pk for one in taken], rule__clock="dispute-accept", stopped_at=None
    )
    assert len(clocks) == len(taken) > 0.95 * len(asked)
    assert (
        len(got) > 8
    )  # many ask of crimes and fines, which no mediation has a type for; the others are told apart
