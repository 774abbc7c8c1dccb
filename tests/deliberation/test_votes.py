"""表决: every body's figures judged as its articles say. The table was reckoned by hand from the articles, without this code."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.deliberation.packs import PACKS, Pack, Quorum, Share
from sanzhi.deliberation.rules import Count, decided, representation


def by_hand(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((Path(__file__).parent / name).open(encoding="utf-8")))


VECTORS, COMPOSITIONS = by_hand("vectors.csv"), by_hand("composition.csv")


def judged(row: Mapping[str, str], packs: Mapping[str, Pack] = PACKS):
    figures = [int(row[name]) for name in ("entitled", "present", "in_favour", "against", "abstained")]
    counts = {row["measure"]: Count(*figures)}
    if row["measure"] == "both":
        area = (int(row[name]) for name in ("area", "area_present", "area_in_favour"))
        counts = {"heads": Count(*figures), "area": Count(*area)}
    return decided(packs[row["body"]], counts, int(row["notice_days"]) if row["notice_days"] else None)


def wrong(packs: Mapping[str, Pack]) -> list[Mapping[str, str]]:
    return [row for row in VECTORS if judged(row, packs).code != row["verdict"]]


def test_three_hundred_votes_come_out_as_their_articles_say():
    assert len(VECTORS) >= 300
    assert {row["body"] for row in VECTORS} == set(PACKS)
    assert wrong(PACKS) == []


def plain(words: object) -> str:
    return str(words).replace("《", "").replace("》", "")


def test_a_refusal_names_its_article_and_a_pass_has_one():
    with override("zh-hans"):
        for row in VECTORS:
            if not row["article"]:
                continue
            verdict = judged(row)
            told = verdict.sentence if verdict.code else PACKS[row["body"]].majority_basis
            assert plain(row["article"]) in plain(told), row


@pytest.mark.parametrize("code", sorted(PACKS))
@pytest.mark.parametrize("what", ["quorum", "majority", "notice"])
def test_a_pack_that_asks_a_little_less_is_caught(code: str, what: str):
    """The mutants: at least a half in place of more than it, a share a hair smaller, a day of notice less."""
    pack = PACKS[code]
    if what == "notice" and not pack.notice_days:
        return
    changes = {
        "quorum": {"quorum": {name: Quorum(one.who, laxer(one.share), one.basis) for name, one in pack.quorum.items()}},
        "majority": {"majority": laxer(pack.majority)},
        "notice": {"notice_days": pack.notice_days - 1},
    }  # fmt: skip
    assert wrong({**PACKS, code: replace(pack, **changes[what])})


def laxer(share: Share) -> Share:
    return Share(share.n * 100 - 2, share.d * 100)


@given(st.sampled_from(sorted(PACKS)), st.data())
def test_nothing_below_quorum_or_majority_ever_passes(code: str, data):
    pack = PACKS[code]
    measures = list(pack.quorum) if pack.every else [data.draw(st.sampled_from(sorted(pack.quorum)))]
    counts = {measure: Count(*(data.draw(st.integers(-1, 400)) for _ in range(5))) for measure in measures}
    if not decided(pack, counts, data.draw(st.none() | st.integers(0, 20))):
        return
    for measure, count in counts.items():
        share, whole = pack.quorum[measure].share, count.entitled if pack.of_all else count.present
        assert count.in_favour + count.against + count.abstained <= count.present <= count.entitled
        assert count.present * share.d >= count.entitled * share.n
        assert count.in_favour * pack.majority.d >= whole * pack.majority.n
        if pack.majority.more:
            assert count.in_favour * 2 > whole


@pytest.mark.parametrize("row", COMPOSITIONS, ids=lambda row: "-".join(list(row.values())[:3]))
def test_representatives_are_four_fifths_and_women_a_third(row):
    said = representation(int(row["members"]), int(row["representatives"]), int(row["women"]))
    assert said.code == row["verdict"]
    if said.code and row["article"]:
        assert row["article"] in plain(said.sentence)
