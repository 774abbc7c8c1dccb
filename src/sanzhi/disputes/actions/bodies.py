"""调解组织: registered, elected for three years, with mediators who say with whom they have to do."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sanzhi.disputes import access, rules
from sanzhi.disputes.models import Body, Conflict, Mediator, Seat, Term
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Office, Person
from sanzhi.people.roles import Actor

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another


@dataclass(frozen=True)
class NewBody:
    """调解组织 as registered: it works at an office of kind 调解组织 that stands already."""

    office: int
    kind: str
    host: str = ""
    specialities: Sequence[str] = ()
    established_on: date | None = None
    filed_with: str = ""


@dataclass(frozen=True)
class NewSeat:
    person: int
    woman: bool
    chair: bool = False


@transaction.atomic
def register_body(new: NewBody, *, by: Actor, at: datetime) -> Body:
    """登记调解组织: once for each office. Raises Refusal."""
    office = Office.objects.get(pk=new.office)
    access.may_keep_bodies(by, office.area_id).or_refuse()
    if office.kind != Office.Kind.MEDIATION:
        raise Refusal("office_kind", _("请先把单位设为“调解组织”。"))
    if new.kind not in Body.Kind.values:
        raise Refusal("choice_unknown", _("请选择调解组织的种类。"))
    if new.kind == Body.Kind.INDUSTRY and not new.specialities:
        raise Refusal("no_industry", _("行业性专业性调委会请选择调解哪类纠纷。"))
    known = Body.objects.filter(office=office).first()
    if known:
        return known
    body = Body.objects.create(
        office=office, kind=new.kind, area_id=office.area_id, host=new.host.strip(),
        specialities=list(new.specialities), established_on=new.established_on or at.date(),
        filed_with=new.filed_with.strip(), poster="".join(secrets.choice(LETTERS) for _one in range(6)),
    )  # fmt: skip
    record("body.registered", by=by.person_id, at=at, about=("body", body.pk), content={"kind": new.kind})
    return body


@transaction.atomic
def elect(
    body_id: int, seats: Sequence[NewSeat], *, begins_on: date, ends_on: date, by: Actor, at: datetime
) -> Term:
    """换届: three to nine members with a woman among them, for three years. Raises Refusal."""
    body = Body.objects.select_for_update(of=("self",)).get(pk=body_id)
    access.may_keep_bodies(by, body.area_id).or_refuse()
    chairs = sum(one.chair for one in seats)
    rules.term_stands([one.woman for one in seats], chairs, begins_on, ends_on).or_refuse()
    try:
        with transaction.atomic():
            term = Term.objects.create(
                body=body,
                begins_on=begins_on,
                ends_on=ends_on,
                entered_by_id=by.person_id or 0,
                entered_at=at,
            )
            Seat.objects.bulk_create(
                Seat(term=term, person_id=one.person, woman=one.woman, chair=one.chair) for one in seats
            )
    except IntegrityError as error:
        raise Refusal("term_known", _("这一届已经登记，或者同一个人写了两次。")) from error
    content = {"members": len(seats), "from": begins_on.isoformat(), "until": ends_on.isoformat()}
    record("body.elected", by=by.person_id, at=at, about=("body", body.pk), content=content)
    return term


@transaction.atomic
def appoint_mediator(
    body_id: int, person: int, *, kind: str, term_end: date, specialities: Sequence[str] = (),
    level: str = "", training_hours: int = 0, by: Actor, at: datetime,
) -> Mediator:  # fmt: skip
    """聘任调解员: from the day of `at` on. Appointed twice on a day, it is the same. Raises Refusal."""
    body = Body.objects.get(pk=body_id)
    access.may_keep_bodies(by, body.area_id).or_refuse()
    if kind not in Mediator.Kind.values or not term_end > at.date():
        raise Refusal("choice_unknown", _("请选择专职或者兼职，写明聘期到哪一天。"))
    one, new = Mediator.objects.get_or_create(
        body=body, person=Person.objects.get(pk=person), appointed_on=at.date(),
        defaults={
            "kind": kind, "term_end": term_end, "specialities": list(specialities), "level": level.strip(),
            "training_hours": training_hours,
        },
    )  # fmt: skip
    if new:
        record(
            "mediator.appointed", by=by.person_id, at=at, about=("body", body.pk), content={"person": person}
        )
    return one


@transaction.atomic
def declare_conflict(mediator_id: int, person: int, relation: str, *, by: Actor, at: datetime) -> Conflict:
    """声明回避: by the mediator themself, or the clerk of the body. Raises Refusal."""
    one = Mediator.objects.select_related("body").get(pk=mediator_id)
    own = by.may("dispute.mediate") and by.person_id == one.person_id
    if not own and not (by.may("dispute.keep") and by.office_id == one.body.office_id):
        raise Refusal("not_the_mediator", _("由调解员本人或者本组织的文书声明。"))
    if not relation.strip():
        raise Refusal("relation_missing", _("请写明是什么关系。"))
    conflict, new = Conflict.objects.get_or_create(
        mediator=one, person_id=person, defaults={"relation": relation.strip()[:40], "declared_at": at}
    )
    if new:
        record("mediator.conflict", by=by.person_id, at=at, about=("body", one.body_id), content={})
    return conflict
