"""I2: one life lived twice, with no points and with a million: what its party asks, waits for, reads and is sent is the same,
and so is its place in a queue."""

import random
import re
from collections.abc import Callable
from datetime import time, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client

from sanzhi.cases import actions as cases
from sanzhi.cases.queries.rulebook import _in_hand
from sanzhi.kit import clock
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger import queries as accounts
from sanzhi.ledger.actions import Telling
from sanzhi.ledger.rules import Line
from sanzhi.petitions import actions as petitions
from sanzhi.petitions.actions import NewAccusation, NewPetition
from sanzhi.windows import actions as windows
from sanzhi.windows.actions import Arrival, NewShift
from sanzhi.windows.models import Ticket
from tests import county as invented
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, an_office, at_the_desk
from tests.disputes import room as rooms
from tests.disputes.room import Room
from tests.petitions.bureau import CLAIMS, OPINION, record
from tests.points.conftest import Hamlet
from tests.web.desk.conftest import send
from tests.web.test_honours import at_home

NOW = MONDAY + 10 * DAY
FORTUNE = 1_000_000
# What a browser is given afresh with every page, and the second in which a paper was made.
VARIES = re.compile(
    rb"""name="(?:csrfmiddlewaretoken|once)" value="[^"]*"|nonce="[^"]*"|/ID *\[.*?\]|D:\d{14}[^)]*"""
    rb"""|<xmp:\w+Date>[^<]*|<xmpMM:\w+>[^<]*"""
)
# Without what numbers another room's rows: entries of the journal, transactions; and the code on a poster, drawn by lot.
TABLES = """
SELECT c.table_name, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal_position)
FROM information_schema.columns AS c JOIN information_schema.tables AS t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type <> 'bytea'
  AND c.table_name ~ '^(cases|disputes|petitions|alarms|windows|people_message)' AND c.column_name !~ 'entry|^written_in$|^poster$'
GROUP BY c.table_name ORDER BY c.table_name
"""


class Life:
    """A resident with so many points files a matter, has a dispute mediated to its agreement, accuses an office, and petitions
    from the first opinion to the last."""

    def __init__(self, points: int, *, favoured: bool = False) -> None:
        village = self.village = Hamlet()
        village.with_standard()
        self.room = Room(village=village.village)
        self.room.applicant = village.resident
        an_office("discipline", "市纪委信访室", "discipline")
        if points:
            self._enrich(points)
        self.before = self._filed(village.neighbour, MONDAY)
        self.matter = self._filed(village.resident, MONDAY + (timedelta() if favoured else HOUR))
        self.after = self._filed(village.neighbour, MONDAY + 2 * HOUR)
        cases.assign(self.matter.id, lead=village.roads.id, by=village.dispatcher, at=MONDAY + DAY)
        self.dispute = self.room.performing()
        new = NewAccusation(village.roads.id, "修路没有招标，包给了亲戚的工程队。")
        self.accusation = petitions.file_accusation(new, by=village.resident, at=MONDAY + 5 * DAY)
        self.number = self._queued(village)
        self.petition = self._petitioned(MONDAY)

    def _queued(self, village: Hamlet) -> Ticket:
        """Behind a neighbour and before another, in the hall of the town."""
        keeper, early = village.dispatcher, NOW - HOUR / 2
        hall = windows.open_centre(place="子夜路1号", by=keeper, at=MONDAY)
        windows.put_counter(hall.pk, number=1, name="综合", services=("hotline",), by=keeper, at=MONDAY)
        new = NewShift("hotline", early.weekday(), time(9), time(17), 2)
        windows.put_shift(hall.pk, new, by=keeper, at=MONDAY)
        windows.book(hall.pk, "hotline", NOW + HOUR, by=village.resident, at=early)
        windows.take_ticket(hall.pk, Arrival("hotline"), by=keeper, at=early)
        mine = windows.take_ticket(hall.pk, Arrival("hotline"), by=village.resident, at=early)
        windows.take_ticket(hall.pk, Arrival("hotline"), by=village.neighbour, at=early)
        return mine

    def _petitioned(self, at):
        """Through handling, review, hearing and re-examination; confidential, so that no lot is drawn whom to call."""
        petitions.load_reference(at=MONDAY)
        me, handler = self.village.resident, self.village.handler
        self.officer = a_member_of_staff(
            "信访老周", "petition_officer", an_office("bureau", "市信访局", "petition_bureau")
        )
        new = NewPetition(
            "claim", "门前排水管挖断没有修", "施工时挖断了排水管，至今没有修好。", self.village.code, "city.roads", "life",
            claims=CLAIMS, confidential=True,
        )  # fmt: skip
        one = petitions.file_petition(new, by=me, at=at).pk
        petitions.send(one, to=self.village.roads.id, by=self.officer, at=at + HOUR)
        petitions.accept(one, by=handler, at=at + DAY)
        first = petitions.answer(one, OPINION, by=handler, at=at + 2 * DAY)
        petitions.read_letter(first.pk, by=me, at=at + 2 * DAY + HOUR)
        petitions.ask_review(one, reason="误工损失应当赔偿", by=me, at=at + 3 * DAY)
        checked = petitions.review(one, OPINION, result="keep", by=self.officer, at=at + 4 * DAY)
        petitions.read_letter(checked.pk, by=me, at=at + 4 * DAY + HOUR)
        petitions.ask_reexam(one, reason="误工损失还是应当赔偿", by=me, at=at + 5 * DAY)
        petitions.hold_hearing(one, reason="情况重大", by=self.officer, at=at + 6 * DAY)
        petitions.end_hearing(one, record((at + 6 * DAY).date()), by=self.officer, at=at + 7 * DAY)
        last = petitions.reexamine(one, OPINION, result="keep", by=self.officer, at=at + 8 * DAY)
        petitions.read_letter(last.pk, by=me, at=at + 8 * DAY + HOUR)
        return last.petition

    def _enrich(self, points: int) -> None:
        home, issuer = codes.of_household(self.village.home.pk), codes.of_issuer(self.village.code)
        found = accounts.accounts(codes.POINT, [home, issuer])
        line = Line("fortune", found[issuer], found[home], points)
        ledger.post([line], Telling("award", ("claim", 1), basis="standard:1"), by=None, at=MONDAY)

    def _filed(self, who, at):
        return cases.register(self.village.filing(), cases.Origin(who.person_id, "web"), by=who, at=at)

    def told(self) -> dict[str, bytes]:
        """Every page and paper of the party and of the desks that have their matters, and every row of those rooms."""
        party, room = at_home(self.village.resident), at_the_desk(self.village.dispatcher)
        roads, clerk = at_the_desk(self.village.handler), at_the_desk(self.room.clerk)
        officer, petition = at_the_desk(self.officer), self.petition.case.public_code
        served = [one.pk for one in self.petition.letters.exclude(served_at=None)]
        mine, dispute = self.matter.public_code, self.dispute.case.public_code
        assert send(clerk, f"/desk/disputes/{dispute}/dossier", purpose="打印卷宗归档").status_code == 302
        asked: list[tuple[Client, str]] = [
            *((party, f"/c/{mine}/{page}") for page in ("", "receipt.pdf", "deadline")),
            *((party, page) for page in ("/mine/", "/me/messages", "/disputes/", f"/disputes/{dispute}/", f"/accusations/{self.accusation.code}/")),
            *((party, page) for page in ("/petitions/", f"/petitions/{petition}/", *(f"/petitions/letters/{one}.pdf" for one in served))),
            *((desk, page) for desk in (officer, roads) for page in ("/desk/petitions/", f"/desk/petitions/{petition}/")),
            *((party, page) for page in ("/windows/", f"/windows/n/{self.number.code}/")),
            *((room, page) for page in ("/desk/", "/desk/cases/", f"/desk/c/{mine}/", "/desk/windows/")),
            *((roads, page) for page in ("/desk/", "/desk/cases/", f"/desk/c/{mine}/")),
            *((clerk, page) for page in ("/desk/disputes/", f"/desk/disputes/{dispute}/", f"/desk/disputes/{dispute}/record.json",f"/desk/disputes/{dispute}/dossier.pdf")),
        ]  # fmt: skip
        with clock.one_moment(NOW):
            pages = {f"{n} {page}": _answer(who, page) for n, (who, page) in enumerate(asked)}
        return pages | _rows()


def _answer(who: Client, page: str) -> bytes:
    found = who.get(page)
    body = b"".join(found.streaming_content) if found.streaming else found.content
    return b"%d " % found.status_code + VARIES.sub(b"", body)


def _rows() -> dict[str, bytes]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        found = {}
        for table, columns in cursor.fetchall():
            cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2")  # noqa: S608 - names from the catalogue
            found[table] = repr(cursor.fetchall()).encode()
        return found


@pytest.fixture
def lived(anew, monkeypatch, settings) -> Callable[..., dict[str, bytes]]:
    settings.ALLOWED_HOSTS = ["testserver"]

    def live(points: int, **changes: bool) -> dict[str, bytes]:
        anew()
        _in_hand.clear()  # what this process remembers of the rules is the other life's
        monkeypatch.setattr("sanzhi.kit.ids.secrets", random.Random(7))  # noqa: S311 - the same codes in every life
        monkeypatch.setattr(invented, "_serial", count(1))
        monkeypatch.setattr(rooms, "_serial", count(1))
        return Life(points, **changes).told()

    return live


def test_with_no_points_and_with_a_million_every_answer_queue_deadline_and_paper_is_the_same(lived):
    poor, rich = lived(0), lived(FORTUNE)
    refused = [page for page, said in poor.items() if " /" in page and not said.startswith(b"200")]
    assert refused == []
    assert poor.keys() == rich.keys()
    assert [page for page in poor if poor[page] != rich[page]] == []


def test_mutant_that_lets_a_fortune_file_an_hour_sooner_is_seen(lived):
    poor, favoured = lived(0), lived(FORTUNE, favoured=True)
    differing = [page for page in poor if poor[page] != favoured[page]]
    assert {"cases_case", "cases_clockrun"} <= set(differing) and len(differing) > 5
