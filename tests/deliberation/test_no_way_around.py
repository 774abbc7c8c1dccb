"""Whatever is done in whatever order, nothing comes out as passed below the quorum or the majority: asked another way."""

from fractions import Fraction
from random import Random

import pytest

from sanzhi.deliberation import actions
from sanzhi.deliberation.actions import NewMember
from sanzhi.deliberation.models import Elector, Recusal, Vote
from sanzhi.deliberation.packs import PACKS
from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal

from .council import BEFORE, HOUR, MONDAY, Council, a_photo, an_item, violations

# By hand from the articles: of whom must be there, and be in favour, in each measure; more than (>) or at least (≥).
ASKED = {
    ("assembly", "heads"): (">1/2", ">1/2 there"),
    ("assembly", "households"): ("≥2/3", ">1/2 there"),
    ("representatives", "heads"): ("≥2/3", ">1/2 there"),
    ("group", "heads"): ("≥2/3", ">1/2 there"),
    ("members", "heads"): ("≥2/3", "≥2/3 all"),
    ("delegates", "heads"): ("≥2/3", "≥2/3 all"),
    ("residents", "heads"): ("≥2/3", ">1/2 there"),
    ("owners", "heads"): ("≥2/3", ">1/2 there"),
    ("owners_major", "heads"): ("≥2/3", "≥3/4 there"),
    **{(body, "heads"): (">1/2", ">1/2 there") for body in ("council", "gentry", "women", "panel")},
}
ROADS = sorted(ASKED)


def holds(asked: str, part: int, whole: int) -> bool:
    share = Fraction(asked[1:].split()[0])
    return whole > 0 and (part > share * whole if asked[0] == ">" else part >= share * whole)


@pytest.mark.parametrize("seed", range(3 * len(ROADS)))
def test_no_road_leads_to_passed_below_the_law(db, seed: int):
    draw = Random(seed)
    pack, measure = ROADS[seed % len(ROADS)]
    village = Council(pack=pack, size=0, measure=measure)
    people(village, draw)
    methods = ["named"] if pack.startswith("owners") else ["named", "hands", "secret"]
    item = village.opened(an_item(draw.choice(methods))).items.get()
    done = []
    for _step in range(40):
        try:
            draw.choice(STEPS)(village, item.pk, draw)
        except Refusal as refusal:
            done.append(refusal.code)
    try:
        made = village.closed(item)
    except Refusal:
        return  # not even a result
    assert not (made.passed and not lawful(made, village, item, ASKED[pack, measure]))
    assert violations() == []


def people(village: Council, draw: Random) -> None:
    for number in range(1, draw.randint(3, 7)):
        at_home = village.measure == "households" or PACKS[village.body.pack].proxy
        home = village.household(str(number % 4)) if at_home else ""
        new = NewMember(f"人{number}", area_cm2=draw.randint(1, 9) * 10**6, phone=f"134{draw.randint(10**7, 10**8 - 1)}", household=home)  # fmt: skip
        actions.add_member(village.body.pk, new, by=village.clerk, at=BEFORE)


def lawful(made, village: Council, item, asked: tuple[str, str]) -> bool:
    """Counted again here, of the rows themselves."""
    rows = Elector.objects.filter(meeting_id=item.meeting_id)
    for measure, (all_, there, in_favour, *_rest) in made.counts.items():
        weigh = {"heads": lambda one: 1, "area": lambda one: one.area_cm2}.get(measure)
        if weigh:
            assert all_ == sum(weigh(one) for one in rows)
            assert there == sum(weigh(one) for one in rows if one.present_at)
        if item.method == "named" and weigh:
            assert in_favour == sum(
                weigh(one.elector) for one in Vote.objects.filter(item=item, choice="for")
            )
        quorum, majority = asked
        if not holds(quorum, there, all_) or not holds(
            majority, in_favour, all_ if "all" in majority else there
        ):
            return False
    return not Vote.objects.filter(item=item, elector__in=Recusal.objects.values("elector")).exists()


def _any(village: Council, draw: Random) -> Elector:
    return draw.choice(list(Elector.objects.filter(meeting__body=village.body).select_related("person")))


def sign(village: Council, item: int, draw: Random) -> None:
    one = _any(village, draw)
    actions.sign_in(one.meeting_id, str(one.number), by=village.clerk, at=MONDAY)


def open_it(village: Council, item: int, draw: Random) -> None:
    actions.open_vote(item, by=village.clerk, at=MONDAY)


def recuse(village: Council, item: int, draw: Random) -> None:
    actions.recuse(item, str(_any(village, draw).number), "有利害关系", by=village.clerk, at=MONDAY)


def _choice(draw: Random) -> str:
    return draw.choice(["for", "for", "for", "against", "abstain", "通过"])


def at_the_desk(village: Council, item: int, draw: Random) -> None:
    actions.vote_for(item, str(_any(village, draw).number), _choice(draw), by=village.clerk, at=MONDAY)


def by_phone(village: Council, item: int, draw: Random) -> None:
    actions.vote(item, _choice(draw), by=village.as_voter(_any(village, draw)), at=MONDAY)


def in_secret(village: Council, item: int, draw: Random) -> None:
    me = village.as_voter(_any(village, draw))
    actions.cast(item, _choice(draw), ids.public_code(), by=me, at=MONDAY)


def on_paper(village: Council, item: int, draw: Random) -> None:
    rows = [(str(_any(village, draw).number), _choice(draw)) for _ in range(3)]
    for who in draw.sample([village.clerk, village.overseer], draw.randint(1, 2)):
        actions.enter_papers(item, rows, by=who, at=MONDAY)
    actions.count_papers(item, by=village.overseer, at=MONDAY)


def by_proxy(village: Council, item: int, draw: Random) -> None:
    gives, holds = _any(village, draw), _any(village, draw)
    actions.enter_proxy(
        gives.meeting_id, str(gives.number), str(holds.number), a_photo(), by=village.clerk, at=MONDAY
    )


def hand_out(village: Council, item: int, draw: Random) -> None:
    actions.hand_out(item, str(_any(village, draw).number), by=village.clerk, at=MONDAY)


def count(village: Council, item: int, draw: Random) -> None:
    figures = (draw.randint(0, 7), draw.randint(0, 2), 0)
    for who in (village.clerk, village.overseer):
        actions.count_by_hand(item, figures, a_photo(), by=who, at=MONDAY)


def close_early(village: Council, item: int, draw: Random) -> None:
    if draw.random() < 0.1:
        actions.close_vote(item, by=village.clerk, at=MONDAY + HOUR)


STEPS = (
    sign, sign, sign, open_it, recuse, at_the_desk, by_phone, by_phone, in_secret, in_secret, on_paper, by_proxy,
    hand_out, count, close_early,
)  # fmt: skip
