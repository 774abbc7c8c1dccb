"""申请与登记: a dispute comes in, by whichever door, and finds its body."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import actions as cases
from sanzhi.cases.actions import Origin
from sanzhi.cases.rules import Filing
from sanzhi.disputes import access, queries, rules
from sanzhi.disputes.flow import DISPUTE
from sanzhi.disputes.models import Answer, Body, Dispute, Diversion, Party, Type
from sanzhi.disputes.rules import NewParty
from sanzhi.kit import crypto, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries as persons
from sanzhi.people.models import Office, Person
from sanzhi.people.roles import Actor

PARTICULARS = ("sex", "ethnicity", "age", "occupation", "address")
CATEGORY = {"neighbour": "legal.neighbour"}
CHANNEL = {Dispute.Source.APPLIED: "web"}


@dataclass(frozen=True)
class NewDispute:
    """纠纷 as entered. `body`: chosen, else by place and type. `key`: of this sending; sent again, it is the same one.

    `parties`: a resident's own name and phone are taken from who they are.
    """

    title: str
    text: str
    request: str
    area: str
    parties: Sequence[NewParty]
    key: str
    type: str = ""
    source: str = "applied"
    place: str = ""
    body: int | None = None
    amount_cents: int | None = None
    happened_on: date | None = None
    knew_on: date | None = None
    police_first_at: datetime | None = None
    dv_risk: bool = False


@dataclass(frozen=True)
class FromCourt:
    """诉前调 as the court sends it."""

    mode: str
    cause: str
    received_on: date
    court_case_no: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def apply(new: NewDispute, *, by: Actor, at: datetime) -> Dispute:
    """申请调解 by a resident, or 受理登记 by the clerk of the body (any source but the court's). Raises FilingRefused or
    Refusal."""
    if new.source not in Dispute.Source.values or new.source == Dispute.Source.COURT:
        raise Refusal("choice_unknown", _("请选择纠纷的来源。"))
    if by.is_resident and new.source != Dispute.Source.APPLIED:
        raise Refusal("choice_unknown", _("请选择纠纷的来源。"))
    return _filed(new, None, by=by, at=at)


@transaction.atomic
def divert(new: NewDispute, sent: FromCourt, *, by: Actor, at: datetime) -> Dispute:
    """委派、委托调解: by the court's clerk, to a body. Raises FilingRefused or Refusal."""
    access.may_divert(by).or_refuse()
    if sent.mode not in Diversion.Mode.values or not sent.cause.strip():
        raise Refusal("choice_unknown", _("请选择委派还是委托，写明案由。"))
    return _filed(new, sent, by=by, at=at)


def _filed(new: NewDispute, sent: FromCourt | None, *, by: Actor, at: datetime) -> Dispute:
    known = Dispute.objects.filter(key=new.key).first()
    if known:
        return known
    rules.parties_stand(new.parties).or_refuse()
    type_ = new.type or rules.type_of(new.title, new.text)
    if type_ not in Type.values:
        raise Refusal("choice_unknown", _("请选择纠纷类型。"))
    body = _body(new, type_, by, at)
    found = [_person(one, by, at, first=place == 0) for place, one in enumerate(new.parties)]
    if len({one.pk for one in found}) < len(found):
        raise Refusal("same_party", _("同一个人写了两次，或者两位当事人用了同一个电话。"))
    filing = Filing(
        new.title, new.text, new.area, CATEGORY.get(type_, "legal"), place=new.place, kind=DISPUTE.code
    )
    origin = Origin(
        found[0].pk, "web" if by.is_resident else "counter",
        filed_by_id=None if by.is_resident else by.person_id, receiver_id=body.office_id,
    )  # fmt: skip
    case = cases.register_in_room(filing, origin, DISPUTE, by=by, at=at)
    dispute = Dispute.objects.create(
        case=case, body=body, type=type_, source="court" if sent else new.source, request=new.request.strip(),
        amount_cents=new.amount_cents, happened_on=new.happened_on, knew_on=new.knew_on,
        police_first_at=new.police_first_at, dv_risk=new.dv_risk, key=new.key,
    )  # fmt: skip
    _parties(dispute, new.parties, found, by, at, applied=sent is None and new.source == "applied")
    if sent:
        Diversion.objects.create(
            case=dispute, mode=sent.mode, court=Office.objects.get(pk=by.office_id), cause=sent.cause.strip(),
            court_case_no=sent.court_case_no.strip(), received_on=sent.received_on,
        )  # fmt: skip
    return dispute


def _body(new: NewDispute, type_: str, by: Actor, at: datetime) -> Body:
    if by.may("dispute.keep"):
        return Body.objects.select_related("office").get(office_id=by.office_id)
    if new.body:
        found = queries.bodies_open(at.date()).filter(pk=new.body).first()
    else:
        found = queries.body_for(new.area, type_, at)
    if found is None:
        raise Refusal("no_body", _("这个村（社区）和镇还没有登记调解组织，请到社会治理中心窗口。"))
    if not by.is_resident and not by.may("dispute.divert"):
        raise Refusal("role_may_not", _("您的岗位不登记纠纷。"))
    return found


def _person(one: NewParty, by: Actor, at: datetime, *, first: bool) -> Person:
    if first and by.is_resident:
        return Person.objects.get(pk=by.person_id)
    if one.person:
        with walls.the_house():
            return Person.objects.get(pk=one.person)
    # Past the wall, for this one writing: the other side is nobody's to look up. A number that is somebody else's is not
    # tied to the name typed, nor the name behind it shown.
    with walls.the_house():
        known = persons.person_by_phone(one.phone) if one.phone.strip() else None
        phone = "" if known and known.name != one.name.strip() else one.phone
        return people.register_caller(name=one.name, phone=phone, by=by, at=at)


def _parties(
    dispute: Dispute,
    new: Sequence[NewParty],
    persons: Sequence[Person],
    by: Actor,
    at: datetime,
    *,
    applied: bool,
) -> None:
    """The parties in order; whoever applied has said yes by that."""
    for place, (one, person) in enumerate(zip(new, persons, strict=True), start=1):
        party = Party.objects.create(
            case=dispute, place=place, side=one.side, person=person, organisation=one.organisation.strip(),
            agent=one.agent.strip(), home_id=one.home,
        )  # fmt: skip
        seal_particulars(party, dict(one.particulars or {}))
        if applied and place == 1:
            means = Answer.Means.ONLINE if by.is_resident else Answer.Means.SIGNED
            Answer.objects.create(
                party=party,
                about=Answer.About.CONSENT,
                yes=True,
                means=means,
                at=at,
                entered_by_id=by.person_id,
            )


def seal_particulars(party: Party, said: dict[str, str]) -> None:
    """What the papers ask of a party, encrypted; other keys are left out."""
    kept = {key: str(said[key]).strip()[:120] for key in PARTICULARS if str(said.get(key, "")).strip()}
    if kept:
        words = json.dumps(kept, ensure_ascii=False)
        party.particulars = crypto.encrypt(words, table="disputes_party", column="particulars", row=party.pk)
        party.save(update_fields=["particulars"])
