"""公约的规则: what no clause may say, who adopts, who is grown, how scores are counted."""

from datetime import date
from decimal import Decimal

import pytest

from sanzhi.compacts import rules
from sanzhi.deliberation.packs import PACKS

REFUSED = {
    "fine": ("乱倒垃圾的罚款五十元。", "违反的交违约金。", "每次罚五十元。", "罚100元", "罚\u200b款五十", "罰款五十元", "违者缴纳500元", "押金不退还"),
    "withhold": ("不参加义务劳动的扣年底分红。", "违反公约的不得享受村里福利。", "不给分红", "不发年终分红", "扣发养老金", "征地款不予发放"),
    "utility": ("拖欠卫生费的停水停电。", "不供水、不供电"),
    "school": ("违反公约的，子女不得在本村入学。",),
    "stamp": ("没签公约的一律不予盖章。", "欠费的暂停开证明。", "不开证明、不盖章"),
    "petition": (
        "有事先找村里，不得越级上访。", "严禁投诉邻居。", "上访户家不得评优", "有上访记录的取消评优", "举报人不得评优", "不越级上访。",
        "不准上访妨碍村里发展", "严禁信访诬告村干部", "不得拨打１２３４５",
    ),
    "lawsuit": ("邻里纠纷不得起诉。", "发生纠纷应当接受调解。", "必须先经村里调解", "打官司的不评文明户"),
    "vote": ("剥夺选举权", "违反的不得参加选举"),
    "shame": ("上黑榜三个月", "公布姓名和照片"),
    "belief": ("不准信教。",),
    "health": ("精神病人不得在小区租房。",),
    "birth": ("遵守计划生育，不超生。",),
    "private": ("夫妻不得离婚。", "不准在微信群议论干部。"),
    "kin": ("家属违反的，全家一并取消评选资格。",),
    "violence": ("家庭不和的不得评文明户。", "家暴由家庭内部解决。"),
    "credit": ("违反公约的列入失信名单。",),
    "women": ("外嫁女不得参加分配。", "上门女婿不享受分红。", "外嫁女不分土地"),
    "expel": ("屡教不改的取消村民资格。",),
}  # fmt: skip
ALLOWED = (
    "红白喜事不攀比，酒席不超过十五桌。", "不信邪教，尊重各民族风俗。", "反对家庭暴力，遇到家暴请报警，大家都来帮。",
    "邻里有事好好说，可以请人调解。", "不打击报复投诉、举报的人。", "不在微信群里造谣传谣。", "不歧视残疾人、病人。",
    "孝敬老人，爱护孩子，男女平等。", "电动车不进楼道，不飞线充电。", "按时缴水费电费。",
    "不得乱倒垃圾，发现可以举报。", "禁止焚烧秸秆，欢迎举报。", "协商不能解决的，可以信访。", "不服调解的，可以依法起诉。",
    "外嫁女、离婚妇女的合法权益不得侵犯。", "不得克扣低保。", "不停车占用承包地。", "残疾人、病人不得受歧视。", "患病不能劳动的，邻里帮一把。",
    "防止疾病传播，禁止乱扔病死禽畜。", "村道上环境卫生大家管。", "楼道里不停电动车。", "子女同样有赡养父母的义务。", "不体罚孩子。",
    "家暴要及时报警、通报妇联。", "不得破坏民族团结。", "禁止网上赌博。", "不得阻拦孩子上学。", "对举报人不得打击报复。", "垃圾不分类不出门。",
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in REFUSED.items() for text in texts]
)
def test_what_no_compact_may_say_is_refused_with_its_ground(code: str, text: str):
    verdict = rules.clause_stands(text)
    assert not verdict and "依据：" in verdict.sentence
    assert any(one.code == code and one.pattern.search(rules._plain(text)) for one in rules.unlawful())


@pytest.mark.parametrize("text", ALLOWED)
def test_what_compacts_usually_say_is_not(text: str):
    assert rules.clause_stands(text), rules.clause_stands(text).sentence


@pytest.mark.parametrize(
    ("kind", "text"), [("forbid", "越级上访。"), ("forbid", "向热线投诉"), ("oblige", "接受村里的调解"), ("forbid", "信教和做礼拜")]
)  # fmt: skip
def test_a_clause_is_read_with_what_kind_it_is(kind: str, text: str):
    assert rules.clause_stands(text) and not rules.clause_stands(text, kind)


def test_a_clause_is_one_line_so_that_none_hides_in_another():
    assert rules.clause_stands("不乱倒垃圾。\n第4条　另有规定。").code == "clause_shape"


def test_every_kind_of_what_may_not_be_said_has_an_example_here():
    assert {one.code for one in rules.unlawful()} == set(REFUSED)
    assert all(one.ground and one.sentence for one in rules.unlawful())


def test_a_village_adopts_by_its_assembly_an_estate_by_its_owners_others_by_who_lives_there_and_decides():
    for kind, pack in (
        ("village", "assembly"),
        ("estate", "owners"),
        ("market", "residents"),
        ("stairwell", "group"),
    ):
        assert rules.adopts(kind, pack), (kind, pack)
    assert "第三十一条" in rules.adopts("village", "representatives").sentence
    assert "第二百七十八条" in rules.adopts("estate", "residents").sentence
    for pack in (one for one in PACKS.values() if not one.binds):
        assert rules.adopts("market", pack.code).code == "only_advises", pack.code
    assert rules.adopts("enterprise", "members").code == "only_advises"


def test_whose_age_is_not_known_is_not_grown():
    assert not rules.grown_on(None, date(2026, 3, 2))
    assert not rules.grown_on(date(2008, 2, 29), date(2026, 2, 28))
    assert rules.grown_on(date(2008, 2, 29), date(2026, 3, 1))


def test_of_fewer_than_ten_no_mean_is_made_and_of_a_panel_not_of_fewer_than_three():
    assert rules.mean_of("member", [5] * 9) is None
    assert rules.mean_of("member", [5] * 9 + [4]) == Decimal("4.90")
    assert rules.mean_of("panel", [3, 4]) is None
    assert rules.mean_of("panel", [3, 4, 4]) == Decimal("3.67")
    assert rules.mean_of("panel", []) is None
    assert rules.of_groups([None, Decimal("4.90"), Decimal("3.50")]) == Decimal("4.20")
    assert rules.of_groups([None]) is None
    only = [{"member": None, "neighbour": None, "panel": Decimal(5)}]
    assert rules.overall(only) is None
    assert rules.overall([*only, {"member": Decimal(4), "neighbour": None, "panel": None}]) == Decimal("4.50")
