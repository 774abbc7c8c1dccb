"""Who lives and works in the county that is measured; everybody is made and signed in by the real actions."""

import random
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.models import Account, Area, Office
from sanzhi.people.roles import INSTALLER

TOWN, COUNTY = "330483100000", "330483000000"
STREETS = ("秋实路", "振兴路", "文华路", "临河弄", "校场路", "稻香路")
THINGS = (
    "路灯连续几天不亮，晚上放学的孩子走路看不清",
    "下水道堵了，一下雨积水漫到台阶上，老人出门很不方便",
    "垃圾桶满了没有人清运，天热以后气味很重，苍蝇很多",
    "有车长期停在消防通道上，提醒过几次都没有用",
    "施工围挡占了半条路，早晚高峰经常堵，希望调整时间",
)


@dataclass(frozen=True)
class Cast:
    """人员: residents who file, and the browsers of one member of staff in each post a case passes through."""

    villages: tuple[str, ...]
    residents: tuple[Account, ...]
    roads: Office
    dispatcher: Mapping[str, str]
    handler: Mapping[str, str]


def assemble(residents: int, seed: int) -> Cast:
    """Fill an empty county. `init.prepare` has been run."""
    at, lot = clock.now(), random.Random(seed)  # noqa: S311 - a load, not a secret
    office("centre", "市社会治理中心", str(Office.Kind.GOVERNANCE_CENTRE), COUNTY, at)
    room = office("room", "镇综合信息指挥室", str(Office.Kind.COMMAND_ROOM), TOWN, at)
    roads = office("roads", "市住房和城乡建设局", str(Office.Kind.DEPARTMENT), COUNTY, at)
    villages = Area.objects.filter(parent_id=TOWN, level=Area.Level.VILLAGE, valid_to=None)
    return Cast(
        tuple(villages.values_list("code", flat=True)),
        tuple(_resident(number, lot, at) for number in range(residents)),
        roads,
        member_of_staff("受理员", "town_dispatcher", room, at),
        member_of_staff("承办人", "handler", roads, at),
    )


def office(code: str, name: str, kind: str, area: str, at: datetime) -> Office:
    return Office.objects.create(code=code, name=name, kind=kind, area_id=area, valid_from=at.date())


def _resident(number: int, lot: random.Random, at: datetime) -> Account:
    phone = f"199{lot.randrange(10**8):08d}"
    address = f"10.0.{number // 250}.{number % 250}"
    code = people.send_code(phone, address=address, at=at)
    return people.check_code(phone, code, name=f"居民{number}", address=address, at=at)


def member_of_staff(name: str, role: str, office: Office, at: datetime) -> dict[str, str]:
    account = people.open_staff_account(
        name=name, username=role, password=secrets.token_urlsafe(18), by=INSTALLER, at=at
    )
    people.appoint(account.person, role, office, by=INSTALLER, at=at)
    TOTP.activate(account, generate_totp_secret())
    return signed_in(account)


def signed_in(account: Account, **kept: object) -> dict[str, str]:
    """The cookies of a browser in which `account` has just signed in."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.update(kept)
    request.session.save()
    return {
        settings.SESSION_COOKIE_NAME: request.session.session_key,
        settings.CSRF_COOKIE_NAME: secrets.token_hex(16),
    }


def draft(cast: Cast, lot: random.Random) -> dict[str, object]:
    """The words of one matter as the first two steps keep them, as long as people's own usually are."""
    street, number = lot.choice(STREETS), lot.randrange(1, 400)
    things = lot.sample(THINGS, 2)
    return {
        "title": f"{street}{number}号：{things[0][:12]}",
        "text": f"{street}{number}号门前，{things[0]}。另外，{things[1]}。请尽快安排人来看一看，谢谢。",
        "place": f"{street}{number}号",
        "area_code": lot.choice(cast.villages),
        "category_code": "city.roads",
        "latitude": None,
        "longitude": None,
        "photos": [],
    }
