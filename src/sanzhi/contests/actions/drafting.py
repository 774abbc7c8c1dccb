"""起草和公布: what is scored, by whom, between whom; announced before the first day that counts, or not at all."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.contests import access, queries, rules
from sanzhi.contests.models import Contest, Entrant, Indicator, Judge
from sanzhi.contests.models.contests import LONGEST
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.leadership.rules import words_stand
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor

# What somebody else is told of.
HEARD = (
    "contest.announced", "contest.called_off", "contest.frozen", "contest.appealed", "contest.decided", "contest.counted_anew",
    "contest.closed",
)  # fmt: skip


@dataclass(frozen=True)
class NewContest:
    """擂台赛 as drafted; the days that count are `starts_on` to `ends_on`, both counting."""

    area: str
    level: str
    title: str
    about: str
    starts_on: date
    ends_on: date


@transaction.atomic
def draft(new: NewContest, *, by: Actor, at: datetime) -> Contest:
    """起草. Raises Refusal."""
    access.may_keep(by, new.area).or_refuse()
    one = Contest(entered_by_id=by.person_id, entered_at=at, **_stands(new, at))
    one.save()
    told("contest.drafted", one, by, at, title=one.title)
    return one


@transaction.atomic
def redraft(contest: int, new: NewContest, *, by: Actor, at: datetime) -> Contest:
    """改草稿; where it is held or who takes part changes, the groups are set anew. Raises Refusal."""
    one = held_draft(contest, by)
    access.may_keep(by, new.area).or_refuse()
    said = _stands(new, at)
    if (said["area"].pk, said["level"]) != (one.area_id, one.level):
        one.entrants.all().delete()
    for name, value in said.items():
        setattr(one, name, value)
    one.save(update_fields=list(said))
    told("contest.redrafted", one, by, at, title=one.title)
    return one


def _stands(new: NewContest, at: datetime) -> dict[str, Any]:
    area = Area.objects.filter(code=new.area, valid_to=None).first()
    below = {Area.Level.COUNTY: Contest.Level.values, Area.Level.TOWN: [Contest.Level.VILLAGE]}
    if area is None or new.level not in below.get(Area.Level(area.level), ()):
        raise Refusal("choice_unknown", _("请选择哪里办、谁参加：镇（街道）办的，由村（社区）参加。"))
    if len(new.title.strip()) < 4 or not new.starts_on < new.ends_on <= new.starts_on + LONGEST:
        raise Refusal("contest_shape", _("请写名称；计分的最后一天要在第一天以后，最长一年。"))
    if new.starts_on > localdate(at) + LONGEST:
        raise Refusal("contest_shape", _("计分的第一天要在一年之内。"))
    words_stand(new.about).or_refuse()
    said = {
        "title": new.title.strip(),
        "about": new.about.strip(),
        "starts_on": new.starts_on,
        "ends_on": new.ends_on,
    }
    return {"area": area, "level": new.level, **said}


@transaction.atomic
def add_gauge(
    contest: int, *, gauge: str, weight: int, target: Decimal | None = None, by: Actor, at: datetime
) -> Indicator:
    """加一项数据指标, under its own formula. Raises Refusal."""
    one = held_draft(contest, by)
    known = {each.code: each for each in queries.gauges_for(one.level)}
    if gauge not in known or one.indicators.filter(gauge=gauge).exists():
        raise Refusal("gauge_unknown", _("没有这项数据指标，或者已经加过了。"))
    with translation.override(settings.LANGUAGE_CODE):  # kept as it is written, whoever adds it
        name, formula = str(known[gauge].name), str(known[gauge].formula)
    return _added(one, gauge, name, formula, weight, target, by, at)


@transaction.atomic
def add_rubric(contest: int, *, name: str, rubric: str, weight: int, by: Actor, at: datetime) -> Indicator:
    """加一项评委打分, under a rubric; never for how few people asked (I18). Raises Refusal."""
    one = held_draft(contest, by)
    for words in (name, rubric):
        words_stand(words).or_refuse()
    if len(name.strip()) < 2 or len(rubric.strip()) < 10:
        raise Refusal("rubric_missing", _("请写名称，以及怎样给分、看什么依据。"))
    return _added(one, "", name.strip(), rubric.strip(), weight, None, by, at)


def _added(
    contest: Contest,
    gauge: str,
    name: str,
    formula: str,
    weight: int,
    target: Decimal | None,
    by: Actor,
    at: datetime,
) -> Indicator:
    if not 1 <= weight <= 100 or target is not None and not 0 < target <= 100:
        raise Refusal("weight_shape", _("权重是 1 到 100 的整数；满分线是 100 以内的百分数。"))
    last = contest.indicators.order_by("-order").first()
    made = Indicator.objects.create(
        contest=contest, order=last.order + 1 if last else 1, gauge=gauge, name=name, formula=formula, weight=weight, target=target
    )  # fmt: skip
    told("contest.indicator", contest, by, at, name=name, weight=weight)
    return made


@transaction.atomic
def drop_indicator(contest: int, indicator: int, *, by: Actor, at: datetime) -> None:
    """去掉一项, while it is drafted. Raises Refusal."""
    one = held_draft(contest, by)
    found = one.indicators.filter(pk=indicator).first()
    if found is None:
        raise queries.missing()
    found.delete()
    told("contest.indicator_dropped", one, by, at, name=found.name)


@transaction.atomic
def set_entrants(contest: int, bands: dict[str, str], *, by: Actor, at: datetime) -> None:
    """谁参加、分在哪一组: {area code: group}; replaces what was set. Raises Refusal."""
    one = held_draft(contest, by)
    places = {place.code for place in queries.places_in(one)}
    named = {code: band.strip()[:20] for code, band in bands.items() if band.strip()}
    if not named or not named.keys() <= places:
        raise Refusal("entrant_unknown", _("请给参加的单位写上组别，组别空着的不参加。"))
    one.entrants.all().delete()
    Entrant.objects.bulk_create(
        Entrant(contest=one, area_id=code, band=band) for code, band in sorted(named.items())
    )
    told("contest.entrants", one, by, at, entrants=len(named))


@transaction.atomic
def set_judges(contest: int, chosen: Collection[int], *, by: Actor, at: datetime) -> None:
    """请评委, of whoever holds a post that judges, with what their posts cover; replaces whom was asked. Raises Refusal."""
    one = held_draft(contest, by)
    if not set(chosen) <= {who for who, _name in queries.who_may_judge(one, at)}:
        raise Refusal("choice_unknown", _("请从名单里选评委。"))
    posts = queries.posts_that_judge(at)
    one.judges.all().delete()
    Judge.objects.bulk_create(
        Judge(contest=one, person_id=who, places=queries.places_of(posts[who])) for who in sorted(set(chosen))
    )
    told("contest.judges", one, by, at, judges=len(set(chosen)))


@transaction.atomic
def announce(contest: int, *, by: Actor, at: datetime) -> Contest:
    """公布: from now on what is scored stays. Raises Refusal."""
    one = held_draft(contest, by)
    indicators = queries.indicators_of(one)
    rules.announced_before(localdate(at), one.starts_on).or_refuse()
    rules.weights_stand([each.weight for each in indicators]).or_refuse()
    rules.groups_stand([each.band for each in queries.entrants_of(one)]).or_refuse()
    if any(queries.GAUGES[each.gauge].quarters for each in indicators if each.gauge):
        rules.whole_quarters(one.starts_on, one.ends_on).or_refuse()
    if any(not each.gauge for each in indicators):
        _enough_judges(one)
    if len(queries.keepers_of(one, at)) < 2:
        raise Refusal("keepers_few", _("至少要有两位能办擂台赛的工作人员：谁算的分，谁不裁定申诉。"))
    one.opened_at, one.opened_by_id = at, by.person_id
    one.save(update_fields=["opened_at", "opened_by"])
    told("contest.announced", one, by, at, title=one.title)
    return one


def _enough_judges(contest: Contest) -> None:
    judges = queries.judges_of(contest)
    for entrant in queries.entrants_of(contest):
        free = [one for one in judges if not rules.own_place(one.places, entrant.area.reach)]
        if len(free) < rules.FEWEST_MARKS:
            place = {"place": entrant.area.name}
            raise Refusal(
                "judges_few",
                _("每个单位要有三个人打分，自己所在地方的要回避；%(place)s 的评委不够。") % place,
            )


@transaction.atomic
def call_off(contest: int, *, reason: str, by: Actor, at: datetime) -> Contest:
    """取消, with why; not once the standings were shown. Raises Refusal."""
    one = held(contest, by)
    if one.frozen_at or len(reason.strip()) < 2:
        raise Refusal("call_off_late", _("公布过名次的不能取消；取消要写理由。"))
    one.called_off_at, one.called_off_because = at, reason.strip()
    one.save(update_fields=["called_off_at", "called_off_because"])
    told("contest.called_off", one, by, at, reason=reason.strip())
    return one


def held(contest: int, by: Actor) -> Contest:
    """The contest, held by its keeper and neither closed nor called off. Raises Refusal."""
    one = Contest.objects.select_for_update(of=("self",)).select_related("area").filter(pk=contest).first()
    if one is None:
        raise queries.missing()
    access.may_keep(by, one.area_id).or_refuse()
    if one.closed_at or one.called_off_at:
        raise Refusal("contest_over", _("这场擂台赛已经结束或者取消。"))
    return one


def held_announced(contest: int) -> Contest:
    """The contest, held, once it was announced; for whoever takes part. Raises Refusal."""
    one = Contest.objects.select_for_update(of=("self",)).filter(pk=contest, opened_at__isnull=False).first()
    if one is None:
        raise queries.missing()
    return one


def held_draft(contest: int, by: Actor) -> Contest:
    one = held(contest, by)
    if one.opened_at:
        raise Refusal("announced_already", _("已经公布，指标、分组和评委不能再改。"))
    return one


def told(kind: str, contest: Contest, by: Actor, at: datetime, **content: object) -> None:
    topic = kind if kind in HEARD else None
    record(kind, by=by.person_id, at=at, about=("contest", contest.pk), content=content, topic=topic)
