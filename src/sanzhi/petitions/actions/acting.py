"""信访代办: opened, authorised by the principal, tried on the spot, submitted, followed, explained, and taken back at any time."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.petitions import access
from sanzhi.petitions.models import Agency, Contact

TIERS = {"village": Agency.Tier.VILLAGE, "command_room": Agency.Tier.TOWN, "town_office": Agency.Tier.TOWN}


@dataclass(frozen=True)
class NewAgency:
    """代办 as opened: whose matter, what about, what the agent may do. `key`: of this sending."""

    name: str
    phone: str
    matter: str
    scope: str
    key: str


@transaction.atomic
def open_agency(new: NewAgency, *, by: Actor, at: datetime) -> Agency:
    """登记代办: nothing more than a plan until the principal has given their word."""
    access.may_act_for(by).or_refuse()
    if known := Agency.objects.filter(key=new.key).first():
        return known
    if len(new.matter.strip()) < 2 or len(new.scope.strip()) < 5:
        raise Refusal("scope_missing", _("请写明代办什么事、代办人可以做什么。"))
    principal = people.register_resident(name=new.name, phone=new.phone, by=by, at=at)
    if principal.pk == by.person_id:
        raise Refusal("own_matter", _("自己的事请自己提出，不用代办。"))
    office = Office.objects.get(pk=by.office_id)
    one = Agency.objects.create(
        principal=principal, agent_id=by.person_id, office=office, key=new.key, opened_at=at,
        tier=TIERS.get(office.kind, Agency.Tier.COUNTY), matter=new.matter.strip()[:120], scope=new.scope.strip()[:300],
    )  # fmt: skip
    _noted("agency.opened", one, by, at)
    return one


@transaction.atomic
def give_word(agency: int, *, by: Actor, at: datetime) -> Agency:
    """委托: by the principal's own press."""
    one = _held(agency)
    if not by.is_resident or by.person_id != one.principal_id:
        raise Refusal("not_yours", _("要由委托人本人同意。"))
    return _authorised(one, "online", None, by, at)


@transaction.atomic
def enter_word(agency: int, kept: Kept, *, by: Actor, at: datetime) -> Agency:
    """登记纸质委托书: signed by the principal, its photo on the shelf."""
    one = _held(agency)
    _agent(one, by)
    return _authorised(one, "paper", kept, by, at)


def _authorised(one: Agency, means: str, kept: Kept | None, by: Actor, at: datetime) -> Agency:
    if one.withdrawn_at is not None:
        raise Refusal("word_taken_back", _("委托已经撤回，要代办请重新登记。"))
    if one.authorised_at is not None:
        return one
    one.means, one.authorised_at = means, at
    if kept:
        one.digest, one.mime = kept.digest, kept.mime
    one.save(update_fields=["means", "authorised_at", "digest", "mime"])
    _noted("agency.authorised", one, by, at)
    return one


@transaction.atomic
def take_word_back(agency: int, *, by: Actor, at: datetime) -> Agency:
    """撤回委托, in one step and for no reason: from then on the agent sees and does nothing. What was submitted goes its course."""
    one = _held(agency)
    at_counter = not by.is_resident and by.person_id == one.agent_id
    if not at_counter and by.person_id != one.principal_id:
        raise Refusal("not_yours", _("要由委托人本人撤回。"))
    if one.withdrawn_at is None:
        one.withdrawn_at, one.ended_at = at, one.ended_at or at
        one.save(update_fields=["withdrawn_at", "ended_at"])
        _noted("agency.withdrawn", one, by, at)
    return one


@transaction.atomic
def log_contact(agency: int, *, how: str, words: str, solved: bool, by: Actor, at: datetime) -> Contact:
    """联系记录: every contact is written down; `solved`: tried on the spot, and there is no need to petition."""
    one = _held(agency)
    _agent(one, by)
    _stands(one)
    if how not in Contact.How.values or len(words.strip()) < 5:
        raise Refusal("words_missing", _("请选择联系方式，写明说了什么，至少 5 个字。"))
    row = Contact.objects.create(
        agency=one, by_id=by.person_id, how=how, words=words.strip()[:500], solved=solved, at=at
    )
    if solved and one.petition_id is None:
        one.ended_at = at
        one.save(update_fields=["ended_at"])
    _noted("agency.contacted", one, by, at)
    return row


@transaction.atomic
def explain_result(agency: int, *, outcome: str, by: Actor, at: datetime) -> Agency:
    """说明结果: to the principal, face to face, who then says how it was."""
    one = _held(agency)
    _agent(one, by)
    _stands(one)
    if len(outcome.strip()) < 5:
        raise Refusal("words_missing", _("请写明结果，至少 5 个字。"))
    if one.explained_at is None:
        one.explained_at, one.outcome = at, outcome.strip()[:500]
        one.ended_at = one.ended_at or at
        one.save(update_fields=["explained_at", "outcome", "ended_at"])
        _noted("agency.explained", one, by, at)
    return one


@transaction.atomic
def rate_agency(agency: int, *, satisfied: int, by: Actor, at: datetime) -> Agency:
    """评价代办: by the principal, once; never by the agent."""
    one = _held(agency)
    if not by.is_resident or by.person_id != one.principal_id:
        raise Refusal("not_yours", _("要由委托人本人评价。"))
    if one.explained_at is None and one.ended_at is None:
        raise Refusal("not_over", _("代办还没有结果，办好以后再评价。"))
    if not 1 <= satisfied <= 5:
        raise Refusal("choice_unknown", _("请在 1 到 5 之间选择。"))
    if one.satisfied is None:
        one.satisfied = satisfied
        one.save(update_fields=["satisfied"])
        _noted("agency.rated", one, by, at)
    return one


def _held(agency: int) -> Agency:
    found = Agency.objects.select_for_update(of=("self",)).filter(pk=agency).first()
    if found is None:
        verdict = access.not_there()
        raise Refusal(verdict.code, verdict.sentence)
    return found


def _agent(one: Agency, by: Actor) -> None:
    access.may_act_for(by).or_refuse()
    if (one.agent_id, one.office_id) != (by.person_id, by.office_id):
        raise Refusal("not_the_agent", _("由这件事的代办人办理。"))


def _stands(one: Agency) -> None:
    if one.withdrawn_at is not None:
        raise Refusal("word_taken_back", _("本人已经撤回委托，代办到此为止。"))
    if one.authorised_at is None:
        raise Refusal("no_word", _("本人还没有书面委托。"))


def _noted(kind: str, one: Agency, by: Actor, at: datetime) -> None:
    journal.record(
        kind, by=by.person_id, at=at, about=("agency", one.pk), content={"tier": one.tier}, topic=kind
    )
