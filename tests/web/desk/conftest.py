"""A small town with its desks, and people signed in at each."""

import base64
import io
import itertools
import re
import secrets
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from PIL import Image

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Case, KindVersion
from sanzhi.cases.rules import Filing
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.models import Area, Office
from sanzhi.people.roles import INSTALLER, THE_CLOCK
from tests.kinds import published

TOWN, COUNTY = "330483100000", "330483000000"
PASSWORD = "wu-zhen-2026-desk"
SECRET = base64.b32encode(secrets.token_bytes(20)).decode()  # of this run only
ROLES = {
    "village_overseer": "village",
    "county_dispatcher": "centre",
    "caller": "centre",
    "supervisor": "centre",
    "system_admin": "centre",
    "security_admin": "centre",
    "audit_admin": "centre",
    "town_dispatcher": "room",
    "handler": "lights",
    "village_clerk": "village",
    "grid_worker": "village",
}


@pytest.fixture(autouse=True)
def plain_static_files(settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]


@pytest.fixture
def town(db):
    return build_town()


def build_town() -> SimpleNamespace:
    """Offices, one member of staff in every role, a resident, and ways to file."""
    cache.clear()
    at = clock.now() - timedelta(hours=2)
    opened = at - timedelta(days=30)
    village = Area.objects.filter(parent_id=TOWN, level="village", valid_to=None).first()
    offices = {
        "centre": _office("centre", "市社会治理中心", "governance_centre", COUNTY, opened),
        "room": _office("room", "乌镇综合信息指挥室", "command_room", TOWN, opened),
        "lights": _office("lights", "乌镇城建办", "town_office", TOWN, opened),
        "water": _office("water", "市水务集团", "department", COUNTY, opened),
        "village": _office("village", village.name, "village", village.code, opened),
    }
    staff = {role: _staff(role, offices[office], opened) for role, office in ROLES.items()}
    staff["helper"] = _staff("handler", offices["water"], opened, "helper")
    resident = people.register_resident(name="张三", phone="13812345678", by=THE_CLOCK, at=at)
    return SimpleNamespace(
        at=at, village=village, offices=offices, staff=staff, resident=resident,
        me=queries.resident_actor(resident), numbers=itertools.count(1),
    )  # fmt: skip


def _office(code, name, kind, area, at):
    return Office.objects.create(code=code, name=name, kind=kind, area_id=area, valid_from=at.date())


def _staff(role, office, at, username=""):
    username = username or role
    account = people.open_staff_account(
        name=f"{role}某", username=username, password=PASSWORD, by=INSTALLER, at=at
    )
    post = people.appoint(account.person, role, office, by=INSTALLER, at=at)
    TOTP.activate(account, SECRET)
    return SimpleNamespace(account=account, post=post, actor=queries.actor_in(post))


LAMPS = "村口的路灯坏了三天了，晚上走路看不见。"


def filed(town, title="村口路灯不亮", text=LAMPS, at: datetime | None = None):
    """One matter, waiting at the town's command room."""
    filing = Filing(title, text, town.village.code, "city.roads", "村口")
    return cases.register(filing, cases.Origin(town.resident.id, "web"), by=town.me, at=at or town.at)


def as_(town, role, **more) -> Client:
    """A browser signed in as the one who holds this role."""
    client = Client(**more)
    client.force_login(town.staff[role].account)
    return client


@pytest.fixture
def case(town):
    return filed(town)


_keys = itertools.count(1)


def send(client, address, key="", **said):
    """Send a form with a key of its own."""
    return client.post(address, {"once": key or f"key-of-a-desk-test-{next(_keys):06d}", **said})


def step(client, case, name, **said):
    """Take a step by its page."""
    case.refresh_from_db()
    said.setdefault("version", case.version)
    return send(client, f"/desk/c/{case.public_code}/do/{name}", **said)


def text(answer) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def take_through(town, case, *names):
    """Walk a case along its usual way up to and including the named steps."""
    words = {
        "assign": ("town_dispatcher", {"lead": town.offices["lights"].id}),
        "sign_for": ("handler", {}),
        "report_done": (
            "handler",
            {"reply": "路灯已经换新，今晚起恢复照明。", "no_photo_because": "夜间拍不清"},
        ),
        "verify": ("town_dispatcher", {}),
        "call_back": ("caller", {"solved": "yes", "satisfied": "5"}),
    }
    for name in names:
        role, said = words[name]
        answer = step(as_(town, role), case, name, **said)
        assert answer.status_code == 302, text(answer)
    case.refresh_from_db()
    return case


@pytest.fixture
def admins(town):
    return [
        _staff("system_admin", town.offices["centre"], town.at, name).actor for name in ("admin-a", "admin-b")
    ]


@pytest.fixture
def noisy(town, admins) -> KindVersion:
    """A kind of the county's own, published."""
    return published(*admins, town.at)


def reported(town, kind: KindVersion, title: str) -> Case:
    filing = Filing(
        title, LAMPS, town.village.code, "city.roads", "村口", kind=kind.code, details={"f1": "工地"}
    )
    return cases.register(filing, cases.Origin(town.resident.id, "web"), by=town.me, at=clock.now())


def picture(colour="red") -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(file, "PNG")
    file.seek(0)
    file.name = "灯.png"
    return file
