"""What a village announces in the matrix's world: a draft, a posted notice, and an objection to it."""

from collections.abc import Callable, Iterator

from sanzhi.notices import actions
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from tests.county import HOUR, MONDAY, a_member_of_staff

Rule = Callable[[Actor], bool]
WORK = ("notice.draft", "notice.sign", "notice.answer")


def announced(
    values: dict[str, list[object]], village: Office, objector: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name."""
    clerk = a_member_of_staff(word(), "village_clerk", village)
    overseer = a_member_of_staff(word(), "village_overseer", village)
    drafted, asked, at = word(), word(), MONDAY + 23 * HOUR
    lines = [NewLine("夜里巡逻一次", who="某家")]

    def new(title: str) -> NewNotice:
        return NewNotice(village.area_id, "honour", title, "监委会 88880000", lines=lines)

    draft = actions.draft_notice(new(f"待审签的{drafted}"), by=clerk, at=at)
    shown = actions.post_notice(actions.draft_notice(new("表扬名单"), by=clerk, at=at).id, by=overseer, at=at)
    objection = actions.object_to(shown.id, line=1, text=f"不止一家{asked}", by=objector, at=at + HOUR)
    for name, one in (("notice", draft), ("notice", shown), ("objection", objection)):
        values.setdefault(name, []).append(one.id)
    yield drafted, lambda actor: _there(actor, village) and any(actor.may(one) for one in WORK)
    yield (
        asked,
        lambda actor: (
            actor.person_id == objector.person_id or (_there(actor, village) and actor.may("notice.answer"))
        ),
    )


def _there(actor: Actor, village: Office) -> bool:
    return bool(actor.reach) and village.area_id.startswith(actor.reach)
