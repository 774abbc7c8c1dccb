"""A help team in the matrix's world: somebody who served, somebody who waits, a correction, a certificate; a name in each."""

from collections.abc import Callable, Iterator
from datetime import date, time

from sanzhi.groups import actions as groups
from sanzhi.groups.actions import NewBid, NewCall, NewGift
from sanzhi.notices import actions as notices
from sanzhi.people import actions as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.volunteering import actions
from sanzhi.volunteering.actions import NewActivity
from sanzhi.volunteering.rules import Weekly
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, a_resident, an_office
from tests.groups.place import a_new

Rule = Callable[[Actor], bool]


def helped(
    values: dict[str, list[object]], room: Office, village: Office, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name."""
    officer = a_member_of_staff(word(), "social_officer", room)
    leader = a_member_of_staff(word(), "village_clerk", village)
    area = village.area_id
    group = groups.enter_group(a_new(area, office=village.pk), by=officer, at=MONDAY)
    new = NewActivity(group.pk, "修水电", "上门看水管", "村口", "老费", "0573-88881111")
    activity = actions.open_activity(new, by=leader, at=MONDAY)
    weekly = actions.put_template(activity.pk, Weekly(1, time(9), time(10), 1), by=leader, at=MONDAY)
    at = MONDAY + DAY
    shift = actions.add_shift(
        activity.pk, day=at.date(), starts=time(9), ends=time(10), needed=1, by=leader, at=MONDAY
    )
    served, waits, said, why = (word() for _ in range(4))
    there, other = (_volunteer(name, area, leader) for name in (served, waits))
    one = actions.sign_up(shift.pk, by=there, at=MONDAY)
    actions.sign_up(shift.pk, by=other, at=MONDAY)
    actions.check_in(shift.door, by=there, at=at)
    actions.check_out(shift.door, by=there, at=at + HOUR)
    actions.confirm(one.pk, minutes=50, said=f"干得好{said}", by=leader, at=at + HOUR)
    asked = actions.ask_correction(one.pk, minutes=60, reason=f"少算了{why}", by=there, at=at + HOUR)
    proof = actions.ask_certificate(group.pk, first=at.date(), last=at.date(), by=there, at=at + HOUR)
    for name, made in (
        ("group", group.pk), ("activity", activity.pk), ("weekly", weekly.pk), ("turnout", shift.pk), ("entrance", shift.door),
        ("signup", one.pk), ("correction", asked.pk), ("testimony", proof.pk), ("ward", one.volunteer_id),
    ):  # fmt: skip
        values.setdefault(name, []).append(made)

    def runs(actor: Actor) -> bool:
        return actor.office_id == village.pk and actor.may("volunteer.lead")

    yield from ((told, runs) for told in (served, waits, why))
    yield said, lambda actor: False  # the person's own, who does not come to the matrix


def _volunteer(name: str, area: str, clerk: Actor) -> Actor:
    who = a_resident(name)
    home = people.register_household(area, f"志{who.person_id}", by=clerk, at=MONDAY)
    people.put_in_household(
        who.person_id, home.pk, birth_date=date(1980, 5, 1), is_head=False, by=clerk, at=MONDAY
    )
    actions.join(by=who, at=MONDAY)
    return who


def granted(
    values: dict[str, list[object]], room: Office, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """A fund of the town: money that waits, a bid with a word in its plan, a judge's reason, a milestone reported."""
    first, second = (a_member_of_staff(word(), "social_officer", room) for _ in range(2))
    judges = [a_member_of_staff(word(), "fund_judge", room) for _ in range(3)]
    body = an_office(f"body-{room.pk}", f"{room.name}助老协会", "social_org", room.area_id)
    leader = a_member_of_staff(word(), "group_leader", body)
    group = groups.enter_group(a_new(room.area_id, name="助老队", office=body.pk), by=first, at=MONDAY)
    fund = groups.open_fund(room.area_id, name="发展基金", purpose="扶持社区组织", by=first, at=MONDAY)
    plan, why, voucher = word(), word(), word()
    gifts = [
        groups.enter_gift(
            fund.pk, NewGift("budget", "财政", 100_00, "都可以", MONDAY.date(), no), by=first, at=MONDAY
        )
        for no in ("收1号", voucher)
    ]
    groups.confirm_gift(gifts[0].pk, by=second, at=MONDAY)
    new = NewCall("为老服务", "写清楚服务谁、做几次。", 100_00, 100_00, MONDAY + 5 * HOUR, "社工办 88880000")
    call = groups.announce_call(fund.pk, new, by=first, at=MONDAY)
    assert call.notice
    notices.post_notice(call.notice.pk, by=second, at=MONDAY)
    for judge in judges:
        groups.name_panelist(call.pk, judge.person_id, by=first, at=MONDAY)
    bid = groups.bid(
        call.pk, NewBid(group.pk, "暖夕阳", f"每周两次上门{plan}", 50_00), by=leader, at=MONDAY + HOUR
    )
    groups.score_bid(bid.pk, points=80, why=f"方案实在{why}", by=judges[0], at=MONDAY + 6 * HOUR)
    for name, made in (("fund", fund.pk), ("gift", gifts[1].pk), ("calling", call.pk), ("bid", bid.pk)):
        values.setdefault(name, []).append(made)
    at_room = {room.pk}

    def keeps(actor: Actor) -> bool:
        return actor.office_id in at_room and actor.may("fund.keep")

    yield voucher, keeps
    yield plan, lambda actor: keeps(actor) or actor.person_id in {one.person_id for one in judges}
    yield why, lambda actor: False  # a judge's own
