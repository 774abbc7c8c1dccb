"""督办: one at a time, answered by whom it was asked of, lifted by a supervisor, firmer when it stays unanswered."""

from datetime import timedelta

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sweeps, verify
from sanzhi.cases.models import Case, Supervision
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import THE_CLOCK
from tests.county import DAY, HOUR, MONDAY, ROADS, County

LATER = MONDAY + DAY
ASKED = {"level": "press", "why": "居民多次来电", "ask": "请说明何时修好"}


def supervised(county: County, state: str = "handling", **changes) -> tuple[Case, Supervision]:
    case = county.case_in(state)
    return case, cases.supervise(case.id, **(ASKED | changes), by=county.supervisor, at=LATER)


def violations() -> list[str]:
    return [f"{one.check} {one.subject}" for check in verify.CHECKS.values() for one in check().violations]


def test_it_is_asked_of_the_office_that_holds_the_case_by_a_limit_of_our_own(county: County):
    _case, one = supervised(county)
    assert (one.office_id, one.state, one.limit.confidence) == (county.roads.id, "raised", "D")
    assert one.due_at == (LATER + timedelta(days=4)).replace(hour=0)  # the end of the third working day
    assert violations() == []


def test_only_one_stands_for_a_case_at_a_time(county: County):
    case, _one = supervised(county)
    with pytest.raises(Refusal) as refused:
        cases.supervise(case.id, **ASKED, by=county.supervisor, at=LATER)
    assert refused.value.code == "supervised_already"


def test_only_the_office_asked_replies_and_only_a_supervisor_lifts(county: County):
    case, _one = supervised(county)
    reply = {"answer": "灯具已到货，明天上午更换。", "at": LATER + HOUR}
    with pytest.raises(Refusal) as other:
        cases.reply_to_supervision(case.id, **reply, by=county.dispatcher)
    assert other.value.code == "not_addressed"
    assert cases.reply_to_supervision(case.id, **reply, by=county.handler).state == "replied"
    for actor in (county.handler, county.dispatcher, county.decider, THE_CLOCK):
        with pytest.raises(Refusal) as refused:
            cases.lift_supervision(case.id, note="已经修好", by=actor, at=LATER + HOUR)
        assert refused.value.code == "role_may_not"
    lifted = cases.lift_supervision(case.id, note="已经修好", by=county.supervisor, at=LATER + 2 * HOUR)
    assert (lifted.state, queries.open_supervision(case.id)) == ("lifted", None)
    assert queries.supervision_words([lifted])[lifted.id]["answer"] == "灯具已到货，明天上午更换。"
    assert violations() == []


def test_the_list_of_what_is_supervised_holds_a_case_from_the_first_asking_to_the_lifting(county: County):
    def listed() -> list[int]:
        return [row.id for row in queries.find(county.supervisor, queries.Filters(supervised=True)).rows]

    case, one = supervised(county, level="urge")
    other, _one = supervised(county)
    assert set(listed()) == {case.id, other.id}
    sweeps.watch(at=one.due_at + HOUR)  # escalated: one ends as the next begins
    assert case.id in listed()
    cases.lift_supervision(case.id, note="已经修好", by=county.supervisor, at=one.due_at + DAY)
    assert listed() == [other.id]
    assert violations() == []


def test_unanswered_past_its_time_it_becomes_firmer_level_by_level_and_stays_at_the_last(county: County):
    case, one = supervised(county, level="urge")
    assert sweeps.watch(at=one.due_at - HOUR) == 0
    levels = []
    at = one.due_at
    for _day in range(30):
        sweeps.watch(at=at)
        levels.append(queries.open_supervision(case.id).level)
        at += DAY
    assert list(dict.fromkeys(levels)) == ["urge", "press", "circular"][1:]
    assert Supervision.objects.filter(case=case).count() == 3
    assert violations() == []


def test_answered_in_time_it_is_not_made_firmer(county: County):
    case, one = supervised(county, level="urge")
    cases.reply_to_supervision(
        case.id, answer="灯具已到货，明天上午更换。", by=county.handler, at=LATER + HOUR
    )
    assert sweeps.watch(at=one.due_at + DAY) == 0


def test_a_rule_speaks_once_however_often_the_clock_looks(county: County):
    case = county.filed()
    sweeps.raise_cards(at=MONDAY + 10 * DAY)
    assert (sweeps.watch(at=MONDAY + 10 * DAY), sweeps.watch(at=MONDAY + 10 * DAY)) == (1, 0)
    one = queries.open_supervision(case.id)
    assert (one.rule.code, one.level, one.raised_by_id) == ("red_card", "press", None)
    assert "亮了红牌" in queries.supervision_words([one])[one.id]["why"]
    cases.lift_supervision(case.id, note="情况特殊", by=county.supervisor, at=MONDAY + 10 * DAY + HOUR)
    assert sweeps.watch(at=MONDAY + 10 * DAY + HOUR) == 0
    assert violations() == []


@pytest.mark.parametrize("measure", ["card", "urges", "joins", "returns", "reopens", "dissatisfied"])
@pytest.mark.parametrize("at_least", [1, 2, 3])
def test_what_the_database_finds_is_what_the_trace_says(county: County, measure: str, at_least: int):
    for state in ROADS:
        county.case_in(state)
    told = county.case_in("follow_up")
    cases.rate(told.id, solved=True, satisfied=1, by=county.resident, at=LATER)
    cases.urge(county.case_in("handling").id, by=county.resident, at=LATER)
    sweeps.raise_cards(at=MONDAY + 10 * DAY)
    for case in Case.objects.all():
        facts = queries.facts_of(case, queries.joined(case.id))
        listed = Case.objects.filter(queries.fits(measure, at_least), pk=case.pk).exists()
        assert listed == (getattr(facts, measure) >= at_least), (case.state, measure)


def test_a_new_rule_is_a_new_version_and_the_old_one_stays_as_it_was(county: County):
    before = queries.supervision_rules(LATER)
    new = cases.NewRule("red_card", "亮了黄牌", "card", 1, "urge", "请说明原因", "本地约定：3月例会")
    version = cases.publish_supervision_rule(new, by=county.supervisor, at=LATER)
    after = queries.supervision_rules(LATER)
    assert version == before[0].version + 1
    assert {rule.code for rule in after} == {rule.code for rule in before}
    assert next(rule for rule in after if rule.code == "red_card").at_least == 1
    old = queries.supervision_rules(LATER - HOUR)
    assert next(rule for rule in old if rule.code == "red_card").at_least == 2
    with pytest.raises(Refusal):
        cases.publish_supervision_rule(new, by=county.dispatcher, at=LATER)


def test_the_preview_counts_what_a_rule_would_have_raised(county: County):
    for _n in range(3):
        county.filed()
    sweeps.raise_cards(at=MONDAY + 3 * DAY)
    found = queries.preview(county.supervisor, "card", 1, at=MONDAY + 3 * DAY)
    assert (found.cases, found.raised, len(found.some)) == (3, 3, 3)
    assert queries.preview(county.supervisor, "urges", 1, at=MONDAY + 3 * DAY).raised == 0


def test_an_office_reads_what_it_was_asked_and_a_supervisor_the_whole_area(county: County):
    _case, one = supervised(county)

    def listed(actor) -> list[int]:
        return [row.id for row in queries.supervision_page(actor, queries.SupervisionFilters()).rows]

    assert listed(county.supervisor) == listed(county.handler) == [one.id]
    assert (
        listed(county.helper)
        == listed(county.dispatcher)
        == listed(county.resident)
        == listed(county.caller)
        == []
    )


def test_a_page_of_supervisions_asks_one_question(county: County, django_assert_num_queries):
    for _n in range(4):
        supervised(county)
    with django_assert_num_queries(1):
        page = queries.supervision_page(county.supervisor, queries.SupervisionFilters(), size=3)
        assert [row.case.area.name for row in page.rows]
    rest = queries.supervision_page(county.supervisor, queries.SupervisionFilters(), after=page.onward)
    assert (len(page.rows), len(rest.rows)) == (3, 1)
