"""Two towns with somebody in every role, matters in many states, and a unique word in everything that was said."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from django.test import Client
from PIL import Image

from sanzhi.cases import access, actions
from sanzhi.cases.files import keep_image
from sanzhi.cases.models import Assignment, Attachment, Case, RatingLink, Supervision
from sanzhi.cases.queries import token_of
from sanzhi.cases.sheets import SheetRow
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.actions import Admission
from sanzhi.people.models import Office
from sanzhi.people.roles import INSTALLER, Actor
from tests.county import HOUR, MONDAY, WUZHEN, County, a_member_of_staff, a_resident, an_office, person_of
from tests.kinds import published
from tests.web.matrix_rooms import told_in_rooms
from tests.web.matrix_told import spoken_with
from tests.web.matrix_visitors import Visitor, Word

FAR = "330483101000"
NOW = MONDAY + 30 * HOUR
MATTERS = [  # state and secrecy, of each town
    ("registered", "open"), ("registered", "closed"), ("assigned", "shielded"), ("handling", "open"),
    ("handling", "shielded"), ("handling", "closed"), ("arbitration", "open"), ("reported", "closed"),
    ("follow_up", "open"), ("follow_up", "closed"), ("closed", "shielded"), ("suspended", "open"),
    ("not_accepted", "open"), ("transferred", "closed"), ("merged", "open"),
]  # fmt: skip
_numbers = count(1)


@dataclass
class World:
    towns: list["Town"]
    visitors: list[Visitor] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)  # the words that a search looks for
    # What to fill into an address: by the name of the parameter, and where it hangs on a case by the case's code.
    values: dict[str, list[object]] = field(default_factory=dict)
    of_case: dict[str, dict[str, list[object]]] = field(default_factory=dict)


@dataclass
class Town(County):
    """镇: the county of the other tests with words and a reporter that change with each matter."""

    words: dict[str, str] = field(default_factory=dict)
    joined: Actor | None = None
    mediating: list[Actor] = field(default_factory=list)

    def filing(self, **changes: object):
        return super().filing(**{**self.words, **changes})


def build() -> World:
    """Everything by the actions people take."""
    near = Town(roads=an_office("lights", "乌镇城建办", "town_office", WUZHEN))
    room = an_office("far", "濮院镇综合信息指挥室", "command_room", FAR)
    far = Town(room=room, roads=an_office("far-lights", "濮院镇城建办", "town_office", FAR))
    far.village = queries.towns_with_villages().get(code=FAR).villages[0]
    world = World([near, far])
    noise = published(*(a_member_of_staff(n, "system_admin", near.centre) for n in "编审"), at=MONDAY)
    for town in world.towns:
        world.cases += [_matter(world, town, *one) for one in MATTERS]
        world.cases.append(_noise(world, town, noise.code))
    _around(world)
    world.visitors = list(_visitors(world))
    for visitor in world.visitors:
        told = {one.word for one in world.words if any(one.for_whom(actor) for actor in visitor.actors)}
        visitor.denied = frozenset(one.word for one in world.words) - told
        visitor.unseen = _without(world, visitor, _sees)
        visitor.veiled = _without(world, visitor, _knows)
    return world


def _without(
    world: World, visitor: Visitor, rule: Callable[[Case], Callable[[Actor], bool]]
) -> frozenset[int]:
    return frozenset(case.id for case in world.cases if not any(map(rule(case), visitor.actors)))


def _word() -> str:
    return f"qz{next(_numbers):04d}zq"


def _new_words(town: Town) -> list[str]:
    """A new reporter and new words for the next matter of this town."""
    name, title, text, place = (_word() for _ in range(4))
    town.resident = a_resident(name)
    town.words = {"title": f"路灯{title}", "text": f"村口的路灯坏了三天{text}", "place": f"村口{place}"}
    return [title, text, place]


def _matter(world: World, town: Town, state: str, secrecy: str) -> Case:
    said = _new_words(town)
    case = town.case_in(state)
    return _kept(world, town, case, secrecy, said)


def _noise(world: World, town: Town, kind: str) -> Case:
    said = _new_words(town)
    filing = town.filing(kind=kind, details={"f1": "工地"})
    origin = actions.Origin(town.resident.person_id, "web")
    case = actions.register(filing, origin, by=town.resident, at=MONDAY)
    return _kept(world, town, case, "shielded", said)


def _kept(world: World, town: Town, case: Case, secrecy: str, said: list[str]) -> Case:
    if case.state in ("registered", "assigned", "handling"):
        more, photo = _word(), io.BytesIO()
        Image.new("RGB", (9, 9), "green").save(photo, "PNG")
        photo.seek(0)
        kept = [keep_image(photo, f"{more}.png")]
        actions.supplement(
            case.id, text=f"又坏了一盏{more}", kept=kept, by=town.resident, at=MONDAY + 9 * HOUR
        )
        said.append(more)
    Case.objects.filter(pk=case.pk).update(secrecy=secrecy)
    case = Case.objects.get(pk=case.pk)
    person = person_of(town.resident)
    world.titles.add(said[0])
    world.words += [Word(word, _sees(case)) for word in (*said, case.public_code)]
    # A number is opened by a look only, and no probe of one address follows a look to the page that shows it.
    world.words += [Word(person.name, _knows(case)), Word(queries.phone_of(person), _is(person.id))]
    return case


def _parts(case: Case) -> frozenset[int]:
    return frozenset(Assignment.objects.filter(case=case).values_list("office_id", flat=True))


def _sees(case: Case) -> Callable[[Actor], bool]:
    parts = _parts(case)
    return lambda actor: access.may_see(actor, case, parts).ok


def _knows(case: Case) -> Callable[[Actor], bool]:
    """The reporter's name is read by whoever may see the matter and know the reporter;"""
    parts = _parts(case)
    return lambda actor: access.may_see(actor, case, parts).ok and access.may_know_reporter(actor, case).ok


def _around(world: World) -> None:
    """What hangs on the matters or stands beside them: each of it with a word of its own."""
    for town in world.towns:
        _supervised(world, town)
        _private(world, town)
        _at_the_desk(world, town)
        village = _village(town)
        told = told_in_rooms(world.values, town, town.joined, village, _word)
        world.words += [Word(word, rule) for word, rule in told]
        town.mediating = world.values.pop("visitors")
    world.values["token"] = [token_of(link) for link in RatingLink.objects.all()]
    world.values["code"] = [case.public_code for case in world.cases]
    world.values["person"] = [case.reporter_id for case in world.cases]
    world.values["number"] = list(Supervision.objects.values_list("id", flat=True))
    for case in world.cases:
        photos = list(Attachment.objects.filter(case=case).values_list("id", flat=True))
        links = list(RatingLink.objects.filter(follow_up__case=case).values_list("id", flat=True))
        world.of_case[case.public_code] = {"photo": photos, "photo_id": photos, "link": links}


def _village(town: Town) -> Office:
    return an_office(f"village{town.village.code}", "村委会", "village", town.village.code)


def _supervised(world: World, town: Town) -> None:
    case = next(one for one in world.cases if one.state == "handling" and one.lead_id == town.roads.id)
    why, at = _word(), MONDAY + 20 * HOUR
    actions.supervise(
        case.id, level="urge", why=f"久拖不决{why}", ask="请三日内说明", by=town.supervisor, at=at
    )
    world.words.append(Word(why, _sees(case)))


def _private(world: World, town: Town) -> None:
    """What only the resident it concerns reads: a message, a look, and the note of somebody who joined."""
    case = next(one for one in world.cases if one.state == "registered" and one.receiver_id == town.room.id)
    told, purpose, note, at = _word(), _word(), _word(), MONDAY + 21 * HOUR
    people.tell([case.reporter_id], f"有新进展{told}", cause=f"case.verify:{case.id}", at=at)
    about = ("case", case.id)
    people.look(case.reporter_id, purpose=f"核对地点{purpose}", about=about, by=town.dispatcher, at=at)
    town.joined = a_resident(_word())
    actions.join(case.id, person_id=town.joined.person_id, note=f"我家门口{note}", by=town.joined, at=at)
    world.words += [
        Word(told, _is(case.reporter_id)),
        Word(purpose, lambda actor: actor.person_id == case.reporter_id or actor.may("audit.view")),
        Word(note, _sees(case)),
        Word(case.public_code, _is(town.joined.person_id)),  # whoever joins holds the code
        Word(town.joined.name, lambda actor: actor.person_id == town.joined.person_id or _knows(case)(actor)),
    ]


def _at_the_desk(world: World, town: Town) -> None:
    """What one office keeps for itself: a filter, a text, a sheet, and a caller on the line."""
    kept, phrase, row, at = _word(), _word(), _word(), MONDAY + 22 * HOUR
    mine = actions.save_filter(name=f"我的{kept}", asked="state=registered", by=town.dispatcher, at=at)
    ours = actions.write_phrase(
        use="reply", title="谢谢", text=f"谢谢反映{phrase}", by=town.dispatcher, at=at
    )
    sheet_row = SheetRow(
        2, "某人", "", f"路灯{row}", "路灯坏了三天，晚上看不见。", "不存在的镇", "村", "", "无"
    )
    sheet, _known = actions.keep_sheet([sheet_row], name=f"{row}.xlsx", by=town.dispatcher, at=at)
    # The caller's own matter lies in the other town: their number opens who they are and not what they said there.
    other = next(one for one in world.cases if one.receiver_id != town.room.id)
    phone = queries.phone_of(other.reporter)
    call = actions.take_call(phone, purpose="来电登记", by=town.dispatcher, at=at)
    world.words.append(Word(kept, _is(town.dispatcher.person_id)))
    world.words += [Word(word, _at(town.room.id)) for word in (phrase, row, other.reporter.name, phone)]
    for name, one in (("kept", mine), ("phrase", ours), ("sheet", sheet), ("call", call)):
        world.values.setdefault(name, []).append(one.id)


def _is(person_id: int | None) -> Callable[[Actor], bool]:
    return lambda actor: actor.person_id == person_id


def _at(office_id: int) -> Callable[[Actor], bool]:
    return lambda actor: actor.office_id == office_id


AREA_ROLES = (
    "county_dispatcher",
    "caller",
    "supervisor",
    "leader",
    "system_admin",
    "security_admin",
    "audit_admin",
)


def _visitors(world: World) -> Iterator[Visitor]:
    for number, town in enumerate(world.towns):
        village = _village(town)
        desks = {
            "grid_worker": village,
            "village_clerk": village,
            "village_overseer": village,
            "merchant": village,
            "civility_officer": town.room,
            "town_dispatcher": town.room,
            "social_officer": town.room,
            **{"group_leader": village, "fund_judge": town.room},
            "handler": town.roads,
            "organ_head": town.roads,
            "petition_officer": an_office("bureau", "市信访局", "petition_bureau"),
        }
        desks |= {role: town.centre if number == 0 else town.room for role in AREA_ROLES}
        yield _staff(town.dispatcher, f"the dispatcher of {number}")
        for role, office in desks.items():
            yield _staff(a_member_of_staff(f"{role}{number}", role, office), f"{role} of {number}")
        for actor in town.mediating:
            yield (
                _resident(actor, actor.name)
                if actor.is_resident
                else _staff(actor, f"{actor.role.code} of {number}")
            )
        mine = [one for one in world.cases if one.receiver_id == town.room.id]
        for case in (mine[0], mine[5]):
            yield _resident(queries.resident_actor(case.reporter), f"reporter of {case.id}")
        yield _resident(town.joined, f"joined in {number}")
        yield _resident(a_resident("陌生人"), f"stranger {number}")
        yield _machine(world, town, number)
    yield Visitor("anonymous", _browser())


def _browser(**headers: str) -> Client:
    return Client(headers=headers, raise_request_exception=False)


def _staff(actor: Actor, name: str) -> Visitor:
    """Who is in post may also come in as the resident they are."""
    person, client = person_of(actor), _browser()
    client.force_login(person.account)
    session = client.session
    session["second_factor"] = True
    session.save()
    return Visitor(name, client, (actor, queries.resident_actor(person)))


def _resident(actor: Actor, name: str) -> Visitor:
    client = _browser()
    client.force_login(people.open_resident_account(person_of(actor), at=MONDAY))
    return Visitor(name, client, (actor,))


def _machine(world: World, town: Town, number: int) -> Visitor:
    admission = Admission(f"热线{number}", ("api", "message"), (town.village.code[:9],), 600)
    row, token = people.admit_client(admission, by=INSTALLER, at=MONDAY)
    world.words.append(spoken_with(world.values, row, _word()))
    return Visitor(f"machine of {number}", _browser(Authorization=f"Bearer {token}"))
