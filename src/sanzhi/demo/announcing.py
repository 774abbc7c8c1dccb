"""公示: what the invented villages have on their walls: the last quarter's accounts, a list of thanks, a draft, an objection."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from sanzhi.notices import actions, rules
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people.roles import Actor

from . import draws, names, pictures
from .county import County

DEEDS = ("夜里巡逻一次", "清走巷道里的树枝", "帮老人搬家", "雨后清扫河埠头", "调解邻里停车", "接送学生过马路")
ACCOUNTS = (
    ("公益林补偿收入", 12_000, 38_000),
    ("村集体房屋租金收入", 30_000, 90_000),
    ("道路保洁支出", -42_000, -15_000),
    ("路灯电费支出", -9_000, -3_000),
    ("老年活动室维修支出", -26_000, -4_000),
)
CONTACT = "村务监督委员会，电话 0573-88880000"


@dataclass(frozen=True)
class Hands:
    """经手人: of one village, who draws up and who signs."""

    area: str
    clerk: Actor
    overseer: Actor


def announce(county: County, objector: Actor, *, until: datetime, seed: int) -> None:
    """Once, when the county is filled; the first village also has a draft, and an objection that waits."""
    villages = sorted(_hands(county), key=lambda one: one.area)
    for number, hands in enumerate(villages):
        draw = draws.lot(seed, "notices", hands.area)
        _accounts(hands, draw, until - timedelta(days=draw.randint(6, 9)))
        thanks = _thanks(hands, draw, until - timedelta(days=draw.randint(1, 4)))
        if number == 0:
            said = "河埠头那天是我们两家一起扫的，只写了一家。"
            actions.object_to(thanks, line=1, text=said, by=objector, at=until - timedelta(hours=3))
            draft = _new(hands, "other", "文化礼堂开放时间调整", body="下月起，文化礼堂晚上开放到八点半。")
            actions.draft_notice(draft, by=hands.clerk, at=until - timedelta(hours=2))


def _hands(county: County) -> list[Hands]:
    """The villages that have both."""
    return [
        Hands(actor.reach, actor, county.staff["village_overseer", office])
        for (role, office), actor in county.staff.items()
        if role == "village_clerk" and ("village_overseer", office) in county.staff
    ]


def _accounts(hands: Hands, draw: Random, at: datetime) -> None:
    """村务公开 of the last quarter: no names, only what came in and went out."""
    period = rules.last_ended(localdate(at), "quarter")
    ended: date = rules.last_day_of(period)
    lines = [NewLine(what, figure=f"{draw.randint(least, most):+,} 元") for what, least, most in ACCOUNTS]
    title = f"{ended.year}年第{(ended.month + 2) // 3}季度村务公开"
    body = "本季度收支如下，凭证在村务公开室可以查看。"
    _posted(
        _new(hands, "affairs", title, body=body, lines=lines, duty="affairs", period=period), hands, draw, at
    )


def _thanks(hands: Hands, draw: Random, at: datetime) -> int:
    lines = [NewLine(deed, who=names.person(draw)) for deed in draw.sample(DEEDS, draw.randint(3, 5))]
    title = f"{localdate(at).month}月份表扬名单"
    return _posted(_new(hands, "honour", title, lines=lines), hands, draw, at)


def _new(hands: Hands, kind: str, title: str, **more: object) -> NewNotice:
    return NewNotice(hands.area, kind, title, CONTACT, **more)  # type: ignore[arg-type]


def _posted(new: NewNotice, hands: Hands, draw: Random, at: datetime) -> int:
    """Drawn up, signed by the other, hung on the wall within the hour."""
    draft = actions.draft_notice(new, by=hands.clerk, at=at)
    notice = actions.post_notice(draft.id, by=hands.overseer, at=at + timedelta(minutes=20))
    photo, name = pictures.a_file(draw)
    hung = at + timedelta(minutes=55)
    actions.prove_posted(notice.id, photo=photo, name=name, place="村口公告栏", by=hands.overseer, at=hung)
    return notice.id
