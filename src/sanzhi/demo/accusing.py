"""检举控告: what a few residents of the invented county accuse offices of: waiting, told of, concluded, and one by nobody's name."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sanzhi.people.roles import Actor
from sanzhi.petitions import actions
from sanzhi.petitions.actions import NewAccusation

from .county import County

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FACTS = (
    "村里修路没有招标，直接包给了亲戚的工程队，账上写的数和实际铺的对不上。",
    "去办事三次都说经办人不在，后来让托熟人送了两条烟才给办。",
    "补助款公示的名单和实际领的不一样，有两户已经搬走多年还在领。",
    "下班时间公车停在饭店门口，一个月里见过四次，有照片。",
)


def accuse(county: County, residents: Sequence[Actor], *, until: datetime) -> None:
    """Once, when the county is filled: the first waits, the second is told of, the third is concluded, the last is unsigned."""
    officer = county.one_of(county.offices["demo-jjw"], "accusation_officer")
    offices = county.departments
    for number, facts in enumerate(FACTS):
        at = until - (number + 1) * 4 * DAY
        by = residents[number] if number < len(FACTS) - 1 else None
        new = NewAccusation(offices[number], facts, wants="请查清楚，告诉我结果。")
        code = actions.file_accusation(new, by=by, at=at).code
        if number in (1, 2):
            _taken_up(code, officer, at + DAY)
        if number == 2:
            told = "经核查，名单没有及时更新，已经停发并追回，责任人作了处理。"
            actions.conclude(code, words=told, by=officer, at=at + 5 * DAY)


def _taken_up(code: str, officer: Actor, at: datetime) -> None:
    actions.open_words(code, purpose="登记", by=officer, at=at)
    actions.register_accusation(code, by=officer, at=at)
    actions.inform(code, words="您反映的事项已经受理，正在核查。", by=officer, at=at + HOUR)
