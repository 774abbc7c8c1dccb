"""The planted alarms of `bench nails`: runs that the rule must find, and what only looks like one. Drawn by a stated lot.

Written to a file before anything is asked. Each is a group of alarms; whether it is a run is said by how it was made,
never by what the product makes of it.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

DAY = timedelta(days=1)
ROADS = (
    "庆丰北路",
    "振兴东路",
    "二环南路",
    "三里塘路",
    "复兴南路",
    "校场东路",
    "人民路",
    "植材路",
    "文华街",
    "茅盾中路",
)
KINDS = (
    ("纠纷", "邻里纠纷", "债务纠纷"), ("纠纷", "债务纠纷", "家庭纠纷"), ("纠纷", "家庭纠纷", "消费纠纷"),
    ("噪音", "生活噪音扰民", "邻里纠纷"), ("纠纷", "消费纠纷", "邻里纠纷"), ("纠纷", "感情纠纷", "债务纠纷"), ("求助", "反复求助", "家庭纠纷"),
)  # fmt: skip
# How near a miss comes, and its share of what is planted. `run` and `parties` are what must be found.
SHARES = {
    "run": 0.40, "parties": 0.10, "two": 0.10, "91_days": 0.10, "other_cause": 0.10, "next_door": 0.10, "police_matter": 0.05,
    "two_of_parties": 0.05,
}  # fmt: skip
FOUND = ("run", "parties")


@dataclass(frozen=True)
class Planted:
    """一条: which group and kind of group it is of; `party` is a number for the same party, 0 for none."""

    group: int
    kind: str
    alarm_no: str
    at: str
    town: str
    place: str
    category: str
    sub_category: str
    police: bool
    party: int = 0


def draw(groups: int, towns: Sequence[tuple[str, str]], seed: int, at: datetime) -> Iterator[Planted]:
    """`groups` of them, over towns (code, name)."""
    lot = random.Random(seed)  # noqa: S311 - a load, not a secret
    kinds = [kind for kind, share in SHARES.items() for _n in range(round(groups * share))]
    for group, kind in enumerate(kinds):
        town, name = lot.choice(towns)
        yield from _group(group, kind, town, name, lot, at)


def write(planted: Sequence[Planted], file: Path) -> None:
    file.write_text("\n".join(json.dumps(asdict(one), ensure_ascii=False) for one in planted), "utf-8")


def _group(
    group: int, kind: str, town: str, name: str, lot: random.Random, at: datetime
) -> Iterator[Planted]:
    category, sub, other = lot.choice(KINDS)
    # A street number of its own: nothing planted stands at another's door.
    door = (lot.choice(ROADS), 10_000 + 2 * group, lot.randrange(1, 9), lot.randrange(101, 999))
    for number, moment in enumerate(_times(kind, lot, at)):
        last = number == 2
        road, street, block, room = door
        if kind in ("parties", "two_of_parties"):
            place = f"{road}{street}号{block}幢{room + number}室"
        else:
            place = _spelt(
                (road, street + (1 if kind == "next_door" and last else 0), block, room), name, lot
            )
        yield Planted(
            group, kind, f"P{group:06d}{number:02d}", moment.isoformat(), town, place, category,
            other if kind == "other_cause" and last else sub, kind == "police_matter" and last,
            group + 1 if kind in ("parties", "two_of_parties") else 0,
        )  # fmt: skip


def _times(kind: str, lot: random.Random, at: datetime) -> list[datetime]:
    """When: the last within the last ninety days, the first of a run within ninety days of the third."""
    last = at - lot.randrange(1, 80) * DAY - lot.random() * DAY / 2
    if kind in ("two", "two_of_parties"):
        return [last - lot.randrange(1, 80) * DAY, last]
    if kind == "91_days":
        return [last - 91 * DAY, last - lot.randrange(2, 89) * DAY, last]
    span = lot.randrange(2, 90)
    times = [last - span * DAY, last - lot.randrange(1, span) * DAY, last]
    if kind in FOUND and lot.random() < 0.3:
        times.insert(0, times[0] - lot.randrange(1, 60) * DAY)
    return times


def _spelt(door: tuple[str, int, int, int], town: str, lot: random.Random) -> str:
    """One door, as whoever takes the call happens to write it."""
    road, street, block, room = door
    return lot.choice(
        (
            f"{town}{road}{street}号{block}幢{room}室", f"{road}{street}号 {block}幢 {room}", f"桐乡市{town}{road}{street}号{block}栋{room}",
            f"{road}{street}号{block}-{room}", f"浙江省桐乡市{town}{road}{street}号{block}号楼{room}室", f"{road}{street}号{block}幢{room}室门口",
            f"{road} {street}号{block}幢{room}室（出租房）",
        )
    )  # fmt: skip
