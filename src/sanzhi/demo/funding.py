"""发展基金: what came in, a call that was announced and scored, a grant with one milestone paid, one waiting to be accepted; a call that runs."""

from datetime import datetime, timedelta

from sanzhi.groups import actions, queries
from sanzhi.groups.actions import NewBid, NewCall, NewGift, NewMilestone
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import actions as notices
from sanzhi.people.roles import Actor

from . import draws, pictures
from .county import CENTRE, County

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
YUAN = 100
CONTACT = "市社会工作部门 0573-88880001（演示）"


def fund(county: County, leader: Actor, group: int, *, until: datetime, seed: int) -> None:
    """Once, when the county is filled. Each step by another hand, as the room asks."""
    first = county.one_of(county.offices[CENTRE], "social_officer")
    second = county.staff["social_officer", county.offices["demo-social"]]
    began, whole = until - 58 * DAY, county.villages[0][:6] + "000000"
    one = actions.open_fund(
        whole, name="社会组织发展基金（演示）", purpose="扶持社区社会组织，不投资、不出借", by=first, at=began
    )
    for number, (kind, donor, yuan) in enumerate(
        (("budget", "市财政", 200_000), ("donation", "演示企业", 30_000), ("donation", "爱心人士", 500)),
        start=1,
    ):
        new = NewGift(kind, donor, yuan * YUAN, "扶持社区社会组织", began.date(), f"收{number}号")
        gift = actions.enter_gift(one.pk, new, by=first, at=began)
        actions.confirm_gift(gift.pk, by=second, at=began + HOUR)
    past = _called(county, one.pk, "独居老人陪伴", began + DAY, began + 20 * DAY, first, second, seed)
    bid = NewBid(group, "暖夕阳", "每周两次上门陪伴二十位独居老人，做满半年。", 18_000 * YUAN)
    sent = actions.bid(past, bid, by=leader, at=began + 5 * DAY)
    for judge, points in zip(queries.judges(whole, began), (86, 78, 90), strict=False):
        actor = county.staff["fund_judge", judge.office_id]
        actions.score_bid(sent.pk, points=points, why="方案实在，人手够", by=actor, at=began + 21 * DAY)
    _called(county, one.pk, "暑期儿童看护", until - 2 * DAY, until + 20 * DAY, first, second, seed)
    try:
        _granted(sent.pk, leader, first, second, began + 30 * DAY)
    except Refusal:  # a long holiday lengthened the notice
        return


def _called(
    county: County, fund: int, title: str, at: datetime, until: datetime, first: Actor, second: Actor, seed: int
) -> int:  # fmt: skip
    new = NewCall(title, "写清楚服务谁、做几次、谁来做、怎么算做成了。", 40_000 * YUAN, 20_000 * YUAN, until, CONTACT)  # fmt: skip
    call = actions.announce_call(fund, new, by=first, at=at)
    assert call.notice_id
    notices.post_notice(call.notice_id, by=second, at=at + HOUR)
    photo, name = pictures.a_file(draws.lot(seed, "fund", title))
    notices.prove_posted(
        call.notice_id, photo=photo, name=name, place="服务中心公告栏（演示）", by=first, at=at + 2 * HOUR
    )
    for judge in queries.judges(county.villages[0][:6] + "000000", at):
        actions.name_panelist(call.pk, judge.person_id, by=first, at=at + HOUR)
    return call.pk


def _granted(bid: int, leader: Actor, first: Actor, second: Actor, at: datetime) -> None:
    due = (at + 60 * DAY).date()
    rows = [
        NewMilestone("第一季度四十次", 8_000 * YUAN, due),
        NewMilestone("第二季度四十次", 8_000 * YUAN, due),
    ]
    grant = actions.propose_grant(
        bid, fen=16_000 * YUAN, contract="演示协1号", milestones=rows, by=first, at=at
    )
    actions.agree_grant(grant.pk, by=second, at=at + HOUR)
    one, two = grant.milestones.all()
    told = "上门 41 次，陪伴 20 位老人，登记表和照片在协会档案柜。"
    for row, ago in ((one, 10), (two, 24)):
        actions.report_milestone(row.pk, evidence=told, by=leader, at=at + ago * DAY)
    actions.accept_milestone(one.pk, passes=True, remark="资料齐全，抽查属实", by=first, at=at + 12 * DAY)
    actions.pay_milestone(one.pk, voucher="付1号", by=second, at=at + 13 * DAY)
