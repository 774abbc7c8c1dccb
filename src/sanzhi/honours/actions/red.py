"""红榜: a deed is entered, whoever is to be named is asked, it is announced, published, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.honours import access, queries, rules, words
from sanzhi.honours.models import Category, Deed, Named
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal, first_no
from sanzhi.notices import actions as notices
from sanzhi.notices.actions import NewLine, NewNotice
from sanzhi.people import actions as people
from sanzhi.people.models import Consent, Person
from sanzhi.people.roles import Actor

from .held import a_deed, noted, reason_of

NOTICE_KIND = "honour"


@dataclass(frozen=True)
class NewDeed:
    """红榜事迹: `persons` are to be asked; with `household` all its grown members are, and it is named as one home.

    `photo` is kept on this room's shelf (`files.SHELF`).
    """

    area: str
    category: str
    title: str
    text: str
    happened_on: date
    persons: Sequence[int] = ()
    household: int | None = None
    photo: Kept | None = None


@transaction.atomic
def enter_deed(new: NewDeed, *, by: Actor, at: datetime) -> Deed:
    """登记事迹: and ask each of those to be named. Raises Refusal."""
    access.may_keep(by, new.area).or_refuse()
    if new.category not in Category.values:
        raise Refusal("category_unknown", _("请选择类别。"))
    parts = {_("标题"): new.title, _("经过"): new.text}
    first_no(
        rules.deed_stands(new.title, new.text, new.happened_on, localdate(at)),
        words.names_nobody(parts, queries.names_in(new.area)),
    ).or_refuse()
    asked = _to_ask(new, localdate(at))
    assert by.person_id
    deed = Deed.objects.create(
        area_id=new.area, category=new.category, title=new.title.strip(), text=new.text.strip(),
        happened_on=new.happened_on, period=f"{new.happened_on:%Y-%m}", household_id=new.household,
        photo_digest=new.photo.digest if new.photo else "", photo_mime=new.photo.mime if new.photo else "",
        entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip
    Named.objects.bulk_create(
        [Named(deed=deed, area_id=deed.area_id, person=one, asked_at=at) for one in asked]
    )
    noted("honour.deed_entered", deed, by, at, tell=True, persons=[one.pk for one in asked])
    return deed


def _to_ask(new: NewDeed, day: date) -> list[Person]:
    """Whoever has to agree, each known to be grown. Raises Refusal."""
    if new.household:
        asked = [one for one in queries.grown_of([new.household], day)]
    else:
        asked = queries.people_of(new.persons)
    if not asked or len(asked) > rules.MOST_NAMED:
        raise Refusal(
            "nobody_named", _("请选择要写上名字的人（1 到 %(most)d 位）。") % {"most": rules.MOST_NAMED}
        )
    for one in asked:
        place = one.household.area_id if one.household else one.area_id
        if place != new.area:
            raise Refusal("not_your_area", _("只能写本村（社区）登记过的人。"))
        rules.may_be_named(one.birth_date, one.died_on, day).or_refuse()
    return asked


@transaction.atomic
def agree_to_be_named(named_id: int, *, photo: bool, by: Actor, at: datetime) -> Named:
    """本人同意: to the name, and to the photo or not; by nobody else. Raises Refusal."""
    named, deed = _asked(named_id, by)
    if named.consent:
        raise Refusal("answered", _("您已经同意过。"))
    items = items_of(deed, photo)
    consent = people.give_consent(
        f"honour-deed-{deed.pk}", items, text_version=rules.TEXT_VERSION, by=by, at=at
    )
    return agreed(named, deed, consent, by=by, at=at)


def items_of(deed: Deed, photo: bool) -> list[str]:
    """What is agreed to: the name, and the photo where there is one."""
    return ["name", "photo"] if photo and deed.photo_digest else ["name"]


def agreed(named: Named, deed: Deed, consent: Consent, *, by: Actor, at: datetime) -> Named:
    """After the consent was given, by the person or on paper."""
    named.consent, named.refused_at = consent, None
    named.save(update_fields=["consent", "refused_at"])
    noted("honour.agreed", deed, by, at, tell=_all_answered(deed), items=consent.items)
    return named


@transaction.atomic
def refuse_to_be_named(named_id: int, *, by: Actor, at: datetime) -> None:
    """本人不同意: no reason asked; whoever is named as a home ends it for the home. Raises Refusal."""
    named, deed = _asked(named_id, by)
    refused(named, deed, by=by, at=at)


def refused(named: Named, deed: Deed, *, by: Actor, at: datetime) -> None:
    """The answer is no, said by the person or told at the counter. Raises Refusal."""
    if named.consent:
        raise Refusal("answered", _("您已经同意过；要撤回请按“撤回”。"))
    named.refused_at = at
    named.save(update_fields=["refused_at"])
    noted("honour.declined", deed, by, at, tell=not deed.household_id and _all_answered(deed))
    if deed.household_id:
        _end(deed, "户里有人不同意", by, at)


def _all_answered(deed: Deed) -> str | bool:
    """The topic that tells the clerk, once the last of those asked has said yes or no and somebody said yes."""
    rows = queries.named_with(deed)
    done = all(row.consent or row.refused_at for row in rows) and any(row.consent for row in rows)
    return "honour.all_answered" if done else False


def _asked(named_id: int, by: Actor) -> tuple[Named, Deed]:
    """What one was asked, while it is open. Raises Refusal."""
    return hold_asked(queries.asked_by_id(by, named_id))


def hold_asked(named: Named) -> tuple[Named, Deed]:
    """Held with its deed, while an answer is open. Raises Refusal."""
    deed = a_deed(named.deed_id)
    if deed.notice_id:
        raise Refusal("announced", _("已经公示，不能再改答复；要撤回请按“撤回”。"))
    rows = Named.objects.select_for_update(of=("self",)).select_related("consent", "person")
    return rows.get(pk=named.pk), deed


@transaction.atomic
@override(settings.LANGUAGE_CODE)  # what is kept is Chinese, whoever presses the button
def announce_deed(deed_id: int, *, contact: str, by: Actor, at: datetime) -> Deed:
    """拟公示: once everybody has answered; whoever said no is left out and their row goes. Raises Refusal."""
    deed = a_deed(deed_id)
    access.may_keep(by, deed.area_id).or_refuse()
    if deed.notice_id:
        raise Refusal("announced", _("已经拟过公示。"))
    named = queries.named_with(deed)
    standing = [row for row in named if row.consent and row.consent.withdrawn_at is None]
    if not standing or len(standing) + sum(bool(row.refused_at) for row in named) < len(named):
        raise Refusal("not_agreed", _("还有人没有答复，或者没有人同意。"))
    deed.named.filter(refused_at__isnull=False).delete()
    if any(row.consent and "photo" not in row.consent.items for row in standing):
        deed.photo_digest = deed.photo_mime = ""  # one no is enough: the photo goes
    who = (
        queries.label_of_home(standing)
        if deed.household_id
        else "、".join(row.person.name for row in standing)
    )
    line = NewLine(deed.title, who=who[:60], key=f"deed:{deed.pk}")
    new = NewNotice(
        deed.area_id,
        NOTICE_KIND,
        _("红榜表扬公示"),
        contact,
        body=deed.text,
        about=("deed", deed.pk),
        lines=[line],
    )
    deed.notice = notices.draft_notice(new, by=by, at=at)
    deed.save(update_fields=["notice", "photo_digest", "photo_mime"])
    noted("honour.deed_announced", deed, by, at, notice=deed.notice.pk)
    return deed


@transaction.atomic
def publish_deed(deed_id: int, *, by: Actor, at: datetime) -> Deed:
    """发布: by another person, when the notice has stood and everybody still agrees; names for thirty days. Raises Refusal."""
    deed = a_deed(deed_id)
    hands = queries.hands_of_papers([row.consent_id for row in queries.named_with(deed)])
    access.may_publish(by, deed.area_id, deed.entered_by_id, *hands).or_refuse()
    if deed.published_at:
        return deed
    queries.stands(deed.notice_id, at).or_refuse()
    if any(not row.consent or row.consent.withdrawn_at for row in queries.named_with(deed)):
        raise Refusal("not_agreed", _("还有人没有答复，或者没有人同意。"))
    deed.published_by_id, deed.published_at, deed.until = by.person_id, at, rules.named_until(at)
    deed.save(update_fields=["published_by", "published_at", "until"])
    noted("honour.deed_published", deed, by, at, until=deed.until.isoformat())
    return deed


@transaction.atomic
def end_deed(deed_id: int, *, reason: str, by: Actor, at: datetime) -> Deed:
    """撤下: at once, wherever it has come to. Raises Refusal."""
    deed = a_deed(deed_id)
    access.may_keep(by, deed.area_id).or_refuse()
    _end(deed, reason_of(reason), by, at)
    return deed


def hold(deed_id: int) -> Deed:
    """Held, ended or not."""
    return Deed.objects.select_for_update(of=("self",)).get(pk=deed_id)


def taken_back(deed: Deed, *, by: Actor, at: datetime) -> None:
    """After somebody took their consent back: before it is published the deed ends, and its notice with it; once it is
    published the name alone goes, which `queries` sees to by itself."""
    if not deed.ended_at and not deed.published_at:
        _end(deed, "本人撤回同意", by, at)


def _end(deed: Deed, why: str, by: Actor, at: datetime) -> None:
    """The photo goes too, and whatever notice of it is still to hang or hangs."""
    notice, posted = deed.notice_id, bool(deed.notice and deed.notice.posted_at)
    deed.ended_at, deed.ended_why, deed.photo_digest, deed.photo_mime = at, why[:200], "", ""
    if notice and not posted:
        deed.notice = None
    deed.save(update_fields=["ended_at", "ended_why", "photo_digest", "photo_mime", "notice"])
    if notice and not deed.published_at:
        notices.recall_notice(notice, reason=why, by=by, at=at)
    noted("honour.deed_ended", deed, by, at, why=deed.ended_why)
