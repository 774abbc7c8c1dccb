"""提出与登记: a claim or a suggestion comes in, online by whoever petitions, at a desk by letter, visit or telephone, or through
an agent by the principal's word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import actions as cases
from sanzhi.cases.actions import Origin
from sanzhi.cases.rules import Filing
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Office, Person
from sanzhi.people.roles import Actor
from sanzhi.petitions import access, queries, rules
from sanzhi.petitions.models import Agency, Claim, Petition, Petitioner
from sanzhi.petitions.petition_flow import PETITION

from .held import held, step

CHANNEL = {"online": "web", "phone": "phone"}


@dataclass(frozen=True)
class NewPetitioner:
    """信访人 as entered at a desk; `speaks`: one of those who speak for many; `person`: who it is, where another room already
    knows, and then they may have asked online."""

    name: str
    phone: str = ""
    speaks: bool = False
    person: int | None = None


@dataclass(frozen=True)
class NewPetition:
    """信访件 as entered: title, facts, what is asked for one by one, reasons, organisations concerned.

    `form`: letter, visit or phone at a desk; online by oneself. `petitioners`: at a desk who came or wrote, the first of them
    first; online one's own. `people`: how many came together. `key`: of this sending; sent again, it is the same one.
    """

    category: str
    title: str
    facts: str
    area: str
    field: str
    key: str
    claims: Sequence[str] = ()
    reasons: str = ""
    involved: str = ""
    form: str = "online"
    reply_by: str = "online"
    confidential: bool = False
    petitioners: Sequence[NewPetitioner] = ()
    people: int = 1
    received_at: datetime | None = None


@transaction.atomic
def file_petition(new: NewPetition, *, by: Actor, at: datetime, agency: int | None = None) -> Petition:
    """提出信访事项 by a resident; 登记 at a desk; with `agency` by the agent, in the principal's name. Raises FilingRefused or
    Refusal. The law's time counts from when it came in, never from when it was typed: `received_at` of a letter may be
    earlier, and may not be later."""
    if known := Petition.objects.filter(key=new.key).first():
        return known
    acted = _agency(agency, by) if agency else None
    desk = _desk(by, acted, at)
    _stands(new, by, acted)
    received = new.received_at or at
    if received > at:
        raise Refusal("received_later", _("收到的日期不能晚于今天。"))
    persons = _persons(new, acted, by, at)
    filing = Filing(new.title, new.facts, new.area, new.field, kind=PETITION.code)
    origin = Origin(
        persons[0].pk, CHANNEL.get(new.form, "counter"),
        filed_by_id=None if by.is_resident else by.person_id, receiver_id=desk.pk,
    )  # fmt: skip
    case = cases.register_in_room(filing, origin, PETITION, by=by, at=received)
    petition = Petition.objects.create(
        case=case, category=new.category, form=new.form, key=new.key, received_at=received,
        reasons=new.reasons.strip(), involved=new.involved.strip()[:200], reply_by=new.reply_by,
        confidential=new.confidential, people=max(new.people, len(persons)),
    )  # fmt: skip
    _with_people(petition, new, persons)
    for place, words in enumerate(new.claims, start=1):
        Claim.objects.create(petition=petition, place=place, words=words.strip())
    if acted:
        acted.petition = petition
        acted.save(update_fields=["petition"])
    step(held(case.pk), "petition-receive", by=by, at=received)
    return petition


def _agency(agency: int, by: Actor) -> Agency:
    """The agent's own, with the principal's word, and not yet submitted."""
    access.may_act_for(by).or_refuse()
    one = Agency.objects.select_for_update(of=("self",)).select_related("principal").get(pk=agency)
    if one.agent_id != by.person_id or one.office_id != by.office_id:
        raise Refusal("not_the_agent", _("由这件事的代办人提交。"))
    if one.authorised_at is None:
        raise Refusal("no_word", _("本人还没有书面委托，不能代为提交。"))
    if one.withdrawn_at is not None:
        raise Refusal("word_taken_back", _("本人已经撤回委托，不能代为提交。"))
    if one.petition_id is not None:
        raise Refusal("submitted", _("这件事已经提交过了。"))
    return one


def _desk(by: Actor, acted: Agency | None, at: datetime) -> Office:
    if by.is_resident or acted:
        desk = queries.desk_for_filing(at)
        if desk is None:
            raise Refusal("no_bureau", _("本地还没有登记信访局，请到社会治理中心窗口。"))
        return desk
    access.may_register(by).or_refuse()
    return Office.objects.get(pk=by.office_id)


def _stands(new: NewPetition, by: Actor, acted: Agency | None) -> None:
    if new.category not in Petition.Category.values or new.reply_by not in Petition.ReplyBy.values:
        raise Refusal("choice_unknown", _("请选择是申诉求决还是建议意见，以及怎样答复您。"))
    forms = ("online",) if by.is_resident else ("visit",) if acted else ("letter", "visit", "phone")
    if any(one.person for one in new.petitioners):
        forms = (*forms, "online")
    if new.form not in forms:
        raise Refusal("choice_unknown", _("请选择来信、来访还是来电。"))
    if new.category == Petition.Category.CLAIM:
        rules.claims_stand([one.strip() for one in new.claims if one.strip()]).or_refuse()
    named = 1 if by.is_resident or acted else len(new.petitioners)
    if named < 1:
        raise Refusal("name_missing", _("请写明信访人的姓名。"))
    rules.group_stands(
        max(new.people, named), named, sum(one.speaks for one in new.petitioners) or (named == 1)
    ).or_refuse()


def _persons(new: NewPetition, acted: Agency | None, by: Actor, at: datetime) -> list[Person]:
    if by.is_resident:
        return [Person.objects.get(pk=by.person_id)]
    if acted:
        return [acted.principal]
    found = [_person(one, by, at) for one in new.petitioners]
    if len({one.pk for one in found}) < len(found):
        raise Refusal("same_person", _("同一个人写了两次，或者两个人用了同一个电话。"))
    return found


def _person(one: NewPetitioner, by: Actor, at: datetime) -> Person:
    if one.person:
        with walls.the_house():
            return Person.objects.get(pk=one.person)
    return people.register_caller(name=one.name, phone=one.phone, by=by, at=at)


def _with_people(petition: Petition, new: NewPetition, persons: Sequence[Person]) -> None:
    speaking = 0
    alone = len(persons) == 1
    for place, person in enumerate(persons, start=1):
        speaks = alone or new.petitioners[place - 1].speaks
        speaking += speaks
        Petitioner.objects.create(
            petition=petition, place=place, person=person, speaks=speaking if speaks else None
        )
