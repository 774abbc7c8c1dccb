"""百姓服务团: asked by page or by telephone alike, answered in the team's own time, done, confirmed by another, rated."""

from datetime import date

import pytest
from django.db import connection, transaction

from sanzhi.groups import actions, queries, sweeps
from sanzhi.groups.actions import NewOffer, NewOrder
from sanzhi.groups.models import ServiceOffer, ServiceOrder
from sanzhi.groups.queries import AskedOffers, AskedOrders
from sanzhi.kit import clock, walls
from sanzhi.people.access import sight_of
from sanzhi.people.models import Look
from sanzhi.people.roles import Actor
from tests.cases.test_family_race import race
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, a_resident, at_the_desk
from tests.questions import questions
from tests.reactions.test_table import deliver, told
from tests.web.test_honours import at_home
from tests.web.test_windows import post

from .place import Register, refused, registered, violations

TUESDAY = (MONDAY + DAY).date()


class Teams(Register):
    """The village's help team, run by its clerk, and the association that also repairs."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.clerk = a_member_of_staff("文书小周", "village_clerk", self.committee)
        self.team = actions.enter_group(self.new(office=self.committee.pk), by=self.officer, at=MONDAY)
        self.club = actions.enter_group(
            registered(self.village.code, self.body.pk), by=self.officer, at=MONDAY
        )
        self.mend = self.offer(self.team.pk, self.clerk)
        self.other = self.offer(self.club.pk, self.leader)

    def offer(self, group: int, by: Actor, **changes: object) -> ServiceOffer:
        said = {"group": group, "kind": "repair", "name": "修水电", "what": "上门修水管、电灯", "for_whom": "独居老人", "price": "免费，材料自付", "weekdays": "01234", "answer_hours": 24}  # fmt: skip
        return actions.publish_offer(NewOffer(**(said | changes)), by=by, at=MONDAY)

    def asked(
        self, by: Actor | None = None, day: date = TUESDAY, at=MONDAY, passable: bool = True
    ) -> ServiceOrder:
        new = NewOrder("三组8号", day, "am", "厨房水龙头漏水", passable)
        return actions.order_service(self.mend.pk, new, by=by or self.resident, at=at)

    def by_phone(self, consented: bool = True, name: str = "陈阿婆") -> ServiceOrder:
        return actions.take_order(
            self.mend.pk, NewOrder("四组2号", TUESDAY, "pm"), name=name, phone="13900000001", channel="phone",
            consented=consented, by=self.dispatcher, at=MONDAY,
        )  # fmt: skip

    def accepted(self, one: ServiceOrder, at=MONDAY + HOUR) -> ServiceOrder:
        said = {"helper": "老费", "day": TUESDAY, "half": "am"}
        return actions.accept_order(one.pk, **said, by=self.clerk, at=at)


@pytest.fixture
def teams(db) -> Teams:
    return Teams()


def test_what_is_asked_by_page_is_accepted_done_confirmed_and_rated(teams):
    one = teams.asked()
    assert teams.asked().pk == one.pk  # asked again, it is the same order
    assert one.answer_by == MONDAY + 24 * HOUR
    teams.accepted(one)
    assert refused(lambda: teams.accepted(one)) == "moved_on"
    assert refused(lambda: actions.finish_order(one.pk, by=teams.clerk, at=MONDAY + HOUR)) == "day_not_come"
    actions.finish_order(one.pk, by=teams.clerk, at=MONDAY + DAY)
    stranger = a_resident("隔壁老王")
    said = {"rating": 5, "comment": "修得快", "at": MONDAY + DAY}
    assert refused(lambda: actions.confirm_order(one.pk, **said, by=stranger)) == "not_visible"
    done = actions.confirm_order(one.pk, **said, by=teams.resident)
    assert (done.state, done.helper, done.rating) == ("confirmed", "老费", 5)
    load = queries.load(teams.clerk, MONDAY + DAY)
    assert (load.done, load.rated, load.good, load.asked) == (1, 1, 1, 0)
    deliver()
    assert "有人请您的团队上门帮忙，请在您说的时间里答复。" in told(teams.clerk.person_id)
    assert len(told(teams.resident.person_id)) == 2  # accepted, and done
    assert violations() == []


def test_a_team_that_lets_its_own_time_pass_is_told_once(teams):
    one = teams.asked()
    assert sweeps.tell_late_orders(at=MONDAY + 23 * HOUR) == 0
    assert sweeps.tell_late_orders(at=MONDAY + 25 * HOUR) == 1
    assert sweeps.tell_late_orders(at=MONDAY + 26 * HOUR) == 0
    deliver()
    assert told(teams.clerk.person_id)[-1] == "有一张服务单过了团队自己说的答复时间，还没有答复。"
    late = queries.orders_run(teams.clerk, AskedOrders(late=True), MONDAY + 25 * HOUR)
    assert [row.pk for row in late] == [one.pk] and queries.load(teams.clerk, MONDAY + 25 * HOUR).late == 1


def test_the_telephone_is_opened_with_a_purpose_that_the_asker_reads_and_only_while_the_order_runs(teams):
    one = teams.by_phone()
    look = {"by": teams.clerk, "at": MONDAY}
    assert refused(lambda: actions.look_at_asker(one.pk, purpose="", **look)) == "purpose_missing"
    assert actions.look_at_asker(one.pk, purpose="约上门时间", **look)["phone"] == "13900000001"
    assert Look.objects.get(person_id=one.person_id).purpose == "约上门时间"
    assert (
        refused(lambda: actions.look_at_asker(one.pk, purpose="看看", by=teams.leader, at=MONDAY))
        == "not_visible"
    )
    actions.cancel_order(one.pk, by=teams.dispatcher, at=MONDAY)
    assert refused(lambda: actions.look_at_asker(one.pk, purpose="约上门时间", **look)) == "moved_on"
    never_confirmed = teams.accepted(teams.asked())
    actions.finish_order(never_confirmed.pk, by=teams.clerk, at=MONDAY + DAY + HOUR)
    assert sweeps.forget_orders(at=MONDAY + 368 * DAY) == 2
    assert set(ServiceOrder.objects.values_list("place", flat=True)) == {""}


def test_an_order_is_behind_the_wall_of_who_asked_who_runs_the_team_and_the_desk_that_took_it(teams):
    one, mine = teams.by_phone(), teams.asked()
    there = {
        teams.clerk: {one.pk, mine.pk}, teams.dispatcher: {one.pk}, teams.resident: {mine.pk}, teams.leader: set(),
    }  # fmt: skip
    for actor, seen in there.items():
        with walls.seeing(sight_of(actor)):
            assert set(ServiceOrder.objects.values_list("id", flat=True)) == seen, actor.name
    with walls.seeing(sight_of(teams.clerk)):  # out of the sight of whoever passes it on
        passed = actions.pass_order(
            mine.pk, to=teams.other.pk, reason="电工不在家", by=teams.clerk, at=MONDAY
        )
    with walls.seeing(sight_of(teams.leader)):
        assert ServiceOrder.objects.get().pk == passed.pk


def test_a_service_is_found_by_words_and_asked_for_on_its_days_until_it_ends(teams):
    assert [row.group_id for row in queries.offers(AskedOffers(words="养老"))] == [teams.club.pk]
    assert queries.offers(AskedOffers(kind="haircut")) == []
    saturday = (MONDAY + 5 * DAY).date()
    assert refused(lambda: teams.asked(day=saturday)) == "not_on_this_day"
    assert refused(lambda: teams.asked(day=(MONDAY + 31 * DAY).date())) == "day_shape"
    assert refused(lambda: teams.offer(teams.team.pk, teams.clerk)) == "name_taken"
    assert refused(lambda: teams.offer(teams.team.pk, teams.leader, name="理发")) == "not_visible"
    actions.end_offer(teams.mend.pk, by=teams.clerk, at=MONDAY)
    assert refused(lambda: teams.asked()) == "offer_ended"
    assert len(queries.offers(AskedOffers())) == 1


def test_two_who_accept_one_order_at_once_are_one(committed_db):
    with transaction.atomic():
        teams = Teams()
        one = teams.asked()
    accept = [lambda: teams.accepted(one)] * 2
    assert race(*accept) == {"won": 1, "moved_on": 1}
    connection.close()


def test_everything_is_done_on_the_pages_and_found_there(teams, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    with clock.simulated(MONDAY):
        desk, town = at_the_desk(teams.clerk), at_the_desk(teams.dispatcher)
        said = {"group": teams.team.pk, "kind": "haircut", "name": "理发", "what": "上门理发", "for_whom": "行动不便的老人", "price": "免费", "answer_hours": 48}  # fmt: skip
        assert post(desk, "/desk/orders/offers/new", 1, **said, weekdays=["1", "3"]).status_code == 302
        cut = ServiceOffer.objects.get(name="理发")
        assert cut.weekdays == "13" and "理发" in desk.get("/desk/orders/offers/").content.decode()
        she = at_home(teams.resident)
        assert "修水电" not in she.get("/services/?words=理发").content.decode()
        wanted = {"place": "三组8号", "day": "2026-03-03", "half": "am", "wish": "二楼"}
        there = post(she, f"/services/{cut.pk}/ask", 2, **wanted)["Location"]
        assert (
            "等团队答复" in she.get(there).content.decode() and "理发" in she.get("/orders/").content.decode()
        )
        caller = {**wanted, "name": "陈阿婆", "phone": "13900000001", "channel": "phone"}
        assert "理发" in town.get("/desk/orders/take/?kind=haircut").content.decode()
        assert post(town, f"/desk/orders/take/{cut.pk}/", 3, **caller).status_code == 422
        assert post(town, f"/desk/orders/take/{cut.pk}/", 4, **caller, consented="on").status_code == 302
        one, hers = ServiceOrder.objects.get(channel="phone"), ServiceOrder.objects.get(channel="page")
        where = f"/desk/orders/{one.pk}/"
        assert "13900000001" not in desk.get(where).content.decode()
        assert post(desk, f"{where}look", 5, purpose="约时间").status_code == 302
        assert "13900000001" in desk.get(where).content.decode()
        assert "13900000001" not in desk.get(where).content.decode()  # each look shows it once
        agreed = {"helper": "老费", "day": "2026-03-03", "half": "pm"}
        assert post(desk, f"{where}accept", 6, **agreed).status_code == 302
        passing = {
            "to": teams.offer(teams.club.pk, teams.leader, kind="haircut", name="修面").pk,
            "reason": "排不过来了",
        }
        assert "要转给别的团队" in desk.get(f"/desk/orders/{hers.pk}/").content.decode()
        assert post(desk, f"/desk/orders/{hers.pk}/pass", 70, **passing).status_code == 422
        assert post(she, f"{there}allow", 71).status_code == 302
        assert post(town, f"{where}allow", 72).status_code == 302
        assert post(desk, f"/desk/orders/{hers.pk}/pass", 7, **passing).status_code == 302
        assert "转给别的团队" in she.get(there).content.decode()
        other = at_the_desk(teams.leader)
        assert "修面" in other.get("/desk/orders/?state=asked").content.decode()
        assert "没有服务单" in other.get("/desk/orders/?words=没有").content.decode()
        passed = ServiceOrder.objects.get(passed_from=hers)
        assert (
            post(other, f"/desk/orders/{passed.pk}/refuse", 8, reason="没有配件，做不了").status_code == 302
        )
        assert "没有配件" in she.get(f"/orders/{passed.pk}/").content.decode()
        assert post(she, f"/orders/{passed.pk}/cancel", 9).status_code == 409
    with clock.simulated(MONDAY + DAY):
        assert post(desk, f"{where}done", 10).status_code == 302
        heard = {"heard_at": "2026-03-03T09:00"}
        undone = {"why": "只剪了一半", **heard}
        assert post(town, f"{where}contradict", 110, **undone).status_code == 302
        assert "只剪了一半" in desk.get(where).content.decode()
        assert post(desk, f"{where}done", 111).status_code == 302
        assert post(town, f"{where}confirm", 112, rating="4", comment="剪得好").status_code == 422
        assert post(town, f"{where}confirm", 11, rating="4", comment="剪得好", **heard).status_code == 302
        page = desk.get(where).content.decode()
        assert "剪得好" in page and "陈阿婆" not in page  # done, a name is nobody's business any more
        assert post(desk, f"/desk/orders/offers/{cut.pk}/end", 12).status_code == 302
        assert post(town, f"{where}cancel", 13).status_code == 409
        for n in range(30):
            teams.offer(teams.team.pk, teams.clerk, name=f"服务{n}")
        for browser, path in ((she, "/services/"), (desk, "/desk/orders/"), (desk, "/desk/orders/offers/")):
            browser.get(path)
            with questions() as asked:
                assert browser.get(path).status_code == 200
            assert len(asked) <= 20, (path, len(asked))
        assert "after=" in she.get("/services/").content.decode()
