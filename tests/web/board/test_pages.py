"""The pages: who may read them, what they say, and how much they ask of the database."""

import csv
import io
import re
from datetime import date

import pytest
from django.http import QueryDict

from sanzhi.web.board import heat, period, sketch, tables
from tests.county import County, a_member_of_staff, an_office
from tests.questions import questions

PAGES = (
    "/board/",
    "/board/town/330483100000/",
    "/board/offices/",
    "/board/heat/",
    "/board/cases/",
    "/board/sheet/towns.csv",
)


@pytest.mark.parametrize("path", PAGES)
def test_supervisors_and_dispatchers_may_enter(march, as_actor, at_now, path):
    for actor in (march.supervisor, march.decider, march.dispatcher):
        assert as_actor(actor).get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_handlers_and_strangers_may_not(county, as_actor, client, path):
    assert client.get(path).status_code == 302
    assert as_actor(county.handler).get(path).status_code == 403


def test_a_town_supervisor_sees_only_their_town(march: County, as_actor, at_now):
    client = as_actor(a_member_of_staff("严镇督", "supervisor", march.room))
    page = client.get("/board/").content.decode()
    assert "乌镇镇办件研判" in page
    assert "梧桐街道" not in page
    assert client.get("/board/town/330483001000/").status_code == 404
    assert client.get("/board/cases/?town=330483001").content.decode().count('class="code"') == 0


def test_whoever_oversees_one_village_gets_a_board_without_towns(march: County, as_actor, at_now):
    office = an_office("own-village", "村委会", "village", march.village.code)
    answer = as_actor(a_member_of_staff("村督", "supervisor", office)).get("/board/")
    assert answer.status_code == 200


@pytest.mark.parametrize("path", [*PAGES, "/board/?period=year", "/board/sheet/offices.csv?period=year"])
def test_a_page_asks_at_most_twelve_questions(march, as_actor, at_now, path):
    client = as_actor(march.supervisor)
    client.get(path)
    with questions() as asked:
        client.get(path)
    assert len(asked) <= 12, asked


def test_small_numbers_are_grey_and_say_so(march: County, as_actor, at_now):
    page = as_actor(march.supervisor).get("/board/?period=custom&from=2026-03-30&to=2026-03-30")
    html = page.content.decode()
    assert "stat--few" in html
    assert "不足 10 件，仅供参考" in html
    assert 'class="spot shade-few"' in html


def test_those_who_did_not_answer_are_shown_as_such(march: County, as_actor, at_now):
    assert "未回访到 1" in as_actor(march.supervisor).get("/board/").content.decode()


def test_an_office_with_few_matters_is_not_ranked(march: County, as_actor, at_now):
    html = as_actor(march.supervisor).get("/board/offices/?sort=on_time").content.decode()
    ranked, few = html.split('aria-label="交办不足 10 件的单位"')
    assert "市住房和城乡建设局" in ranked
    assert "市社会治理中心</a>" not in ranked
    assert "市社会治理中心</a>" in few
    labels = re.findall(r'role="region" aria-label="([^"]+)"', html)
    assert len(labels) == len(set(labels)) > 1  # a screen reader tells the tables apart


def test_the_sheet_can_be_divided_again_and_says_what_it_means(march: County, as_actor, at_now):
    text = as_actor(march.supervisor).get("/board/sheet/towns.csv").content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    wuzhen = dict(zip(head, next(row for row in rows if row[:1] == ["乌镇镇"]), strict=True))
    assert [wuzhen[f"按期办结率 {column}"] for column in ("分子", "分母", "%")] == ["12", "15", "80.00"]
    assert [
        "口径",
        "按期办结率",
        "限内办结 ÷（已办结 + 当前环节已超期未办结）；申诉成立的剔除，另列件数",
        "本平台约定",
    ] in rows


def test_what_an_address_says_wrongly_is_read_as_not_said(march: County, as_actor, at_now):
    client = as_actor(march.supervisor)
    for wrong in (
        "period=x&measure=y&step=99&sort=z",
        "step=-1",
        "step=²",
        "period=custom&from=9999-12-31&to=1",
    ):
        assert client.get(f"/board/?{wrong}").status_code == 200, wrong
    for wrong in ("office=9999999999999", "office=x&after=y", "town=%00", "period=custom", "category=%27"):
        assert client.get(f"/board/cases/?{wrong}").status_code == 200, wrong


def test_a_refused_span_says_what_to_change_and_keeps_what_was_typed(march: County, as_actor, at_now):
    html = (
        as_actor(march.supervisor).get("/board/?period=custom&from=2026-03-09&to=2026-03-02").content.decode()
    )
    assert "结束日期不能早于开始日期。" in html
    assert 'value="2026-03-09"' in html


@pytest.mark.parametrize(
    ("code", "today", "first", "last"),
    [
        ("month", date(2026, 3, 30), date(2026, 3, 1), date(2026, 3, 30)),
        ("last_month", date(2026, 1, 31), date(2025, 12, 1), date(2025, 12, 31)),
        ("last_month", date(2024, 3, 1), date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        ("year", date(2026, 11, 23), date(2026, 1, 1), date(2026, 11, 23)),
    ],
)
def test_the_spans_to_choose_from(code, today, first, last):
    span = period.preset(code, today)
    assert (span.first, span.last) == (first, last)


def test_a_span_is_cut_into_weeks_or_months_without_gap_or_overlap():
    for code in period.PRESETS:
        span = period.preset(code, date(2026, 11, 23))
        steps = span.steps()
        assert (steps[0].first, steps[-1].last) == (span.first, span.last)
        assert all((b.first - a.last).days == 1 for a, b in zip(steps, steps[1:], strict=False))
    assert [step.label for step in period.preset("year", date(2026, 3, 2)).steps()][0] == "01-01 – 01-07"
    assert len(period.preset("year", date(2026, 11, 23)).steps()) == 11


def test_a_leap_day_has_a_year_before():
    assert period.Period("custom", date(2024, 2, 29), date(2024, 2, 29)).a_year_before().first == date(
        2023, 2, 28
    )


def test_a_custom_span_is_both_days_inclusive_in_county_time():
    span, _form = period.read(QueryDict("period=custom&from=2026-03-01&to=2026-03-02"), date(2026, 3, 30))
    assert (span.since.isoformat(), span.until.isoformat()) == (
        "2026-03-01T00:00:00+08:00",
        "2026-03-03T00:00:00+08:00",
    )


def test_every_town_lies_within_the_sketch(march: County, as_actor, at_now):
    maps = as_actor(march.supervisor).get("/board/").context["maps"]
    assert len(maps.large.spots) == 11
    assert all(0 < spot.x < sketch.WIDTH and 0 < spot.y < maps.large.height for spot in maps.large.spots)
    assert max(maps.large.spots, key=lambda spot: spot.r).name == "乌镇镇"


def test_sorting_puts_what_cannot_be_compared_last(march: County, as_actor, at_now):
    shown = as_actor(march.supervisor).get("/board/?sort=on_time").context["towns"]
    assert isinstance(shown, tables.Table)
    assert shown.rows[0].name == "乌镇镇"


def test_the_heat_map_says_in_a_table_what_it_draws_and_what_it_does_not(march: County, as_actor, at_now):
    point = {"longitude": 120.49, "latitude": 30.745}
    for _number in range(4):
        march.filed(at_now, **point)
    client = as_actor(march.supervisor)
    page = client.get("/board/heat/").content.decode()
    assert page.count('class="plan-shape plan--heat-') == 1 + 1  # the cell and its place in the legend
    assert "不到 3 件的格子不画" in page and "件没有位置，村的位置也还没有，没有画" in page
    (there,) = set(re.findall(r'href="(/board/cases/\?[^"]*cell=[^"]*)"', page))
    listed = client.get(there.replace("&amp;", "&"))
    assert len(listed.context["rows"]) == 4 and "热力图上的一格" in listed.content.decode()
    for asked in ("at=330483100000", "category=city", "category=nonsense", "at=zz", "period=custom&from=x"):
        assert client.get(f"/board/heat/?{asked}").status_code == 200
    for asked in ("cell=300.-1", "cell=5.5", "cell=1000.99999999999", "cell=x", "cell=1000.１"):
        assert client.get(f"/board/cases/?{asked}").status_code == 200


def test_with_nothing_to_draw_the_heat_map_says_so(county, as_actor, at_now):
    page = as_actor(county.supervisor).get("/board/heat/").content.decode()
    assert "没有画得出的格子" in page and "plan-shape" not in page


@pytest.mark.parametrize("counts", [[3], [3, 4], [3, 3, 7], [3, 10, 200], [3, 4, 5, 6, 7], [50_000, 3], []])
def test_the_classes_of_the_heat_map_cover_every_count_without_gap_or_overlap(counts):
    known = heat.bands(counts)
    assert len(known) <= 5
    for one, following in zip(known, known[1:], strict=False):
        assert one.low <= one.high and following.low == one.high + 1
    for count in counts:
        band = known[heat.shade_of(count, known)]
        assert band.low <= count <= band.high
