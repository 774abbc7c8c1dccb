"""纸面同意: at the counter, for somebody without a phone: what they signed, that they would rather not, that they take it back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.honours import access, queries, rules
from sanzhi.honours.models import Named, Nomination, Paper
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Consent, Person
from sanzhi.people.roles import Actor

from . import consents, good, red
from .held import a_nomination_in


@dataclass(frozen=True)
class Signed:
    """签了字的纸: its photo on the shelf `files.PAPERS`, and the day on it."""

    photo: Kept | None
    day: date


@transaction.atomic
def agree_on_paper(named_id: int, *, photo: bool, paper: Signed, by: Actor, at: datetime) -> Named:
    """登记同意具名的签字纸: to the name, and to the deed's photo or not. Raises Refusal."""
    named, deed = red.hold_asked(queries.named_in(by, named_id))
    access.may_keep(by, deed.area_id).or_refuse()
    if named.consent:
        raise Refusal("answered", _("已经同意过。"))
    _stands(named.person, paper, localdate(named.asked_at), at)
    items, purpose = red.items_of(deed, photo), f"honour-deed-{deed.pk}"
    return red.agreed(
        named, deed, _enter(deed.area_id, named.person, purpose, items, paper, by, at), by=by, at=at
    )


@transaction.atomic
def agree_to_nomination_on_paper(nomination_id: int, *, paper: Signed, by: Actor, at: datetime) -> Nomination:
    """登记同意参评的签字纸. Raises Refusal."""
    one = a_nomination_in(queries.nomination_by_id(by, nomination_id).pk, "asked")
    access.may_keep(by, one.area_id).or_refuse()
    assert one.nominee and one.accepted_at
    _stands(one.nominee, paper, localdate(one.accepted_at), at)
    consent = _enter(one.area_id, one.nominee, f"honour-good-{one.pk}", ["name"], paper, by, at)
    return good.agreed(one, consent, by=by, at=at)


@transaction.atomic
def refuse_at_counter(named_id: int, *, by: Actor, at: datetime) -> None:
    """不愿意具名: said at the counter; nothing has to be signed for a no. Raises Refusal."""
    named, deed = red.hold_asked(queries.named_in(by, named_id))
    access.may_keep(by, deed.area_id).or_refuse()
    rules.may_answer_on_paper(queries.has_phone(named.person)).or_refuse()
    red.refused(named, deed, by=by, at=at)


@transaction.atomic
def refuse_nomination_at_counter(nomination_id: int, *, by: Actor, at: datetime) -> Nomination:
    """不愿意参评: said at the counter. Raises Refusal."""
    one = a_nomination_in(queries.nomination_by_id(by, nomination_id).pk, "asked")
    access.may_keep(by, one.area_id).or_refuse()
    assert one.nominee
    rules.may_answer_on_paper(queries.has_phone(one.nominee)).or_refuse()
    return good.refused(one, by=by, at=at)


@transaction.atomic
def take_back_at_counter(paper_id: int, *, by: Actor, at: datetime) -> None:
    """在窗口撤回: as easily as it was given (个人信息保护法 art. 15): one press, no reason, nothing signed. Raises Refusal."""
    paper = queries.paper_by_id(by, paper_id)
    access.may_keep(by, paper.area_id).or_refuse()
    consents.take_back(paper.consent.purpose, of=paper.person_id, by=by, at=at)
    Paper.objects.filter(pk=paper.pk).update(digest="", mime="")


def _stands(person: Person, paper: Signed, asked: date, at: datetime) -> None:
    rules.may_answer_on_paper(queries.has_phone(person)).or_refuse()
    rules.may_be_named(person.birth_date, person.died_on, localdate(at)).or_refuse()
    rules.paper_stands(paper.photo is not None, paper.day, asked, localdate(at)).or_refuse()


def _enter(
    area: str, person: Person, purpose: str, items: list[str], paper: Signed, by: Actor, at: datetime
) -> Consent:
    assert paper.photo and by.person_id
    consent = people.enter_consent(person.pk, purpose, items, text_version=rules.TEXT_VERSION, by=by, at=at)
    Paper.objects.create(
        area_id=area, person=person, consent=consent, digest=paper.photo.digest, mime=paper.photo.mime,
        signed_on=paper.day, entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip
    return consent
