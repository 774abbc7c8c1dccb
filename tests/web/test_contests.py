"""擂台赛 by its pages: announced, counted, contested by a village, counted anew so that a rank changes, and final."""

import pytest

from sanzhi.contests import actions, queries
from sanzhi.contests.models import Appeal, Contest, Reading
from sanzhi.kit import clock
from tests.contests.ring import COUNTS, OVER, USUAL, Ring, violations
from tests.county import DAY, MONDAY, at_the_desk
from tests.questions import questions
from tests.web.desk.conftest import send, text


@pytest.fixture
def ring(db, settings) -> Ring:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Ring()


def done(client, where: str, **said) -> None:
    answer = send(client, where, **said)
    assert answer.status_code == 302, text(answer)


def test_a_contest_with_an_appeal_that_changes_a_rank(ring: Ring, client):
    keeper, second, judge = (at_the_desk(who) for who in (ring.keeper, ring.second, ring.leader))
    first_clerk = at_the_desk(ring.clerks[1])
    with clock.simulated(MONDAY):
        done(keeper, "/desk/contests/new", **USUAL)
        one = Contest.objects.get()
        where = f"/desk/contests/{one.pk}/"
        assert (
            first_clerk.get(where).status_code == 404
            and client.get(f"/contests/{one.pk}/").status_code == 404
        )
        done(keeper, f"{where}gauge", gauge="right_first", weight=60)
        assert "不能把来信来访" in text(
            send(keeper, f"{where}rubric", name="信访量下降", rubric="看台账，有依据才给分。", weight=40)
        )
        done(keeper, f"{where}rubric", name="亮点工作", rubric="看台账和现场，有依据才给分。", weight=40)
        bands = {place.code: "甲组" for place in ring.villages}
        empty = {place.code: "" for place in queries.places_in(one)}
        done(keeper, f"{where}entrants", **(empty | bands))
        assert "的评委不够" in text(send(keeper, f"{where}announce"))
        done(keeper, f"{where}judges", chosen=[who.person_id for who in ring.judges])
        done(keeper, f"{where}announce")
        assert "还没有开始" in text(client.get(f"/contests/{one.pk}/"))
    with clock.simulated(COUNTS):
        ring.dispatched()
        entrant, rubric = queries.entrants_of(one)[0], one.indicators.get(gauge="")
        done(judge, f"{where}mark/{entrant.pk}/{rubric.pk}", points="80", evidence="看了现场和台账")
        assert "您已经给这一项打过分" in text(
            send(judge, f"{where}mark/{entrant.pk}/{rubric.pk}", points="81", evidence="看了现场")
        )
        assert "算分并公布名次" not in text(keeper.get(where))
    ring.judges = ring.judges[1:]
    ring.marked(one)
    with clock.simulated(OVER):
        done(keeper, f"{where}freeze")
        data = one.indicators.get(gauge="right_first")
        place = queries.entrants_of(one)[1]
        done(first_clerk, f"{where}appeal/{place.pk}/{data.pk}", text="有三件退回是系统重复登记的，请核对。")
        made = Appeal.objects.get()
        assert "申诉要由别人裁定" in text(
            send(keeper, f"{where}appeals/{made.pk}/", upheld="yes", reason="查实三件", part=10, whole=10)
        )
        done(
            second,
            f"{where}appeals/{made.pk}/",
            upheld="yes",
            reason="查实五件都是重复登记",
            part=10,
            whole=10,
        )
        assert "定名次" not in text(second.get(where))
        done(second, f"{where}again", reason="申诉成立")
        shown = text(client.get(f"/contests/{one.pk}/"))
        assert "原来第 3" in shown and "申诉成立" in shown and "查实五件都是重复登记" in shown
        assert "原来第 3" not in text(client.get(f"/contests/{one.pk}/?run=1"))
        sheet = client.get(f"/contests/{one.pk}/sheet.csv").content.decode("utf-8-sig")
        assert f"甲组,1,{ring.villages[1].name}" in sheet
    with clock.simulated(OVER + 7 * DAY):
        done(keeper, f"{where}close")
        assert "名次已定" in text(client.get("/contests/"))
    assert violations() == []


def test_a_reading_lists_the_cases_that_its_reader_may_see(ring: Ring):
    one = ring.frozen()
    with clock.simulated(OVER):
        reading = Reading.objects.get(
            run__number=1, indicator__gauge="right_first", entrant=queries.entrants_of(one)[0]
        )
        where = f"/desk/contests/{one.pk}/readings/{reading.pk}/"
        clerk = text(at_the_desk(ring.clerks[0]).get(where))
        assert "8 ÷ 10" in clerk and clerk.count("路灯不亮") == 8
        assert text(at_the_desk(ring.clerks[0]).get(f"{where}?part=rest")).count("路灯不亮") == 2
        other = text(at_the_desk(ring.clerks[1]).get(where))
        assert "没有您看得到的事项" in other and "路灯不亮" not in other
        panel = Reading.objects.filter(indicator__gauge="").first()
        assert "看了台账和现场" in text(
            at_the_desk(ring.keeper).get(f"/desk/contests/{one.pk}/readings/{panel.pk}/")
        )
        assert at_the_desk(ring.keeper).get(f"/desk/contests/{one.pk}/readings/999999/").status_code == 404


@pytest.mark.parametrize("many", [2, 3])
def test_pages_ask_the_same_however_many_take_part(ring: Ring, client, many: int):
    ring.villages = ring.villages[:many]
    one = ring.announced()
    ring.marked(one, (80, 90, 70)[:many])
    ring.do(actions.freeze, one, at=OVER)
    for place in range(many):
        ring.appealed(one, place)
    with clock.simulated(OVER):
        keeper = at_the_desk(ring.keeper)
        for browser, where, most in (
            (keeper, "/desk/contests/", 7), (keeper, f"/desk/contests/{one.pk}/", 22), (client, "/contests/", 3),
            (client, f"/contests/{one.pk}/", 12),
        ):  # fmt: skip
            browser.get(where)
            with questions() as asked:
                browser.get(where)
            assert len(asked) <= most, (where, len(asked), asked)


def test_a_draft_is_changed_by_its_page_and_an_odd_count_is_as_if_the_last_was_asked(ring: Ring, client):
    with clock.simulated(MONDAY):
        one = ring.draft()
        keeper = at_the_desk(ring.keeper)
        where = f"/desk/contests/{one.pk}/"
        assert "起草" in text(keeper.get("/desk/contests/"))
        assert 'value="一季度三治擂台赛"' in keeper.get(f"{where}edit").content.decode()
        done(keeper, f"{where}edit", **(USUAL | {"title": "二季度三治擂台赛"}))
        assert "最长一年" in text(send(keeper, f"{where}edit", **(USUAL | {"ends_on": "9999-12-31"})))
        assert "二季度三治擂台赛" in text(keeper.get(where))
    shown = ring.frozen()
    with clock.simulated(OVER):
        for run in ("99", "x", "%00", "99999999999999999999"):
            assert "88.00" in text(client.get(f"/contests/{shown.pk}/?run={run}"))


def test_a_sheet_holds_no_formula_and_all_that_a_total_is_made_of(ring: Ring, client):
    one = ring.draft()
    ring.do(actions.add_rubric, one, name="=HYPERLINK", rubric="看台账和现场，有依据才给分。", weight=40)
    ring.do(actions.add_gauge, one, gauge="right_first", weight=60)
    ring.do(actions.set_entrants, one, bands={place.code: "=1+1" for place in ring.villages})
    ring.do(actions.set_judges, one, chosen=[who.person_id for who in ring.judges])
    ring.do(actions.announce, one)
    ring.dispatched()
    ring.marked(one)
    ring.do(actions.freeze, one, at=OVER)
    with clock.simulated(OVER):
        head, weights, first, *_rest = (
            client.get(f"/contests/{one.pk}/sheet.csv").content.decode("utf-8-sig").splitlines()
        )
        assert "权重,100,40,,,60,," in weights and "'=HYPERLINK" in head
        assert first == f"'=1+1,1,{ring.villages[2].name},88.00,70.00,70.00,4,100.00,10,10"
        assert client.get(f"/contests/{one.pk}/sheet.exe").status_code == 404
