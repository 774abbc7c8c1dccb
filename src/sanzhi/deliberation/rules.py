"""表决怎么算, pure: whether a meeting was told in time, was one, and resolved. Counted from its figures, never typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, first_no, no

from .packs import Pack


@dataclass(frozen=True)
class Count:
    """票数 in one measure (heads, households, or square centimetres of area): who has a vote, who is there, how they voted."""

    entitled: int
    present: int
    in_favour: int
    against: int = 0
    abstained: int = 0


def decided(pack: Pack, counts: Mapping[str, Count], notice_days: int | None = None) -> Verdict:
    """Whether the body of this pack resolved it. `counts` by measure; `notice_days`: days between the notice and the
    meeting, None where nobody has told. A no names what fell short, and its article."""
    possible = figures_stand(pack, counts)
    if not possible:
        return possible
    return first_no(
        _told_in_time(pack, notice_days),
        *(_quorate(pack, measure, count) for measure, count in counts.items()),
        *(_carried(pack, measure, count) for measure, count in counts.items()),
    )


def figures_stand(pack: Pack, counts: Mapping[str, Count]) -> Verdict:
    """Whether these can be figures of such a meeting at all; passing is another question."""
    wanted = counts.keys() == pack.quorum.keys() if pack.every else len(counts) == 1
    if not wanted or not counts.keys() <= pack.quorum.keys():
        return no("measure_unknown", _("请按%(body)s的算法填写人数。") % {"body": pack.name})
    for count in counts.values():
        votes = (count.in_favour, count.against, count.abstained)
        if min(*votes, count.present) < 0 or not sum(votes) <= count.present <= count.entitled:
            return no("counts_shape", _("赞成、反对、弃权合起来不多于到会的，到会的不多于应到的，请核对。"))
        if count.entitled == 0:
            return no("counts_shape", _("应到的人数不能是零。"))
    return YES


def representation(members: int, representatives: int, women: int) -> Verdict:
    """村民代表会议 is made up rightly: representatives at least four fifths, women at least a third of the body (art. 29)."""
    if not 0 <= representatives <= members or not 0 <= women <= members or members == 0:
        return no("counts_shape", _("村民代表、妇女都不多于组成人员，请核对。"))
    if representatives * 5 < members * 4:
        return no(
            "representatives_few", _("村民代表要占组成人员的五分之四以上（《村民委员会组织法》第二十九条）。")
        )
    if women * 3 < members:
        return no("women_few", _("妇女要占组成人员的三分之一以上（《村民委员会组织法》第二十九条）。"))
    return YES


def _told_in_time(pack: Pack, notice_days: int | None) -> Verdict:
    if not pack.notice_days or (notice_days is not None and notice_days >= pack.notice_days):
        return YES
    said = {"body": pack.name, "days": pack.notice_days, "basis": pack.notice_basis}
    return no("notice_short", _("%(body)s要提前 %(days)d 日告知（%(basis)s），没有通过。") % said)


def _quorate(pack: Pack, measure: str, count: Count) -> Verdict:
    asked = pack.quorum[measure]
    if asked.share.met(count.present, count.entitled):
        return YES
    said = {"body": pack.name, "who": asked.who, "share": asked.share.name, "basis": asked.basis}
    return no("quorum_short", _("%(body)s要有%(who)s的%(share)s到会（%(basis)s），没有通过。") % said)


def _carried(pack: Pack, measure: str, count: Count) -> Verdict:
    if pack.majority.met(count.in_favour, count.entitled if pack.of_all else count.present):
        return YES
    who = _("全体%(who)s") if pack.of_all else _("到会的%(who)s")
    said = {
        "who": who % {"who": pack.quorum[measure].who},
        "share": pack.majority.name,
        "basis": pack.majority_basis,
    }
    return no("votes_short", _("要有%(who)s的%(share)s赞成（%(basis)s），没有通过。") % said)


def told_early_enough(pack: Pack, days: int) -> Verdict:
    """提前告知, asked when people are told: too late is refused then, not found out at the vote."""
    if days >= pack.notice_days:
        return YES
    said = {"body": pack.name, "days": pack.notice_days, "basis": pack.notice_basis, "left": max(days, 0)}
    return no(
        "notice_late",
        _("%(body)s要提前 %(days)d 日告知（%(basis)s），离开会只有 %(left)d 日，请改开会的日子。") % said,
    )


def measures_of(pack: Pack, chosen: str) -> list[str]:
    """In what a meeting of this body is counted: all of them where all must hold, else the one that was chosen."""
    return list(pack.quorum) if pack.every else [chosen]


def measure_stands(pack: Pack, chosen: str) -> Verdict:
    if chosen in pack.quorum:
        return YES
    return no("measure_unknown", _("请选择%(body)s按什么算。") % {"body": pack.name})


def method_stands(pack: Pack, method: str) -> Verdict:
    """Where area weighs too, hands show none of it, and a ballot's area would say whose it is."""
    if method in ("named", "hear") or (method in ("hands", "secret") and not pack.every):
        return YES
    if pack.every:
        return no(
            "method_weighs",
            _("既算人数又算面积的，只能记名表决：举手看不出面积，无记名的票写上面积就认得出是谁。"),
        )
    return no("method_unknown", _("请选择怎样表决。"))


def papers_stand(pack: Pack, important: bool, text: str, adviser: str, opinion: str) -> Verdict:
    """重要事项: with papers and the village legal adviser's opinion (Zhejiang's measures); else only what it is about."""
    if len(text.strip()) < 5:
        return no("text_short", _("请把议题写清楚，至少 5 个字。"))
    if important and pack.code == "representatives" and not (adviser.strip() and len(opinion.strip()) >= 5):
        return no(
            "opinion_missing",
            _(
                "重要事项要附材料和村法律顾问的意见（浙江省实施《村民委员会组织法》办法），请写明是谁、怎么说。"
            ),
        )
    return YES


def proxy_stands(pack: Pack, same_household: bool) -> Verdict:
    """书面委托: where the law of the body knows it, and within one household."""
    if pack.proxy is None:
        return no("no_proxies", _("%(body)s没有委托别人表决的规定，请本人来。") % {"body": pack.name})
    if not same_household:
        return no("other_household", _("只能书面委托同一户的成员（%(basis)s）。") % {"basis": pack.proxy})
    return YES


def tellers_agree(rows: list[tuple[int, tuple[int, int, int]]]) -> Verdict:
    """两人计票: what two different people counted, alike. `rows`: (teller, figures) of one round."""
    if len({teller for teller, _figures in rows}) < 2:
        return no("one_teller", _("要两个人各数一遍，现在只有一个人的数。"))
    if len({figures for _teller, figures in rows}) > 1:
        return no("tellers_differ", _("两个人数的不一样，请都重新数一遍。"))
    return YES


def paragraphs_of(text: str) -> list[str]:
    """一段一段: what can be amended, each line with words in it."""
    return [line.strip() for line in text.splitlines() if line.strip()]
