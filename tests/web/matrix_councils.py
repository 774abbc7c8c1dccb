"""A body, its roster and a meeting in the matrix's world: a name, a title, something said openly and something kept close."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sanzhi.deliberation import actions
from sanzhi.deliberation import queries as drawing
from sanzhi.deliberation.actions import NewDraw, NewItem, NewMeeting, NewMember
from sanzhi.leadership import actions as led
from sanzhi.leadership.rules import Counted
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, person_of

Rule = Callable[[Actor], bool]


def convened(
    values: dict[str, list[object]], village: Office, joined: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name."""
    clerk = a_member_of_staff("会务文书", "village_clerk", village)
    body = actions.open_body(
        "representatives", "村民代表会议", village.area_id, by=clerk, at=MONDAY - 30 * DAY
    )
    name, stands_for, title, text, close = (word() for _ in range(5))
    phone = people.phone_of(person_of(joined))
    members = [
        actions.add_member(body.pk, new, by=clerk, at=MONDAY - 30 * DAY)
        for new in (NewMember(name, represents=stands_for), NewMember(joined.name, phone=phone))
    ]
    new = NewMeeting(f"代表会议{title}", "礼堂", MONDAY)
    meeting = actions.call_meeting(body.pk, new, by=clerk, at=MONDAY - 20 * DAY)
    topics = [
        actions.put_item(meeting.pk, one, by=clerk, at=MONDAY - 20 * DAY)
        for one in (
            NewItem("装路灯", f"西浜装路灯{text}", "named"),
            NewItem("有人要帮助", f"家里的事{close}", "secret", confidential=True),
        )
    ]
    actions.send_notice(meeting.pk, by=clerk, at=MONDAY - 19 * DAY)
    actions.open_meeting(meeting.pk, by=clerk, at=MONDAY - HOUR)
    for topic in topics:
        actions.open_vote(topic.pk, by=clerk, at=MONDAY)
    actions.vote_for(topics[0].pk, "1", "for", by=clerk, at=MONDAY)
    told, secret = word(), word()
    proposals = [
        actions.propose(body.pk, "加一盏灯", f"桥头太暗{told}", by=joined, at=MONDAY),
        actions.propose(
            body.pk, "请人帮忙", f"不想让人知道{secret}", confidential=True, by=joined, at=MONDAY
        ),
    ]
    lots = NewDraw("轮值评议员", "评议好人线索。", seats=1)
    draws = [actions.lay_out(body.pk, lots, by=clerk, at=MONDAY)]
    second = a_member_of_staff("会务监督", "village_overseer", village)
    for said, by in ((("周见证", "190724"), clerk), (("吴见证", "882319"), second)):
        actions.witness(draws[0].pk, *said, by=by, at=MONDAY)
    actions.draw_lots(draws[0].pk, by=clerk, at=MONDAY)
    (seat,) = drawing.seated(draws[0])
    actions.step_down(draws[0].pk, seat, "要去外地", by=clerk, at=MONDAY)
    draws.append(actions.lay_out(body.pk, replace(lots, again_because="抽中的都不来"), by=clerk, at=MONDAY))
    matters = [led.begin_matter(body.pk, "西浜路灯", by=clerk, at=MONDAY) for _turn in range(2)]
    figures = led.Held(MONDAY.date(), Counted(9, 7, 6, 0, 1), "西浜一带装十二盏路灯。", "档案柜")
    gates = [led.enter_gate(one.pk, figures, by=clerk, at=MONDAY) for one in matters]
    for key, made in (
        ("council", [body.pk]), ("member", [one.pk for one in members]), ("meeting", [meeting.pk]),
        ("topic", [one.pk for one in topics]), ("door", [meeting.door]),
        ("affair", [one.pk for one in matters]), ("gate", [one.pk for one in gates]), ("draw", [one.pk for one in draws]), ("lot", [seat]), ("proposal_no", [one.pk for one in proposals]),
    ):  # fmt: skip
        values.setdefault(key, []).extend(made)

    def keeps(actor: Actor) -> bool:
        there = bool(actor.reach) and village.area_id.startswith(actor.reach)
        return there and (actor.may("council.keep") or actor.may("council.count"))

    def keeps_alone(actor: Actor) -> bool:
        mine = actor.is_resident and actor.person_id == joined.person_id
        return mine or (keeps(actor) and actor.may("council.keep"))

    def sits(actor: Actor) -> bool:
        return keeps(actor) or (actor.is_resident and actor.person_id == joined.person_id)

    yield from ((said, keeps) for said in (name, stands_for))
    yield from ((said, keeps_alone) for said in (close, secret))
    yield from ((said, sits) for said in (title, text, told))
