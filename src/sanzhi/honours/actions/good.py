"""桐乡好人: proposed, matched with who it is, asked, checked by another, announced, awarded; and taken back by two."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.honours import access, queries, rules, words
from sanzhi.honours.models import Category, Nomination
from sanzhi.kit.verdict import Refusal, first_no
from sanzhi.notices import actions as notices
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people import actions as people
from sanzhi.people.models import Consent, Person
from sanzhi.people.roles import Actor

from .held import a_nomination_in, noted, queue_for, reason_of
from .red import NOTICE_KIND

State, Level, Source = Nomination.State, Nomination.Level, Nomination.Source
OPEN = (State.ASKED, State.AGREED, State.CHECKED, State.ANNOUNCED)


@dataclass(frozen=True)
class NewNomination:
    """推荐: `called` is how whoever proposes calls them; who that is in the register is the clerk's to find."""

    area: str
    level: str
    year: int
    category: str
    called: str
    story: str
    source: str = "resident"
    organisation: str = ""


@transaction.atomic
def nominate(new: NewNomination, *, by: Actor, at: datetime) -> Nomination:
    """推荐: by a resident, of themself or another, or at the desk for the village or an organisation. Raises Refusal."""
    if (
        new.level not in Level.values
        or new.category not in Category.values
        or new.source not in Source.values
    ):
        raise Refusal("choice_unknown", _("请选择类别、级别和谁推荐。"))
    if not abs(localdate(at).year - new.year) <= 1:
        raise Refusal("year_shape", _("年份请写今年或去年。"))
    if not by.is_resident:
        access.may_keep(by, new.area).or_refuse()
    elif new.source not in (Source.SELF, Source.RESIDENT):
        raise Refusal("choice_unknown", _("请选择类别、级别和谁推荐。"))
    first_no(
        rules.nomination_stands(new.called, new.story, new.source, new.organisation),
        words.names_nobody({_("事迹"): new.story}, ()),  # of whom it speaks is for the clerk to see to
    ).or_refuse()
    assert by.person_id
    one = Nomination.objects.create(
        area_id=new.area, level=new.level, year=new.year, category=new.category, called=new.called.strip(),
        story=new.story.strip(), source=new.source, organisation=new.organisation.strip(),
        nominated_by_id=by.person_id, nominated_at=at, place=rules.place_of(new.level, new.area),
    )  # fmt: skip
    noted("honour.nominated", one, by, at, tell=True, level=one.level, source=one.source)
    return one


@transaction.atomic
def accept(nomination_id: int, *, person: int, by: Actor, at: datetime) -> Nomination:
    """对上人: who that is in the village's register, known to be grown; they are asked. Raises Refusal."""
    one = a_nomination_in(nomination_id, "nominated")
    access.may_keep(by, one.area_id).or_refuse()
    found = Person.objects.select_related("household").get(pk=person)
    if (found.household.area_id if found.household else found.area_id) != one.area_id:
        raise Refusal("not_your_area", _("只能写本村（社区）登记过的人。"))
    if one.source == Source.SELF and found.pk != one.nominated_by_id:
        raise Refusal("not_the_same", _("自荐的只能是本人。"))
    rules.may_be_named(found.birth_date, found.died_on, localdate(at)).or_refuse()
    same = Nomination.objects.filter(nominee=found, level=one.level, year=one.year)
    if same.filter(state__in=[*OPEN, State.AWARDED]).exists():
        raise Refusal("twice", _("这个人今年同一级已经有人推荐。"))
    one.nominee, one.accepted_by_id, one.accepted_at, one.state = found, by.person_id, at, State.ASKED
    one.save(update_fields=["nominee", "accepted_by", "accepted_at", "state"])
    noted("honour.accepted", one, by, at, tell=True, persons=[found.pk])
    return one


@transaction.atomic
def decline(nomination_id: int, *, why: str, by: Actor, at: datetime) -> Nomination:
    """不受理: for one of a closed list of reasons. Raises Refusal."""
    one = a_nomination_in(nomination_id, "nominated")
    access.may_keep(by, one.area_id).or_refuse()
    if why not in Nomination.Declined.values:
        raise Refusal("choice_unknown", _("请选择理由。"))
    one.declined_why, one.state = why, State.DECLINED
    one.save(update_fields=["declined_why", "state"])
    noted("honour.turned_down", one, by, at, tell=True, persons=[one.nominated_by_id], why=why)
    return one


@transaction.atomic
def agree_to_nomination(nomination_id: int, *, by: Actor, at: datetime) -> Nomination:
    """本人同意. Raises Refusal."""
    queries.mine(by, nomination_id)
    one = a_nomination_in(nomination_id, "asked")
    purpose = f"honour-good-{one.pk}"
    consent = people.give_consent(purpose, ["name"], text_version=rules.TEXT_VERSION, by=by, at=at)
    return agreed(one, consent, by=by, at=at)


def agreed(one: Nomination, consent: Consent, *, by: Actor, at: datetime) -> Nomination:
    """After the consent was given, by the nominee or on paper; whoever entered that does not check."""
    one.consent, one.state = consent, State.AGREED
    one.save(update_fields=["consent", "state"])
    hands = [one.nominated_by_id, one.accepted_by_id, one.nominee_id, by.person_id]
    where = one.place if one.level == Level.COUNTY else one.area_id
    noted("honour.agreed", one, by, at, tell="honour.to_check", items=["name"], place=where, hands=hands)
    return one


@transaction.atomic
def refuse_nomination(nomination_id: int, *, by: Actor, at: datetime) -> Nomination:
    """本人不同意: no reason asked, and that is the end of it. Raises Refusal."""
    queries.mine(by, nomination_id)
    return refused(a_nomination_in(nomination_id, "asked"), by=by, at=at)


def refused(one: Nomination, *, by: Actor, at: datetime) -> Nomination:
    """The answer is no, said by the nominee or told at the counter."""
    one.state = State.REFUSED
    one.save(update_fields=["state"])
    noted("honour.declined", one, by, at)
    return one


def hold(nomination_id: int) -> Nomination:
    """Held, at whatever step."""
    return Nomination.objects.select_for_update(of=("self",)).select_related("notice").get(pk=nomination_id)


def taken_back(one: Nomination, *, by: Actor, at: datetime) -> None:
    """After the nominee took their consent back: on the way, it ends, and its notice with it; awarded, the award stays
    theirs and nobody reads whose it is."""
    if one.state not in OPEN:
        return
    notice, one.state = one.notice, State.REFUSED
    if notice and not notice.posted_at:
        one.notice = None
    one.save(update_fields=["state", "notice"])
    if notice:
        notices.recall_notice(notice.pk, reason="本人撤回同意", by=by, at=at)
    noted("honour.declined", one, by, at)


@transaction.atomic
def check(nomination_id: int, *, true: bool, facts: str, by: Actor, at: datetime) -> Nomination:
    """核实: what was looked at and with whom, by a person who sees nothing else of the nominee. Raises Refusal."""
    one = a_nomination_in(nomination_id, "agreed")
    access.may_check(by, one).or_refuse()
    first_no(rules.reason_stands(facts, 600), words.weighs_nothing(facts)).or_refuse()
    one.checked_by_id, one.checked_at, one.facts = by.person_id, at, facts.strip()
    one.state = State.CHECKED if true else State.FAILED
    one.save(update_fields=["checked_by", "checked_at", "facts", "state"])
    noted("honour.checked", one, by, at, tell=True, persons=[one.nominee_id], true=true)
    return one


@transaction.atomic
@override(settings.LANGUAGE_CODE)  # what is kept is Chinese, whoever presses the button
def announce_nomination(
    nomination_id: int, *, contact: str, told: str = "", by: Actor, at: datetime
) -> Nomination:
    """拟公示: who, for what, at which level; `told` is the story as everybody reads it, in which nobody else stands;
    left empty, as it was proposed. Raises Refusal."""
    one = a_nomination_in(nomination_id, "checked")
    access.may_keep(by, one.area_id).or_refuse()
    assert one.nominee
    one.told = told.strip() or one.story
    others = set(queries.names_in(one.area_id)) - {one.nominee.name}
    words.names_nobody({_("事迹"): one.told}, others).or_refuse()
    line = NewLine(
        f"{one.get_level_display()} {one.year} 年：{one.get_category_display()}",
        who=one.nominee.name, key=f"good:{one.pk}",
    )  # fmt: skip
    title = _("%(level)s评选公示") % {"level": one.get_level_display()}
    new = NewNotice(
        one.area_id, NOTICE_KIND, title, contact, body=one.told, about=("nomination", one.pk), lines=[line]
    )
    one.notice, one.state = notices.draft_notice(new, by=by, at=at), State.ANNOUNCED
    one.save(update_fields=["told", "notice", "state"])
    noted("honour.good_announced", one, by, at, notice=one.notice.pk)
    return one


@transaction.atomic
def award(nomination_id: int, *, by: Actor, at: datetime) -> Nomination:
    """授予: by another than who checked, when the notice has stood; the next number of its level, place and year. Raises Refusal."""
    one = a_nomination_in(nomination_id, "announced")
    access.may_award(by, one).or_refuse()
    queries.stands(one.notice_id, at).or_refuse()
    queue_for(f"honour:{one.level}:{one.place}:{one.year}")
    given = Nomination.objects.filter(level=one.level, place=one.place, year=one.year)
    one.serial = (given.aggregate(last=Max("serial"))["last"] or 0) + 1
    one.awarded_by_id, one.awarded_at, one.state = by.person_id, at, State.AWARDED
    one.paper, one.shown_since, one.shown_until = secrets.token_urlsafe(18), at, rules.named_until(at)
    one.save()
    noted("honour.awarded", one, by, at, tell=True, persons=[one.nominee_id], number=one.number)
    return one


@transaction.atomic
def close_objected(nomination_id: int, *, by: Actor, at: datetime) -> Nomination:
    """异议成立: an objection to its notice was upheld, so it ends. Raises Refusal."""
    one = a_nomination_in(nomination_id, "announced")
    access.may_keep(by, one.area_id).or_refuse()
    if queries.stands(one.notice_id, at).code != "objection_upheld":
        raise Refusal("not_objected", _("没有成立的异议。"))
    one.state = State.OBJECTED
    one.save(update_fields=["state"])
    noted("honour.objected", one, by, at, tell=True, persons=[one.nominee_id])
    return one


@transaction.atomic
def show_longer(nomination_id: int, *, by: Actor, at: datetime) -> Nomination:
    """再公布三十天: by whoever was awarded, as often as they like. Raises Refusal."""
    queries.mine(by, nomination_id)
    one = a_nomination_in(nomination_id, "awarded")
    if not queries.agreed(one):
        raise Refusal("taken_back", _("您已经撤回同意，不再公布。"))
    one.shown_since, one.shown_until = at, rules.named_until(at)
    one.save(update_fields=["shown_since", "shown_until"])
    noted("honour.shown_longer", one, by, at)
    return one


@transaction.atomic
def ask_to_revoke(nomination_id: int, *, reason: str, by: Actor, at: datetime) -> Nomination:
    """提出撤销: with a reason that the awarded person reads and may answer; decided by somebody else. Raises Refusal."""
    one = a_nomination_in(nomination_id, "awarded")
    access.may_ask_to_revoke(by, one).or_refuse()
    if one.revoking_at:
        raise Refusal("asked_already", _("已经有人提出撤销。"))
    why = reason_of(reason, 300)
    words.weighs_nothing(why).or_refuse()
    one.revoking_why, one.revoking_by_id, one.revoking_at = why, by.person_id, at
    one.save(update_fields=["revoking_why", "revoking_by", "revoking_at"])
    noted("honour.revoking", one, by, at, tell=True, persons=[one.nominee_id], reason=why, **_awarders(one))
    return one


def _awarders(one: Nomination) -> dict[str, Any]:
    """Where whoever decides on it sits, in which kind of post, and who of them may not."""
    kept_out = [one.checked_by_id, one.nominee_id, one.revoking_by_id]
    return {"place": one.place, "level": one.level, "hands": [number for number in kept_out if number]}


@transaction.atomic
def answer_revocation(nomination_id: int, *, text: str, by: Actor, at: datetime) -> Nomination:
    """本人申辩: shown to whoever decides, and kept beside the decision. Raises Refusal."""
    queries.mine(by, nomination_id)
    one = a_nomination_in(nomination_id, "awarded", "revoked")
    if not one.revoking_at:
        raise Refusal("nothing_to_answer", _("没有人提出撤销。"))
    one.reply = reason_of(text, 300)
    one.save(update_fields=["reply"])
    noted("honour.answered", one, by, at)
    return one


@transaction.atomic
def revoke(nomination_id: int, *, by: Actor, at: datetime) -> Nomination:
    """撤销: by a second person, no sooner than seven days after the nominee was told (本平台约定). Raises Refusal."""
    one = a_nomination_in(nomination_id, "awarded")
    access.may_revoke(by, one).or_refuse()
    rules.heard(one.revoking_at, bool(one.reply), at).or_refuse()
    one.revoked_by_id, one.revoked_at, one.state = by.person_id, at, State.REVOKED
    one.save(update_fields=["revoked_by", "revoked_at", "state"])
    noted("honour.revoked", one, by, at, tell=True, persons=[one.nominee_id], reason=one.revoking_why)
    return one
