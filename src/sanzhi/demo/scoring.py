"""积分: what the invented villages have: a standard in force, households that take part, deeds at every step, a panel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from sanzhi.notices import actions as notices
from sanzhi.people import actions as people
from sanzhi.people import queries as people_queries
from sanzhi.people.roles import Actor
from sanzhi.points import actions
from sanzhi.points.actions import Report
from sanzhi.points.files import SHELF

from . import convening, draws, pictures
from .county import FOUNDED, County

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CONTACT = "村务监督委员会，电话 0573-88880000"
ROAD = 85 * DAY  # before today: when a village began to make its standard; long holidays fit in
# (how many days ago, how far its deeds have come)
MONTHS = ((27, "entered"), (9, "announced"), (2, "verified"), (1, "submitted"))
DEEDS = {
    "litter": "把桥头排水沟里的垃圾清走了。", "hazard": "发现路边井盖松动，报给了网格员。",
    "elderly": "陪隔壁老人去卫生院配药。", "yard": "庭院检查，花木整齐，没有堆物。",
}  # fmt: skip
HOUSEHOLDS = 5


@dataclass
class Village:
    """一个村: whoever has a hand in its points, and its households."""

    area: str
    clerk: Actor
    overseer: Actor
    grid: Actor
    town: Actor
    panel: list[Actor]
    homes: list[tuple[int, Actor]] = field(default_factory=list)
    council: int = 0  # its representatives' meeting


def score(county: County, residents: Sequence[Actor], *, until: datetime, seed: int) -> list[Village]:
    """Once, when the county is filled. Returns the villages that keep points now."""
    done = []
    for number, village in enumerate(villages(county)):
        if not residents[number * HOUSEHOLDS :]:
            break  # a county of few people
        draw = draws.lot(seed, "points", village.area)
        begun = until - ROAD
        settle(village, residents[number * HOUSEHOLDS : (number + 1) * HOUSEHOLDS], begun)
        make_standard(village, draw, begun)
        for _home, one in village.homes:
            actions.join(one.person_id, by=one, at=begun + 47 * DAY)
        home, head = village.homes[0]
        actions.pledge(home, "yard", by=head, at=begun + 47 * DAY)
        for days, step in MONTHS:
            _month(village, draw, until - days * DAY, step)
        done.append(village)
    return done


def villages(county: County) -> Iterator[Village]:
    """Those that have everybody, in the order of their codes."""
    found = []
    panels: dict[int, list[Actor]] = {}
    for post in people_queries.posts_held(FOUNDED):
        if post.role == "panel_member":
            panels.setdefault(post.office_id, []).append(people_queries.actor_in(post))
    for (role, office), clerk in county.staff.items():
        if role != "village_clerk" or ("village_overseer", office) not in county.staff:
            continue
        town = next(
            actor
            for (other, _office), actor in county.staff.items()
            if other == "town_dispatcher" and clerk.reach.startswith(actor.reach)
        )
        hands = (county.staff["village_overseer", office], county.staff["grid_worker", office])
        found.append(Village(clerk.reach, clerk, *hands, town, panels.get(office, [])))
    return iter(sorted(found, key=lambda one: one.area))


def settle(village: Village, residents: Sequence[Actor], at: datetime) -> None:
    """Households of one each, and the panel's seats."""
    for number, one in enumerate(residents, start=1):
        home = people.register_household(village.area, f"{number:03}", by=village.clerk, at=at)
        _lives_in(village, one, home.pk, at, born=date(1950 + number * 4, number, 11))
        village.homes.append((home.pk, one))
    for number, member in enumerate(village.panel, start=1):
        home = people.register_household(village.area, f"9{number:02}", by=village.clerk, at=at)
        _lives_in(village, member, home.pk, at, born=date(1970, number, 3))
        actions.seat(village.area, member.person_id or 0, by=village.clerk, at=at)


def _lives_in(village: Village, one: Actor, home: int, at: datetime, *, born: date) -> None:
    people.put_in_household(one.person_id or 0, home, birth_date=born, is_head=True, by=village.clerk, at=at)


def make_standard(village: Village, draw: Random, at: datetime) -> None:
    """Drawn up, asked about, reviewed, voted on, announced, in force."""
    drafted = actions.draft_standard(village.area, by=village.clerk, at=at)
    standard = actions.consult(drafted.id, contact=CONTACT, by=village.clerk, at=at)
    on_the_wall(village, standard.consulted_id, draw, at + HOUR)
    actions.send_to_review(standard.id, by=village.clerk, at=at + 18 * DAY)
    actions.review(standard.id, lawful=True, note="", by=village.town, at=at + 18 * DAY + HOUR)
    village.council = convening.representatives(village, at)
    day, told = at + 22 * DAY, at + 18 * DAY + 2 * HOUR

    def put(meeting: int) -> int:
        on = actions.put_to_vote(standard.id, meeting=meeting, method="named", by=village.clerk, at=told)
        assert on.put_as
        return on.put_as.pk

    convening.resolved(village, village.council, "村民代表会议：积分细则", day, told, put)
    standard = actions.adopt(standard.id, contact=CONTACT, by=village.clerk, at=day + 2 * HOUR)
    on_the_wall(village, standard.notice_id, draw, day + 3 * HOUR)
    actions.take_effect(standard.id, at=at + 46 * DAY)


def on_the_wall(village: Village, notice: int | None, draw: Random, at: datetime) -> None:
    assert notice
    notices.post_notice(notice, by=village.overseer, at=at)
    photo, name = pictures.a_file(draw)
    notices.prove_posted(
        notice, photo=photo, name=name, place="村口公告栏", by=village.overseer, at=at + HOUR
    )
    actions.hold_deductions(notice, at=at + HOUR)


def _month(village: Village, draw: Random, at: datetime, step: str) -> None:
    """Deeds of most households, brought as far as `step`."""
    claims = [_deed(village, draw, home, one, at, step) for home, one in village.homes if draw.random() < 0.8]
    if step == "submitted":
        return
    for claim in claims:
        actions.verify(claim, by=village.clerk, at=at + 3 * HOUR)
    if step == "verified" or not claims:
        return
    for claim in claims:
        for member in village.panel:
            actions.score(claim, agrees=True, points=None, by=member, at=at + 5 * HOUR)
    held = actions.close_scoring(village.area, by=village.clerk, at=at + 6 * HOUR)
    held = actions.announce(held.id, contact=CONTACT, by=village.clerk, at=at + 7 * HOUR)
    on_the_wall(village, held.additions_id, draw, at + 8 * HOUR)
    if step == "entered":
        actions.post_round(held.id, by=village.clerk, at=at + 20 * DAY)


def _deed(village: Village, draw: Random, home: int, one: Actor, at: datetime, step: str) -> int:
    once_a_week = {"yard"} if step != "entered" else set()  # the later months lie closer than that
    item = draw.choice(sorted(set(DEEDS) - once_a_week))
    by = village.grid if item == "yard" else one
    photo = SHELF.keep_image(*pictures.a_file(draw))
    told = Report(item, home, at.date(), text=DEEDS[item], photos=[photo])
    return actions.report(told, by=by, at=at + 2 * HOUR).id
