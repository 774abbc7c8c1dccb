"""服务项目: published by whoever runs the team, of a kind, and ended."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.groups import access, rules
from sanzhi.groups.models import Group, ServiceOffer
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class NewOffer:
    """服务项目: see `ServiceOffer`."""

    group: int
    kind: str
    name: str
    what: str
    for_whom: str
    price: str
    weekdays: str
    answer_hours: int


@transaction.atomic
def publish_offer(new: NewOffer, *, by: Actor, at: datetime) -> ServiceOffer:
    """发布服务项目, by whoever runs the team. Raises Refusal."""
    group = Group.objects.select_for_update(of=("self",)).filter(pk=new.group).first()
    verdict = access.may_run(by, group) if group else access.not_there()
    verdict.or_refuse()
    rules.offer_stands(
        name=new.name, what=new.what, price=new.price, weekdays=new.weekdays, answer_hours=new.answer_hours
    ).or_refuse()
    if new.kind not in ServiceOffer.Kind.values:  # by which other teams are found to pass an order on to
        raise Refusal("kind_missing", _("请选择是哪一类服务。"))
    said = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(new).items()}
    said["group_id"] = said.pop("group")
    if ServiceOffer.objects.filter(group=group, name=said["name"], ended_at=None).exists():
        raise Refusal("name_taken", _("这个团队已经有同名的服务。"))
    offer = ServiceOffer.objects.create(**said, entered_by_id=by.person_id, entered_at=at)
    record("offer.published", by=by.person_id, at=at, about=("offer", offer.pk), content={"group": new.group})
    return offer


@transaction.atomic
def end_offer(offer: int, *, by: Actor, at: datetime) -> ServiceOffer:
    """停办: nobody asks for it any more; what was asked runs on. Raises Refusal."""
    one = (
        ServiceOffer.objects.select_for_update(of=("self",)).select_related("group").filter(pk=offer).first()
    )
    verdict = access.may_wind_up(by, one.group) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    if one.ended_at is None:
        one.ended_at = at
        one.save(update_fields=["ended_at"])
        record("offer.ended", by=by.person_id, at=at, about=("offer", one.pk), content={})
    return one
