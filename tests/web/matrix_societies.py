"""三社 in the matrix's world: an order taken by phone, a question to an adviser, 乡贤 and a gift in use, an allowance, a case; a word in each."""

from collections.abc import Callable, Iterator
from datetime import date

from sanzhi.groups import actions as groups
from sanzhi.groups import queries
from sanzhi.groups.actions import NewAdviser, NewCasework, NewGift, NewOffer, NewOrder
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, a_resident, an_office, person_of
from tests.groups.place import a_new

Rule = Callable[[Actor], bool]


def asked_for(
    values: dict[str, list[object]], room: Office, village: Office, joined: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Fills `values` with what addresses name. `joined` is a resident there; whoever asks is somebody whose name is no word."""
    asker = a_resident("求助人")
    yield from _ordered(values, room, village, asker, word)
    yield from _advised(values, room, village, asker, word)
    yield from _suggested(values, room, village, joined, word)
    yield from _worked(values, room, asker, word)


def _ordered(
    values: dict[str, list[object]], room: Office, village: Office, joined: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    officer, leader = (
        a_member_of_staff(word(), *post) for post in (("social_officer", room), ("village_clerk", village))
    )
    team = groups.enter_group(a_new(village.area_id, name="服务团", office=village.pk), by=officer, at=MONDAY)
    new = NewOffer(team.pk, "repair", "修水电", "上门修水管", "老人", "免费", "0123456", 24)
    offer = groups.publish_offer(new, by=leader, at=MONDAY)
    place, reason = word(), word()
    tomorrow = (MONDAY + DAY).date()
    order = groups.order_service(offer.pk, NewOrder(f"三组{place}", tomorrow, "am"), by=joined, at=MONDAY)
    gone = a_resident(word())
    other = groups.order_service(offer.pk, NewOrder("四组", tomorrow, "am"), by=gone, at=MONDAY)
    groups.refuse_order(other.pk, reason=f"没有配件{reason}", by=leader, at=MONDAY)
    values.setdefault("offer", []).append(offer.pk)
    values.setdefault("order", []).extend([order.pk, other.pk])

    def runs(actor: Actor) -> bool:
        return actor.office_id == village.pk and actor.may("volunteer.lead")

    yield place, lambda actor: runs(actor) or (actor.is_resident and actor.person_id == joined.person_id)
    yield reason, runs


def _advised(
    values: dict[str, list[object]], room: Office, village: Office, joined: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    justice, lawyer, other = (
        a_member_of_staff(word(), role, room)
        for role in ("justice_officer", "legal_adviser", "legal_adviser")
    )
    made, area = [], village.area_id
    for number, who in enumerate((lawyer, other)):
        new = NewAdviser(who.person_id or 0, "lawyer", f"L{area}{number}", "某律师事务所", "0573-88880000")
        one = groups.enter_adviser(new, by=justice, at=MONDAY)
        made.append(
            groups.appoint_adviser(
                one.pk, area, starts_on=MONDAY.date(), ends_on=date(2030, 1, 1), by=justice, at=MONDAY
            )
        )
    hours = groups.publish_hours(
        area, day=(MONDAY + DAY).date(), half="am", place="村委会", by=lawyer, at=MONDAY
    )
    question, hidden = word(), word()
    one = groups.book_hours(hours.pk, f"围墙砌到我家地里怎么办{question}", by=joined, at=MONDAY)
    two = groups.ask_adviser(made[1].adviser_id, area, f"想立遗嘱房子怎么写{hidden}", by=joined, at=MONDAY)
    groups.declare_conflict(two.pk, by=other, at=MONDAY + HOUR)
    for name, numbers in (
        ("adviser", [row.adviser_id for row in made]), ("term", [row.pk for row in made]), ("advice_hours", [hours.pk]),
        ("consultation", [one.pk, two.pk]),
    ):  # fmt: skip
        values.setdefault(name, []).extend(numbers)
    values.setdefault("visitors", []).extend([lawyer, other])

    def asked(actor: Actor) -> bool:
        return actor.is_resident and actor.person_id == joined.person_id

    yield (
        question,
        lambda actor: asked(actor) or (actor.may("legal.advise") and actor.person_id == lawyer.person_id),
    )
    yield hidden, asked  # the adviser is in conflict


def _suggested(
    values: dict[str, list[object]], room: Office, village: Office, joined: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    first, second = (a_member_of_staff(word(), "social_officer", room) for _ in range(2))
    groups.join_gentry(village.area_id, kind="local", name="老沈", expertise="造桥", by=joined, at=MONDAY)
    text, what = word(), word()
    one = groups.suggest("修桥", f"村口的老桥该修了{text}", by=joined, at=MONDAY)
    fund = groups.open_fund(
        room.area_id, name="捐赠资金", purpose="按用途用", kind="donations", by=first, at=MONDAY
    )
    gift = groups.enter_gift(
        fund.pk, NewGift("donation", "老沈", 100_00, "修桥", MONDAY.date(), "赠1号"), by=first, at=MONDAY
    )
    groups.confirm_gift(gift.pk, by=second, at=MONDAY)
    use = groups.propose_use(gift.pk, what="水泥沙子", fen=60_00, by=first, at=MONDAY)
    groups.agree_use(use.pk, by=second, at=MONDAY)
    refused = groups.propose_use(gift.pk, what=f"石子{what}", fen=1_00, by=first, at=MONDAY)
    groups.refuse_use(refused.pk, reason="不用买石子", by=second, at=MONDAY)
    row = groups.propose_purpose(
        gift.pk, purpose="修五组的桥", basis="donor", paper="来信1号", by=first, at=MONDAY
    )
    for name, number in (
        ("suggestion", one.pk),
        ("fund", fund.pk),
        ("gift", gift.pk),
        ("gift_use", use.pk),
        ("gift_purpose", row.pk),
    ):
        values.setdefault(name, []).append(number)
    values.setdefault("gift_use", []).append(refused.pk)

    def there(actor: Actor) -> bool:
        return bool(actor.reach) and village.area_id.startswith(actor.reach) and actor.may("council.keep")

    def keeps(actor: Actor) -> bool:
        return bool(actor.reach) and room.area_id.startswith(actor.reach) and actor.may("fund.keep")

    yield text, lambda actor: there(actor) or (actor.is_resident and actor.person_id == joined.person_id)
    yield what, keeps


def _worked(
    values: dict[str, list[object]], room: Office, joined: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    first, second = (a_member_of_staff(word(), "social_officer", room) for _ in range(2))
    office = an_office(f"works-{room.pk}", "社工站", "social_org", room.area_id)
    names = [a_member_of_staff(word(), "social_worker", office) for _ in range(3)]
    workers = [
        groups.enter_worker(post.pk, starts_on=date(2025, 1, 1), by=first, at=MONDAY)
        for post in queries.workers_in_post(first, MONDAY)
    ]
    if not queries.allowance_rules():
        whole = a_member_of_staff(
            word(), "social_officer", an_office("centre", "市社会治理中心", "governance_centre")
        )
        groups.set_allowance(
            "worker", fen=300_00, from_on=date(2026, 1, 1), document="市文件1号", by=whole, at=MONDAY
        )
    said = {"level": "worker", "registered_on": date(2025, 1, 1), "by": first, "at": MONDAY}
    groups.register_certificate(workers[0].pk, number=f"SW{room.pk:06}", **said)
    (paid,) = groups.propose_allowances(date(2026, 2, 1), by=first, at=MONDAY)
    reason, problem = word(), word()
    groups.refuse_allowance(paid.pk, reason=f"二月没有上班{reason}", by=second, at=MONDAY)
    client = person_of(joined)
    new = NewCasework(
        client.name, people.phone_of(client), "self", f"晚上睡不着{problem}", workers[1].pk, signed=True
    )
    case = groups.open_casework(new, by=names[0], at=MONDAY)
    groups.hand_casework(case.pk, workers[2].pk, by=names[0], at=MONDAY)
    for name, made in (
        ("social_worker", [one.pk for one in workers]),
        ("allowance", [paid.pk]),
        ("casework", [case.pk]),
    ):
        values.setdefault(name, []).extend(made)
    values.setdefault("visitors", []).extend(
        [names[0], names[2]]
    )  # whose it is, and who has not the word yet

    def keeps(actor: Actor) -> bool:
        return bool(actor.reach) and room.area_id.startswith(actor.reach) and actor.may("group.keep")

    def reads(actor: Actor) -> bool:
        if actor.is_resident:
            return actor.person_id == joined.person_id
        return actor.may("casework.do") and actor.person_id in {one.person_id for one in names[:2]}

    yield reason, keeps
    yield problem, reads
