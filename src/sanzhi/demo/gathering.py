"""议事: what an invented village has: its representatives' meeting and its women's council, one meeting held, one to come."""

from datetime import datetime, timedelta

from sanzhi.deliberation import actions
from sanzhi.deliberation.actions import NewDraw, NewItem, NewMeeting, NewMember
from sanzhi.deliberation.files import SHELF

from . import deciding, draws, pictures
from .scoring import Village

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WITHOUT_A_PHONE = ("陆阿婆", "沈老伯")
YARD = NewItem("晒谷场划车位", "晒谷场北侧划二十个车位，农忙时让出来晒谷。", method="hands")
SQUARE = NewItem("广场舞的时间", "晚上八点半以后不放音响，怎么定请大家议一议。", method="hands")


def gather(village: Village, *, until: datetime) -> None:
    """Once, when the county is filled."""
    body = _joined(village, until - 40 * DAY)
    _held(village, body, until - 6 * DAY)
    _to_come(village, body, until)
    _drawn(village, body, until - 3 * DAY)
    women = actions.open_body("women", "桐馨妇女议事会", village.area, by=village.clerk, at=until - 39 * DAY)
    for name in ("钱桂英", "范巧珍", "吴月仙"):
        new = NewMember(name, "woman", woman=True)
        actions.add_member(women.pk, new, by=village.clerk, at=until - 39 * DAY)


def _joined(village: Village, at: datetime) -> int:
    """Its representatives, and two more who have no account and no telephone, and a vote like everybody."""
    for name in WITHOUT_A_PHONE:
        new = NewMember(name, "rep", represents="6 组 7 户", woman=True)
        actions.add_member(village.council, new, by=village.clerk, at=at)
    return village.council


def _held(village: Village, body: int, starts_at: datetime) -> None:
    """Told of in time, signed in to, one item by name and one by hands; all of it past."""
    clerk, begun = village.clerk, starts_at.replace(minute=0, second=0, microsecond=0)
    new = NewMeeting("第三季度村民代表会议", "村文化礼堂", begun)
    meeting = actions.call_meeting(body, new, by=clerk, at=begun - 8 * DAY)
    lamps = deciding.begin(village, body, "西浜路灯改造", deciding.TEXT, begun - 12 * DAY)
    first = deciding.put(village, lamps, meeting.pk, begun - 8 * DAY)
    items = [first, actions.put_item(meeting.pk, YARD, by=clerk, at=begun - 8 * DAY).pk]
    actions.send_notice(meeting.pk, by=clerk, at=begun - 7 * DAY)
    actions.open_meeting(meeting.pk, by=clerk, at=begun - HOUR)
    here = range(1, len(village.homes) + len(WITHOUT_A_PHONE))
    for number in here:
        actions.sign_in(meeting.pk, str(number), by=clerk, at=begun)
    actions.open_vote(items[0], by=clerk, at=begun + HOUR)
    for number in here:
        choice = "against" if number == 2 and len(here) > 3 else "for"
        actions.vote_for(items[0], str(number), choice, by=clerk, at=begun + HOUR)
    actions.close_vote(items[0], by=clerk, at=begun + HOUR)
    actions.open_vote(items[1], by=clerk, at=begun + HOUR)
    photo = SHELF.keep_image(*pictures.a_file(draws.lot(0, "hall", village.area)))
    figures = (len(here) - 1, 1, 0)
    actions.count_by_hand(items[1], figures, photo, by=clerk, at=begun + HOUR)
    actions.count_by_hand(items[1], figures, None, by=village.overseer, at=begun + HOUR)
    actions.close_vote(items[1], by=clerk, at=begun + 2 * HOUR)
    actions.close_meeting(meeting.pk, by=clerk, at=begun + 2 * HOUR)
    deciding.publish(village, lamps, begun + DAY)
    deciding.begin_another(village, body, begun + 2 * DAY)


def _to_come(village: Village, body: int, until: datetime) -> None:
    starts_at = (until + 9 * DAY).replace(hour=19, minute=0, second=0, microsecond=0)
    new = NewMeeting("第四季度村民代表会议", "村文化礼堂", starts_at)
    meeting = actions.call_meeting(body, new, by=village.clerk, at=until - 2 * DAY)
    actions.put_item(meeting.pk, SQUARE, by=village.clerk, at=until - 2 * DAY)
    actions.send_notice(meeting.pk, by=village.clerk, at=until - DAY)


def _drawn(village: Village, body: int, at: datetime) -> None:
    """Three who look at how the lamps are put up, drawn before two witnesses."""
    new = NewDraw("路灯工程监督员", "看西浜路灯怎么装、用了多少料，完工时一起验收。", seats=3, women=1)
    draw = actions.lay_out(body, new, by=village.clerk, at=at)
    for name, digits, by in (("施见证", "20260917", village.clerk), ("凌见证", "730415", village.overseer)):
        actions.witness(draw.pk, name, digits, by=by, at=at + HOUR)
    actions.draw_lots(draw.pk, by=village.clerk, at=at + HOUR)
