"""公约的规则, pure: what no clause may say, who may adopt it, who is grown, how an appraisal is counted."""

import csv
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import zip_longest

from django.utils.translation import gettext as _

from sanzhi.kit.masking import numbers_in
from sanzhi.kit.verdict import YES, Verdict, no

FORCE_WITHIN = 90  # days after which at latest what was filed holds (本平台约定)
APPRAISED_WITHIN = 60  # days that an appraisal takes at most (本平台约定)
FEWEST_ON_PANEL, MOST_ON_PANEL = 3, 20  # 本平台约定
OPINION_DAYS = 7  # at least so long opinions are asked for (本平台约定)
FEWEST = 10  # of fewer no mean is shown but the panel's (I25)
PANEL = "panel"
WEAK, GOOD = (
    Decimal(3),
    Decimal(4),
)  # under it a clause is to be put right; from it on there is a certificate (本平台约定)
RECTIFY_DAYS = 30  # 本平台约定
GROWN = 18
CENT = Decimal("0.01")
SAID = {"oblige": "应当", "forbid": "不得"}  # as what a clause of the kind is read
ADOPTS: Mapping[str, tuple[str, ...]] = {"village": ("assembly",), "estate": ("owners", "owners_major")}
OF_WHO_LIVES_THERE = (
    "assembly",
    "representatives",
    "group",
    "residents",
    "owners",
    "owners_major",
)  # 本平台约定


@dataclass(frozen=True, slots=True)
class Unlawful:
    """不能写的: a pattern, what is said of it, and on what ground."""

    code: str
    pattern: re.Pattern[str]
    sentence: str
    ground: str


@cache
def unlawful() -> tuple[Unlawful, ...]:
    text = (files(__package__) / "data" / "unlawful.csv").read_text("utf-8")
    return tuple(
        Unlawful(row["code"], re.compile(row["pattern"]), row["sentence"], row["ground"])
        for row in csv.DictReader(text.splitlines())
    )


def _plain(text: str) -> str:
    """As it is read, however it was typed: no blanks, no characters that nobody sees, full forms as half ones."""
    seen = unicodedata.normalize("NFKC", "".join(text.split()))
    return "".join(one for one in seen if unicodedata.category(one) != "Cf")


def clause_stands(text: str, kind: str = "") -> Verdict:
    """Whether a clause of a kind (what it says is encouraged, owed, not done) may say this. A no names its ground
    (data/unlawful.csv)."""
    written = _plain(text)
    if not len(written) >= 4 or len(text.strip()) > 300 or len(text.strip().splitlines()) > 1:
        return no("clause_shape", _("一条写 4 到 300 个字，写在一行里。"))
    for one in unlawful():
        if one.pattern.search(written) or (kind in SAID and one.pattern.search(SAID[kind] + written)):
            return no(
                f"unlawful_{one.code}",
                _("%(sentence)s（依据：%(ground)s）") % {"sentence": one.sentence, "ground": one.ground},
            )
    return YES


def clauses_stand(clauses: Collection[tuple[str, str]]) -> Verdict:
    """All of a version, (text, kind): there are some, and each may stand."""
    if not clauses:
        return no("clauses_none", _("还没有条款。"))
    return next((verdict for verdict in (clause_stands(*one) for one in clauses) if not verdict), YES)


def adopts(kind: str, pack: str) -> Verdict:
    """谁来通过: a village's by its assembly (art. 31), an estate's by its owners (第二百七十八条), others by a body of those who
    live there that decides; a council that advises adopts none."""
    if pack in ADOPTS.get(kind, OF_WHO_LIVES_THERE):
        return YES
    if kind == "village":
        return no("not_the_assembly", _("村规民约要由村民会议通过（《村民委员会组织法》第三十一条）。"))
    if kind == "estate":
        return no("not_the_owners", _("小区的公约要由业主大会通过（《民法典》第二百七十八条）。"))
    return no(
        "only_advises",
        _(
            "公约要由能作决定的村民、居民或者业主的会议通过；只提意见的议事会、评议会，和集体经济组织的会，都不行（本平台约定）。"
        ),
    )


def owners_of(kind: str, host: str, body: str) -> Verdict:
    """哪个小区的业主大会: its name says the estate's, so that no estate's owners adopt another's compact (本平台约定)."""
    if kind != "estate" or host in body:
        return YES
    return no(
        "owners_of_another",
        _("“%(body)s”不是“%(host)s”的业主大会：机构名称里要有小区的名称（本平台约定）。")
        % {"body": body, "host": host},
    )


def opinions_long_enough(asked: date, until: date) -> Verdict:
    if until >= asked + timedelta(days=OPINION_DAYS):
        return YES
    return no("opinions_short", _("征求意见至少 %(days)d 天（本平台约定）。") % {"days": OPINION_DAYS})


def grown_on(born: date | None, day: date) -> bool:
    """Eighteen full years on this day; whose age is not known is not (I7). Born on 29 February: on 1 March."""
    if born is None:
        return False
    try:
        then = born.replace(year=born.year + GROWN)
    except ValueError:
        then = date(born.year + GROWN, 3, 1)
    return then <= day


def names_nobody(text: str, names: Collection[str]) -> Verdict:
    """What everybody reads speaks of places and things: no number of anybody and no name of who lives there stands in it."""
    written = _plain(text)
    if number := next((said for _start, said in numbers_in(written)), ""):
        return no(
            "number_of_somebody",
            _("不写证件号、电话号码和卡号；这里写了“%(said)s”，请删去。") % {"said": number},
        )
    found = next((name for name in names if len(name) >= 2 and name in written), "")
    if not found:
        return YES
    return no("names_somebody", _("只写地方和事情，不写人名；这里写了“%(name)s”，请改写。") % {"name": found})


def group_of(on_panel: bool, signed: bool) -> str:
    return PANEL if on_panel else "member" if signed else "neighbour"


def mean_of(group: str, points: Sequence[int]) -> Decimal | None:
    """Of one clause by one group; None where too few gave it to be shown: three of a panel, ten of anybody else."""
    if len(points) < (FEWEST_ON_PANEL if group == PANEL else FEWEST):
        return None
    return _rounded(Fraction(sum(points), len(points)))


def of_groups(means: Collection[Decimal | None]) -> Decimal | None:
    """Of one clause: every group that is shown weighs the same (本平台约定)."""
    known = [Fraction(one) for one in means if one is not None]
    return _rounded(sum(known, Fraction(0)) / len(known)) if known else None


def overall(clauses: Collection[Mapping[str, Decimal | None]]) -> Decimal | None:
    """Of a version, by its clauses' means by group: every clause that was scored weighs the same. None where no group of
    residents is shown: those whom a keeper asked rate nothing alone."""
    if not any(mean is not None for one in clauses for group, mean in one.items() if group != PANEL):
        return None
    return of_groups([of_groups(list(one.values())) for one in clauses])


def _rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CENT, ROUND_HALF_UP)


def compared(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """改了什么: paragraph by paragraph, old beside new; "" where there was or is none. What stayed is left out."""
    found: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found.extend(zip_longest(old[a:b], new[c:d], fillvalue=""))
    return found
