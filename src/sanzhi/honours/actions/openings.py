"""打开、关上曝光: off for the county and for each village until one role proposes it and another agrees."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sanzhi.honours import access, rules
from sanzhi.honours.models import Opening
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .held import reason_of


@transaction.atomic
def propose_opening(area: str, *, ground: str, by: Actor, at: datetime) -> Opening:
    """提出打开: with what is to be exposed and why, beside the article it stands on. Raises Refusal."""
    access.may_open(by, area).or_refuse()
    said = f"{rules.GROUND}：{reason_of(ground)}"
    assert by.person_id
    try:
        with transaction.atomic():
            opening = Opening.objects.create(
                area_id=area,
                ground=said,
                proposed_by_id=by.person_id,
                proposed_as=by.role.code,
                proposed_at=at,
            )
    except IntegrityError as error:
        raise Refusal("open_already", _("这里已经提出过或者打开着。")) from error
    kept_out = {"hands": [by.person_id], "roles": [by.role.code]}
    _noted("exposure.proposed", opening, by, at, tell=True, ground=said, **kept_out)
    return opening


@transaction.atomic
def agree_to_opening(opening_id: int, *, by: Actor, at: datetime) -> Opening:
    """同意打开. Raises Refusal."""
    opening = _held(opening_id)
    access.may_agree_to_open(by, opening).or_refuse()
    if opening.agreed_at:
        return opening
    opening.agreed_by_id, opening.agreed_as, opening.agreed_at = by.person_id, by.role.code, at
    opening.save(update_fields=["agreed_by", "agreed_as", "agreed_at"])
    _noted("exposure.opened", opening, by, at)
    return opening


@transaction.atomic
def close_opening(opening_id: int, *, reason: str, by: Actor, at: datetime) -> Opening:
    """关上: everything on the board is off it at once. Raises Refusal."""
    opening = _held(opening_id)
    access.may_close(by, opening).or_refuse()
    opening.closed_by_id, opening.closed_at, opening.closed_why = by.person_id, at, reason_of(reason)
    opening.save(update_fields=["closed_by", "closed_at", "closed_why"])
    _noted("exposure.closed", opening, by, at, why=opening.closed_why)
    return opening


def _held(opening_id: int) -> Opening:
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening_id)
    if opening.closed_at:
        raise Refusal("closed", _("已经关上。"))
    return opening


def _noted(
    kind: str, opening: Opening, by: Actor, at: datetime, *, tell: bool = False, **content: object
) -> None:
    said, topic = {"area": opening.area_id, **content}, kind if tell else None
    record(kind, by=by.person_id, at=at, about=("opening", opening.pk), content=said, topic=topic)
