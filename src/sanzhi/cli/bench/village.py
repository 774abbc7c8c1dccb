"""A village that gives rewards, furnished by the real actions: households with points, two shops, a budget."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.utils.timezone import localdate

from sanzhi.cli.bench import cast
from sanzhi.cli.bench.faces import Post
from sanzhi.kit import clock
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger.actions import NewAccount, Telling
from sanzhi.ledger.rules import Line
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.models import Area, Household, Office, Person
from sanzhi.people.roles import INSTALLER, Actor
from sanzhi.rewards import actions
from sanzhi.rewards.models import Reward

POINTS, PRICE, FACE = 1_000_000, 10, 10_00
_serial = count(1)


@dataclass(frozen=True)
class Village:
    """村: the browsers of its residents and of the hands of two shops, and its clerk."""

    area: str
    residents: tuple[Mapping[str, str], ...]
    hands: tuple[Mapping[str, str], ...]
    clerk: Actor
    shops: tuple[int, ...]

    def offer(self, stock: int) -> Reward:
        at = clock.now()
        terms = actions.NewReward(
            self.area, f"面券{next(_serial)}", "voucher", PRICE, FACE, stock, 30, True, localdate(at), self.shops
        )  # fmt: skip
        return actions.offer_reward(terms, by=self.clerk, at=at)

    def buying(self, reward: Reward, number: int, key: str) -> Post:
        who = self.residents[number % len(self.residents)]
        return _post(f"/shop/{reward.pk}/buy", {"count": "1", "price": str(PRICE)}, who, key)

    def redeeming(self, code: str, number: int, key: str) -> Post:
        return _post(f"/desk/redeem/{code}/take", {}, self.hands[number % len(self.hands)], key)


def _post(path: str, fields: Mapping[str, str], cookies: Mapping[str, str], key: str) -> Post:
    hidden = {"once": key, "csrfmiddlewaretoken": cookies[settings.CSRF_COOKIE_NAME]}
    return Post(path, {**fields, **hidden}, cookies, key)


def furnish(residents: int) -> Village:
    """Fill an empty county. `init.prepare` has been run."""
    at = clock.now()
    area = Area.objects.filter(parent_id=cast.TOWN, level=Area.Level.VILLAGE, valid_to=None)[0].code
    office = cast.office("village", "村委会", str(Office.Kind.VILLAGE), area, at)
    clerk, overseer = (_staff(role, office, at)[0] for role in ("village_clerk", "village_overseer"))
    _fund(area, clerk, overseer, at)
    hands = [_staff("merchant", office, at) for _n in range(2)]
    shops = []
    for number, (hand, _cookies) in enumerate(hands):
        shop = actions.open_merchant(
            area=area, name=f"面馆{number}", contact="88880000", by=clerk, at=at
        )  # fmt: skip
        actions.add_hand(shop.id, person=hand.person_id or 0, by=clerk, at=at)
        shops.append(shop.id)
    homes = tuple(_resident(number, area, at) for number in range(residents))
    return Village(area, homes, tuple(cookies for _hand, cookies in hands), clerk, tuple(shops))


def _staff(role: str, office: Office, at: datetime) -> tuple[Actor, dict[str, str]]:
    account = people.open_staff_account(
        name=role, username=f"{role}{next(_serial)}", password=secrets.token_urlsafe(18), by=INSTALLER, at=at
    )
    post = people.appoint(account.person, role, office, by=INSTALLER, at=at)
    TOTP.activate(account, generate_totp_secret())
    return queries.actor_in(post), cast.signed_in(account)


def _resident(number: int, area: str, at: datetime) -> dict[str, str]:
    """A household of one, with points enough."""
    phone, address = f"199{number:08d}", f"10.1.0.{number}"
    code = people.send_code(phone, address=address, at=at)
    account = people.check_code(phone, code, name=f"居民{number}", address=address, at=at)
    household = Household.objects.create(area_id=area, number=f"{number + 1}")
    Person.objects.filter(pk=account.person_id).update(household=household, birth_date=date(1980, 5, 1))
    issuer, home = ledger.open_accounts(
        [
            NewAccount(codes.of_issuer(area), "村积分发行", area, floor=None),
            NewAccount(codes.of_household(household.id), f"{number + 1}户", area, household=household.id),
        ],
        at=at,
    )
    ledger.post(
        [Line(f"bench:{number}", issuer, home, POINTS)], Telling("award", ("claim", number)), by=None, at=at
    )
    return cast.signed_in(account)


def _fund(area: str, clerk: Actor, overseer: Actor, at: datetime) -> None:
    entered = actions.enter_allotment(
        area=area, year=localdate(at).year, points=POINTS, fen=POINTS * 100, ground="村民代表会议通过", by=clerk, at=at
    )  # fmt: skip
    actions.approve_allotment(entered.id, by=overseer, at=at)
