"""积分细则: made by the village, read by the town, voted on, announced for fifteen days; nothing unlawful gets through."""

from contextlib import nullcontext
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import override

from sanzhi.kit.verdict import Refusal
from sanzhi.notices import actions as notices
from sanzhi.points import actions, comparing, dryrun, lint, queries, verify
from sanzhi.points.actions import NewItem
from sanzhi.points.models import Item, Standard
from tests.county import MONDAY
from tests.deliberation.convened import a_body, called
from tests.points.conftest import CONTACT, DAY, HOUR, START, Hamlet


def refused(code: str):
    return pytest.raises(Refusal, match=code)


def an_item(title: str = "参加村里劳动", **changes: object) -> NewItem:
    usual = {
        "code": "extra",
        "field": "family",
        "title": title,
        "least": 2,
        "most": 2,
        "alternative": "出工具也算",
    }
    return NewItem(**(usual | changes))


UNLAWFUL = {
    "petition": "到市里上访", "lawsuit": "起诉村委会", "press": "在微信群发负面消息", "fine": "抵扣罚款",
    "belief": "信教家庭", "health": "献血一次", "veteran": "退役军人家庭", "birth": "生育二胎", "private": "离婚",
    "kin": "亲属违法连带", "credit": "列入失信名单", "veto": "一票否决当年积分",
}  # fmt: skip


@pytest.mark.parametrize(("code", "title"), UNLAWFUL.items())
def test_what_no_standard_may_have_is_refused_with_its_ground(code, title):
    found = lint.refusing([an_item(title)], 100)
    assert [remark.code for remark in found] == [code]
    assert found[0].ground


@pytest.mark.parametrize(("code", "title"), {"minor": "孩子在外打闹", "violence": "家庭不和"}.items())
def test_what_may_not_be_deducted_for(code, title):
    item = an_item(title, direction="-", per_month=6, duty="yard")
    assert code in [remark.code for remark in lint.refusing([item], 100)]
    assert lint.refusing([an_item(title)], 100) == []


def test_the_template_that_a_county_starts_with_is_lawful(db):
    template = queries.template(date(2026, 3, 2))
    assert lint.refusing(queries.items_of(template), template.base_points) == []
    assert template.items.count() == 21


def test_the_lint_warns_of_what_is_large_unproven_or_mostly_deductions():
    large = an_item(least=30, most=30, evidence="none")
    minus = [an_item("门外堆物", direction="-", per_month=6, duty="yard", code=f"m{n}") for n in range(3)]
    codes = {remark.code for remark in lint.remarks([large, *minus], 100)}
    assert {"large", "unproven", "many_deductions"} <= codes


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "信访一次扣五分", "direction": "-", "per_month": 5, "most": 5, "least": 5, "duty": "yard"},
        {"title": "没有投诉", "most": 5, "least": 5},
        {"direction": "-", "most": 9, "per_month": 9, "duty": "yard"},
        {"direction": "-", "per_month": None, "duty": "yard"},
        {"direction": "-", "per_month": 5, "duty": ""},
        {"direction": "-", "per_month": 5, "duty": "bin", "field": "waste"},
        {"source": "petition"},
    ],
)
def test_the_database_refuses_what_the_lint_would_even_if_nobody_asks_it(hamlet: Hamlet, wrong):
    draft = actions.draft_standard(hamlet.code, by=hamlet.clerk, at=START)
    usual = {"code": "x", "number": 99, "field": "family", "title": "某一项", "least": 1, "most": 2}
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(standard=draft, **(usual | wrong))


def test_a_village_starts_from_the_template_and_adds_its_own(hamlet: Hamlet):
    draft = actions.draft_standard(hamlet.code, by=hamlet.clerk, at=START)
    actions.set_item(draft.id, an_item(), by=hamlet.clerk, at=START)
    actions.drop_item(draft.id, "poultry", by=hamlet.clerk, at=START)
    with refused("petition"):
        actions.set_item(draft.id, an_item("写信投诉"), by=hamlet.clerk, at=START)
    template = queries.template(START.date())
    told = comparing.differences(queries.items_of(template), queries.items_of(draft))
    assert [(one.code, one.old is None, one.new is None) for one in told] == [
        ("extra", True, False),
        ("poultry", False, True),
    ]


def test_only_one_version_is_made_at_a_time(hamlet: Hamlet):
    actions.draft_standard(hamlet.code, by=hamlet.clerk, at=START)
    with refused("on_its_way"):
        actions.draft_standard(hamlet.code, by=hamlet.clerk, at=START)


def test_no_step_of_the_road_can_be_left_out(hamlet: Hamlet):
    draft = actions.draft_standard(hamlet.code, by=hamlet.clerk, at=START)
    for state in ("published", "voting", "effective"):
        with pytest.raises(DatabaseError, match="does not go"), transaction.atomic():
            Standard.objects.filter(pk=draft.pk).update(state=state, effective_from=START.date())
    with refused("elsewhere"):
        actions.adopt(draft.id, contact=CONTACT, by=hamlet.clerk, at=START)


def test_opinions_are_asked_for_as_long_as_the_notice_says(hamlet: Hamlet):
    standard = hamlet.consulted()
    with refused("notice_running"):
        actions.send_to_review(standard.id, by=hamlet.clerk, at=START + 3 * DAY)


def test_the_town_sends_back_what_is_to_be_mended(hamlet: Hamlet):
    standard = hamlet.consulted()
    actions.send_to_review(standard.id, by=hamlet.clerk, at=START + 11 * DAY)
    with refused("reason_missing"):
        actions.review(standard.id, lawful=False, note="", by=hamlet.dispatcher, at=START + 11 * DAY)
    back = actions.review(
        standard.id, lawful=False, note="扣分项太多", by=hamlet.dispatcher, at=START + 11 * DAY
    )
    assert back.state == "draft"
    actions.drop_item(standard.id, "poultry", by=hamlet.clerk, at=START + 12 * DAY)


def adopt(hamlet: Hamlet, standard: Standard) -> Standard:
    return actions.adopt(standard.id, contact=CONTACT, by=hamlet.clerk, at=START + 40 * DAY)


@pytest.mark.parametrize(
    ("pack", "choices", "code"),
    [
        ("representatives", ["for", "for", "for"], ""),
        ("representatives", ["for", "for", "against", "for"], ""),
        ("representatives", ["for", "for", "for"][:1], "quorum_short"),
        ("representatives", ["for", "against", "abstain"], "votes_short"),
        ("assembly", ["for", "for", "for"], ""),
        ("assembly", ["for"], "quorum_short"),
    ],
)
def test_a_standard_is_adopted_by_what_its_village_resolved(hamlet: Hamlet, pack, choices, code):
    standard = hamlet.put(
        hamlet.reviewed(hamlet.consulted()), pack, size=len(choices) if len(choices) > 1 else 3, met=30 * DAY
    )
    assert standard.put_as.text == queries.text_of(standard)
    with refused("not_resolved"):
        adopt(hamlet, standard)
    hamlet.decided(standard, *choices, met=30 * DAY)
    with refused(code) if code else nullcontext():
        adopt(hamlet, standard)
    standard.refresh_from_db()
    assert standard.state == ("voting" if code else "published")
    assert (standard.resolution is None) == bool(code)
    assert not verify.CHECKS["points"]().violations


def test_it_is_put_to_its_own_village_by_who_decides_there_and_again_only_when_it_was_not_passed(
    hamlet: Hamlet,
):
    standard = hamlet.reviewed(hamlet.consulted())
    at = START + 12 * DAY
    advises = called(a_body(hamlet.code, "council", by=hamlet.clerk, at=START), at, by=hamlet.clerk, at=START)

    def put(meeting: int) -> Standard:
        return actions.put_to_vote(standard.id, meeting=meeting, method="named", by=hamlet.clerk, at=at)

    with refused("meeting_unknown"):
        put(advises.pk)
    with refused("not_put"):
        adopt(hamlet, standard)
    standard = hamlet.put(standard)
    second = called(
        a_body(hamlet.code, "assembly", by=hamlet.clerk, at=START), START + 90 * DAY, by=hamlet.clerk, at=at
    )
    with refused("put_already"):
        put(second.pk)
    hamlet.decided(standard, "against", "against", "for")
    assert put(second.pk).put_as.meeting_id == second.pk
    back = actions.back_to_draft(standard.id, reason="再改一改", by=hamlet.clerk, at=at)
    assert back.put_as is None  # what is written anew is not what was put


def test_the_database_takes_no_vote_that_was_not_resolved(hamlet: Hamlet):
    standard = hamlet.put(hamlet.reviewed(hamlet.consulted()))
    with pytest.raises(DatabaseError, match="adopted by what"), transaction.atomic():
        Standard.objects.filter(pk=standard.pk).update(
            state="published",
            body="representatives",
            adopted_on=START.date(),
            entitled=3,
            present=3,
            votes_for=3,
            minutes="x",
        )
    hamlet.decided(standard, "for", "for", "for")
    other = adopt(hamlet, standard)
    with pytest.raises(DatabaseError, match="adopted by what"), transaction.atomic():
        Standard.objects.filter(pk=other.pk).update(resolution=None)


def test_a_version_takes_effect_after_fifteen_days_and_never_backwards(hamlet: Hamlet):
    standard = hamlet.voted(hamlet.reviewed(hamlet.consulted()))
    posted = START + 16 * DAY
    hamlet.on_the_wall(standard.notice, posted)
    with refused("notice_running"):
        actions.take_effect(standard.id, at=posted + 14 * DAY)
    with pytest.raises(DatabaseError, match="takes effect before"), transaction.atomic():
        Standard.objects.filter(pk=standard.pk).update(state="effective", effective_from=posted.date())
    standard = actions.take_effect(standard.id, at=posted + 20 * DAY)
    assert standard.effective_from > posted.date() + 15 * DAY
    assert queries.in_force(hamlet.code, standard.effective_from) == standard
    assert queries.in_force(hamlet.code, standard.effective_from - DAY) is None


def test_an_objection_upheld_against_a_version_keeps_it_from_taking_effect(hamlet: Hamlet):
    standard = hamlet.voted(hamlet.reviewed(hamlet.consulted()))
    posted = START + 16 * DAY
    hamlet.on_the_wall(standard.notice, posted)
    raised = notices.object_to(
        standard.notice_id, line=None, text="开会那天没有通知我们组。", by=hamlet.neighbour, at=posted + DAY
    )
    notices.answer_objection(
        raised.id, upheld=True, answer="确实漏了三组，重新表决。", by=hamlet.dispatcher, at=posted + 2 * DAY
    )
    with refused("objection_upheld"):
        actions.take_effect(standard.id, at=posted + 30 * DAY)
    actions.repeal(standard.id, reason="程序不对，重来", by=hamlet.dispatcher, at=posted + 31 * DAY)
    assert queries.on_its_way(hamlet.code) is None


def test_a_deed_counts_under_the_version_of_its_day_whatever_comes_after(village: Hamlet):
    claim = village.verified()
    new = actions.draft_standard(village.code, by=village.clerk, at=MONDAY)
    assert new.version == 2
    actions.set_item(
        new.id, NewItem("litter", "environment", "清理公共沟渠、垃圾", 1, 1), by=village.clerk, at=MONDAY
    )
    village.entered(claim)
    claim.refresh_from_db()
    assert (claim.item.standard_id, claim.points) == (village.standard.id, 3)


def test_a_dry_run_says_what_last_year_would_have_given(village: Hamlet):
    claims = [village.verified(at=MONDAY + n * DAY) for n in range(3)]
    village.entered(*claims, at=MONDAY + 4 * DAY)
    deeds = queries.deeds_of_a_year(village.code, (MONDAY + 40 * DAY).date())
    items = {item.code: item for item in queries.items_of(village.standard)}
    assert (dryrun.tried(deeds, items).before, dryrun.tried(deeds, items).after) == (9, 9)
    cheaper = items | {"litter": NewItem("litter", "environment", "清理", 2, 2, per_month=5)}
    outcome = dryrun.tried(deeds, cheaper)
    assert (outcome.before, outcome.after, outcome.less) == (9, 5, 1)
    assert dryrun.tried(deeds, {}).after == 0


def test_the_countys_template_is_published_by_a_second_person(village: Hamlet):
    county = queries.template(MONDAY.date()).area_id
    draft = actions.draft_standard(county, by=village.decider, at=MONDAY)
    actions.set_item(draft.id, an_item(), by=village.decider, at=MONDAY)
    with refused("own_draft"):
        actions.publish(draft.id, by=village.decider, at=MONDAY + HOUR)


def test_what_a_clerk_who_reads_english_hangs_on_the_wall_is_chinese(hamlet: Hamlet):
    draft = actions.draft_standard(hamlet.code, by=hamlet.clerk, at=START)
    with override("en"):
        notice = actions.consult(draft.id, contact=CONTACT, by=hamlet.clerk, at=START).consulted
    said = notice.lines.values_list("what", flat=True)
    assert [line for line in said if line.split("：")[0] not in dict(Item.Field.choices).values()] == []


@pytest.mark.parametrize(
    "changes", [{"votes_for": 1}, {"present": 1, "votes_for": 1}, {"measure": "households"}]
)
def test_verify_counts_the_vote_of_every_standard_again(hamlet: Hamlet, changes):
    standard = hamlet.in_force()
    assert verify.check_never().violations == []
    Standard.objects.filter(pk=standard.pk).update(**changes)
    assert [found.check for found in verify.check_never().violations] == ["vote"]
