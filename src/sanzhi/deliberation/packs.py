"""议事规则包: who must be told, who must be there and how many must agree, for each body, with the article that says so.

Law, not settings: no county changes these rows. Where no article was found the row says that it is ours (本平台约定).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VILLAGES = _("《村民委员会组织法》")
COLLECTIVES = _("《农村集体经济组织法》")
CODE = _("《民法典》")
ESTATES = _("《城市居民委员会组织法》")
OURS = _("本平台约定")


@dataclass(frozen=True)
class Share:
    """比例: `n` of `d`; `more` than that, or at least."""

    n: int
    d: int
    more: bool = False

    def met(self, part: int, whole: int) -> bool:
        """Whether `part` is this share of `whole`; of nothing, nothing is a share."""
        return whole > 0 and (
            part * self.d > whole * self.n if self.more else part * self.d >= whole * self.n
        )

    @property
    def name(self) -> str | Promise:
        return _SHARE_NAMES.get((self.n, self.d), f"{self.n}/{self.d}")


_SHARE_NAMES: Mapping[tuple[int, int], str | Promise] = {
    (1, 2): _("过半数"),
    (2, 3): _("三分之二以上"),
    (3, 4): _("四分之三以上"),
}
HALF, TWO_THIRDS, THREE_QUARTERS = Share(1, 2, more=True), Share(2, 3), Share(3, 4)


@dataclass(frozen=True)
class Basis:
    """依据: a law and its article; without an article it is our own rule."""

    law: str | Promise
    article: str | Promise = ""

    def __str__(self) -> str:
        return f"{self.law}{self.article}"


NONE = Basis(OURS)


@dataclass(frozen=True)
class Quorum:
    """到会: of whom how many must be there; `who` in words."""

    who: str | Promise
    share: Share
    basis: Basis


@dataclass(frozen=True)
class Pack:
    """规则包: `quorum` by what is counted ("heads", "households", "area"). With `every` all of these are counted and each
    must hold, else the meeting is counted in one of them. `of_all`: the votes are held against all who have one, not
    against those present. `binds`: a decision; else an opinion (art. 33: carried out, or sent to a vote)."""

    code: str
    name: str | Promise
    quorum: Mapping[str, Quorum]
    majority: Share
    majority_basis: Basis
    notice_days: int = 0
    notice_basis: Basis = NONE
    every: bool = False
    of_all: bool = False
    binds: bool = True
    proxy: Basis | None = None  # whether one of the same household may vote for another, in writing


def _advisory(code: str, name: str | Promise) -> Pack:
    return Pack(code, name, {"heads": Quorum(_("成员"), HALF, NONE)}, HALF, NONE, binds=False)


def _owners(code: str, name: str | Promise, majority: Share) -> Pack:
    article = Basis(CODE, _("第二百七十八条"))
    asked = {
        "heads": Quorum(_("业主人数"), TWO_THIRDS, article),
        "area": Quorum(_("专有部分面积"), TWO_THIRDS, article),
    }
    return Pack(code, name, asked, majority, article, every=True)


_ALL = (
    Pack(
        "assembly",
        _("村民会议"),
        {
            "heads": Quorum(_("十八周岁以上村民"), HALF, Basis(VILLAGES, _("第二十六条"))),
            "households": Quorum(_("户的代表"), TWO_THIRDS, Basis(VILLAGES, _("第二十六条"))),
        },
        HALF,
        Basis(VILLAGES, _("第二十六条")),
        notice_days=10,
        notice_basis=Basis(VILLAGES, _("第二十五条")),
    ),
    Pack(
        "representatives",
        _("村民代表会议"),
        {"heads": Quorum(_("组成人员"), TWO_THIRDS, Basis(VILLAGES, _("第三十条")))},
        HALF,
        Basis(VILLAGES, _("第三十条")),
        notice_days=3,
        notice_basis=Basis(_("浙江省实施《村民委员会组织法》办法")),
    ),
    Pack(
        "group",
        _("村民小组会议"),
        {
            "heads": Quorum(_("十八周岁以上村民"), TWO_THIRDS, Basis(VILLAGES, _("第三十二条"))),
            "households": Quorum(_("户的代表"), TWO_THIRDS, Basis(VILLAGES, _("第三十二条"))),
        },
        HALF,
        Basis(VILLAGES, _("第三十二条")),
    ),
    Pack(
        "residents",
        _("居民代表会议"),
        {"heads": Quorum(_("组成人员"), TWO_THIRDS, Basis(ESTATES))},
        HALF,
        NONE,
    ),
    Pack(
        "members",
        _("成员大会"),
        {"heads": Quorum(_("成员"), TWO_THIRDS, Basis(COLLECTIVES, _("第二十七条")))},
        TWO_THIRDS,
        Basis(COLLECTIVES, _("第二十七条")),
        notice_days=10,
        notice_basis=Basis(COLLECTIVES, _("第二十六条")),
        of_all=True,
        proxy=Basis(COLLECTIVES, _("第二十七条")),
    ),
    Pack(
        "delegates",
        _("成员代表大会"),
        {"heads": Quorum(_("成员代表"), TWO_THIRDS, Basis(COLLECTIVES, _("第二十八条")))},
        TWO_THIRDS,
        Basis(COLLECTIVES, _("第二十八条")),
        of_all=True,
    ),
    _owners("owners", _("业主大会（一般事项）"), HALF),
    _owners("owners_major", _("业主大会（筹集维修资金、改建重建、改变共有部分用途）"), THREE_QUARTERS),
    _advisory("council", _("百姓议事会")),
    _advisory("gentry", _("乡贤参事会")),
    _advisory("women", _("桐馨妇女议事会")),
    _advisory("panel", _("道德评判团")),
)
PACKS: Mapping[str, Pack] = {pack.code: pack for pack in _ALL}
