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
