"""Cases that belong together: merged and back without a trace of loss, linked, split; nothing by itself."""

from datetime import timedelta

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sweeps, verify
from sanzhi.cases.models import Case, ClockRun, Link, Merge
from sanzhi.kit.verdict import Refusal
from tests.county import DAY, HOUR, MONDAY, County, a_resident

LATER = MONDAY + DAY
REASON = "和前一件说的是同一盏灯"


def same(case: Case) -> dict:
    """Everything the projection says of a case, but the count of its moves."""
    fields = {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}
    return {name: value for name, value in fields.items() if name != "version"}


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def a_second(county: County, name: str = "陆大山") -> tuple:
    other = a_resident(name)
    origin = cases.Origin(other.person_id, "web")
    return other, cases.register(county.filing(title="路灯坏了"), origin, by=other, at=MONDAY)


def violations() -> list[str]:
    return [f"{one.check} {one.subject}" for check in verify.CHECKS.values() for one in check().violations]


def merged(county: County) -> tuple:
    main = county.filed()
    other, case = a_second(county)
    cases.merge(case.id, into=main.id, reason=REASON, by=county.dispatcher, at=LATER)
    return main, other, case


@pytest.mark.parametrize("state", ["registered", "assigned", "arbitration", "handling"])
def test_a_merge_undone_at_once_restores_the_case_exactly(county: County, state: str):
    main, case = county.filed(), county.case_in(state)
    before, at = same(case), MONDAY + 8 * HOUR
    by = county.decider if state == "arbitration" else county.dispatcher
    cases.merge(case.id, into=main.id, reason=REASON, by=by, at=at)
    assert (fresh(case).state, fresh(case).holder_id, fresh(case).due_at) == ("merged", None, None)
    cases.unmerge(case.id, reason="不是同一件事", by=by, at=at)
    assert same(fresh(case)) == before
    assert violations() == []


def test_the_clock_stands_still_while_merged_and_goes_on_with_the_time_it_had_left(county: County):
    main, case = county.filed(), county.case_in("handling")
    due = fresh(case).due_at
    cases.merge(case.id, into=main.id, reason=REASON, by=county.dispatcher, at=LATER)
    sweeps.raise_cards(at=LATER + 6 * DAY)
    assert fresh(case).card == ""
    cases.unmerge(case.id, reason="不是同一件事", by=county.dispatcher, at=LATER + 7 * DAY)
    assert fresh(case).due_at == due + 7 * DAY
    assert violations() == []


def test_a_case_is_merged_only_into_one_that_stands_on_its_own(county: County):
    main, other, case = merged(county)
    _third, third = a_second(county, "吴阿婆")
    for this, into, code in (
        (third, case, "main_is_merged"),
        (main, third, "has_merged"),
        (third, third, "merge_itself"),
        (third, county.case_in("closed"), "main_has_ended"),
    ):
        with pytest.raises(Refusal) as refused:
            cases.merge(this.id, into=into.id, reason=REASON, by=county.dispatcher, at=LATER)
        assert refused.value.code == code


def test_nobody_merges_by_their_own_wish_but_the_desk_that_received_it(county: County):
    main, (_other, case) = county.filed(), a_second(county)
    for actor in (county.handler, county.supervisor, county.resident, county.caller):
        with pytest.raises(Refusal):
            cases.merge(case.id, into=main.id, reason=REASON, by=actor, at=LATER)
    assert not Merge.objects.exists()


def test_whoever_was_merged_in_rates_for_themselves_once_the_main_case_is_done(county: County):
    main, other, case = merged(county)
    with pytest.raises(Refusal) as early:
        cases.rate(case.id, solved=True, satisfied=5, by=other, at=LATER)
    assert early.value.code == "main_not_done"
    drive(county, main)
    cases.rate(case.id, solved=False, satisfied=2, by=other, at=LATER + 2 * DAY)
    assert (fresh(case).state, fresh(case).satisfied, fresh(main).state) == ("closed", 2, "follow_up")
    assert Merge.objects.get().ended_as == "rated"
    cases.reopen(case.id, reason="我家门口还是不亮", by=other, at=LATER + 3 * DAY)
    assert fresh(case).state == "registered"
    assert violations() == []


def drive(county: County, case: Case) -> None:
    from tests.county import assign, report, sign_for, verify

    for hours, step in enumerate((assign, sign_for, report, verify), start=1):
        step(county, case, LATER + hours * HOUR)


def test_a_merged_case_left_unrated_closes_a_week_after_its_main_case(county: County):
    main, _other, case = merged(county)
    drive(county, main)
    cases.call_back(main.id, solved=True, satisfied=5, by=county.caller, at=LATER + DAY)
    assert sweeps.close_merged(at=LATER + 7 * DAY) == 0
    assert sweeps.close_merged(at=LATER + 8 * DAY) == 1
    assert sweeps.close_merged(at=LATER + 8 * DAY) == 0
    assert (fresh(case).state, fresh(case).satisfied) == ("closed", None)
    assert not ClockRun.objects.filter(case=case, stopped_at=None).exists()
    assert violations() == []


def elsewhere(county: County, main: Case, how: str) -> dict:
    """The main case ends without being done here: the reason and the way that its reporter is told."""
    words = {"reason": "双方已经起诉到法院", "route": "请到市法院立案大厅，电话 88000000"}
    by = {"by": county.dispatcher, "at": LATER + HOUR}
    if how == "transferred":
        cases.transfer(main.id, channel="court", **words, **by)
    else:
        cases.not_accept(main.id, **words, **by)
    return words


@pytest.mark.parametrize("how", ["transferred", "not_accepted"])
def test_a_main_case_not_done_here_says_on_the_merged_ones_own_page_where_it_went(county: County, how: str):
    main, other, case = merged(county)
    words = elsewhere(county, main, how)
    seen = queries.main_progress(fresh(case))
    assert seen and seen.lines[-1].words["route"] == words["route"], "before the clock has come by, too"
    assert sweeps.close_merged(at=LATER + 2 * HOUR) == 1
    assert sweeps.close_merged(at=LATER + 2 * HOUR) == 0
    page = queries.public_page(other, case.public_code, at=LATER + 3 * HOUR)
    assert (page.case.state, fresh(case).closed_at) == (how, LATER + 2 * HOUR)
    assert words.items() <= page.timeline[-1].words.items()
    assert not ClockRun.objects.filter(case=case, stopped_at=None).exists()
    assert violations() == []


def test_whoever_was_merged_in_may_object_for_themselves_to_where_it_went(county: County):
    main, other, case = merged(county)
    elsewhere(county, main, "not_accepted")
    sweeps.close_merged(at=LATER + 2 * HOUR)
    cases.object_to_ending(case.id, reason="我没有起诉过谁", by=other, at=LATER + DAY)
    assert (fresh(case).state, fresh(main).state) == ("registered", "not_accepted")
    assert violations() == []


def test_a_main_case_taken_back_before_the_clock_came_by_keeps_what_was_merged_in(county: County):
    main, _other, case = merged(county)
    elsewhere(county, main, "transferred")
    cases.take_back(main.id, reason="其实归本平台办", by=county.dispatcher, at=LATER + 2 * HOUR)
    assert sweeps.close_merged(at=LATER + 3 * HOUR) == 0
    assert fresh(case).state == "merged"


def test_a_part_is_as_confidential_as_the_whole(county: County):
    whole = county.filed()
    said = {"secrecy": "closed", "reason": "涉及未成年人", "by": county.dispatcher, "at": LATER}
    cases.set_secrecy(whole.id, **said)
    (part,) = cases.split(whole.id, parts=parts(county, 1), reason="要两家办", by=county.dispatcher, at=LATER)
    assert (fresh(part).secrecy, fresh(part).lead_id) == ("closed", county.roads.id)


def test_a_link_is_written_on_both_cases_once_and_taken_back_from_either_side(county: County):
    one, (_other, two) = county.filed(), a_second(county)
    cases.link(one.id, other=two.id, reason="同一条路上的两盏灯", by=county.dispatcher, at=LATER)
    cases.link(two.id, other=one.id, reason="同一条路上的两盏灯", by=county.dispatcher, at=LATER)
    assert Link.objects.count() == 1
    assert [found.id for found in queries.family(county.dispatcher, two).linked] == [one.id]
    cases.unlink(two.id, other=one.id, reason="其实没有关系", by=county.dispatcher, at=LATER)
    assert queries.family(county.dispatcher, one).linked == []
    steps = [line.step for line in queries.case_page(county.dispatcher, one.public_code, at=LATER).timeline]
    assert steps == ["register", "link", "unlink"]


def parts(county: County, n: int = 2) -> list[cases.Part]:
    lead = {1: county.roads.id, 2: county.water.id}
    return [
        cases.Part(f"第{i}件", "这一部分要单独办理。", "city.roads", county.village.code, "村口", lead.get(i))
        for i in range(1, n + 1)
    ]


def test_the_whole_is_not_reported_done_while_a_part_is_open(county: County):
    whole = county.case_in("handling")
    one, two = cases.split(
        whole.id, parts=parts(county), reason="涉及两个单位", by=county.dispatcher, at=LATER
    )
    assert (one.reporter_id, one.lead_id, two.lead_id) == (
        whole.reporter_id,
        county.roads.id,
        county.water.id,
    )
    running = ClockRun.objects.filter(case=one, stopped_at=None).values_list("rule__clock", flat=True)
    assert set(running) == {"sign", "handle"}

    def report(case: Case, by, at) -> None:
        reply = "路灯已经更换，今晚起恢复照明。"
        cases.report_done(case.id, reply=reply, no_photo_because="夜间", by=by, at=at)

    with pytest.raises(Refusal) as refused:
        report(whole, county.handler, LATER + HOUR)
    assert refused.value.code == "parts_open"
    assert one.public_code in refused.value.sentence
    for part, by in ((one, county.handler), (two, county.helper)):
        cases.sign_for(part.id, by=by, at=LATER + HOUR)
        report(part, by, LATER + 2 * HOUR)
        cases.verify(part.id, by=county.dispatcher, at=LATER + 3 * HOUR)
    report(whole, county.handler, LATER + 4 * HOUR)
    assert fresh(whole).state == "reported"
    assert violations() == []


def test_at_most_ten_parts_and_no_part_of_a_part(county: County):
    whole = county.filed()
    made = cases.split(whole.id, parts=parts(county, 9), reason="涉及面广", by=county.dispatcher, at=LATER)
    for case, wanted, code in ((whole, 2, "too_many_parts"), (made[3], 1, "part_of_part")):
        with pytest.raises(Refusal) as refused:
            cases.split(
                case.id, parts=parts(county, wanted), reason="再拆一次", by=county.dispatcher, at=LATER
            )
        assert refused.value.code == code
    for case, into in ((made[3], made[4]), (whole, made[4])):
        with pytest.raises(Refusal) as refused:
            cases.merge(case.id, into=into.id, reason=REASON, by=county.dispatcher, at=LATER)
        assert refused.value.code == "is_split"


def test_a_case_filed_under_the_first_version_has_none_of_these_steps(county: County):
    case, main = county.filed(), county.filed()
    Case.objects.filter(pk=case.pk).update(kind_version=1)
    with pytest.raises(Refusal) as refused:
        cases.merge(case.id, into=main.id, reason=REASON, by=county.dispatcher, at=LATER)
    assert refused.value.code == "unknown_step"


def test_the_family_of_a_case_is_read_in_a_fixed_number_of_queries(
    county: County, django_assert_max_num_queries
):
    main, _other, _case = merged(county)
    for n in range(3):
        _one, more = a_second(county, f"第{n}位")
        cases.merge(
            more.id, into=main.id, reason=REASON, by=county.dispatcher, at=LATER + timedelta(minutes=n)
        )
    with django_assert_max_num_queries(7):
        found = queries.family(county.dispatcher, main)
    assert (len(found.merged), found.hidden) == (4, 0)
