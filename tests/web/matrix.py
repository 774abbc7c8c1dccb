"""Ask every address as everybody, and look in every answer for words that this visitor must not read.

The addresses come from the resolver: a new one is probed without being written down here. Each probe is undone.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import count, product, zip_longest
from random import Random
from typing import Any
from urllib.parse import parse_qsl, unquote
from zlib import crc32

from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from sanzhi.kit import walls
from sanzhi.web.desk.forms.steps_after import STEPS
from tests.web.matrix_county import FAR, Visitor, World

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
SAID = "村口的路灯坏了三天，晚上走路看不见，请尽快修好。"
USUAL: dict[str, list[object]] = {
    "step": sorted(STEPS), "letter": ["l1"], "form": ["csv", "xlsx"], "name": ["offices", "towns", "cases"],
    "town": [FAR[:9], "330483100"], "kind": ["matter"], "syntax": ["json", "xml"], "int": [1, 2, 3], "slug": ["none"], "str": ["none"],
}  # fmt: skip
TOWNS, CATEGORIES = "board/town/", "desk/categories/"  # their `code` is not a case's
# Whoever holds a code may say "me too", and whoever holds a link may rate: without reading a word of the matter.
NOT_HERE = ("readyz",)  # says truly that no worker runs beside a test
BY_WHAT_ONE_HOLDS = re.compile(r"^/c/[^/]+/join$|^/r/")
_keys = count(1)


@dataclass
class Findings:
    """发现: how many were asked, and what came out that should not."""

    probes: int = 0
    leaks: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address of the product, with its parameters."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield here
        else:
            yield from addresses(entry, here)


def filled(address: str, world: World, visitor: Visitor, most: int) -> list[tuple[str, str]]:
    """The address with some values in it, and the code of the case it is about; mostly of cases one must not see."""
    names = PARAMETER.findall(address)
    if not names:
        return [(f"/{address}", "")]
    chance = Random(f"{address} {visitor.name}")
    found: list[tuple[str, str]] = []
    about = any(name == "code" for _kind, name in names) and not address.startswith((TOWNS, CATEGORIES))
    for code in _some_codes(world, visitor, chance, most) if about else [""]:
        choices = [_values(address, kind, name, world, code) for kind, name in names]
        every = list(product(*choices))
        for values in chance.sample(every, min(len(every), 1 if code else most)):
            left = iter(values)
            found.append(("/" + PARAMETER.sub(lambda _one, left=left: str(next(left)), address), code))
    return found


def _some_codes(world: World, visitor: Visitor, chance: Random, most: int) -> list[str]:
    """First one they may not see; then one whose reporter they may not know, or any other."""
    veiled = visitor.veiled - visitor.unseen
    groups: list[list[str]] = [[], [], []]
    for case in world.cases:
        groups[0 if case.id in visitor.unseen else 1 if case.id in veiled else 2].append(case.public_code)
    for group in groups:
        chance.shuffle(group)
    if chance.random() < 0.5:
        groups[1:] = groups[:0:-1]
    turns = [code for turn in zip_longest(*groups) for code in turn if code]
    return turns[:most]


def _values(address: str, kind: str, name: str, world: World, code: str) -> list[object]:
    if name == "code":
        towns, categories = USUAL["town"], ["city.roads"]
        return [code] if code else towns if address.startswith(TOWNS) else categories
    of_case = world.of_case.get(code, {}).get(name)
    return of_case or world.values.get(name) or USUAL.get(name) or USUAL[kind or "str"]


class Prober:
    """探测: one visitor at every address."""

    def __init__(self, world: World, visitor: Visitor, found: Findings) -> None:
        self.world, self.visitor, self.found = world, visitor, found
        self.cookies = visitor.client.cookies.output(header="", sep=";")
        self.secret = re.compile("|".join(map(re.escape, visitor.denied)))
        self.saw = self._state()

    def everywhere(self, most: int, *, only: str | tuple[str, ...] = "", halved: bool = False) -> None:
        """`halved`: of the two who have one role in two towns, each at half of the addresses, between them at all."""
        for address in addresses():
            if address in NOT_HERE or (halved and not self._its_half(address)):
                continue
            for where, code in filled(address, self.world, self.visitor, most):
                if where.startswith(only):
                    self._at(where, code, most)

    def _its_half(self, address: str) -> bool:
        role, _of, town = self.visitor.name.rpartition(" of ")
        return role == "reporter" or town not in ("0", "1") or crc32(address.encode()) % 2 == int(town)

    def _at(self, where: str, code: str, most: int) -> None:
        page = self._get(where, code)
        self._post(where, code)
        if not code and page.status_code == 200:
            for link in self._links(page, where, most):
                self._get(link, "")
            if "html" in page.get("Content-Type", "") and not where.startswith(("/ui/", "/staff/")):
                asks = 'name="q"' in page.content.decode()
                if asks or most > 1:  # in full also where no field says that words are looked for
                    self._search(where, 2 if asks else 1)

    def _links(self, page: HttpResponse, where: str, most: int) -> list[str]:
        """Some of the figures and filters that the page itself leads to."""
        if "html" not in page.get("Content-Type", ""):
            return []
        links = {
            link.replace("&amp;", "&")
            for link in re.findall(r'href="(/[^"#]*\?[^"#]*)"', page.content.decode())
        }
        return Random(where).sample(sorted(links), min(1 + most, len(links)))

    def _search(self, where: str, most: int) -> None:
        """A word one must not read finds as much as a word that nobody wrote."""
        chance = Random(where + self.visitor.name)
        titles, every = sorted(self.visitor.denied & self.world.titles), sorted(self.visitor.denied)
        words = [chance.choice(some) for some in (titles, every) if some][:most]
        nothing, again = (_told(self._get(f"{where}?q=qz0000zq", ""), "qz0000zq") for _time in range(2))
        if nothing != again:  # it says something fresh each time, such as a key
            return
        for word in words:
            if _told(self._get(f"{where}?q={word}", ""), word) != nothing:
                self.found.leaks.append(f"{self.visitor.name}: {where} tells whether {word} is there")

    def _get(self, where: str, code: str) -> HttpResponse:
        path, _mark, query = where.partition("?")
        return self._ask("get", path, dict(parse_qsl(query)), code)

    def _post(self, where: str, code: str) -> HttpResponse:
        return self._ask("post", where, self._form(code), code)

    def _form(self, code: str) -> dict[str, Any]:
        """Something for every field that any of the forms has."""
        case = next((one for one in self.world.cases if one.public_code == code), self.world.cases[0])
        other = Random(f"{code} {self.visitor.name}").choice(self.world.cases)
        near = self.world.towns[0]
        long = (
            "text",
            "reply",
            "reason",
            "why",
            "ask",
            "note",
            "answer",
            "said",
            "place",
            "route",
            "name",
            "title",
        )
        ids = {name: near.roads.id for name in ("lead", "office", "proposed", "other")}
        said = dict.fromkeys(long, SAID) | ids | {"once": f"key-of-the-matrix-{next(_keys):06d}"}
        return said | {
            "version": case.version, "code": other.public_code, "case": f"{case.public_code}.{case.version}",
            "step": "urge", "solved": "yes", "satisfied": "5", "purpose": "核对办理情况", "form": "csv",
            "category_code": "city.roads", "area_code": near.village.code, "phone": "17700000000", "level": "urge",
            "until": "2026-03-20", "ground": "appraisal", "channel": "court", "no_photo_because": SAID, "more": "yes",
        }  # fmt: skip

    def _ask(self, method: str, path: str, said: dict[str, Any], code: str) -> HttpResponse:
        client = self.visitor.client
        client.cookies = SimpleCookie(self.cookies)
        self.found.probes += 1
        with transaction.atomic():
            answer = getattr(client, method)(path, said)
            self._judge(answer, f"{method} {path} {said if method == 'get' else ''}", said, code)
            if method == "post":
                if not code and answer.status_code == 302 and answer.url.startswith("/"):
                    self._judge(client.get(answer.url), f"after post {path}", said, code)
                if (
                    answer.status_code < 400
                    and not BY_WHAT_ONE_HOLDS.match(path)
                    and self._state() != self.saw
                ):
                    self.found.leaks.append(f"{self.visitor.name}: post {path} changed what they may not see")
            transaction.set_rollback(True)
        return answer

    def _judge(self, answer: HttpResponse, what: str, said: dict[str, Any], code: str) -> None:
        typed = answer.get("Content-Type", "")
        if answer.status_code >= 500 or answer.status_code == 429:
            self.found.broken.append(f"{self.visitor.name}: {what} answered {answer.status_code}")
        case = next((one for one in self.world.cases if one.public_code == code), None)
        if (
            answer.status_code == 200
            and case
            and case.id in self.visitor.unseen
            and typed.startswith(("image", "application/pdf"))
        ):
            self.found.leaks.append(f"{self.visitor.name}: {what} gave a file of a case they may not see")
        if not self._may_enter(answer):
            self.found.leaks.append(f"{self.visitor.name}: {what} came in where the door says otherwise")
        mine = {code, *(str(value) for value in said.values())}
        read = (
            set(self.secret.findall(_text(answer) + str(answer.headers))) - mine
            if self.visitor.denied
            else set()
        )
        if read:
            self.found.leaks.append(f"{self.visitor.name}: {what} shows {sorted(read)}")

    def _may_enter(self, answer: HttpResponse) -> bool:
        """Nobody gets past a desk's door without one of the permissions that stand on it."""
        match = answer.resolver_match
        rule = getattr(match.func, "access_rule", "") if match else ""
        turned_away = answer.status_code >= 400 or (answer.status_code == 302 and "/staff/" in answer.url)
        if not rule.startswith("staff: ") or turned_away:
            return True
        needs, posts = (
            rule.removeprefix("staff: ").split(" | "),
            [one for one in self.visitor.actors if one.office_id],
        )
        return bool(posts) and (
            needs == ["any post"] or any(post.may(need) for post in posts for need in needs)
        )

    def _state(self) -> list[tuple[Any, ...]]:
        """What hangs on the cases this visitor may not see, to be the same after every sending."""
        with walls.the_house(), connection.cursor() as cursor:
            ids = {"ids": sorted(self.visitor.unseen), "veiled": sorted(self.visitor.veiled)}
            cursor.execute(_STATE, ids)
            return cursor.fetchall()


_OF_A_CASE = (
    "cases_move",
    "cases_attachment",
    "cases_supervision",
    "cases_callback",
    "cases_join",
    "cases_extension",
)
_STATE = (
    "SELECT (SELECT md5(string_agg(c::text, '' ORDER BY id)) FROM cases_case AS c WHERE id = ANY(%(ids)s)), "
    + "".join(f"(SELECT count(*) FROM {table} WHERE case_id = ANY(%(ids)s)), " for table in _OF_A_CASE)
    + "(SELECT count(*) FROM people_look WHERE about_type = 'case' AND about_id = ANY(%(veiled)s))"
)


def _text(answer: HttpResponse) -> str:
    """All that an answer says, a workbook's cells included."""
    sent = answer.getvalue() if hasattr(answer, "getvalue") else answer.content
    if sent.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(sent)) as box:
            sent = b"".join(box.read(name) for name in box.namelist())
    return sent.decode(errors="ignore")


def _told(answer: HttpResponse, asked: str) -> str:
    """What a page says, without its tags and without the word that was typed, as typed or as an address spells it."""
    said = unquote(re.sub(r"<[^>]+>", " ", _text(answer)))
    return re.sub(r"\s+", " ", said.replace(asked, ""))
