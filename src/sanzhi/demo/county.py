"""建县: the offices, grids, staff and routes that an invented county starts with."""

import csv
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib.resources import files
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction

from sanzhi.cases import actions as cases
from sanzhi.cases import queries as case_queries
from sanzhi.cases.actions.reference import RECEIVE
from sanzhi.kit.clock import COUNTY
from sanzhi.people import actions, queries
from sanzhi.people.roles import INSTALLER, Actor

from . import names, places, signins

FOUNDED = datetime(2010, 1, 1, 9, tzinfo=COUNTY)  # before the oldest message anybody has replayed
CENTRE, SERVICE_OFFICE = "demo-centre", "demo-zw"
GRIDS_PER_VILLAGE = 3


@dataclass(frozen=True)
class County:
    """县: who sits where. Lives are played by these people only."""

    offices: Mapping[str, int]  # code → id
    staff: Mapping[tuple[str, int], Actor]  # (role, office) → who holds it
    villages: tuple[str, ...]
    places: Mapping[str, str]  # area code → name

    def at(self, role: str, office: str) -> Actor | None:
        """Who holds the role in the office with this code, if there is one."""
        return self.staff.get((role, self.offices.get(office, 0)))

    def one_of(self, office_id: int, *roles: str) -> Actor:
        """Whoever sits in this office in the first of these roles that it has."""
        return next(self.staff[role, office_id] for role in roles if (role, office_id) in self.staff)

    @property
    def centre(self) -> int:
        return self.offices[CENTRE]

    @cached_property
    def departments(self) -> list[int]:
        return [self.offices[f"demo-{row['code']}"] for row in _departments()]


@dataclass(frozen=True)
class Desk:
    """席位: an office, who works there in which role, and in which place."""

    code: str
    name: str
    kind: str
    area: str
    roles: tuple[tuple[str, str], ...]  # (role, username)


@transaction.atomic
def found() -> County:
    """Make what is missing of the county's desks and people; a second call changes nothing."""
    if CENTRE not in queries.office_codes():
        draw = Random("sanzhi county")  # noqa: S311 - names, not secrets
        for desk in _desks():
            _open(desk, draw)
        _for_petitions(draw)
        _for_leading(draw)
        _for_groups(draw)
        _for_grids(draw)
        cases.publish_routing([*RECEIVE, *_proposals()], by=INSTALLER, at=FOUNDED)
        places.invent(at=FOUNDED)
    return county()


def county() -> County:
    """The county as it stands."""
    towns = queries.towns_with_villages()
    villages = [village for town in towns for village in town.villages]
    return County(
        offices=queries.office_codes(),
        staff={(post.role, post.office_id): queries.actor_in(post) for post in queries.posts_held(FOUNDED)},
        villages=tuple(village.code for village in villages),
        places={area.code: area.name for area in (*towns, *villages)},
    )


CENTRE_ROLES = (
    ("county_dispatcher", "centre"),
    ("caller", "caller"),
    ("supervisor", "supervisor"),
    ("leader", "leader"),
    ("system_admin", "sysadmin"),
    ("security_admin", "secadmin"),
    ("audit_admin", "auditor"),
    ("civility_officer", "civility"),
)


def _desks() -> Iterator[Desk]:
    whole = queries.county()
    name = f"{whole.name}社会治理中心"
    yield Desk(CENTRE, name, "governance_centre", whole.code, CENTRE_ROLES)
    for code, called, kind in (("jjw", "纪委监委信访室", "discipline"), ("xfj", "信访局", "petition_bureau")):
        keeper = (("accusation_officer", f"accusations-{code}"),)
        yield Desk(f"demo-{code}", whole.name[:2] + called, kind, whole.code, keeper)
    for row in _departments():
        roles: tuple[tuple[str, str], ...] = (("handler", f"dept-{row['code']}"),)
        yield Desk(f"demo-{row['code']}", whole.name[:2] + row["name"], "department", whole.code, roles)
    for number, town in enumerate(queries.towns_with_villages(), start=1):
        roles = (
            ("town_dispatcher", f"town-{number:02}"),
            ("supervisor", f"watch-{number:02}"),
            ("civility_officer", f"civility-{number:02}"),
        )
        yield Desk(f"demo-room-{number:02}", f"{town.name}综合信息指挥室", "command_room", town.code, roles)
        village = town.villages[0]
        name = village.name.replace("居委会", "居民委员会").replace("村委会", "村民委员会")
        roles = (
            ("village_clerk", f"village-{number:02}"),
            ("grid_worker", f"grid-{number:02}"),
            ("village_overseer", f"overseer-{number:02}"),
            ("waste_inspector", f"sorter-{number:02}"),
            ("merchant", f"shop-{number:02}"),
            *(("panel_member", f"panel-{number:02}-{seat}") for seat in (1, 2, 3)),
        )
        yield Desk(f"demo-village-{number:02}", name, "village", village.code, roles)
    # Invented: no bank has joined. Last, so that everybody before keeps their name.
    yield Desk("demo-bank", "演示农商银行", "bank", whole.code, (("bank_officer", "bank"),))
    yield Desk(
        "demo-police", "演示公安联络点", "department", whole.code, (("police_liaison", "police"),)
    )  # after everybody
    yield from _mediating(whole)


def _for_petitions(draw: Random) -> None:
    """The bureau's petition officer, and each department's head, who grants more time; last, so that everybody before keeps
    their name."""
    kinds = ("department", "petition_bureau")
    offices = {one.code: one for kind in kinds for one in queries.offices_of_kind(kind, FOUNDED)}
    _seat(offices["demo-xfj"], "petition_officer", "petitions", None, draw)
    for row in _departments():
        _seat(offices[f"demo-{row['code']}"], "organ_head", f"head-{row['code']}", None, draw)


def _for_leading(draw: Random) -> None:
    """The county's party clerk, and in each town's first village a branch and a station; the first branch has a secretary."""
    whole = queries.county()
    _open(
        Desk(
            "demo-party",
            f"{whole.name[:2]}党建工作办公室",
            "department",
            whole.code,
            (("party_clerk", "party"),),
        ),
        draw,
    )
    for number, town in enumerate(queries.towns_with_villages(), start=1):
        village = town.villages[0]
        roles = (("branch_secretary", "branch"),) if number == 1 else ()
        name = f"{village.name}第一网格支部"
        _open(Desk(f"demo-branch-{number:02}", name, "party_branch", village.code, roles), draw)
        name = f"{village.name}红色先锋站"
        _open(Desk(f"demo-station-{number:02}", name, "pioneer_station", village.code, ()), draw)


def _for_groups(draw: Random) -> None:
    """Who keeps the register of social organisations, and an organisation with an office of its own; after everybody."""
    centre = next(one for one in queries.offices_of_kind("governance_centre", FOUNDED) if one.code == CENTRE)
    _seat(centre, "social_officer", "social", None, draw)
    village = queries.towns_with_villages()[0].villages[0]
    desk = Desk("demo-body", "演示养老服务协会", "social_org", village.code, (("group_leader", "body"),))
    _open(desk, draw)
    whole = queries.county()
    desk = Desk("demo-social", f"{whole.name[:2]}社会工作部门", "department", whole.code, (("social_officer", "social-2"),))  # fmt: skip
    _open(desk, draw)
    offices = {one.code: one for one in queries.offices_of_kind("department", FOUNDED)}
    seats = (centre, offices["demo-social"], offices[f"demo-{_departments()[0]['code']}"])
    for number, office in enumerate(seats, start=1):
        _seat(office, "fund_judge", f"judge-{number}", None, draw)
    _seat(offices["demo-party"], "party_clerk", "party-2", None, draw)  # decides what the first has counted
    _for_societies(draw)


def _for_societies(draw: Random) -> None:
    """Two legal advisers and two social workers, each at an office of their own; after everybody."""
    kinds = ("department", "mediation", "social_org")
    offices = {one.code: one for kind in kinds for one in queries.offices_of_kind(kind, FOUNDED)}
    seats = (
        ("legal_adviser", "justice"),
        ("legal_adviser", "mediation"),
        ("social_worker", "body"),
        ("social_worker", "social"),
    )
    for number, (role, office) in enumerate(seats, start=1):
        _seat(offices[f"demo-{office}"], role, f"society-{number}", None, draw)


def _for_grids(draw: Random) -> None:
    """Two who keep the list of what grid workers do, for one drafts and another brings in force; a grid head in each town's
    first village. After everybody."""
    offices = {one.code: one for one in queries.offices_open(FOUNDED)}
    for number in (1, 2):
        _seat(offices[CENTRE], "grid_officer", f"grids-{number}", None, draw)
    for number, _town in enumerate(queries.towns_with_villages(), start=1):
        _seat(offices[f"demo-village-{number:02}"], "grid_head", f"grid-head-{number:02}", None, draw)


def _mediating(whole: Any) -> Iterator[Desk]:
    """Who mediates in the first village, who looks after mediation, and the court beside them."""
    name = f"{whole.name[:2]}市人民法院"
    yield Desk("demo-court", name, "court", whole.code, (("court_clerk", "court"),))
    roles: tuple[tuple[str, str], ...] = (("justice_officer", "justice"),)
    yield Desk("demo-justice", f"{whole.name[:2]}市司法局调解指导科", "department", whole.code, roles)
    village = queries.towns_with_villages()[0].villages[0]
    roles = (("mediation_clerk", "mediation"), ("mediator", "mediator"))
    yield Desk("demo-mediation", f"{village.name}人民调解委员会", "mediation", village.code, roles)


def _departments() -> list[dict[str, str]]:
    text = files("sanzhi.demo").joinpath("data", "offices.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _open(desk: Desk, draw: Random) -> None:
    office = actions.open_office(
        code=desk.code, name=desk.name, kind=desk.kind, area_code=desk.area, by=INSTALLER, at=FOUNDED
    )
    for role, username in desk.roles:
        grid = _open_grids(desk) if role == "grid_worker" else None
        _seat(office, role, username, grid, draw)


def _seat(office: Any, role: str, username: str, grid: Any, draw: Random) -> None:
    """Somebody in this post, who may sign in."""
    account = actions.open_staff_account(
        name=names.person(draw), username=queries.DEMONSTRATION + username, password=_password(), by=INSTALLER, at=FOUNDED
    )  # fmt: skip
    actions.appoint(account.person, role, office, grid=grid, by=INSTALLER, at=FOUNDED)
    if settings.SANZHI_DEMO:
        signins.enrol(account)


def _open_grids(desk: Desk):
    """The village's grids; returns the first, the worker's own."""
    made = [
        actions.open_grid(
            code=f"{desk.area}B{number:03}",
            name=f"第{number}网格",
            area_code=desk.area,
            by=INSTALLER,
            at=FOUNDED,
        )
        for number in range(1, GRIDS_PER_VILLAGE + 1)
    ]
    return made[0]


def _password() -> str:
    """Outside a demonstration nobody can sign in as an invented member of staff."""
    return signins.PASSWORD if settings.SANZHI_DEMO else secrets.token_urlsafe(32)


def _proposals() -> Iterator[dict[str, object]]:
    """Who should lead, by category: the narrower category before the wider."""
    offices = queries.office_codes()
    tree = case_queries.categories_tree()
    categories = {row.code: row.name for row in [*tree, *(sub for top in tree for sub in top.subs)]}
    pairs = [
        (category, offices[f"demo-{row['code']}"], row["name"])
        for row in _departments()
        for category in row["categories"].split()
    ]
    for category in ("rural.village_affairs", "legal.neighbour"):
        yield {
            "purpose": "propose",
            "name": "村里的事由村（居）民委员会先办",
            "when": {"category": category},
            "office_kind": "village",
        }
    for category, office, name in sorted(pairs, key=lambda pair: (-pair[0].count("."), pair[0])):
        yield {
            "purpose": "propose",
            "name": f"{categories[category]}由{name}主办",
            "when": {"category": category},
            "office_id": office,
        }
