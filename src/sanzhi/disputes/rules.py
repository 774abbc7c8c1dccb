"""Pure rules of mediation: told the facts, they say what follows. Each cites its article or says 本平台约定."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from sanzhi.cases.kinds.maxima import statutes
from sanzhi.kit import deadlines
from sanzhi.kit.calendar import WorkingCalendar, years_after
from sanzhi.kit.verdict import YES, Verdict, no

MEMBERS = (3, 9)  # 人民调解法 art. 8
COMMITTEES = ("village", "town", "industry")  # what has a committee with a term (arts 8–10)
PAPER_ONLY = frozenset({"marriage", "family", "adoption", "inheritance", "utility"})  # 电子签名法 art. 3
NOT_CONFIRMED = frozenset({"marriage", "adoption"})  # 司法确认程序规定 art. 4: identity, adoption, marriage
CONFIRM_WITHIN = statutes()["confirmation.apply"].limit
FILE_WITHIN = statutes()["court.file_suit"].limit
REMIND_BEFORE = timedelta(days=3)  # 本平台约定: before something is to be performed
CONFIRM_REMIND_BEFORE = timedelta(days=7)  # 本平台约定
LIMITATION_YEARS = {"labour": 1}  # 劳动争议调解仲裁法 art. 27; else 民法典 art. 188
USUAL_LIMITATION = 3


@dataclass(frozen=True)
class NewParty:
    """当事人 as entered. side: from 1; the applicant is on side 1. particulars: sex, ethnicity, age, occupation, address.
    person: who it is, where another room already knows."""

    side: int
    name: str
    phone: str = ""
    organisation: str = ""
    agent: str = ""
    particulars: Mapping[str, str] | None = None
    home: str | None = None
    person: int | None = None


WORDS: Mapping[str, Sequence[str]] = {
    "labour": (
        "工资",
        "劳动",
        "工伤",
        "欠薪",
        "加班",
        "辞退",
        "社保",
        "用人单位",
        "养老保险",
        "解雇",
        "劳务费",
    ),
    "medical": ("医疗", "医院", "手术", "误诊", "诊疗", "患者"),
    "traffic": ("交通", "撞车", "车祸", "追尾", "电动车", "肇事", "交强险"),
    "property": ("物业", "业委会", "业主", "停车费", "小区噪"),
    "utility": ("停水", "停电", "停气", "停暖", "供暖", "断水"),
    "adoption": ("收养", "养子", "养女"),
    "inheritance": ("继承", "遗产", "遗嘱"),
    "marriage": ("离婚", "婚姻", "彩礼", "结婚", "出轨", "夫妻"),
    "family": ("赡养", "抚养", "分家", "婆媳", "兄弟", "父母", "子女", "老人"),
    "land": ("承包地", "土地", "山林", "征地", "流转", "田"),
    "house": ("宅基地", "房屋", "漏水", "租房", "房租", "装修", "拆迁", "建房"),
    "consumer": ("消费", "退款", "商家", "假货", "质量问题", "预付卡", "网购", "定金", "经销商"),
    "debt": ("借款", "欠款", "借条", "货款", "合同", "欠钱", "利息", "担保", "还款", "合伙"),
    "damage": ("赔偿", "打伤", "损坏", "受伤", "咬伤", "砸坏"),
    "neighbour": ("邻居", "邻里", "隔壁", "楼上", "楼下", "噪音", "噪声", "采光", "围墙", "通道"),
}


def type_of(title: str, text: str) -> str:
    """The type whose words fit best, those of the title three times; "other" without any. A suggestion: a person decides."""
    scores = {
        kind: sum(len(word) * (3 * (word in title) + (word in text)) for word in words)
        for kind, words in WORDS.items()
    }
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] else "other"


def choose_body(
    bodies: Iterable[tuple[int, str, str, Collection[str]]], *, area: str, type_: str
) -> int | None:
    """Where a dispute goes: bodies are (id, kind, area code, specialities). The industry's own, else the village's, else
    the town's; None where there is none. 本平台约定."""
    best: tuple[int, int] | None = None
    for number, kind, place, specialities in bodies:
        own = (kind == "village" and place == area) or (kind == "town" and place[:9] == area[:9])
        by_trade = kind in ("industry", "invited") and type_ in specialities
        if not (own or by_trade):
            continue
        rank = {"industry": 0, "village": 1, "town": 2, "invited": 3}[kind]
        best = min(best, (rank, number)) if best else (rank, number)
    return best[1] if best else None


def term_stands(women: Sequence[bool], chairs: int, begins_on: date, ends_on: date) -> Verdict:
    """Three to nine members, a woman among them (人民调解法 art. 8); a term of three years (art. 9)."""
    if not MEMBERS[0] <= len(women) <= MEMBERS[1]:
        return no("members", _("调解委员会由三至九人组成（人民调解法第八条）。"))
    if not any(women):
        return no("no_woman", _("调解委员会应当有妇女成员（人民调解法第八条）。"))
    if chairs != 1:
        return no("chair", _("请选一位主任。"))
    if not begins_on < ends_on <= years_after(begins_on, 3):
        return no("term", _("每届任期三年（人民调解法第九条）。"))
    return YES


def parties_stand(parties: Sequence[NewParty]) -> Verdict:
    if len({one.side for one in parties}) < 2 or min(one.side for one in parties) != 1:
        return no("two_sides", _("请写明申请人和对方当事人。"))
    if len(parties) > 20:
        return no("too_many_parties", _("一件纠纷最多登记 20 位当事人。"))
    if any(not one.name.strip() for one in parties):
        return no("party_name", _("请写明每位当事人的姓名。"))
    return YES


def clock_of(type_: str, mode: str) -> str:
    """Which clock of `flow.CLOCKS` runs: the court's for what it sent, else the kind's own, else the usual one."""
    if mode:
        return mode
    return type_ if type_ in ("labour", "medical") else ""


def may_sign_online(type_: str) -> Verdict:
    if type_ in PAPER_ONLY:
        return no(
            "paper_only",
            _(
                "婚姻、收养、继承等人身关系和停水停气停暖的协议不能网上签，请到场在纸上签字（电子签名法第三条）。"
            ),
        )
    return YES


def may_confirm(type_: str, form: str) -> Verdict:
    if type_ in NOT_CONFIRMED:
        return no(
            "not_confirmable",
            _("涉及身份关系、收养、婚姻的协议，法院不予确认（司法确认程序规定第四条）。"),
        )
    if form != "written":
        return no("oral", _("口头协议要先写成书面协议，才能申请司法确认。"))
    return YES


def apply_by(in_force_at: datetime, calendar: WorkingCalendar) -> datetime:
    """The first moment that is too late for asking the court to confirm."""
    return deadlines.end(CONFIRM_WITHIN, in_force_at, calendar)


def file_by(returned_at: datetime, calendar: WorkingCalendar) -> datetime:
    return deadlines.end(FILE_WITHIN, returned_at, calendar)


def court_for(sent_by: str, homes: Collection[str], place: str, body: str, local: str) -> tuple[str, str]:
    """(court, why) for the confirmation (民事诉讼法 art. 205). Codes are of areas; `local` names this county's court."""
    if sent_by:
        return sent_by, gettext_noop("由邀请调解的人民法院管辖（民事诉讼法第二百零五条第一项）")
    county = body[:6]
    if place[:6] == county or any(home[:6] == county for home in homes) or body:
        return local, gettext_noop(
            "由当事人住所地、标的物所在地或者调解组织所在地的基层人民法院管辖（民事诉讼法第二百零五条第二项）"
        )
    return local, ""


INTERMEDIATE = gettext_noop(
    "调解协议所涉纠纷应当由中级人民法院管辖，向相应的中级人民法院提出（民事诉讼法第二百零五条第二项）"
)


def may_go_up(court: str, reason: str, *, sent: bool, applied: datetime | None) -> Verdict:
    """Whether the confirmation may be asked of an intermediate court instead of the basic one."""
    if sent:
        return no(
            "court_that_sent", _("法院邀请调解的，向作出邀请的人民法院申请（民事诉讼法第二百零五条第一项）。")
        )
    if applied is not None:
        return no("already_applied", _("已经申请了，不能再改法院。"))
    if not court.strip().endswith("中级人民法院"):
        return no("not_intermediate", _("请写明是哪一个中级人民法院。"))
    if len(reason.strip()) < 4:
        return no("reason_missing", _("请写明为什么由中级人民法院管辖，至少 4 个字。"))
    return YES


def limitation_ends(knew_on: date | None, type_: str) -> date | None:
    """诉讼时效: the last day, for information; asking for mediation interrupts it only where the law says so."""
    return years_after(knew_on, LIMITATION_YEARS.get(type_, USUAL_LIMITATION)) if knew_on else None


def limitation_basis(type_: str) -> str:
    if type_ == "labour":
        return _("《劳动争议调解仲裁法》第二十七条：申请仲裁的时效期间为一年")
    return _("《民法典》第一百八十八条：诉讼时效期间为三年，法律另有规定的依照其规定")


def may_mediate(
    person: int, conflicts: Collection[int], parties: Collection[int], homes: Collection[int]
) -> Verdict:
    """Neither a party, nor of a party's household, nor with one they have declared to have to do with."""
    if person in parties or person in homes or set(conflicts) & set(parties):
        return no("conflict", _("这位调解员和当事人有利害关系，应当回避。"))
    return YES


@dataclass(frozen=True)
class Part:
    """卷宗的一部分: its number and name among the thirteen, whether it is required, whether it is there."""

    number: int
    name: str
    required: bool
    there: bool
    note: str = ""


PARTS: Sequence[tuple[str, object, bool]] = (
    ("application", gettext_lazy("申请书或者受理登记表"), True),
    ("notice", gettext_lazy("权利义务告知书"), True),
    ("identity", gettext_lazy("当事人身份材料"), True),
    ("authority", gettext_lazy("授权委托书"), False),
    ("investigation", gettext_lazy("调查记录"), False),
    ("evidence", gettext_lazy("证据材料"), False),
    ("record", gettext_lazy("调解笔录"), True),
    ("agreement", gettext_lazy("调解协议书或者口头协议登记表"), True),
    ("performance", gettext_lazy("履行证明"), False),
    ("follow_up", gettext_lazy("回访记录"), False),
    ("confirmation", gettext_lazy("司法确认材料"), False),
    ("note", gettext_lazy("卷宗情况说明"), False),
    ("back", gettext_lazy("封底"), True),
)


def dossier(there: Collection[str]) -> list[Part]:
    """The thirteen parts (domain.md §10.3); the back cover is printed with the rest."""
    have = {*there, "back"}
    return [
        Part(number, str(name), required, code in have)
        for number, (code, name, required) in enumerate(PARTS, start=1)
    ]


def missing(parts: Iterable[Part]) -> list[str]:
    return [part.name for part in parts if part.required and not part.there]


# Yuan cents by the level of the body and the grade. Old local rates as an example (domain.md §10.1): 本平台约定.
RATES: Mapping[str, Mapping[str, int]] = {
    "village": {"simple": 3000, "ordinary": 8000, "difficult": 15000, "major": 15000},
    "town": {"simple": 5000, "ordinary": 20000, "difficult": 40000, "major": 40000},
}


def subsidy_cents(body_kind: str, grade: str) -> int:
    return RATES["village" if body_kind == "village" else "town"][grade]


def second_mediation_by(first_at: datetime, calendar: WorkingCalendar) -> datetime:
    """公安机关办理行政案件程序规定 art. 183: the second within seven working days."""
    return deadlines.end(statutes()["police.second_mediation"].limit, first_at, calendar)
