"""荣誉的规则: what a deed and a nomination must say, who is grown, how long a name stays. Pure."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from sanzhi.kit import codes
from sanzhi.kit.verdict import YES, Verdict, no

ADULT = 18  # 民法典 art. 17; nobody under it is named (本平台约定)
NAMED_FOR = timedelta(days=30)  # 本平台约定 (I8)
OLDEST = 366  # days since a deed: 本平台约定
MOST_NAMED = 30
MOST_PHOTOS = 3  # of an entry of a diary: 本平台约定
HEARD_WITHIN = timedelta(days=7)  # 本平台约定: time to answer before an award is taken back
EXPOSED_FOR = 15  # days at most; domain.md §7.6
ACROSS = 6  # cells each way of the grid over a photo
MOST_CLEAR = ACROSS * ACROSS // 4  # of them: the problem, not the street (本平台约定)
GROUND = "《嘉兴市文明行为促进条例》第十七条"
TEXT_VERSION = "honour-1"  # of the words somebody agrees to
LEAST_TEXT = 4


def grown(born: date | None, day: date) -> bool:
    """Whoever's birthday nobody knows is under age (I7)."""
    return born is not None and codes.age_on(born, day) >= ADULT


def may_be_named(born: date | None, died: date | None, day: date) -> Verdict:
    if died is not None:
        return no("cannot_agree", _("已经去世的人不能自己同意，红榜上不写名字。"))
    if not grown(born, day):
        return no("under_age", _("未满十八周岁或者出生日期没有登记的，不公布名字和照片。"))
    return YES


def may_answer_on_paper(has_phone: bool) -> Verdict:
    """Whoever has a phone answers on it themselves: a paper is for those who have none (本平台约定)."""
    if has_phone:
        return no("has_phone", _("本人登记了手机号，请本人在手机上答复。"))
    return YES


def paper_stands(photographed: bool, signed_on: date, asked: date, today: date) -> Verdict:
    """Signed after the person was asked for this and nothing else, and not in the future; with its photo."""
    if not photographed:
        return no("paper_missing", _("请拍下本人签了字的纸。"))
    if not asked <= signed_on <= today:
        return no("signed_shape", _("签字的日期要在登记这件事以后、今天以前。"))
    return YES


def deed_stands(title: str, text: str, happened_on: date, today: date) -> Verdict:
    """What a deed says of itself."""
    if not 4 <= len(title.strip()) <= 40:
        return no("title_shape", _("标题请写 4 到 40 个字。"))
    if not 10 <= len(text.strip()) <= 600:
        return no("text_shape", _("经过请写 10 到 600 个字。"))
    if not today - timedelta(days=OLDEST) <= happened_on <= today:
        return no("day_shape", _("日期要在最近一年里，不能是以后的日子。"))
    return YES


def nomination_stands(called: str, story: str, source: str, organisation: str) -> Verdict:
    """What a nomination says."""
    if not 2 <= len(called.strip()) <= 40:
        return no("called_shape", _("请写推荐谁。"))
    if not 20 <= len(story.strip()) <= 1000:
        return no("story_shape", _("事迹请写 20 到 1000 个字。"))
    if source == "organisation" and len(organisation.strip()) < 2:
        return no("organisation_missing", _("请写哪个组织推荐的。"))
    return YES


def reason_stands(text: str, most: int = 200) -> Verdict:
    if not LEAST_TEXT <= len(text.strip()) <= most:
        return no(
            "reason_missing", _("请写 %(least)d 到 %(most)d 个字。") % {"least": LEAST_TEXT, "most": most}
        )
    return YES


def named_until(at: datetime) -> datetime:
    """The first moment at which nobody is named any more."""
    return at + NAMED_FOR


def place_of(level: str, area: str) -> str:
    """The area an award of this level is of: the village, its town, its county."""
    return {"town": area[:9] + "000", "county": area[:6] + "000000"}.get(level, area)


def heard(asked_at: datetime | None, answered: bool, at: datetime) -> Verdict:
    """Whether whoever was awarded has had their say: they answered, or seven days have passed."""
    if asked_at is None:
        return no("not_asked", _("还没有人提出撤销。"))
    if not answered and at < asked_at + HEARD_WITHIN:
        return no("not_heard", _("本人还可以申辩，满七天或本人答复后才能决定。"))
    return YES


def entry_stands(words: str, day: date, today: date, photos: int = 0) -> Verdict:
    """What somebody writes for themself: short, of a day that has come, with a few photos."""
    if photos > MOST_PHOTOS:
        return no("photos_many", _("一条最多放 %(most)d 张照片。") % {"most": MOST_PHOTOS})
    if not 2 <= len(words.strip()) <= 300:
        return no("words_shape", _("请写 2 到 300 个字。"))
    if not today - timedelta(days=OLDEST) <= day <= today:
        return no("day_shape", _("日期要在最近一年里，不能是以后的日子。"))
    return YES


def exposure_stands(place: str, problem: str, days: int) -> Verdict:
    """What an exposure says: where, and what is wrong there."""
    if not 2 <= len(place.strip()) <= 60:
        return no("place_shape", _("请写哪里，2 到 60 个字。"))
    if not 4 <= len(problem.strip()) <= 200:
        return no("problem_shape", _("请写什么问题，4 到 200 个字。"))
    if not 1 <= days <= EXPOSED_FOR:
        return no("days_shape", _("曝光最多 %(most)d 天。") % {"most": EXPOSED_FOR})
    return YES


def clearing_stands(cells: Collection[int]) -> Verdict:
    """Which cells of a photo may stay clear: few enough that the problem is seen and not who passes by."""
    if any(not 0 <= cell < ACROSS * ACROSS for cell in cells):
        return no("cell_unknown", _("请在照片上点格子。"))
    if len(set(cells)) > MOST_CLEAR:
        return no("too_clear", _("最多让 %(most)d 个格子清楚。") % {"most": MOST_CLEAR})
    return YES


def exposed_until(at: datetime, days: int) -> datetime:
    return at + timedelta(days=days)
