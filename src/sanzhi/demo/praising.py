"""荣誉: what the invented villages praise: deeds at every step, somebody awarded, diaries, and one board of problems."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sanzhi.honours import actions, queries
from sanzhi.honours.actions import NewDeed, NewEntry, NewExposure, NewNomination
from sanzhi.honours.files import ORIGINALS, SHELF
from sanzhi.notices import actions as notices
from sanzhi.people.roles import Actor

from . import draws, pictures
from .county import County
from .scoring import CONTACT, Village

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LONG_AGO = 24 * DAY  # a notice of seven days has stood since, long holidays and all
DEEDS = (
    ("courage", "河埠头救起落水的老人", "傍晚路过河埠头，听见呼救，跳下去把人拉上岸，又送去卫生院。"),
    ("family", "十年照顾瘫痪的婆婆", "婆婆卧床十年，每天擦身翻身，没有长过一次褥疮。"),
    ("clean", "每天清早扫干净一条弄", "天不亮起来，把整条弄扫一遍，扫了三年，没有人叫过。"),
)
STORIES = (
    "退休以后教村里的孩子写毛笔字，寒暑假天天开门，笔墨纸都是自己买的，教了六年。",
    "开出租二十年，拾到的东西都送回去，去年冬天送一位突然发病的老人去医院，没有收一分钱。",
    "夜里巡逻四年，冬天送醉酒的人回家，夏天看河道，村里少了好几起落水的事。",
)
NOTES = ("给楼下的流浪猫搭了个窝。", "公交车上让了个座。", "把楼道里的小广告撕干净了。")
GROUND = "乱堆乱放，村民代表会议上反映强烈"


def praise(county: County, villages: Sequence[Village], *, until: datetime, seed: int) -> None:
    """Once, when the county is filled: each village that has households, and in the first of them a board of problems."""
    for number, village in enumerate(villages):
        draw = draws.lot(seed, "honours", village.area)
        officer = _officer(county, village)
        _deeds(village, draw, until)
        _good_people(village, officer, draw, until)
        _diaries(village, until)
        if number == 0:
            _exposures(county, village, officer, draw, until)


def _officer(county: County, village: Village) -> Actor:
    """Who answers for civility in the village's town."""
    return next(
        actor
        for (role, _office), actor in county.staff.items()
        if role == "civility_officer" and actor.reach == village.area[:9]
    )


def _deeds(village: Village, draw: Random, until: datetime) -> None:
    """One on the board, one whose notice hangs, one that waits for an answer."""
    for number, (_home, one) in enumerate(village.homes[: len(DEEDS)]):
        category, title, text = DEEDS[number]
        at = until - (LONG_AGO if number == 0 else 2 * DAY)
        photo = SHELF.keep_image(*pictures.a_file(draw)) if number == 0 else None
        new = NewDeed(
            village.area, category, title, text, at.date(), persons=[one.person_id or 0], photo=photo
        )
        deed = actions.enter_deed(new, by=village.clerk, at=at)
        if number == len(DEEDS) - 1:
            return
        (asked,) = [row for row in queries.asked_of(one.person_id or 0) if row.deed_id == deed.pk]
        actions.agree_to_be_named(asked.pk, photo=True, by=one, at=at + HOUR)
        deed = actions.announce_deed(deed.pk, contact=CONTACT, by=village.clerk, at=at + 2 * HOUR)
        _on_the_wall(village, deed.notice_id, draw, at + 3 * HOUR)
        if number == 0:
            actions.publish_deed(deed.pk, by=village.overseer, at=until - 3 * DAY)


def _good_people(village: Village, officer: Actor, draw: Random, until: datetime) -> None:
    """One awarded, one to be checked, one that the clerk has still to match."""
    for number, (_home, one) in enumerate(village.homes[: len(STORIES)]):
        at, proposer = until - LONG_AGO, village.homes[(number + 1) % len(village.homes)][1]
        new = NewNomination(village.area, "village", until.year, "public", one.name, STORIES[number])
        nomination = actions.nominate(new, by=proposer, at=at).pk
        if number == len(STORIES) - 1:
            return
        actions.accept(nomination, person=one.person_id or 0, by=village.clerk, at=at + HOUR)
        actions.agree_to_nomination(nomination, by=one, at=at + 2 * HOUR)
        if number > 0:
            continue
        facts = "走访了三户邻居，看了写字班的照片和签到，情况属实。"
        actions.check(nomination, true=True, facts=facts, by=officer, at=at + 3 * HOUR)
        held = actions.announce_nomination(nomination, contact=CONTACT, by=village.clerk, at=at + 4 * HOUR)
        _on_the_wall(village, held.notice_id, draw, at + 5 * HOUR)
        actions.award(nomination, by=village.overseer, at=until - 2 * DAY)


def _diaries(village: Village, until: datetime) -> None:
    """Each household's writes a little; the first two share, the first of them hangs."""
    for number, (_home, one) in enumerate(village.homes):
        for words, days in zip(NOTES, (1, 9, 40), strict=True):
            new = NewEntry((until - days * DAY).date(), "public", words)
            entry = actions.write_entry(new, by=one, at=until - 5 * HOUR)
        if number > 1:
            continue
        note = actions.share_entry(entry.pk, signed=number == 1, by=one, at=until - 4 * HOUR)
        if number == 0:
            actions.hang_note(note.pk, by=village.clerk, at=until - 3 * HOUR)


def _exposures(county: County, village: Village, officer: Actor, draw: Random, until: datetime) -> None:
    """The county and the village decide; one is out with a reply beside it, one waits for its second release."""
    at, centre = until - 5 * DAY, county.centre
    whole = village.area[:6] + "000000"
    for area, proposes, agrees in (
        (whole, county.one_of(centre, "civility_officer"), county.one_of(centre, "leader")),
        (village.area, officer, village.overseer),
    ):
        opening = actions.propose_opening(area, ground=GROUND, by=proposes, at=at)
        actions.agree_to_opening(opening.pk, by=agrees, at=at + HOUR)
    for place, problem in (
        ("东弄口", "建筑垃圾堆了一地，挡了半条路。"),
        ("河埠头", "岸边漂着泡沫箱，好几天没有捞。"),
    ):
        photo = ORIGINALS.keep_image(*pictures.a_file(draw))
        one = actions.draw_exposure(
            NewExposure(village.area, "heap", place, problem, 14, photo), by=village.clerk, at=at + 2 * HOUR
        )
        actions.clear_cells(one.pk, cells=[26, 27, 32, 33], by=village.clerk, at=at + 2 * HOUR)
        actions.release(one.pk, by=village.overseer, at=at + 3 * HOUR)
        if place == "东弄口":
            actions.release(one.pk, by=officer, at=at + 4 * HOUR)
            said = "施工队说这个星期五拉走。"
            actions.reply_to_exposure(one.pk, text=said, by=village.homes[0][1], at=at + DAY)


def _on_the_wall(village: Village, notice: int | None, draw: Random, at: datetime) -> None:
    assert notice
    notices.post_notice(notice, by=village.overseer, at=at)
    photo, name = pictures.a_file(draw)
    notices.prove_posted(
        notice, photo=photo, name=name, place="村口公告栏", by=village.overseer, at=at + HOUR
    )
