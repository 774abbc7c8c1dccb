"""申报、核实、退回、送达: what somebody did, told by one and seen to by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Household, Person
from sanzhi.people.roles import Actor
from sanzhi.points import access, queries, rules
from sanzhi.points.models import Claim, Evidence, Item

from .held import a_claim_in, reason_of, told


@dataclass(frozen=True)
class Report:
    """申报: `item` is its code in the standard in force that day; `photos` are kept on this room's shelf (`files`)."""

    item: str
    household: int
    happened_on: date
    person: int | None = None
    quantity: int = 1
    place: str = ""
    text: str = ""
    witness: str = ""
    photos: Sequence[Kept] = ()
    key: str | None = None


@transaction.atomic
def report(new: Report, *, by: Actor, at: datetime) -> Claim:
    """申报: by oneself for one's household, or by whoever works on points there. The same key again is the same claim.

    Raises Refusal.
    """
    if new.key and (known := Claim.objects.filter(key=new.key).first()):
        return known
    home = Household.objects.select_related("area").get(pk=new.household)
    _may_report_for(home, by)
    item = _item_for(home, new, by, at)
    person = _whose(item, home, new)
    if not queries.household_takes_part(home.pk, item.standard.scope):
        raise Refusal("not_taking_part", _("这一户还没有参加积分，或者这一天的细则不适用于这一户。"))
    _proven(item, new)
    _not_too_soon(item, home.pk, new.happened_on)
    claim = Claim.objects.create(
        item=item, area=home.area, household=home, person=person, direction=item.direction,
        year=new.happened_on.year, happened_on=new.happened_on, quantity=new.quantity, place=new.place.strip(),
        text=new.text.strip(), witness=new.witness.strip(), source=item.source, key=new.key,
        reported_by_id=by.person_id, reported_at=at,
    )  # fmt: skip
    _keep_photos(claim, new.photos, by, at)
    told("points.reported", claim, by, at)
    return claim


def _may_report_for(home: Household, by: Actor) -> None:
    if by.is_resident:
        mine = queries.household_of(by.person_id) if by.person_id else None
        if mine is None or mine.pk != home.pk:
            raise Refusal("not_yours", _("只能替自己家申报。"))
        return
    access.may_record(by, home.area_id).or_refuse()


def _item_for(home: Household, new: Report, by: Actor, at: datetime) -> Item:
    """The item, in the version in force on the day of the deed. Raises Refusal."""
    rules.may_report(new.happened_on, localdate(at)).or_refuse()
    standard = queries.in_force(home.area_id, new.happened_on)
    item = queries.by_code(standard, new.item) if standard else None
    if item is None:
        raise Refusal("no_item", _("这一天本村的细则里没有这一项。"))
    if item.source == Item.Source.WASTE:
        raise Refusal("waste_counts_itself", _("垃圾分类的积分由检查自动登记，不用申报。"))
    if item.source == Item.Source.VOLUNTEER:
        raise Refusal("hours_count_themselves", _("志愿服务的积分由核定的时长自动登记，不用申报。"))
    if by.is_resident and (item.direction == "-" or item.source != Item.Source.SELF):
        raise Refusal("not_self_reported", _("这一项由村（社区）登记，不用自己申报。"))
    return item


def _whose(item: Item, home: Household, new: Report) -> Person | None:
    if item.holder == Item.Holder.HOUSEHOLD:
        signed = queries.pledges_of(home.pk)
        held = {one.duty for one in signed if localdate(one.signed_at) <= new.happened_on}
        if item.direction == "-" and item.duty not in held:
            raise Refusal("not_pledged", _("这一户没有签这一项承诺，不能扣户的分。"))
        return None
    person = Person.objects.filter(pk=new.person, household=home).first() if new.person else None
    if person is None:
        raise Refusal("person_missing", _("这一项算到个人，请写明是这一户的哪一位。"))
    if not rules.grown_on(person.birth_date, new.happened_on):
        raise Refusal("under_age", _("未满十八周岁的不参加积分。"))
    mine = queries.participation_of(person.pk)
    if mine is None:
        raise Refusal("not_taking_part", _("这一位还没有参加积分。"))
    if not rules.within_scope(item.standard.scope, person.residence):
        raise Refusal("out_of_scope", _("这一天的细则不适用于这一位。"))
    return person


def _proven(item: Item, new: Report) -> None:
    """What the item wants to be shown; of a deduction always facts and a photo or record. Raises Refusal."""
    if not 1 <= new.quantity <= 31:
        raise Refusal("quantity", _("数量请填 1 到 31。"))
    if len(new.photos) > rules.MOST_PHOTOS:
        raise Refusal("too_many_photos", _("最多 %(most)d 张照片。") % {"most": rules.MOST_PHOTOS})
    if item.evidence == Item.Evidence.PHOTO and not new.photos:
        raise Refusal("photo_missing", _("这一项要有照片。"))
    if item.evidence == Item.Evidence.WITNESS and len(new.witness.strip()) < 2:
        raise Refusal("witness_missing", _("这一项要写明谁看见的。"))
    needs_words = item.direction == "-" or item.evidence == Item.Evidence.RECORD
    if needs_words and len(new.text.strip()) < 4:
        raise Refusal("text_missing", _("请写明经过（至少 4 个字）。"))


def _not_too_soon(item: Item, household_id: int, day: date) -> None:
    if not item.cooldown_days:
        return
    near = Claim.objects.filter(
        household=household_id, item__code=item.code,
        happened_on__gt=day - timedelta(days=item.cooldown_days), happened_on__lt=day + timedelta(days=item.cooldown_days),
    ).exclude(state__in=queries.OVER)  # fmt: skip
    if near.exists():
        raise Refusal("too_soon", _("这一项 %(days)d 天内只能申报一次。") % {"days": item.cooldown_days})


@transaction.atomic
def supplement(claim_id: int, *, text: str, photos: Sequence[Kept], by: Actor, at: datetime) -> Claim:
    """补充: what was asked for when it was returned; goes back to be verified. Raises Refusal."""
    claim = a_claim_in(claim_id, "returned")
    _reported_by(claim, by)
    if len(text.strip()) < 4 and not photos:
        raise Refusal("text_missing", _("请补充说明或照片。"))
    if text.strip():
        claim.text = f"{claim.text}\n{text.strip()}".strip()[:500]
    claim.state, claim.note = Claim.State.SUBMITTED, ""
    claim.save(update_fields=["text", "state", "note"])
    _keep_photos(claim, photos, by, at)
    told("points.supplemented", claim, by, at)
    return claim


@transaction.atomic
def withdraw(claim_id: int, *, by: Actor, at: datetime) -> Claim:
    """撤回: by whoever reported it, before it was scored. Raises Refusal."""
    claim = a_claim_in(claim_id, "submitted", "returned", "verified")
    _reported_by(claim, by)
    claim.state = Claim.State.WITHDRAWN
    claim.save(update_fields=["state"])
    told("points.withdrawn", claim, by, at)
    return claim


@transaction.atomic
def return_claim(claim_id: int, *, reason: str, by: Actor, at: datetime) -> Claim:
    """退回补充. Raises Refusal."""
    claim = a_claim_in(claim_id, "submitted")
    access.may_verify(by, claim).or_refuse()
    claim.state, claim.note = Claim.State.RETURNED, reason_of(reason)[:300]
    claim.save(update_fields=["state", "note"])
    told("points.returned", claim, by, at, reason=claim.note)
    return claim


@transaction.atomic
def verify(claim_id: int, *, by: Actor, at: datetime) -> Claim:
    """核实: that it was so, by another than who reported it. Raises Refusal."""
    claim = a_claim_in(claim_id, "submitted")
    access.may_verify(by, claim).or_refuse()
    claim.state, claim.verified_by_id, claim.verified_at = Claim.State.VERIFIED, by.person_id, at
    claim.save(update_fields=["state", "verified_by", "verified_at"])
    told("points.verified", claim, by, at)
    return claim


@transaction.atomic
def reject(claim_id: int, *, reason: str, by: Actor, at: datetime) -> Claim:
    """不予计分: it was not so, or is there twice; told why. Raises Refusal."""
    claim = a_claim_in(claim_id, "submitted", "returned")
    access.may_verify(by, claim).or_refuse()
    claim.state, claim.note, claim.decided_at = Claim.State.REJECTED, reason_of(reason)[:300], at
    claim.save(update_fields=["state", "note", "decided_at"])
    told("points.rejected", claim, by, at, reason=claim.note)
    return claim


@transaction.atomic
def serve(claim_id: int, *, how: str, by: Actor, at: datetime) -> Claim:
    """送达: the household was told of a deduction, and that it may object, in person or on paper. Raises Refusal."""
    claim = a_claim_in(claim_id, "scored", "publicised")
    access.may_record(by, claim.area_id).or_refuse()
    if claim.direction != "-":
        raise Refusal("nothing_to_serve", _("只有扣分要送达。"))
    if claim.served_at:
        return claim
    claim.served_by_id, claim.served_at = by.person_id, at
    claim.save(update_fields=["served_by", "served_at"])
    told("points.served", claim, by, at, how=reason_of(how))
    return claim


def _reported_by(claim: Claim, by: Actor) -> None:
    if by.person_id is None or by.person_id != claim.reported_by_id:
        raise Refusal("not_yours", _("只有登记的人能这样办。"))


def _keep_photos(claim: Claim, photos: Sequence[Kept], by: Actor, at: datetime) -> None:
    have = set(claim.evidence.values_list("digest", flat=True))
    rows = {one.digest: one for one in photos if one.digest not in have}
    Evidence.objects.bulk_create(
        [
            Evidence(claim=claim, digest=one.digest, mime=one.mime, name=one.name, by_id=by.person_id, at=at)
            for one in rows.values()
        ]
    )
