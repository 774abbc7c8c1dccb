"""A town's development fund with fifty thousand yuan, an association that bids, three judges; every row by the actions people take."""

from dataclasses import dataclass
from datetime import datetime

from sanzhi.groups import actions
from sanzhi.groups.actions import NewBid, NewCall, NewGift, NewMilestone
from sanzhi.groups.models import Bid, Call, Fund, Gift, Grant, Milestone
from sanzhi.notices import actions as notices
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, an_office
from tests.notices.conftest import a_photo

from .place import Register, a_code, refused, registered, violations

__all__ = ["GRANTED", "Bidding", "refused", "violations"]
GRANTED = MONDAY + 20 * DAY  # the notice of the call has long stood
CONTACT = "社会工作办 0573-88880000"


@dataclass
class Bidding(Register):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.second: Actor = a_member_of_staff("社工干部老许", "social_officer", self.room)
        self.judges = [a_member_of_staff(f"评审{n}", "fund_judge", self.room) for n in "甲乙丙"]
        self.group = actions.enter_group(
            registered(self.village.code, self.body.pk), by=self.officer, at=MONDAY
        )
        area = self.room.area_id
        self.fund: Fund = actions.open_fund(
            area, name="乌镇社会组织发展基金", purpose="扶持社区社会组织", by=self.officer, at=MONDAY
        )
        actions.confirm_gift(self.gift("第1号", 50_000_00).pk, by=self.second, at=MONDAY)
        self.over = MONDAY + 10 * DAY

    def gift(self, voucher: str, fen: int, at: datetime = MONDAY) -> Gift:
        new = NewGift("donation", "爱心人士", fen, "扶持社区社会组织", MONDAY.date(), voucher)
        return actions.enter_gift(self.fund.pk, new, by=self.officer, at=at)

    def called(self, total: int = 40_000_00, most: int = 20_000_00) -> Call:
        new = NewCall("为老服务", "上门为独居老人服务半年，写清人数和次数。", total, most, self.over, CONTACT)
        return actions.announce_call(self.fund.pk, new, by=self.officer, at=MONDAY)

    def on_the_wall(self, call: Call, at: datetime = MONDAY + HOUR) -> None:
        assert call.notice
        notices.post_notice(call.notice.pk, by=self.second, at=at)
        notices.prove_posted(
            call.notice.pk, photo=a_photo(), name="墙.jpg", place="镇公告栏", by=self.dispatcher, at=at
        )

    def sent(
        self, call: Call, fen: int = 20_000_00, by: Actor | None = None, at: datetime = MONDAY + DAY, group: int = 0
    ) -> Bid:  # fmt: skip
        new = NewBid(group or self.group.pk, "暖夕阳", "每周两次上门，陪护、送餐、打扫，做满半年。", fen)
        return actions.bid(call.pk, new, by=by or self.leader, at=at)

    def bid_in(self) -> Bid:
        """Sent, with three judges on the panel."""
        call = self.called()
        self.on_the_wall(call)
        for judge in self.judges:
            actions.name_panelist(call.pk, judge.person_id, by=self.officer, at=MONDAY + HOUR)
        return self.sent(call)

    def scored(self, bid: Bid, judge: Actor, points: int = 80, at: datetime | None = None) -> None:
        actions.score_bid(bid.pk, points=points, why="方案实在", by=judge, at=at or self.over)

    def bid_scored(self) -> Bid:
        one = self.bid_in()
        for judge in self.judges:
            self.scored(one, judge)
        return one

    def bids_of_two(self, fen: int) -> list[Bid]:
        """Scored bids of two organisations, for more together than the fund has."""
        office = an_office("other", "乌镇助残协会", "social_org", self.village.code)
        leader = a_member_of_staff("会长老吴", "group_leader", office)
        new = registered(self.village.code, office.pk, name="乌镇助残协会", uscc=a_code("51330483MJ8000009"))
        other = actions.enter_group(new, by=self.officer, at=MONDAY)
        calls = [self.called(total=fen, most=fen) for _n in range(2)]
        for call in calls:
            self.on_the_wall(call)
            for judge in self.judges:
                actions.name_panelist(call.pk, judge.person_id, by=self.officer, at=MONDAY + HOUR)
        bids = [self.sent(calls[0], fen), self.sent(calls[1], fen, leader, group=other.pk)]
        for bid in bids:
            for judge in self.judges:
                self.scored(bid, judge)
        return bids

    def proposed(
        self, bid: Bid, fen: int = 10_000_00, rows: list[NewMilestone] | None = None, at: datetime = GRANTED, contract: str = "协1号"
    ) -> Grant:  # fmt: skip
        due = (GRANTED + 60 * DAY).date()
        usual = [
            NewMilestone("前三个月", fen * 2 // 5, due),
            NewMilestone("后三个月", fen - fen * 2 // 5, due),
        ]
        return actions.propose_grant(
            bid.pk, fen=fen, contract=contract, milestones=rows or usual, by=self.officer, at=at
        )

    def granted(self) -> Grant:
        grant = self.proposed(self.bid_scored())
        return actions.agree_grant(grant.pk, by=self.second, at=GRANTED)

    def reported(self, milestone: Milestone) -> Milestone:
        told = "上门 48 次，服务 20 位老人，记录和照片在协会档案柜。"
        return actions.report_milestone(milestone.pk, evidence=told, by=self.leader, at=GRANTED + HOUR)

    def accepted(self, milestone: Milestone, passes: bool = True) -> Milestone:
        return actions.accept_milestone(
            milestone.pk, passes=passes, remark="资料齐全", by=self.officer, at=GRANTED + 2 * HOUR
        )
