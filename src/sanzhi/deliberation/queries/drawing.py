"""抽签: everybody reads them, by numbers and masked names; whoever keeps the body also reads who it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from sanzhi.deliberation import access, lots
from sanzhi.deliberation.models import Draw, Member, Ticket, Witness
from sanzhi.kit.verdict import Verdict
from sanzhi.people import queries as people
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor

from .rosters import PAGE_SIZE, refused

WITNESSES = lots.WITNESSES
NEXT_SHOWN = 5  # 本平台约定: of those who follow when somebody steps down


def draws(*, before: int = 0, area: str = "") -> list[Draw]:
    """抽签, the newest first, a page and one more; of one place, or of all."""
    rows = Draw.objects.select_related("body__area")
    if area:
        rows = rows.filter(body__area__gte=area, body__area__lt=area + "~")
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


@dataclass(frozen=True)
class DrawPage:
    """一次抽签: who has a seat, who follows, who stepped down, who was not in it, the numbers that are, who stood by."""

    one: Draw
    seated: list[Ticket]
    following: list[Ticket]
    away: list[Ticket]
    barred: list[Ticket]
    numbers: list[int]
    witnesses: list[Witness]
    leaving: list[Ticket]
    later: list[Draw]


def drawn_before(body: int, title: str, purpose: str) -> Draw | None:
    """The last draw of a body of the same name or for the same purpose, however it was spaced; called off or not."""
    rows = Draw.objects.filter(body=body).order_by("-pk")
    asked = {_plain(title), _plain(purpose)}
    return next((one for one in rows if asked & {_plain(one.title), _plain(one.purpose)}), None)


def _plain(text: str) -> str:
    return "".join(text.split())


def draw_at(draw: int) -> Draw:
    found = Draw.objects.select_related("body__area", "again_of").filter(pk=draw).first()
    if found is None:
        raise refused()
    return found


def draw_page(draw: int) -> DrawPage:
    one = draw_at(draw)
    tickets = tickets_of(one)
    ranked = sorted((row for row in tickets if row.rank), key=lambda row: row.rank or 0)
    taken = set(_seated(one, ((row.number, row.woman, row.away) for row in ranked)))
    left = [row for row in ranked if row.number not in taken and not row.away]
    return DrawPage(
        one,
        [row for row in ranked if row.number in taken],
        left[:NEXT_SHOWN],
        [row for row in ranked if row.away],
        [row for row in tickets if row.barred],
        [row.number for row in tickets if not row.barred],
        list(one.witnesses.all()),
        [row for row in ranked if row.leaving and not row.away],
        list(one.later.order_by("pk")),
    )


def tickets_of(draw: Draw) -> list[Ticket]:
    """Every lot, by number."""
    return list(draw.tickets.order_by("number"))


def seated(draw: Draw) -> list[int]:
    """The numbers that have a seat now; none before it is drawn."""
    rows = draw.tickets.filter(rank__isnull=False).order_by("rank").values_list("number", "woman", "away")
    return _seated(draw, rows)


def _seated(draw: Draw, rows: Iterable[tuple[int, bool, str]]) -> list[int]:
    lot = [lots.Lot(number, woman, bool(away)) for number, woman, away in rows]
    return lots.seated(lot, draw.seats, draw.women)


def drawn_people(draw: int) -> list[int]:
    """Who has a seat now, each by their person's number."""
    one = draw_at(draw)
    rows = one.tickets.filter(number__in=seated(one)).order_by("rank")
    return list(rows.values_list("member__person", flat=True))


def drawn_names(actor: Actor, tickets: list[Ticket]) -> dict[int, str]:
    """{number: name} for whoever keeps the body; the roster's own wall asks again."""
    rows = Member.objects.filter(pk__in=[one.member_id for one in tickets])
    return dict(rows.values_list("number", "person__name")) if actor.may(access.KEEP) else {}


def may_witness(actor: Actor, draw: Draw) -> Verdict:
    """做见证人: a resident of the place who is not in the draw, while it waits for witnesses."""
    homes = Person.objects.filter(pk=actor.person_id).values_list("area", "household__area").first() or ()
    near = any(draw.body.area_id in people.up_from(home) for home in homes if home)
    in_it = draw.tickets.filter(barred="", member__person=actor.person_id).exists()
    return access.may_witness(actor, waits=draw.state == Draw.State.OPEN, near=near, in_it=in_it)
