"""三社的另一半: a team's services and orders, two legal advisers, 乡贤 and what they gave, social workers with an allowance and a case."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from sanzhi.groups import actions, queries
from sanzhi.groups.actions import NewAdviser, NewCasework, NewGift, NewOffer, NewOrder
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .county import CENTRE, County
from .scoring import Village

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
YUAN = 100
OFFERS = (
    ("repair", "修水电", "换灯泡、修水龙头、通下水道", "独居老人、行动不便的人", "免费，材料自付", "0123456"),
    ("haircut", "上门理发", "理发、刮脸", "七十岁以上、出不了门的老人", "免费", "0123456"),
    ("company", "陪同就医", "陪着去医院挂号、取药、送回家", "没有家人陪的老人", "免费，车费自付", "0123456"),
)


def serve(county: County, villages: Sequence[Village], *, until: datetime) -> None:
    """Once, when the county is filled; after `helping`, whose teams these are."""
    for village in villages:
        _orders(village, until)
    _advice(county, villages[0], until)
    _gentry(villages[0], until)
    _gifts(county, until)
    _work(county, villages[0], until)


def _heads(village: Village) -> list[Actor]:
    """Three heads of households; fewer come again where a small county has not so many."""
    heads = [head for _home, head in village.homes[:3]]
    return [heads[number % len(heads)] for number in range(3)]


def _orders(village: Village, until: datetime) -> None:
    """Done and rated, agreed for tomorrow, one that waits."""
    clerk, began = village.clerk, until - 10 * DAY
    (team, *_more) = queries.run_from(clerk)
    offers = [
        actions.publish_offer(NewOffer(team.pk, *offer, answer_hours=24), by=clerk, at=began)
        for offer in OFFERS
    ]
    heads = _heads(village)
    at = until - 5 * DAY
    done = actions.order_service(offers[0].pk, NewOrder("三组 8 号（演示）", localdate(at + DAY), "am", "厨房水龙头漏水"), by=heads[0], at=at)  # fmt: skip
    actions.accept_order(
        done.pk, helper="老费（演示）", day=localdate(at + DAY), half="am", by=clerk, at=at + HOUR
    )
    actions.finish_order(done.pk, by=clerk, at=at + DAY)
    actions.confirm_order(done.pk, rating=5, comment="来得准时，修得仔细", by=heads[0], at=at + DAY + HOUR)
    at = until - 20 * HOUR
    soon = actions.order_service(
        offers[1].pk, NewOrder("五组 2 号（演示）", localdate(until + DAY), "pm"), by=heads[1], at=at
    )
    actions.accept_order(
        soon.pk, helper="老费（演示）", day=localdate(until + DAY), half="pm", by=clerk, at=at + HOUR
    )
    actions.order_service(offers[2].pk, NewOrder("一组 11 号（演示）", localdate(until + 3 * DAY), "am", "眼科复查"), by=heads[2], at=until - HOUR)  # fmt: skip


def _advice(county: County, village: Village, until: datetime) -> None:
    justice = county.one_of(county.offices["demo-justice"], "justice_officer")
    began, today = until - 30 * DAY, localdate(until)
    for number, office in enumerate(("demo-justice", "demo-mediation"), start=1):
        who = county.staff["legal_adviser", county.offices[office]]
        new = NewAdviser(who.person_id or 0, "lawyer" if number == 1 else "legal_worker", f"1330420181000{number}（演示）", "演示律师事务所", "0573-88880020")  # fmt: skip
        one = actions.enter_adviser(new, by=justice, at=began)
        actions.appoint_adviser(
            one.pk, village.area, starts_on=localdate(began), ends_on=today + 365 * DAY, by=justice, at=began
        )
        hours = [
            actions.publish_hours(village.area, day=today + days * DAY, half=half, place="村委会一楼调解室（演示）", by=who, at=until - DAY)
            for days, half in ((2, "am"), (9, "am"), (9, "pm"))
        ]  # fmt: skip
        if number == 1:
            _asked(one.pk, who, hours[0].pk, village, until)


def _asked(adviser: int, who: Actor, hours: int, village: Village, until: datetime) -> None:
    """One answered with its ground, one who booked a half-day."""
    first, second, _third = _heads(village)
    question = "邻居盖房把围墙砌到了我家宅基地里，说好量一量又不肯，我能不能要求他拆掉？"
    one = actions.ask_adviser(adviser, village.area, question, by=first, at=until - 6 * DAY)
    said = "可以要求排除妨害。先请村里和自然资源所量清界址，量清后仍不拆的，可以申请调解，也可以起诉。"
    actions.answer_consultation(
        one.pk, answer=said, ground="《民法典》第二百三十六条", by=who, at=until - 5 * DAY
    )
    actions.book_hours(hours, "想立遗嘱，房子怎么写才算数？", by=second, at=until - HOUR)


def _gentry(village: Village, until: datetime) -> None:
    """Two who entered themselves, a suggestion answered and one that waits."""
    first, second, _third = _heads(village)
    began = until - 40 * DAY
    actions.join_gentry(
        village.area, kind="local", name="老沈（演示）", expertise="造桥、修路", by=first, at=began
    )
    if second != first:
        actions.join_gentry(
            village.area, kind="away", name="小周（演示）", expertise="电商、直播卖菜", by=second, at=began
        )
    text = "村口的老桥栏杆松了，我认识做桥的师傅，愿意请他来看看，人工我来出。"
    one = actions.suggest("修一修村口的老桥", text, by=first, at=until - 20 * DAY)
    actions.answer_suggestion(
        one.pk,
        answer="采纳。下周三请您一起去看，材料费从捐赠资金里出。",
        by=village.clerk,
        at=until - 15 * DAY,
    )
    actions.suggest(
        "教大家直播卖菜",
        "愿意回来开两次课，教大家用手机直播卖菜，请村里出个地方。",
        by=second,
        at=until - DAY,
    )


def _gifts(county: County, until: datetime) -> None:
    """Two gifts; one used in part, something proposed, a purpose changed on the donor's word."""
    first = county.one_of(county.offices[CENTRE], "social_officer")
    second = county.staff["social_officer", county.offices["demo-social"]]
    began, whole = until - 35 * DAY, county.villages[0][:6] + "000000"
    fund = actions.open_fund(
        whole,
        name="乡贤捐赠资金（演示）",
        purpose="一笔一笔按捐赠人指定的用途用",
        kind="donations",
        by=first,
        at=began,
    )
    gifts = []
    for number, (donor, yuan, purpose) in enumerate(
        (("老沈（演示）", 20_000, "修村口的老桥"), ("爱心人士", 5_000, "给独居老人装扶手")), start=1
    ):
        new = NewGift("donation", donor, yuan * YUAN, purpose, localdate(began), f"赠{number}号")
        gift = actions.enter_gift(fund.pk, new, by=first, at=began)
        gifts.append(actions.confirm_gift(gift.pk, by=second, at=began + HOUR))
    use = actions.propose_use(gifts[0].pk, what="栏杆和水泥", fen=8_000 * YUAN, by=first, at=began + 5 * DAY)
    actions.agree_use(use.pk, by=second, at=began + 6 * DAY)
    actions.pay_use(use.pk, voucher="付赠1号", by=first, at=began + 9 * DAY)
    row = actions.propose_purpose(gifts[1].pk, purpose="给独居老人装扶手和夜灯", basis="donor", paper="捐赠人来信（演示）", by=first, at=began + 10 * DAY)  # fmt: skip
    actions.agree_purpose(row.pk, by=second, at=began + 11 * DAY)
    actions.propose_use(gifts[1].pk, what="十户的扶手", fen=2_000 * YUAN, by=first, at=until - DAY)


def _work(county: County, village: Village, until: datetime) -> None:
    """Two social workers, the allowance of last month, one case under way."""
    first = county.one_of(county.offices[CENTRE], "social_officer")
    second = county.staff["social_officer", county.offices["demo-social"]]
    began, year = until - 40 * DAY, until.year
    for level, yuan in (("assistant", 200), ("worker", 400), ("senior", 800)):
        actions.set_allowance(
            level,
            fen=yuan * YUAN,
            from_on=date(year - 1, 1, 1),
            document=f"演示〔{year - 1}〕1号",
            by=first,
            at=began,
        )
    workers = []
    for number, post in enumerate(queries.workers_in_post(first, began), start=1):
        one = actions.enter_worker(post.pk, starts_on=date(year - 1, 1, 1), by=first, at=began)
        actions.register_certificate(one.pk, level="worker", number=f"演示SW{number:04}", registered_on=date(year - 1, 1, 2), by=first, at=began)  # fmt: skip
        workers.append(one)
    month = (localdate(until).replace(day=1) - DAY).replace(day=1)
    actions.propose_allowances(month, by=first, at=until - HOUR)
    shown = [one.pk for one in queries.allowances_shown(second, month)]
    actions.agree_allowances(month, shown, by=second, at=until - HOUR / 2)
    who = county.staff["social_worker", workers[0].office_id]
    _case(village, who, workers[1].pk, until)


def _case(village: Village, who: Actor, supervisor: int, until: datetime) -> None:
    """个案: opened with its client, assessed, planned, a session held."""
    client = _heads(village)[2]
    new = NewCasework(
        client.name,
        people.mobile_of(client.person_id or 0),
        "village",
        "老伴走了以后不出门、不吃饭，女儿在外地。",
        supervisor,
        signed=True,
    )
    case = actions.open_casework(new, by=who, at=until - 20 * DAY)
    for days, stage, said in (
        (18, "assessed", "丧亲后情绪低落，没有伤害自己的念头；爱种花，从前管过村里的花圃。"), (16, "planned", "每周出门两次\n重新管花圃"),
        (14, "intervening", "和本人说好：先从每周三去花圃开始。"),
    ):  # fmt: skip
        actions.advance_casework(case.pk, stage, said=said, by=who, at=until - days * DAY)
    actions.hold_session(
        case.pk,
        held_on=localdate(until - 7 * DAY),
        minutes=50,
        text="一起去了花圃，浇了水，说起老伴。",
        by=who,
        at=until - 7 * DAY,
    )
