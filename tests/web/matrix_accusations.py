"""Accusations in the matrix's world: one against the town's room, by a person and by nobody, with a word in everything said."""

from collections.abc import Callable, Iterator

from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.petitions import actions
from sanzhi.petitions.actions import NewAccusation
from tests.county import HOUR, MONDAY, a_member_of_staff, an_office

Rule = Callable[[Actor], bool]


def accused(
    values: dict[str, list[object]], room: Office, one: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word, and who may read it: whoever wrote it, and whoever keeps accusations at the body that has it."""
    body = an_office("discipline", "市纪委信访室", "discipline")
    an_office("bureau", "市信访局", "petition_bureau")
    officer = a_member_of_staff(word(), "accusation_officer", body)
    facts, whom, told = word(), word(), word()
    new = NewAccusation(room.pk, f"收了工程队的礼金，没有招标就发包了{facts}", whom=f"王某{whom}")
    mine = actions.file_accusation(new, by=one, at=MONDAY)
    actions.inform(mine.code, words=f"您反映的已经受理{told}", by=officer, at=MONDAY + HOUR)
    unsigned = actions.file_accusation(new, by=None, at=MONDAY)
    values.setdefault("accusation", []).append(mine.code)
    values.setdefault("move", ["forward", "inform", "note", "conclude", "decline"])
    values.setdefault("unsigned", []).append(unsigned.code)
    for said in (facts, whom, told):
        yield (
            said,
            lambda actor: (
                actor.person_id == one.person_id
                or (actor.office_id == body.pk and actor.may("accusation.keep"))
            ),
        )
